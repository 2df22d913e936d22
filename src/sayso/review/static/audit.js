// Who ruled what, when, newest first; and whether anything was changed behind the ledger's back.

import { addressOf, moment } from "./claims.js";
import { api, asked, attempt, counted, day, el, page, paged } from "./sayso.js";

const ACTS = [
  "accept", "correct", "reject", "add", "move", "merge", "split", "choose", "comment", "approve", "relabel", "withdraw",
];
const WORDS = {
  report: "added a report", extraction: "read a report", erasure: "had something erased",
  disclosure: "took out", account: "changed an account",
};
const state = el("span", { role: "status" });
const faults = el("ul", {});
const verify = el("button", { type: "button", onclick: check }, "Verify the ledger now");
const entries = el("div", {});
const list = paged(entries, "audit", entry, { empty: "Nothing was ruled on yet." });

async function check() {
  verify.disabled = true;
  state.textContent = "Going through every entry …";
  const told = await attempt(() => api("GET", "verify"));
  verify.disabled = false;
  if (!told) return;
  state.className = told.faults.length ? "chip bad" : "chip good";
  state.textContent = told.faults.length
    ? `${counted(told.faults.length, "fault")} in ${counted(told.entries, "entry").replace("entrys", "entries")}`
    : `all ${told.entries} entries are as they were written`;
  faults.replaceChildren(...told.faults.map((line) => el("li", {}, line)));
}

function entry(each) {
  const about = each.claim ? el("a", { href: addressOf(each.report, each.claim) }, each.about) : each.report ? el("a", { href: addressOf(each.report) }, each.about) : each.about;
  return el("article", { class: "entry" },
    el("span", { class: "when" }, each.at ? (each.at.includes("T") ? moment(each.at) : day(each.at)) : ""),
    el("span", { class: "who", dir: "auto" }, each.who ?? ""),
    el("span", {}, each.act ?? WORDS[each.kind] ?? each.kind),
    el("span", { class: "about", dir: "auto" }, about ?? "", each.reason ? el("div", { class: "dim" }, each.reason) : null));
}

const chosen = (name) => asked()[name] ?? "";
function changed() {
  const told = new URLSearchParams(Object.entries({ who: who.value, act: act.value }).filter(([, value]) => value));
  history.replaceState(null, "", `${location.pathname}${told.size ? `?${told}` : ""}`);
  list.reload(asked());
}
const who = el("input", { type: "search", id: "audit-who", value: chosen("who"), onchange: changed, autocomplete: "off" });
const act = el("select", { id: "audit-act", onchange: changed }, el("option", { value: "" }, "any"), ACTS.map((name) => el("option", { value: name }, name)));
act.value = chosen("act");

(await page()).append(
  el("div", { class: "page-head" }, el("h1", {}, "Audit"), el("span", { class: "dim" }, "every ruling, erasure and change of an account, sealed in the order it was made")),
  el("div", { class: "verify card" }, verify, state, faults),
  el("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    el("label", { for: "audit-who" }, "Who", who), el("label", { for: "audit-act" }, "Act", act)),
  entries);
await list.reload(asked());
