// A claim in words and small pictures, the same on every page that shows claims.

import { bounds, counted, day, el, number, span, unitsOf } from "./sayso.js";

/** Kind, number and whom: "killed  More than 200 junta troops". */
export function headline(claim) {
  return [
    el("span", { class: "kind", dataset: { kind: claim.kind } }, claim.kind), " ",
    el("strong", {}, claim.quantity.text), " ", claim.whom?.text ?? claim.quantity.unit,
  ];
}

/** The sentence a claim rests on, with its number marked. */
export function sentence(claim) {
  const { text, start } = claim.evidence;
  const [from, to] = [claim.quantity.start, claim.quantity.end].map((at) => unitsOf(text, at - start));
  const kind = claim.kind;
  return el("blockquote", { class: "sentence", dir: "auto" },
    text.slice(0, from), el("mark", { dataset: { kind } }, text.slice(from, to)), text.slice(to));
}

/** The places of a claim: "Loikaw, Demoso"; as the report has them where no place is known. */
export function places(claim) {
  return [...new Set(claim.where.map((each) => each.name ?? each.text))].join(", ");
}

/** Where, when and who says so, each left out where the text does not tell it. */
export function circumstances(claim) {
  const told = [
    ["Where", places(claim)], ["When", claim.when ? span(claim.when.from, claim.when.to) : ""],
    ["Says so", claim.source?.text ?? claim.source?.outlet ?? ""],
  ];
  const shown = told.filter(([, words]) => words);
  return el("dl", { class: "circumstances" },
    shown.map(([name, words]) => el("div", {}, el("dt", {}, name), el("dd", { dir: "auto" }, words))));
}

/** What the text leaves open, each as a chip: "where: 'Demoso' is the likeliest of several places". */
export function doubts(claim) {
  return claim.doubts.map((each) => el("span", { class: "chip doubt" }, `${each.about}: ${each.reason}`));
}

/** Colleagues who have it open; oneself is none. */
export function opened(names, own) {
  return names.filter((name) => name !== own).map((name) => el("span", { class: "chip open" }, `open by ${name}`));
}

/** A button that shows its key. */
export function keyed(key, words, onclick) {
  const shown = [el("kbd", { "aria-hidden": true }, key), ` ${words}`];
  return el("button", { type: "button", "aria-keyshortcuts": key, onclick }, shown);
}

/** How far a claim moves a figure: a bar, one step longer for ten times as much, and its number in words. */
export function weight(value) {
  if (value === null || value === undefined) return el("div", { class: "weight dim" }, "not weighed yet");
  const moved = Math.round(value);
  const words = moved ? `moves a figure by ${number(moved)}` : "moves no figure";
  const width = `${Math.min(100, 20 * Math.log10(1 + value))}%`;
  return el("div", { class: "weight" }, el("span", { class: "bar", "aria-hidden": true }, el("i", { style: { width } })), words);
}

/** What a number is taken to mean: "201 or more people". */
export function taken(quantity) {
  return `${bounds(quantity.low, quantity.high)} ${quantity.unit}`;
}

/** What was ruled of a claim, each as a chip; none where nobody did. */
export function verdict(ruling) {
  if (!ruling) return [];
  const by = (names) => (names?.length ? ` by ${names.join(", ")}` : "");
  const told = [];
  if (ruling.verdict) {
    const words = ruling.verdict + by(ruling.reviewed_by);
    told.push(el("span", { class: ruling.verdict === "accepted" ? "chip good" : "chip bad" }, words));
  }
  if (ruling.approved_by?.length) told.push(el("span", { class: "chip good" }, `approved${by(ruling.approved_by)}`));
  if (ruling.sensitivity) told.push(el("span", { class: "chip" }, ruling.sensitivity));
  if (ruling.found === false) told.push(el("span", { class: "chip doubt" }, "kept, though it is no longer found"));
  return told;
}

/** A moment as people write it, in the time of whoever looks: "14 Nov 2023, 09:05". */
export function moment(iso) {
  const at = new Date(iso);
  const two = (part) => String(part).padStart(2, "0");
  const local = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day(local)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Where the report stands open at a claim. */
export function addressOf(digest, claim) {
  return `/report/${encodeURIComponent(digest)}${claim ? `?claim=${encodeURIComponent(claim)}` : ""}`;
}

/** Outlet and day of a report; a text that renders facts in other words says so. */
export function provenance(report) {
  return [report.outlet ?? "no outlet", day(report.published), report.retold ? "retold" : null].filter(Boolean).join(" · ");
}

/** "3 doubts", for whoever hears the page. */
export function doubtsInWords(claim) {
  return claim.doubts.length ? counted(claim.doubts.length, "doubt") : "";
}
