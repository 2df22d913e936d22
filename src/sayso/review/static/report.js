// A report as it was read and its claims beside it: what stands on the page, and the keys that work it.

import { headline, keyed } from "./claims.js";
import { askForMissed } from "./report-add.js";
import { card } from "./report-card.js";
import { askForLabel } from "./label.js";
import { editor } from "./report-edit.js";
import { head } from "./report-head.js";
import { leave as leaveOpened, open as tellOpened } from "./report-opened.js";
import { chosenIn, highlight, marked } from "./report-text.js";
import { askForComment, askToReject, decide, inTurn, isConflict, refused, seen } from "./rulings.js";
import { ApiError, api, asked, attempt, el, keys, may, me, notice, page } from "./sayso.js";

const digest = decodeURIComponent(location.pathname.split("/").at(-1));
const text = el("div", { class: "report-text", dir: "auto", lang: null });
const cards = el("div", { class: "cards", role: "list", "aria-label": "Claims" });
const progress = el("span", { class: "dim", role: "status" });
const drafts = new Map(); // what was typed of a claim and not saved yet: values by field, by the claim's id
const drawn = new Map(); // the cards, by the claim's id
const turn = inTurn();
let report = null;
let claims = []; // as the API tells them, in the order of the text
let current = null;
let editing = null; // the form that stands open
let chosen = null; // words chosen in the text last
let myself = null;
let coder = false;
let lead = false;
let vocabulary = null;

const found = (id = current) => claims.find((each) => each.claim.id === id);
const inWords = ({ claim }) => headline(claim).map((each) => each.textContent ?? each).join("");

// ── what stands there ──

const reportHead = () => head(report, lead ? keyed("l", "Label …", label) : null);

function drawText() {
  text.replaceChildren(marked(report.text, claims.flatMap((each) => [
    { ...each.claim.evidence, tag: "span", attributes: marks(each, "evidence") },
    { ...each.claim.quantity, tag: "mark", attributes: marks(each, "figure") },
  ])));
  drawCurrent();
  drawChosen();
}

function drawChosen() {
  highlight("chosen", text, report.text, chosen ? [chosen] : []);
}

function marks({ claim: { id, kind }, ruling }, what) {
  return { class: `${what} kind-mark ${ruling?.verdict ?? ""}`, dataset: { claim: id, kind } };
}

function drawCurrent() {
  for (const each of text.querySelectorAll(".now")) each.classList.remove("now");
  const own = text.querySelectorAll(`[data-claim="${current}"]`);
  for (const each of own) each.classList.add("now");
  const claim = found()?.claim;
  const slots = claim ? [claim.whom, claim.by, ...claim.where, claim.when, claim.told, claim.source] : [];
  highlight("slots", text, report.text, slots.filter((each) => each?.text));
  return [...own].find((each) => each.classList.contains("figure")) ?? own[0];
}

function drawCards() {
  const focused = cards.contains(document.activeElement) ? document.activeElement : null;
  drawn.clear();
  cards.replaceChildren(...claims.map((each) => drawCard(each.claim.id)));
  if (!claims.length) cards.append(el("p", { class: "dim" }, "No claims were found in this report."));
  if (focused) (focused.isConnected ? focused : drawn.get(current))?.focus({ preventScroll: true });
  tellProgress();
}

/** The card of a claim as it now is, in the place of the one before. */
function drawCard(id) {
  const around = { current, found, go, own: myself.name, acts: id === current ? acts() : [], decisions: report.decisions ?? [] };
  const made = card(found(id), around);
  if (editing?.claim === id) made.append(editing.form);
  made.classList.toggle("editing", editing?.claim === id);
  drawn.get(id)?.replaceWith(made);
  drawn.set(id, made);
  return made;
}

function tellProgress() {
  const open = claims.filter((each) => !each.ruling?.verdict).length;
  const at = claims.findIndex((each) => each.claim.id === current);
  progress.textContent = claims.length ? `${at + 1} of ${claims.length}, ${open} to do` : "no claims";
}

function acts() {
  const one = found();
  if (!coder || !one) return [];
  const verdict = one.ruling?.verdict;
  const mine = one.ruling?.reviewed_by?.includes(myself.name);
  return [
    verdict === "accepted" ? null : ["a", "Accept", accept],
    ["e", "Correct", edit],
    verdict === "rejected" ? null : ["r", "Reject", reject],
    verdict && !mine && !one.ruling.approved_by?.includes(myself.name) ? ["p", "Approve", approve] : null,
    ["c", "Comment", comment],
    mayUndo(one).length ? ["u", "Undo", undo] : null,
  ].filter(Boolean);
}

// ── moving ──

function go(id, { focus = true } = {}) {
  if (!found(id)) return;
  const before = current;
  if (id !== before) editing = null;
  current = id;
  history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ ...asked(), claim: id })}`);
  tellOpened(id);
  if (before !== id && found(before)) drawCard(before);
  const own = drawCard(id);
  tellProgress();
  const figure = drawCurrent();
  if (focus) own.focus({ preventScroll: true });
  own.scrollIntoView({ block: "nearest" });
  figure?.scrollIntoView({ block: "nearest" }); // its margins keep it off the edges
}

function step(by) {
  const at = claims.findIndex((each) => each.claim.id === current);
  go(claims[Math.min(claims.length - 1, Math.max(0, at + by))]?.claim.id);
}

// ── ruling ──

/** Sends a decision and shows what it made of the claim, and of others that it touches. */
async function rule(decision) {
  const answer = await decide(decision);
  await reload();
  return answer;
}

/** The report as it now stands; a form that is open stays, with what was typed in it. */
async function reload() {
  report = await api("GET", `reports/${digest}`);
  claims = report.claims;
  if (!found()) current = claims[0]?.claim.id ?? null;
  drawText();
  drawCards();
  document.querySelector(".report-head").replaceWith(reportHead());
}

/** What a key does to the claim that is current as it is pressed, once what was asked before is done. */
const trying = (act, then = () => {}) => () => {
  const id = current;
  if (!id) return;
  turn(() => act(found(id))).catch((error) => refused(error, id, reload));
  then();
};

/** What a dialog sends: where others were faster the claim is brought as it now stands, and the words stay typed. */
const sending = (make) => async (words) => {
  try {
    await turn(() => rule(make(words)));
  } catch (error) {
    if (isConflict(error)) await reload();
    throw error;
  }
};

const accept = trying(async (one) => {
  if (one.ruling?.verdict !== "accepted") await rule({ act: "accept", about: one.claim.id, seen: seen(one) });
}, () => step(1));

const approve = trying((one) => rule({ act: "approve", about: one.claim.id, seen: seen(one) }));

const undo = trying(async (one) => {
  const last = mayUndo(one).at(-1);
  if (!last) return notice("You have ruled nothing of this claim that could be undone.");
  await rule({ act: "withdraw", targets: [last] });
  notice("Undone.");
});

/** The decisions about a claim that hold and are one's own; a lead may undo those of others, too. */
function mayUndo(one) {
  const who = new Map((report.decisions ?? []).map((each) => [each.id, each.who]));
  return (one.ruling?.decisions ?? []).filter((id) => myself.role === "lead" || who.get(id) === myself.name);
}

function reject() {
  const one = found();
  if (!one || one.ruling?.verdict === "rejected") return;
  const { id } = one.claim;
  askToReject(inWords(one), sending((reason) => ({ act: "reject", about: id, reason, seen: seen(found(id)) })));
}

function comment() {
  const one = found();
  if (one) askForComment(inWords(one), sending((reason) => ({ act: "comment", about: one.claim.id, reason })));
}

function addMissed() {
  choose(); // the browser tells a selection after the next key, when it is busy
  const send = ({ kind, start, end, value }) => turn(async () => {
    const about = { report: digest, kind, start, end };
    const answer = await rule({ act: "add", about, values: { "quantity.value": value } });
    go(answer.claimed.claim.id);
  });
  askForMissed(report.text, chosen, vocabulary.kinds, send);
}

/** A lead says how sensitive the claim is, its report, or a party that it names. */
async function label() {
  const one = found();
  const labels = await attempt(() => api("GET", "labels"));
  if (!labels) return;
  const parties = new Set([one?.claim.whom, one?.claim.by, one?.claim.source].map((slot) => slot?.party).filter(Boolean));
  const things = [
    one ? { words: `the claim: ${inWords(one)}`, now: one.ruling?.sensitivity, about: one.claim.id } : null,
    { words: "the whole report", now: labels.reports[digest], about: digest },
    ...[...parties].map((party) => ({ words: `all that names ${party}`, now: labels.parties[party], party })),
  ].filter(Boolean);
  askForLabel(things, vocabulary.sensitivities, async (id, words) => {
    const back = async () => (await attempt(() => decide({ act: "withdraw", targets: [id] })), reload());
    notice(`Labelled ${words}`, { undo: back });
    await reload();
  });
}

// ── correcting ──

function edit(told = null) {
  const one = found();
  if (!one) return;
  const { id } = one.claim;
  const own = editor(one.claim, {
    vocabulary,
    draft: drafts.get(id),
    told: typeof told === "string" ? told : null,
    chosen: () => chosen,
    wholes: claims.filter((each) => each !== one).map((each) => [each.claim.id, inWords(each)]),
    placed: (words) => claims.flatMap((each) => each.claim.where).find((each) => each.text === words && each.name),
    changed: (values) => (Object.keys(values).length ? drafts.set(id, { ...values }) : drafts.delete(id)),
    leave: () => (close(), go(id)),
    save: (values, reason) => correct(id, values, reason),
  });
  editing = { claim: id, ...own };
  drawCard(id);
  document.getElementById("edit-quantity-value").focus();
}

async function correct(id, values, reason) {
  try {
    const sent = { ...values }; // what is typed on while the answer is awaited is the next correction
    await turn(() => decide({ act: "correct", about: id, values: sent, reason, seen: seen(found(id)) }));
    drafts.delete(id);
    if (editing?.claim === id) close();
    await reload();
    if (current === id) go(id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (!isConflict(error)) return editing.refuse(error.message);
    await reload();
    edit(`${error.message} What you typed is still here: look again, then save.`);
  }
}

function close() {
  editing = null;
}

// ── beginning ──

function choose() {
  const now = report && chosenIn(text, report.text);
  if (!now) return; // a click elsewhere leaves what was chosen, so that a form can take it
  chosen = now;
  drawChosen();
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-claim]");
  if (mark && getSelection().isCollapsed && !editing) go(mark.dataset.claim, { focus: false });
});
document.addEventListener("selectionchange", choose);
document.addEventListener("close", () => {
  // The card that a dialog was opened from may be another now: what had the keys then is gone.
  const lost = document.activeElement.matches("body, dialog:not([open]) *");
  if (lost) drawn.get(current)?.focus({ preventScroll: true });
}, true);
addEventListener("beforeunload", (event) => drafts.size && event.preventDefault());

async function begin() {
  const main = await page();
  const told = [api("GET", `reports/${digest}`), me(), may("coder"), api("GET", "vocabulary"), may("lead")];
  [report, myself, coder, vocabulary, lead] = await Promise.all(told);
  claims = report.claims;
  document.title = `${report.title ?? report.id} · Sayso`;
  text.lang = report.language ?? "";
  const bar = el("div", { class: "claims-bar" }, progress, keyed("k", "Before", () => step(-1)), keyed("j", "Next", () => step(1)),
    coder ? keyed("m", "Add missed", addMissed) : null);
  main.classList.add("report");
  main.replaceChildren(
    el("div", { class: "reading" }, reportHead(), text),
    el("section", { class: "beside-text", "aria-label": "Claims of the report" }, bar, cards));
  drawText();
  drawCards();
  keys([
    ["j", "next claim", () => step(1)], ["k", "claim before", () => step(-1)],
    ...(coder ? [
      ["a", "accept", accept], ["e", "correct its fields", () => edit()], ["r", "reject: asks why", reject], ["c", "comment", comment],
      ["m", "add a claim that was missed: choose its number first", addMissed], ["p", "approve what another reviewed", approve],
      ["u", "undo what was ruled of it last", undo],
    ] : []),
    ...(lead ? [["l", "label: how sensitive the claim is, its report, or a party", label]] : []),
    ["q", "back to the queue", back],
  ]);
  go(found(asked().claim) ? asked().claim : claims[0]?.claim.id, { focus: Boolean(asked().claim) });
}

function back() {
  leaveOpened();
  if (document.referrer && new URL(document.referrer).pathname === "/") history.back();
  else location.assign("/");
}

begin().catch(async (error) => {
  if (!(error instanceof ApiError)) throw error;
  (await page()).replaceChildren(el("h1", {}, "No such report"), el("p", {}, error.message));
});
