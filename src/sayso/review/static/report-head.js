// What stands above a report: title, outlet, day, where it is from, its other versions and its copies.

import { addressOf, doubts, provenance } from "./claims.js";
import { day, el, outward } from "./sayso.js";

/** The head of a report; `act` is a button for what may be done with the whole of it. */
export function head(report, act = null) {
  return el("header", { class: "report-head" },
    el("h1", { dir: "auto" }, report.title ?? report.id),
    el("p", { class: "dim" }, provenance(report), report.story ? ` · ${report.story}` : null,
      report.url ? [" · ", outward(report.url, shown(report.url))] : null),
    report.retold ? el("p", { class: "dim" }, "Its facts are rendered here in other words than the outlet's.") : null,
    el("div", { class: "chips" },
      report.sensitivity && report.sensitivity !== "public" ? el("span", { class: "chip bad" }, report.sensitivity) : null, doubts(report)),
    act ? el("div", { class: "head-act" }, act) : null,
    others("other version", report.versions), others("copy", report.copies, "copies"));
}

const LONGEST = 80;

function shown(url) {
  return url.length > LONGEST ? `${url.slice(0, LONGEST)}…` : url;
}

function others(noun, reports, several = `${noun}s`) {
  if (!reports?.length) return null;
  return el("details", { class: "others" }, el("summary", {}, `${reports.length} ${reports.length === 1 ? noun : several}`),
    el("ul", {}, reports.map((each) => el("li", {},
      el("a", { href: addressOf(each.digest) }, `${each.outlet ?? each.id}, ${day(each.published)}`),
      each.because ? el("span", { class: "dim" }, ` ${each.because}`) : null))));
}
