// Decisions: how they are sent, what is asked before, and what happens where others were faster.

import { ApiError, api, dialog, el, notice } from "./sayso.js";

/** Why claims are rejected; the number of each is its key. */
const REASONS = [
  "the number counts something else", "a plan, a threat or a guess, no happening", "background: another conflict or another time",
  "the same claim stands elsewhere in the report", "harm by accident, disease or disaster",
];

/** Sends a decision: {act, about | targets, values, reason, seen}; answers {id, claimed}. */
export function decide(decision) {
  return api("POST", "decisions", { body: decision });
}

/** Is it the answer that others ruled in the meantime? */
export function isConflict(error) {
  return error instanceof ApiError && error.status === 409;
}

/** Gives what runs pieces of work one after another: who types faster than the server answers loses no key. */
export function inTurn() {
  let last = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => {}); // whoever asked hears of it; the next is done all the same
    return done;
  };
}

/** How many decisions about a claim one has seen. */
export function seen(claimed) {
  return claimed.ruling?.seen ?? 0;
}

/**
 * Asks for words and sends them; what is typed stays until it is taken. `choices` are words that one key sends.
 * `send(words)` may throw an ApiError, which is told in the dialog.
 */
function asking(title, { label, button, choices = [], needed = false, send }) {
  const typed = el("textarea", { id: "asked-words", rows: 3 });
  const told = el("p", { class: "refused", role: "alert" });
  let sending = false;
  const sent = async (words) => {
    if (sending || (needed && !words)) return typed.focus();
    sending = true;
    try {
      await send(words || null);
      asked.close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      told.textContent = error.message;
    } finally {
      sending = false;
    }
  };
  const chosen = choices.map((words, index) =>
    el("li", {}, el("button", { type: "button", onclick: () => sent(words) }, el("kbd", {}, String(index + 1)), " ", words)));
  const asked = dialog(title,
    chosen.length ? el("ol", { class: "choices" }, chosen) : null,
    el("form", { onsubmit: (event) => (event.preventDefault(), sent(typed.value.trim())) },
      el("label", { for: "asked-words" }, label), typed, told,
      el("div", { class: "row-end" },
        el("button", { class: "main" }, button), el("span", { class: "dim" }, el("kbd", {}, "Ctrl Enter")))));
  asked.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) sent(typed.value.trim());
    else if (event.target !== typed && choices[Number(event.key) - 1]) sent(choices[Number(event.key) - 1]);
    else return;
    event.preventDefault();
  });
  (chosen[0]?.firstElementChild ?? typed).focus();
}

/** Asks why a claim is rejected, by one key or in own words. */
export function askToReject(words, send) {
  asking(`Reject: ${words}`, { label: "Or in your own words", button: "Reject", choices: REASONS, send });
}

/** Asks why something is done; the reason may be left out. */
export function askWhy(title, button, send) {
  asking(title, { label: "Why", button, send });
}

/**
 * Asks for the numbers that a figure is to have, as it has them now; one that is emptied is left to the words. `send` takes
 * {low, best, high} and the reason, and may throw an ApiError, which is told in the dialog.
 */
export function askForNumbers(title, now, send) {
  const fields = ["low", "best", "high"].map((name) => el("input", { name, type: "number", min: 0, step: 1, value: now[name] ?? "" }));
  const reason = el("textarea", { name: "reason", rows: 2 });
  const told = el("p", { class: "refused", role: "alert" });
  const sent = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.filter((each) => each.value !== "").map((each) => [each.name, Number(each.value)]));
    try {
      await send(values, reason.value.trim() || null);
      asked.close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      told.textContent = error.message;
    }
  };
  const asked = dialog(title,
    el("form", { class: "numbers", onsubmit: sent }, fields.map((each) => el("label", {}, each.name, each)),
      el("label", {}, "Why", reason), told, el("button", { class: "main", type: "submit" }, "Choose")));
  fields[0].focus();
}

/** Asks for a comment on a claim. */
export function askForComment(words, send) {
  asking(`Comment on: ${words}`, { label: "Comment", button: "Comment", needed: true, send });
}

/** Tells what was refused; a conflict brings the claim as it now stands: `reload` takes it. */
export async function refused(error, claim, reload) {
  if (!(error instanceof ApiError)) throw error;
  notice(error.message, { error: true });
  if (isConflict(error)) await reload(await api("GET", `claims/${claim}`));
}
