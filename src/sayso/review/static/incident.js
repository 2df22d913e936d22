// One happening: what each report tells of it, by what it is held to the rest, and the sources side by side.

import { addressOf, headline, provenance } from "./claims.js";
import { askWhy, decide } from "./rulings.js";
import { api, attempt, counted, dialog, el, keys, may, notice, page, span } from "./sayso.js";

const root = await page();
const coder = await may("coder");
const asking = decodeURIComponent(location.pathname.split("/")[2]);
const chosen = new Set(); // ids of claims
let shown = null;

async function load(incident) {
  const told = await attempt(() => api("GET", `incidents/${encodeURIComponent(incident)}`));
  if (!told) return;
  shown = told;
  chosen.clear();
  history.replaceState(null, "", `/incidents/${told.id}`);
  const claims = told.members.flatMap((each) => each.claims);
  root.replaceChildren(
    el("div", { class: "page-head" }, el("h1", { dir: "auto" }, told.places.slice(0, 3).join(", ") || "Place not told"),
      el("span", { class: "dim" }, [span(told.from, told.to) || "days not told", counted(told.reports.length, "report"), counted(claims.length, "claim")].join(" · "))),
    el("div", { class: "tools" }, coder ? tools() : null, el("a", { href: "/incidents" }, "All incidents")),
    el("h2", {}, "Side by side"), el("div", { class: "scroll" }, sides(told.members)),
    el("h2", {}, "What holds it together"), el("div", { class: "members" }, told.members.map(member)));
}

// ── side by side: a row for each kind and whom, a column for each source ──

function sides(members) {
  const cells = new Map();
  const carriers = new Map();
  for (const { report, claims } of members) {
    for (const claim of claims) {
      const [what, source] = [rowOf(claim), claim.origin];
      if (!carriers.has(source)) carriers.set(source, new Set());
      carriers.get(source).add(report.outlet ?? report.id);
      if (!cells.has(what)) cells.set(what, new Map());
      if (!cells.get(what).has(source)) cells.get(what).set(source, []);
      cells.get(what).get(source).push([claim, report]);
    }
  }
  const origins = [...carriers.keys()].sort((one, other) => carriers.get(other).size - carriers.get(one).size || one.localeCompare(other));
  const carried = (origin) => {
    const outlets = [...carriers.get(origin)].filter((each) => each !== origin);
    return outlets.length ? el("span", { class: "dim" }, `in ${outlets.join(", ")}`) : null;
  };
  return el("table", { class: "sides" },
    el("thead", {}, el("tr", {}, el("th", {}, ""), origins.map((origin) => el("th", { scope: "col", dir: "auto" }, origin, carried(origin))))),
    el("tbody", {}, [...cells].map(([what, own]) => el("tr", {}, el("th", { scope: "row" }, what),
      origins.map((origin) => el("td", {}, (own.get(origin) ?? []).map(([claim, report]) => said(claim, report))))))));
}

function rowOf(claim) {
  const party = claim.whom?.party;
  if (/^civilians /i.test(party ?? "")) return `${party} ${claim.kind}`;
  const side = party ? ` of ${party}` : "";
  const who = claim.quantity.unit === "things" ? (claim.whom?.text ?? "things") : { civilian: "civilians", combatant: "combatants", unclear: "people", object: "things" }[claim.whom?.class ?? "unclear"];
  return `${who}${side} ${claim.kind}`;
}

function said(claim, report) {
  return el("a", { href: addressOf(report.digest, claim.id), title: claim.evidence.text }, el("strong", {}, claim.quantity.text),
    " ", el("span", { dir: "auto" }, claim.whom?.text ?? ""), claim.when ? el("span", { class: "dim" }, span(claim.when.from, claim.when.to)) : "");
}

// ── members, with the comparisons that hold them ──

function member({ report, claims, by, reasons }) {
  return el("article", { class: "member card" },
    el("h3", { dir: "auto" }, el("a", { href: addressOf(report.digest) }, report.title ?? report.id), " ", el("span", { class: "dim" }, provenance(report))),
    el("div", {}, claims.map((claim) => memberClaim(claim, report))),
    el("div", { class: "held" }, by
      ? [`One with ${by.id}, since`, el("ul", {}, (reasons.length ? reasons : ["nothing speaks against it"]).map((words) => el("li", {}, words)))]
      : "The first to tell of it"));
}

function memberClaim(claim, report) {
  const box = el("input", { type: "checkbox", "aria-label": `Choose ${claim.kind} ${claim.quantity.text}`, onchange: () => choose(claim.id, box.checked) });
  return el("div", { class: "member-claim" }, coder ? box : el("span", {}),
    el("div", {}, el("a", { href: addressOf(report.digest, claim.id) }, headline(claim)), el("div", { class: "dim" }, `${claim.origin}: ${claim.because}`)));
}

// ── what a coder changes ──

const split = el("button", { type: "button", disabled: true, onclick: askToSplit }, el("kbd", {}, "s"), " Split off …");
const move = el("button", { type: "button", disabled: true, onclick: askToMove }, el("kbd", {}, "v"), " Move …");
const join = el("button", { type: "button", onclick: askToMerge }, el("kbd", {}, "m"), " Merge with …");
const tools = () => [split, move, join, el("span", { class: "dim" }, "choose claims below to split off or move")];

function choose(id, is) {
  if (is) chosen.add(id);
  else chosen.delete(id);
  split.disabled = chosen.size === 0 || chosen.size === ids().length;
  move.disabled = chosen.size !== 1;
}
const ids = () => shown.members.flatMap((each) => each.claims.map((claim) => claim.id));
const claimsOf = (item) => item.claims.map((name) => name.slice(name.lastIndexOf("#") + 1));
const others = () => ids().filter((id) => !chosen.has(id));

async function done(decision, words, stay) {
  const { id } = await decide(decision);
  notice(words, { undo: async () => (await attempt(() => decide({ act: "withdraw", targets: [id] })), load(stay)) });
  await load(stay);
}

function askToSplit() {
  if (!chosen.size || !others().length) return notice("Choose some of its claims, not all");
  const [own, left] = [[...chosen], others()];
  askWhy(`${counted(own.length, "claim")} of another happening`, "Split off", (reason) => done({ act: "split", targets: own, values: { from: left }, reason }, "Split off", left[0]));
}

function askToMove() {
  if (chosen.size !== 1) return notice("Choose one claim to move");
  const [claim] = chosen;
  const left = others();
  choosing("Move it to", (to) => askWhy("Why it belongs there", "Move", (reason) =>
    done({ act: "move", about: claim, targets: claimsOf(to), values: left.length ? { from: left } : undefined, reason }, "Moved", left[0] ?? claim)));
}

function askToMerge() {
  const own = shown.id;
  choosing("Merge it with", (other) => askWhy("Why they are one", "Merge", (reason) => done({ act: "merge", targets: [own, other.id], reason }, "Merged", own)));
}

/** Another incident, found by its words, those of about the same days first. */
function choosing(title, then) {
  const found = el("ul", { class: "choices" });
  const field = el("input", { type: "text", inputmode: "search", placeholder: "place", "aria-label": "Place of the other incident", value: shown.places[0] ?? "" });
  const look = async () => {
    const told = await attempt(() => api("GET", "incidents", { query: { place: field.value, limit: 20 } }));
    if (!told) return;
    found.replaceChildren(...told.items.filter((each) => each.id !== shown.id).map((each) => el("li", {},
      el("button", { type: "button", onclick: () => (made.close(), then(each)) }, each.title || each.id, " ", el("span", { class: "dim" }, counted(each.reports.length, "report"))))));
    if (!found.childElementCount) found.append(el("li", { class: "dim" }, "No other incident there."));
  };
  field.addEventListener("change", look);
  const made = dialog(title, field, found);
  field.focus();
  look();
}

if (coder) keys([["s", "split off the chosen claims", askToSplit], ["v", "move the chosen claim", askToMove], ["m", "merge with another incident", askToMerge]]);
await load(asking);
