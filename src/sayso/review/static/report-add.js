// A claim that was missed: its number chosen in the text, or typed as it stands there, and what happened, by one key.

import { keyed } from "./claims.js";
import { ApiError, dialog, el } from "./sayso.js";
import { numberIn, standing } from "./report-text.js";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const MOST_PLACES = 50;
const AROUND = 40; // units of text shown on both sides of words that stand in several places

/** Asks for what was missed; `send({kind, start, end, value})` may throw an ApiError, which is told in the dialog. */
export function askForMissed(text, chosen, kinds, send) {
  const letters = lettersFor(kinds);
  const number = el("input", { id: "missed-words", autocomplete: "off", dir: "auto", value: chosen?.text ?? "" });
  const where = el("select", { id: "missed-place" });
  const value = el("input", { id: "missed-value", type: "number", min: 0, step: "any", value: numberIn(chosen?.text ?? "") ?? "" });
  const told = el("p", { class: "refused", role: "alert" });
  let places = chosen ? [chosen] : [];
  let sending = false;
  const find = () => {
    places = standing(text, number.value.trim(), MOST_PLACES);
    where.replaceChildren(...places.map((each, at) => el("option", { value: String(at) }, around(text, each))));
    place.hidden = places.length < 2;
    value.value = numberIn(number.value) ?? "";
  };
  number.addEventListener("input", find);
  const add = async (kind) => {
    const found = places[Number(where.value || 0)];
    told.textContent = !found ? "These words do not stand in the text." : value.value === "" ? "How many are they?" : "";
    if (told.textContent) return (found ? value : number).focus();
    if (sending) return;
    sending = true;
    try {
      await send({ kind, start: found.start, end: found.end, value: Number(value.value) });
      asked.close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      told.textContent = error.message;
    } finally {
      sending = false;
    }
  };
  const place = el("label", { class: "field", for: "missed-place", hidden: true }, el("span", {}, "where they stand"), where);
  const buttons = kinds.map((kind) => keyed(letters.get(kind), kind, () => add(kind)));
  const asked = dialog("A claim that was missed",
    el("label", { class: "field", for: "missed-words" }, el("span", {}, "number, as the text has it"), number), place,
    el("label", { class: "field", for: "missed-value" }, el("span", {}, "how many"), value),
    el("div", { class: "kinds", role: "group", "aria-label": "What happened to them" }, buttons), told);
  asked.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const kind = kinds.find((each) => letters.get(each) === event.key);
    if (kind) event.preventDefault(), add(kind);
  });
  if (!chosen) number.focus();
  else if (value.value === "") value.focus();
  else buttons[0].focus();
}

/** A letter for each word: its first that no word before has taken, else the first of the alphabet that is left. */
function lettersFor(words) {
  const taken = new Map();
  for (const word of words) {
    const free = [...word, ...ALPHABET].find((letter) => ![...taken.values()].includes(letter));
    taken.set(word, free);
  }
  return taken;
}

function around(text, { start, text: words }) {
  const points = [...text];
  const before = points.slice(Math.max(0, start - AROUND), start).join("");
  const after = points.slice(start + [...words].length, start + [...words].length + AROUND).join("");
  return `…${before}${words}${after}…`.replace(/\s+/g, " ");
}
