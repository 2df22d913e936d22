// What is concluded: a card for each question, with its range by perspective; what it rests on a click away.

import { addressOf, provenance } from "./claims.js";
import { axis, inWords, limits, range, scaleOf, toll } from "./drawing.js";
import { askForNumbers, askWhy, decide } from "./rulings.js";
import { api, asked, attempt, bounds, counted, day, el, filterBar, may, notice, number, page, paged } from "./sayso.js";

const FILTERS = ["text", "story", "kind", "who", "place", "of", "by", "says", "from", "to", "policy"];
const WHOSE = { all: "all voices", independent: "of no party", conceded: "conceded" };

const holder = el("div", {});
const total = el("span", { class: "dim", role: "status" });
const coder = await may("coder");
const list = paged(holder, "figures", card, {
  empty: "No claim answers that.",
  onpage: (told) => { total.textContent = counted(told.total, "question"); },
});
let place = 0; // of the next card in the list, by which its toll is asked for
let before = new Map(); // by what is asked: the figures under the policy that was chosen before
let policyBefore = null;
let shown = new Map();

// ── a card ──

function card(item) {
  const { figure, perspectives, words } = item;
  const own = place++;
  shown.set(item.asked, item);
  const old = before.get(item.asked);
  const scale = scaleOf([figure, ...perspectives, ...(old ? [old.figure] : [])]);
  const changed = old && inWords(old.figure) !== inWords(figure);
  const rows = [figure, ...perspectives].map((each) => {
    const whose = each.question.perspective;
    const was = old && whose === "all" ? old.figure : old?.perspectives.find((other) => other.question.perspective === whose);
    return [
      el("span", { class: whose === "all" ? "whose all" : "whose", dir: "auto" }, WHOSE[whose] ?? `${whose} says`),
      range(each, scale, changed ? was : null), el("span", { class: "told" }, inWords(each)),
    ];
  });
  return el("article", { class: "figure card", "aria-label": item.asked },
    el("header", {}, el("h2", { dir: "auto" }, item.asked),
      el("span", { class: "answer" }, changed ? el("s", {}, limits(old.figure)) : "", limits(figure)),
      el("span", { class: "rests" }, rests(figure)),
      old ? el("span", { class: changed ? "was changed" : "was" }, changed ? `under ${policyBefore}: ${inWords(old.figure)}` : `the same under ${policyBefore}`) : ""),
    el("div", { class: "ranges" }, rows, axis(scale)),
    el("details", {}, el("summary", {}, "What it rests on"), why(figure, words)),
    figure.contradictions.length || figure.changes.length || figure.unused.length
      ? el("details", {}, el("summary", {}, heading(figure)), aside(figure, words)) : "",
    el("details", { ontoggle: (event) => event.target.open && showToll(event.target, own) }, el("summary", {}, "As it was known over time"), el("div", {}, "Loading …")));
}

function rests(figure) {
  if (figure.low === null) return "no word bears on it";
  const said = figure.best === figure.low && (figure.high === null || figure.high === figure.low);
  const best = figure.best === null || said ? "" : `best ${figure.best_hedge === "about" ? "about " : ""}${number(figure.best)} · `;
  const chosen = figure.choices?.length ? ` · chosen by ${figure.choices.map((each) => each.who).join(", ")}` : "";
  return `${best}${counted(figure.origins, "independent source")} · ${counted(figure.claims.length, "claim")}${chosen}`;
}

function heading(figure) {
  return [
    figure.contradictions.length ? counted(figure.contradictions.length, "contradiction") : "", figure.changes.length ? `${figure.changes.length} overtaken` : "",
    figure.unused.length ? `${figure.unused.length} set aside` : "",
  ].filter(Boolean).join(", ");
}

// ── what it rests on ──

function why(figure, words) {
  const limit = (name, each) => each && el("section", {}, el("h3", {}, `${name}: ${each.number === null ? "none" : number(each.number)}`, each.mark ? el("span", { class: "chip" }, each.mark) : ""),
    el("p", { class: "dim" }, each.change), cited(each.claims, words));
  return [
    el("div", { class: "limits" }, limit("Low", figure.low_limit), limit("High", figure.high_limit)),
    figure.choices?.length ? [el("h3", {}, "Chosen"), el("ul", { class: "why" }, figure.choices.map(choice))] : "",
    el("h3", {}, "Who says so"), el("ul", { class: "cited" }, figure.voices.map((voice) => voiceRow(voice, words)), figure.voices.length ? "" : el("li", { class: "dim" }, "Nobody counts just what is asked; it follows from what is told of its parts, or of more.")),
    figure.assumptions.length ? [el("h3", {}, "Taken for granted"), assumed(figure.assumptions, words)] : "",
    coder && figure.voices.length ? el("button", { type: "button", onclick: () => setNumbers(figure) }, "Choose the numbers …") : "",
  ];
}

function choice(each) {
  const numbers = ["low", "best", "high"].filter((name) => each[name] !== null).map((name) => `${name} ${number(each[name])}`).join(", ");
  return el("li", {}, `${each.who}, ${day(each.at)}: ${numbers || "this claim over others"}${each.reason ? `: ${each.reason}` : ""}${each.moot ? ` (moves nothing: ${each.moot})` : ""}`);
}

/** What was assumed, each with the claims it was assumed of. */
function assumed(lines, words) {
  const claims = new Map(lines.map((line) => [line.replace(/^\S+#[0-9a-f]{16}: /, ""), []]));
  for (const line of lines) {
    const of = /^(\S+#[0-9a-f]{16}): (.*)$/s.exec(line);
    if (of) claims.get(of[2]).push(of[1]);
  }
  return [...claims].map(([reason, own]) => el("div", { class: "set-aside" }, el("div", {}, reason), cited(own, words)));
}

function voiceRow(voice, words) {
  return el("li", {}, el("div", {}, el("strong", { dir: "auto" }, voice.origin), " ", el("span", {}, bounds(voice.low, voice.high, voice.hedge)), " ",
    el("span", { class: "dim" }, voice.interest.replaceAll("_", " ")), cited(voice.claims, words)));
}

/** Claims by their words, each leading to its report; `more` adds to a line what goes with its claim. */
function cited(claims, words, more = () => null) {
  return el("ul", { class: "cited" }, claims.map((id) => {
    const told = words[id];
    if (!told) return el("li", {}, el("span", { class: "dim" }, id));
    return el("li", {}, el("span", { dir: "auto" }, el("a", { href: addressOf(told.digest, told.claim), title: told.evidence }, el("strong", {}, told.number), " ", told.whom ?? ""),
      " ", el("span", { class: "dim" }, [told.says, provenance(told)].filter(Boolean).join(" · "))), more(id));
  }));
}

// ── contradictions, and what was set aside ──

function aside(figure, words) {
  const settled = (way) => el("div", {}, cited(way.left_out, words), el("p", { class: "dim" }, `then ${bounds(way.low, way.high)}`));
  const part = (title, each, extra) => el("div", { class: "set-aside" }, el("div", {}, el("strong", {}, title), " ", each.reason.replace(/^cannot all be true: /, "")), cited(each.claims, words, extra));
  return [
    figure.contradictions.map((each) => part("Cannot all be true:", each, (id) => (coder && each.claims.length > 1 ? el("button", { type: "button", class: "plain", onclick: () => believe(id, each.claims, words) }, "Believe this") : null))),
    figure.settlements.length > 1 ? el("div", { class: "set-aside" }, el("strong", {}, "It could be settled by leaving out:"), figure.settlements.map(settled)) : "",
    figure.changes.map((each) => part(`${each.act[0].toUpperCase()}${each.act.slice(1)}:`, each)),
    figure.unused.map((each) => part("Set aside:", each)),
  ];
}

const idOf = (name) => name.slice(name.lastIndexOf("#") + 1);

async function ruled(decision, words) {
  const { id } = await decide(decision);
  notice(words, { undo: async () => (await attempt(() => decide({ act: "withdraw", targets: [id] })), ask()) });
  await ask();
}

function believe(id, claims, words) {
  askWhy(`Why ${words[id]?.number ?? "this claim"} is to be believed`, "Choose it", (reason) =>
    ruled({ act: "choose", about: idOf(id), targets: claims.filter((each) => each !== id).map(idOf), reason }, "Chosen: the others bound no figure any more"));
}

function setNumbers(figure) {
  askForNumbers("The numbers of this figure", figure, (values, reason) =>
    ruled({ act: "choose", about: idOf(figure.voices[0].claims[0]), values, reason }, "Chosen: the figure says so, and that you did"));
}

// ── over time ──

async function showToll(details, index) {
  const told = await attempt(() => api("GET", "figures/over-time", { query: { ...asked(), limit: 1, after: index } }));
  details.lastElementChild.replaceChildren(told?.items.length ? toll(told.items[0].figures) : "Nothing was told.");
}

// ── what is asked ──

let policyNow = asked().policy || "sayso";

async function ask() {
  const chosen = asked().policy || "sayso";
  if (chosen !== policyNow) {
    before = shown;
    policyBefore = policyNow;
    policyNow = chosen;
  } else if (!keep) {
    before = new Map();
  }
  shown = new Map();
  place = 0;
  await list.reload(asked());
}

let keep = true;
let others = JSON.stringify({ ...asked(), policy: null });
const bar = await filterBar(FILTERS, () => {
  const now = JSON.stringify({ ...asked(), policy: null });
  keep = now === others; // other questions are asked: there is nothing to compare with
  others = now;
  ask();
});
(await page()).append(el("div", { class: "page-head" }, el("h1", {}, "Figures"), total), bar, holder);
await ask();
