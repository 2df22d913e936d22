// The queue: what needs a person first. Rows keep their place when they are ruled on, so that nothing jumps.

import {
  addressOf, circumstances, doubts, doubtsInWords, headline, keyed, opened, provenance, sentence, weight,
} from "./claims.js";
import { changes } from "./queue-changes.js";
import { openSample } from "./queue-sample.js";
import { askToReject, decide, inTurn, isConflict, refused } from "./rulings.js";
import { watchOpened } from "./queue-opened.js";
import { ApiError, api, asked, counted, el, filterBar, keys, may, me, notice, page, paged } from "./sayso.js";

const FILTERS = ["text", "story", "kind", "place", "of", "by", "outlet", "from", "to"];
const SORTS = [["open", "To do"], ["changed", "Since last visit"], ["all", "All"]];
const LEFT_AT = "queue-left-at"; // where one was when a report was opened, for the way back

const holder = el("div", { class: "queue", role: "list", "aria-label": "Claims" });
const rows = new Map(); // by the claim's id: {item, element, done: {id, act} | null}
const turn = inTurn();
const total = el("span", { class: "dim", role: "status" });
const news = el("div", {});
let current = null;
let last = []; // ids of claims ruled on here, the latest at the end
let myself = null;
let coder = false;
let list = null;

const only = () => asked().only ?? "open";

// ── rows ──

function row(item) {
  const element = el("div", {
    class: "claim-row", role: "listitem", tabindex: rows.size ? -1 : 0, dataset: { claim: item.id },
    onkeydown: (event) => event.key === "Enter" && event.target === element && open(item.id),
    onclick: (event) => event.target.closest("a, button") || getSelection().toString() || element.focus(),
  });
  rows.set(item.id, { item: { ...item, ruled: ruledAs(item) }, element, done: null });
  draw(item.id);
  return element;
}

/** What persons ruled before: "accepted by Ko Aung"; null where nobody did. */
function ruledAs({ verdict, reviewed_by: by }) {
  return verdict ? `${verdict}${by?.length ? ` by ${by.join(", ")}` : ""}` : null;
}

function draw(id) {
  const { item, element, done } = rows.get(id);
  const ruled = done ? { accept: "accepted", reject: "rejected" }[done.act] : item.ruled;
  const inside = element.contains(document.activeElement) && document.activeElement !== element;
  element.classList.toggle("done", Boolean(ruled));
  element.classList.toggle("undoable", Boolean(done));
  const heard = [item.kind, item.quantity.text, item.whom?.text, doubtsInWords(item), ruled];
  element.setAttribute("aria-label", heard.filter(Boolean).join(", "));
  const { report } = item;
  element.replaceChildren(
    el("div", { class: "told" },
      el("h2", {}, el("a", { href: addressOf(report.digest, id), onclick: () => leave(id) }, headline(item))),
      sentence(item), circumstances(item)),
    el("div", { class: "beside" },
      weight(item.weight),
      el("div", { class: "provenance" },
        el("span", { class: "title", dir: "auto" }, report.title ?? report.id), provenance(report))),
    chips(item, ruled),
    el("div", { class: "actions" }, actions(id)));
  if (inside) element.focus({ preventScroll: true }); // its button is another now
}

function chips(item, ruled) {
  return el("div", { class: "chips" },
    ruled ? el("span", { class: ruled.startsWith("rejected") ? "chip bad" : "chip good" }, ruled) : null,
    item.changed ? el("span", { class: "chip changed" }, "changed") : null,
    el("span", { class: "openers" }, opened(item.opened_by, myself.name)), doubts(item));
}

/** What colleagues have open now: nothing of a row is drawn anew but these marks, so that focus and choice stay. */
function mark(told) {
  const by = new Map(told.map((each) => [each.claim, each.opened_by]));
  for (const [id, { item, element }] of rows) {
    const names = by.get(id) ?? [];
    if (names.join("\n") === item.opened_by.join("\n")) continue;
    item.opened_by = names;
    element.querySelector(".openers").replaceChildren(...opened(names, myself.name));
  }
}

function actions(id) {
  const { item, done } = rows.get(id);
  const toOpen = keyed("o", "Open", () => open(id));
  if (!coder) return [toOpen];
  if (done) return [keyed("u", "Undo", () => undo(id)), toOpen];
  const toAccept = item.verdict === "accepted" ? [] : keyed("a", "Accept", () => accept(id));
  return [toAccept, keyed("r", "Reject", () => reject(id)), toOpen].flat();
}

holder.addEventListener("focusin", (event) => {
  const found = event.target.closest(".claim-row");
  if (!found || found.dataset.claim === current) return;
  for (const [id, { element }] of rows) {
    element.tabIndex = element === found ? 0 : -1;
    if (id === current) element.removeAttribute("aria-current");
  }
  current = found.dataset.claim;
  found.setAttribute("aria-current", "true");
});

function step(by) {
  const ids = [...rows.keys()];
  const at = ids.indexOf(current);
  go(ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))]);
}

function go(id) {
  const found = rows.get(id);
  if (!found) return;
  found.element.focus({ preventScroll: true });
  found.element.scrollIntoView({ block: "nearest" });
}

/** After a ruling: the next claim that nobody ruled on yet, if one follows. */
function onward(id) {
  const ids = [...rows.keys()];
  const next = ids.slice(ids.indexOf(id) + 1).find((each) => !rows.get(each).done && !rows.get(each).item.ruled);
  go(next ?? id);
}

// ── what is done ──

function rule(id, act, reason = null) {
  return turn(async () => {
    const found = rows.get(id);
    if (!found || found.done) return;
    const answer = await decide({ act, about: id, reason, seen: found.item.seen });
    found.done = { id: answer.id, act };
    found.item.seen = answer.claimed?.ruling?.seen ?? found.item.seen + 1;
    last = [...last.filter((each) => each !== id), id];
    draw(id);
  });
}

/** A row as the claim stands after a colleague ruled on it. */
function bring(id, claimed) {
  const found = rows.get(id);
  const { claim, ruling, weight: moved, opened_by } = claimed;
  const ruled = { seen: ruling?.seen ?? 0, verdict: ruling?.verdict, ruled: ruledAs(ruling ?? {}) };
  Object.assign(found.item, claim, { weight: moved, opened_by, ...ruled });
  draw(id);
}

function accept(id = current) {
  const ruled = rule(id, "accept");
  onward(id); // at once; what may be refused is told of that claim
  return ruled.catch((error) => refused(error, id, (claimed) => bring(id, claimed)));
}

function reject(id = current) {
  const found = rows.get(id);
  if (!found || found.done) return;
  const said = `${found.item.kind} ${found.item.quantity.text}`;
  askToReject(said, async (reason) => {
    try {
      await rule(id, "reject", reason);
    } catch (error) {
      if (isConflict(error)) bring(id, await api("GET", `claims/${id}`));
      throw error;
    }
    onward(id);
  });
}

function undo(id = null) {
  return turn(async () => {
    const ruled = id ?? (rows.get(current)?.done ? current : last.at(-1));
    const found = rows.get(ruled);
    if (!found?.done) return;
    try {
      const answer = await decide({ act: "withdraw", targets: [found.done.id] });
      found.done = null;
      found.item.seen = answer.claimed?.ruling?.seen ?? found.item.seen + 1;
      last = last.filter((each) => each !== ruled);
      draw(ruled);
      go(ruled);
    } catch (error) {
      await refused(error, ruled, (claimed) => bring(ruled, claimed));
    }
  });
}

function open(id = current) {
  const found = rows.get(id);
  if (!found) return;
  leave(id);
  location.assign(addressOf(found.item.report.digest, id));
}

function leave(id) {
  sessionStorage.setItem(LEFT_AT, JSON.stringify({ id, at: [...rows.keys()].indexOf(id), under: location.search }));
}

// ── what is listed ──

async function reload() {
  rows.clear();
  current = null;
  last = [];
  news.replaceChildren(...(only() === "changed" ? [await changes(reload)] : []).filter(Boolean));
  await list.reload({ ...asked(), only: only() });
  comeBack();
}

/** Where one was before a report was opened; where that claim was, if it has left the queue since. */
function comeBack() {
  const left = JSON.parse(sessionStorage.getItem(LEFT_AT) ?? "null");
  sessionStorage.removeItem(LEFT_AT);
  if (left?.under === location.search) go(rows.has(left.id) ? left.id : [...rows.keys()][left.at]);
}

function count(told) {
  total.textContent = counted(told.total, "claim") + { open: " to look at", changed: " changed", all: "" }[only()];
}

function sorts() {
  const choose = (sort) => {
    const told = new URLSearchParams({ ...asked(), only: sort });
    history.replaceState(null, "", `${location.pathname}?${told}`);
    return reload();
  };
  return el("fieldset", { class: "sorts" }, el("legend", { class: "visually-hidden" }, "Which claims"),
    SORTS.map(([sort, words]) => el("label", {},
      el("input", { type: "radio", name: "only", value: sort, checked: only() === sort, onchange: () => choose(sort) }),
      el("span", {}, words))));
}

async function begin() {
  const main = await page();
  [myself, coder] = await Promise.all([me(), may("coder")]);
  if (!myself.since) await api("POST", "visits"); // so that the next visit has something to begin from
  const sample = keyed("s", "Sample", () => openSample({ ...asked(), only: only() }, reload));
  const wide = matchMedia("(min-width: 761px)").matches;
  const bar = await filterBar(FILTERS, reload);
  main.replaceChildren(
    el("div", { class: "page-head" }, el("h1", {}, "Queue"), total, sorts(), sample),
    el("details", { class: "filter-fold", open: wide }, el("summary", {}, "Filters"), bar), news, holder);
  list = paged(holder, "queue", row, { empty: "Nothing to look at here.", onpage: count });
  keys([
    ["j", "next claim", () => step(1)], ["k", "claim before", () => step(-1)],
    ["o", "open the report at this claim (Enter, too)", () => open()],
    ...(coder ? [
      ["a", "accept", () => accept()], ["r", "reject: asks why", () => reject()], ["u", "undo what was ruled here last", () => undo()],
    ] : []),
    ["s", "a sample of what is listed", () => sample.click()],
    ["/", "search for words", () => document.getElementById("filter-text").focus()],
  ]);
  await reload();
  if (coder) watchOpened(mark);
}

begin().catch((error) => {
  if (!(error instanceof ApiError)) throw error;
  notice(error.message, { error: true });
});
