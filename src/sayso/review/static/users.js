// Accounts and their roles, for leads; one's own password and tokens, for all.

import { ownAccount } from "./own-account.js";
import { api, attempt, day, dialog, el, may, me, notice, page } from "./sayso.js";

const ROLES = { reader: "sees everything it may", coder: "rules on claims, imports reports", lead: "also accounts, many at once, others' rulings" };
const root = await page();
const who = await me();

// ── accounts ──

const accounts = el("div", {});

async function showAccounts() {
  const told = await attempt(() => api("GET", "users"));
  if (!told) return;
  const rows = told.items.map((each) => el("tr", { class: each.closed ? "closed" : "" },
    el("td", {}, each.name), el("td", {}, each.closed ? each.role : role(each)), el("td", {}, day(each.created)),
    el("td", {}, each.closed ? `closed ${day(each.closed)}` : actions(each))));
  accounts.replaceChildren(
    rows.length
      ? el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, ["Name", "Role", "Since", ""].map((words) => el("th", {}, words)))), el("tbody", {}, rows)))
      : el("p", { class: "dim" }, "No accounts yet: this ledger is served on this machine only, and whoever is at it may do everything."));
}

function role(account) {
  const change = async (event) => {
    if (await attempt(() => api("PATCH", `users/${encodeURIComponent(account.name)}`, { body: { role: event.target.value } }))) {
      notice(`${account.name} is ${event.target.value} now`);
    }
    showAccounts();
  };
  return el("select", { "aria-label": `Role of ${account.name}`, onchange: change },
    Object.keys(ROLES).map((name) => el("option", { value: name, selected: name === account.role }, name)));
}

function actions(account) {
  return [
    el("button", { type: "button", class: "plain", onclick: () => newPassword(account.name) }, "Password …"),
    el("button", { type: "button", class: "plain", onclick: () => close(account.name) }, "Close …"),
  ];
}

function newPassword(name) {
  const field = el("input", { name: "password", type: "password", autocomplete: "new-password", minlength: 12, required: true });
  ask(`A new password for ${name}`, [el("label", {}, "Password, twelve characters at least", field)], "Set it", async () => {
    const done = await attempt(() => api("PATCH", `users/${encodeURIComponent(name)}`, { body: { password: field.value } }));
    if (done) notice(`${name} logs in with the new password from now on`);
    return done;
  });
}

function close(name) {
  ask(`Close the account of ${name}?`, [el("p", {}, "What it ruled stays. The name is not given again, since it signs decisions.")], "Close it", async () => {
    const done = await attempt(() => api("PATCH", `users/${encodeURIComponent(name)}`, { body: { closed: true } }));
    if (done) showAccounts();
    return done;
  });
}

function ask(title, content, words, does) {
  const form = el("form", { class: "stack", onsubmit: async (event) => (event.preventDefault(), (await does()) && made.close()) },
    content, el("button", { class: "main", type: "submit" }, words));
  const made = dialog(title, form);
}

function newAccount() {
  const form = el("form", { class: "stack card", onsubmit: add },
    el("label", {}, "Name", el("input", { name: "name", required: true, autocomplete: "off" })),
    el("label", {}, "Role", el("select", { name: "role" }, Object.entries(ROLES).map(([name, words]) => el("option", { value: name }, `${name}: ${words}`)))),
    el("label", {}, "Password, twelve characters at least", el("input", { name: "password", type: "password", minlength: 12, required: true, autocomplete: "new-password" })),
    el("button", { class: "main", type: "submit" }, "Add the account"));
  async function add(event) {
    event.preventDefault();
    const made = await attempt(() => api("POST", "users", { body: Object.fromEntries(new FormData(form)) }));
    if (!made) return;
    form.reset();
    notice(`${made.name} may log in now`);
    if (who.accounts) showAccounts();
    else location.assign("/login"); // from now on everybody logs in, whoever made the first account too
  }
  return form;
}

const lead = await may("lead");
root.append(
  el("div", { class: "page-head" }, el("h1", {}, lead ? "Accounts" : "Your account")),
  el("div", { class: "parts" },
    lead ? el("section", { class: "stack" }, accounts, el("h2", {}, "New account"), newAccount()) : null,
    who.accounts ? el("section", { class: "stack" }, ownAccount(who)) : null));
if (lead) await showAccounts();
