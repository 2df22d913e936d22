// What happened since the last visit: new reports, new versions, rulings of colleagues.

import { addressOf, moment, provenance } from "./claims.js";
import { api, attempt, counted, el, notice } from "./sayso.js";

const AT_MOST = 8; // of each sort; the queue below lists every claim

/** A panel that tells it; `onseen` hears that all of it was marked as seen. */
export async function changes(onseen) {
  const told = await attempt(() => api("GET", "changes"));
  if (!told) return null;
  const mark = async () => {
    if ((await attempt(() => api("POST", "visits").then(() => true))) === null) return;
    notice("Marked as seen; what comes now is new.");
    onseen();
  };
  const sorts = [
    sort("new report", told.new_reports, report), sort("new version", told.revisions, report),
    sort("ruling", told.decisions, ruling),
  ].filter(Boolean);
  const since = told.since ? `Since your visit of ${moment(told.since)}` : "Since you began";
  return el("section", { class: "card changes", "aria-label": "What changed" },
    el("div", { class: "page-head" }, el("h2", {}, since), el("button", { type: "button", onclick: mark }, "Mark as seen")),
    sorts.length
      ? el("div", { class: "changed-sorts" }, sorts)
      : el("p", { class: "dim" }, "No new report or version, and no ruling of others."));
}

function sort(noun, items, render) {
  if (!items.length) return null;
  const left = items.length - AT_MOST;
  return el("div", {}, el("h3", {}, counted(items.length, noun)),
    el("ul", {}, items.slice(0, AT_MOST).map((item) => el("li", {}, render(item)))),
    left > 0 ? el("p", { class: "dim" }, `and ${left} more`) : null);
}

function report(item) {
  return [el("a", { href: addressOf(item.digest) }, item.title ?? item.id), " ", el("span", { class: "dim" }, provenance(item))];
}

function ruling(item) {
  return [`${item.who}: ${item.act} `, el("span", { class: "dim" }, moment(item.at))];
}
