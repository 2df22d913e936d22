// A claim as a card: closed, it is one line; open, it has every field, the rule that made it, and what persons said.

import { doubts, headline, keyed, moment, opened, taken, verdict, weight } from "./claims.js";
import { el, span } from "./sayso.js";

/** Which field a rule made, by the first word of its id; a rule of any other name read the kind. */
const FIELD_OF = {
  number: "quantity", whom: "whom", class: "whom", by: "by", means: "means", where: "where", when: "when", told: "told",
  source: "source", part: "part_of", decision: "decision", measure: "measure", state: "state",
};

function rulesOf(claimed) {
  return Map.groupBy(claimed.rules ?? [], (rule) => FIELD_OF[rule.id.split(".")[0]] ?? "kind");
}

/** A card. `page` is what stands around it: {current, found: a claim by its id, own: one's name, acts, go, decisions}. */
export function card(claimed, page) {
  const { claim, ruling } = claimed;
  const now = claim.id === page.current;
  const made = el("div", {
    class: "claim-card", role: "listitem", tabindex: now ? 0 : -1, "aria-current": now ? "true" : null,
    dataset: { claim: claim.id, verdict: ruling?.verdict ?? "" },
    onclick: (event) => now || event.target.closest("a, button") || page.go(claim.id),
  });
  made.append(el("header", {}, el("h2", {}, headline(claim)),
    el("div", { class: "chips" }, verdict(ruling), opened(claimed.opened_by ?? [], page.own), now ? null : doubtMark(claim))));
  if (now) made.append(...whole(claimed, page));
  return made;
}

function doubtMark(claim) {
  const { length } = claim.doubts;
  return length ? el("span", { class: "chip doubt" }, length === 1 ? "1 doubt" : `${length} doubts`) : null;
}

function whole(claimed, page) {
  const { claim } = claimed;
  return [
    el("div", { class: "chips" }, doubts(claim)),
    el("div", { class: "actions", role: "group", "aria-label": "What to do" },
      page.acts.map(([key, words, act]) => keyed(key, words, act))),
    fields(claimed, page),
    weight(claimed.weight),
    connections(claimed),
    said(claimed, page),
    history(claimed, page),
  ].filter(Boolean);
}

// ── fields ──

const quoted = (words) => (words ? el("q", { dir: "auto" }, words) : null);
const dim = (words) => (words ? el("span", { class: "dim" }, words) : null);
const between = (before) => (before.tagName === "Q" ? " " : " · ");
const listed = (...parts) => parts.filter(Boolean).flatMap((part, at, all) => (at ? [between(all[at - 1]), part] : [part]));

function fields(claimed, page) {
  const { claim } = claimed;
  const rules = rulesOf(claimed);
  const rows = [
    ["kind", "Kind", [claim.kind]],
    ["quantity", "Number", number(claim.quantity)],
    ["whom", "Whom", claim.whom && whom(claim.whom)],
    ["by", "By", claim.by && listed(quoted(claim.by.text), dim(claim.by.party))],
    ["means", "How", claim.means && [claim.means]],
    ["where", "Where", claim.where.length ? claim.where.map(place) : null],
    ["when", "When", claim.when && listed(span(claim.when.from, claim.when.to), quoted(claim.when.text))],
    ["told", "Told", claim.told && listed(span(claim.told.from, claim.told.to), quoted(claim.told.text))],
    ["source", "Says so", claim.source && source(claim.source)],
    ["measure", "Measure", claim.measure === "stock" && ["a state at that time"]],
    ["state", "Stands", claim.state !== "current" && [claim.state]],
    ["part_of", "Part of", claim.part_of && [whole_of(claim.part_of, page)]],
  ];
  return el("dl", { class: "fields" }, rows.map(([field, name, value]) => {
    const made = rules.get(field) ?? [];
    if (!value && !made.length) return null;
    return el("div", {}, el("dt", {}, name), el("dd", {}, value || dim("not told"), ruled(made)));
  }));
}

function number(quantity) {
  const partial = quantity.partial ? "so far" : null;
  return listed(quoted(quantity.text), quantity.hedge.replaceAll("_", " "), dim(`taken as ${taken(quantity)}`), dim(partial));
}

function whom(told) {
  return listed(quoted(told.text), told.class, dim(told.groups.join(", ")), dim(told.party));
}

function place(each) {
  const around = [each.admin2, each.admin1, each.country].filter((name) => name && name !== each.name).join(", ");
  const words = each.name ?? "not in the gazetteer";
  return el("div", {}, ...listed(quoted(each.text), words, dim(around), dim(each.precision)));
}

function source(told) {
  const chain = told.chain.length ? `by way of ${told.chain.join(", ")}` : null;
  const interest = told.interest === "unknown" ? null : told.interest.replaceAll("_", " ");
  return listed(quoted(told.text), told.text ? told.stance : null, dim(told.party), dim(told.outlet), dim(chain), dim(interest));
}

function whole_of(id, page) {
  const other = page.found(id);
  return other ? el("button", { type: "button", class: "plain link", onclick: () => page.go(id) }, headline(other.claim)) : id;
}

/** The rules that made a field, each by its id, and in words where these say more: `killed.lose_life the words "lose life"`. */
function ruled(rules) {
  const more = ({ id, says }) => says && !id.endsWith(says.split(" ").at(-1));
  return rules.length
    ? el("ul", { class: "rules" }, rules.map((made) => el("li", {}, el("code", {}, made.id), more(made) ? ` ${made.says}` : "")))
    : null;
}

// ── what stands around the fields ──

function connections({ incident, origin }) {
  if (!incident && !origin) return null;
  return el("p", { class: "dim connections" },
    incident ? el("a", { href: `/incidents?incident=${encodeURIComponent(incident)}` }, "Its incident") : null,
    incident && origin ? " · " : null, origin ? ["the word of ", el("bdi", {}, origin)] : null);
}

function said({ comments }) {
  if (!comments?.length) return null;
  return el("section", { class: "comments", "aria-label": "Comments" }, comments.map((each) =>
    el("div", {}, el("p", {}, each.text), el("span", { class: "dim" }, `${each.who}, ${moment(each.at)}`))));
}

function history(claimed, page) {
  const about = page.decisions.filter((each) => each.about === claimed.claim.id && each.act !== "comment");
  if (!about.length) return null;
  return el("details", { class: "history" }, el("summary", {}, `Ruled ${about.length === 1 ? "once" : `${about.length} times`}`),
    el("ol", {}, about.map((each) => el("li", { class: each.status === "withdrawn" ? "undone" : "" },
      `${each.who}: ${each.act}${changed(each.values)}`, each.reason ? [" ", quoted(each.reason)] : null, " ",
      dim(`${moment(each.at)}${each.status && each.status !== "applied" ? `, ${each.status}` : ""}`)))));
}

function changed(values) {
  const told = Object.entries(values ?? {}).filter(([name]) => name !== "reading");
  const shown = told.map(([name, value]) => `${name} = ${typeof value === "object" ? JSON.stringify(value) : value}`);
  return shown.length ? ` ${shown.join(", ")}` : "";
}
