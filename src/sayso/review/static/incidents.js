// The happenings that reports speak of. Two or more that are one are chosen and merged.

import { askWhy, decide } from "./rulings.js";
import { asked, counted, el, filterBar, keys, may, notice, number, page, paged, span } from "./sayso.js";

const FILTERS = ["text", "story", "kind", "who", "place", "of", "by", "outlet", "from", "to"];
const MANY = 5; // numbers that are shown of one

const holder = el("div", { class: "incident-list", role: "list", "aria-label": "Incidents" });
const chosen = new Map(); // by id: the incident
const merge = el("button", { type: "button", disabled: true, onclick: askToMerge }, el("kbd", {}, "m"), " Merge …");
const coder = await may("coder");
const list = paged(holder, "incidents", row, { empty: "No incident has such claims." });

function row(item) {
  const box = el("input", { type: "checkbox", "aria-label": `Choose ${item.title || item.id}`, onchange: () => choose(item, box.checked) });
  box.checked = chosen.has(item.id);
  const words = item.counts.map((each) => `${each.kind} ${hedged(each)}`);
  return el("article", { class: "incident-row", role: "listitem", tabindex: -1, dataset: { incident: item.id } },
    coder ? box : el("span", {}),
    el("span", { class: "when" }, span(item.from, item.to) || "days not told"),
    el("h2", { class: "where", dir: "auto" }, el("a", { href: `/incidents/${item.id}` }, item.places.slice(0, 3).join(", ") || "place not told")),
    el("span", { class: "counts" }, [...new Set(words)].slice(0, MANY).join(", "), words.length > MANY ? ` and ${words.length - MANY} more` : ""),
    el("span", { class: "number dim" }, counted(item.reports.length, "report")));
}

function hedged({ hedge, value }) {
  const before = { at_least: "≥ ", more_than: "> ", about: "~ ", nearly: "nearly ", up_to: "≤ ", fewer_than: "< " };
  return `${before[hedge] ?? ""}${number(value)}`;
}

function choose(item, is) {
  if (is) chosen.set(item.id, item);
  else chosen.delete(item.id);
  merge.disabled = chosen.size < 2;
}

function askToMerge() {
  if (chosen.size < 2) return notice("Choose the incidents that are one: x, then m");
  const words = [...chosen.values()].map((each) => each.title || each.id);
  askWhy(`One happening: ${words.join(" and ")}`, "Merge", async (reason) => {
    const { id } = await decide({ act: "merge", targets: [...chosen.keys()], reason });
    chosen.clear();
    merge.disabled = true;
    notice("Merged", { undo: async () => (await decide({ act: "withdraw", targets: [id] }), list.reload(asked())) });
    await list.reload(asked());
  });
}

let at = -1;
function step(by) {
  const rows = [...holder.querySelectorAll(".incident-row")];
  if (!rows.length) return;
  at = Math.max(0, Math.min(rows.length - 1, at + by));
  rows.forEach((each, index) => each.toggleAttribute("aria-current", index === at));
  rows[at].setAttribute("aria-current", "true");
  rows[at].focus();
}
const current = () => holder.querySelectorAll(".incident-row")[at];
keys([
  ["j", "the next incident", () => step(1)], ["k", "the one before", () => step(-1)],
  ["o", "open it", () => current()?.querySelector("a").click()],
  ...(coder ? [["x", "choose it", () => current()?.querySelector("input").click()], ["m", "merge the chosen ones", askToMerge]] : []),
]);

const bar = await filterBar(FILTERS, (query) => ((at = -1), list.reload(query)));
(await page()).append(
  el("div", { class: "page-head" }, el("h1", {}, "Incidents"), el("span", { class: "dim" }, "each happening once, however many report it")),
  bar, coder ? el("div", { class: "tools" }, merge) : "", holder);
await list.reload(asked());
