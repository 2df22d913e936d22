// How far an import is, what it brought, and what it left out.

import { counted, el, number } from "./sayso.js";

const STATES = {
  waiting: "waits for its turn", reading: "is read", linking: "is linked with all others", weighing: "is weighed",
  done: "done", failed: "failed", "cut off": "cut off",
};
const OUTCOMES = { new: "new", revision: "newer version", known: "known already", forgotten: "erased before, not taken again" };

/** An import as a card; `open` keeps the list of what was left out unfolded. */
export function shown(told, open = undefined) {
  const going = ["waiting", "reading", "linking", "weighing"].includes(told.state);
  return el("article", { class: "card import", dataset: { state: told.state } },
    el("div", { class: "import-head" }, el("h3", {}, told.what), el("span", { class: "dim" }, told.owner),
      el("span", { class: `chip${told.state === "done" ? " good" : going ? "" : " bad"}` }, STATES[told.state])),
    going ? progress(told) : null,
    told.fault ? el("p", { class: "fault" }, told.fault) : null,
    el("p", { class: "counts" }, counts(told).join(" · ") || (going ? "" : "nothing new")),
    told.added.length ? brought(told) : null,
    told.skipped.length ? leftOut(told, open) : null,
    told.notes.map((words) => el("p", { class: "dim note" }, words)));
}

function progress(told) {
  const bar = el("progress", { max: told.total || null, "aria-label": `How far ${told.what} is` });
  if (told.total) bar.value = Math.min(told.done, told.total);
  return bar;
}

function counts(told) {
  return [
    told.new && counted(told.new, "new report"), told.revisions && counted(told.revisions, "newer version"),
    told.known && `${number(told.known)} known already`, told.withdrawn && `${number(told.withdrawn)} withdrawn`,
    told.forgotten && `${number(told.forgotten)} erased before, not taken again`, told.claims && counted(told.claims, "claim"),
    told.left_out && `${number(told.left_out)} left out`,
  ].filter(Boolean);
}

function brought(told) {
  const rows = told.added.map((each) => el("li", {},
    each.outcome === "forgotten" ? each.title : el("a", { href: `/report/${each.digest}` }, each.title),
    el("span", { class: "dim" }, [each.outlet, counted(each.claims, "claim"), each.outcome === "new" ? null : OUTCOMES[each.outcome]].filter(Boolean).map((words) => ` · ${words}`))));
  return el("ul", { class: "brought" }, rows);
}

function leftOut(told, open) {
  const rows = told.skipped.map((each) => el("tr", {}, el("td", {}, each.what), el("td", {}, each.why)));
  const more = told.left_out - told.skipped.length;
  return el("details", { open: open ?? told.skipped.length <= 5 },
    el("summary", {}, `${counted(told.left_out, "thing")} left out`),
    el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "What"), el("th", {}, "Why"))), el("tbody", {}, rows)),
    more > 0 ? el("p", { class: "dim" }, `and ${number(more)} more`) : null);
}
