// One's own account: another password, and tokens for programs.

import { ApiError, api, attempt, day, dialog, el, notice } from "./sayso.js";

/** What one may do with one's own account, as elements. */
export function ownAccount(who) {
  const tokens = el("div", {});
  showTokens(tokens);
  return [
    el("h2", {}, "Your password"), newPassword(who),
    el("h2", {}, "Your tokens"), tokens, newToken(tokens),
  ];
}

// ── password ──

function secret(words, name, autocomplete, more = {}) {
  return el("label", {}, words, el("input", { name, type: "password", required: true, autocomplete, ...more }));
}

function newPassword(who) {
  const fault = el("p", { class: "fault", role: "alert" });
  const form = el("form", { class: "stack card", "aria-label": "Your password", onsubmit: change },
    el("input", { name: "name", autocomplete: "username", value: who.name, hidden: true, readonly: true }),
    secret("The password you have", "old", "current-password"),
    secret("A new one, twelve characters at least", "new", "new-password", { minlength: 12 }),
    secret("The new one again", "again", "new-password"),
    fault, el("button", { type: "submit" }, "Change it"));
  async function change(event) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    fault.textContent = given.new === given.again ? "" : "The new one is not the same both times.";
    if (fault.textContent) return form.elements.again.focus();
    try {
      await api("PUT", "me/password", { body: { old: given.old, new: given.new } });
      form.reset();
      notice("Your password is changed; wherever else you were logged in, you are no longer.");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.textContent = error.message;
      form.elements.old.focus();
    }
  }
  return form;
}

// ── tokens ──

async function showTokens(tokens) {
  const told = await attempt(() => api("GET", "tokens"));
  if (!told) return;
  const drop = async (id) => (await attempt(() => api("DELETE", `tokens/${id}`)), showTokens(tokens));
  tokens.replaceChildren(
    told.items.length
      ? el("table", {}, el("tbody", {}, told.items.map((each) => el("tr", {}, el("td", {}, each.label), el("td", { class: "dim" }, day(each.begun)),
        el("td", {}, el("button", { type: "button", class: "plain", onclick: () => drop(each.id) }, "Take away"))))))
      : el("p", { class: "dim" }, "None yet. A token lets a program ask the API in your name and role."));
}

function newToken(tokens) {
  const form = el("form", { class: "stack", onsubmit: add },
    el("label", {}, "What it is for", el("input", { name: "label", required: true, maxlength: 100 })), el("button", { type: "submit" }, "New token"));
  async function add(event) {
    event.preventDefault();
    const made = await attempt(() => api("POST", "tokens", { body: Object.fromEntries(new FormData(form)) }));
    if (!made) return;
    form.reset();
    dialog("Your token", el("p", {}, "Copy it now: it is told this once."), el("p", { class: "secret" }, made.secret));
    showTokens(tokens);
  }
  return form;
}
