// Each outlet, or each independent source, with its record: what it tells of its own losses and of the enemy's, how often
// it was first, superseded, contradicted.

import { askForLabel } from "./label.js";
import { decide } from "./rulings.js";
import { api, asked, attempt, el, may, notice, number, page } from "./sayso.js";

const COLUMNS = [
  ["name", "Name"], ["claims", "Claims"], ["reports", "Reports"], ["own_loss", "Own losses"], ["enemy_loss", "Enemy's losses"],
  ["first", "First"], ["superseded", "Superseded"], ["contradicted", "Contradicted"],
];
const MEANING = {
  own_loss: "claims about harm to its own side: told against its interest", enemy_loss: "claims about harm to the enemy: told in its interest",
  first: "happenings of which it told a number before any other", superseded: "claims that later news took the place of",
  contradicted: "claims that cannot be true together with others",
};
const by = () => (asked().by === "origin" ? "origin" : "outlet");
const table = el("div", { class: "scroll" });
const total = el("span", { class: "dim", role: "status" });
let items = [];
let order = ["claims", -1];

function heading([name, words]) {
  const sorted = order[0] === name ? (order[1] > 0 ? "ascending" : "descending") : "none";
  const turn = () => {
    order = [name, order[0] === name ? -order[1] : name === "name" ? 1 : -1];
    draw();
    table.querySelector(`th[data-column="${name}"] button`).focus();
  };
  return el("th", { class: name === "name" ? "name" : "number", scope: "col", "aria-sort": sorted, title: MEANING[name], dataset: { column: name } },
    el("button", { type: "button", onclick: turn }, words));
}

function draw() {
  const [name, way] = order;
  const sorted = [...items].sort((one, other) => {
    const least = typeof one[name] === "string" ? one[name].localeCompare(other[name]) : one[name] - other[name];
    return way * least || one.name.localeCompare(other.name);
  });
  const rows = sorted.map((each) => el("tr", {}, COLUMNS.map(([column]) => (column === "name"
    ? el("td", { class: "name", dir: "auto" }, el("a", { href: `/?only=all&${new URLSearchParams({ [by() === "origin" ? "says" : "outlet"]: each.name })}` }, each.name))
    : el("td", { class: "number" }, number(each[column]))))));
  table.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, COLUMNS.map(heading))), el("tbody", {}, rows)),
    items.length ? "" : el("p", { class: "list-foot" }, "No sources yet: import some reports."));
}

async function load() {
  const told = await attempt(() => api("GET", "sources", { query: { by: by(), limit: 500 } }));
  if (!told) return;
  items = told.items;
  total.textContent = `${number(items.length)}${told.next ? " of the largest" : ""} ${by() === "origin" ? "independent sources: whose word the numbers are" : "outlets: who carries them"}`;
  draw();
}

function turn(to) {
  history.replaceState(null, "", `${location.pathname}?by=${to}`);
  for (const each of choices.children) each.setAttribute("aria-pressed", String(each.dataset.by === to));
  load();
}

const choices = el("div", { class: "switch", role: "group", "aria-label": "By outlet or by origin" },
  [["outlet", "Outlets"], ["origin", "Origins"]].map(([name, words]) => el("button", {
    type: "button", dataset: { by: name }, "aria-pressed": String(by() === name), onclick: () => turn(name),
  }, words)));

// ── labels of parties, for leads ──

const labelled = el("section", { class: "party-labels", "aria-label": "Labels of parties" });

async function showLabels() {
  const [told, vocabulary] = await Promise.all([api("GET", "labels"), api("GET", "vocabulary")]);
  const strict = Object.entries(told.parties).filter(([, label]) => label !== "public");
  const things = [...new Set([...Object.keys(told.parties), ...vocabulary.parties])].sort()
    .map((party) => ({ words: party, now: told.parties[party], party }));
  const ask = () => askForLabel(things, vocabulary.sensitivities, async (id, words) => {
    const back = async () => (await attempt(() => decide({ act: "withdraw", targets: [id] })), showLabels());
    notice(`Labelled ${words}`, { undo: back });
    await showLabels();
  });
  labelled.replaceChildren(el("h2", {}, "Labels of parties"),
    el("p", { class: "dim" }, strict.length
      ? "All that names one of these is told to coders and leads alone:"
      : "None is labelled: all parties are told. Reports and claims are labelled where they stand open (key l)."),
    el("ul", {}, strict.map(([party, label]) => el("li", {}, party, " ", el("span", { class: "chip bad" }, label)))),
    el("button", { type: "button", onclick: ask }, "Label a party …"));
}

(await page()).append(
  el("div", { class: "page-head" }, el("h1", {}, "Sources"), total), el("div", { class: "bar-head" }, choices), table,
  el("ul", { class: "dim" }, Object.entries(MEANING).map(([name, words]) => el("li", {}, `${COLUMNS.find(([each]) => each === name)[1]}: ${words}.`))), labelled);
await load();
if (await may("lead")) await attempt(showLabels);
