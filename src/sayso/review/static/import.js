// Import: files that are dropped or chosen, a text that is pasted, an address; and what became of each.

import { api, attempt, counted, el, may, notice, page } from "./sayso.js";
import { shown } from "./import-shown.js";

const FORMATS = ".txt,.text,.html,.htm,.xhtml,.json,.jsonl,.ndjson,.rss,.atom,.xml,.warc,.pdf,.gz";
const OVER = ["done", "failed", "cut off"];
const PAUSE = 700; // milliseconds between two looks at an import
const root = await page();

// ── what is brought ──

const known = el("fieldset", { class: "card known" }, el("legend", {}, "For reports that do not tell theirs"),
  field("Outlet", el("input", { name: "outlet", maxlength: 1000 })),
  field("Published", el("input", { name: "published", type: "date" })),
  field("Story", el("input", { name: "story", maxlength: 1000 })));

function field(words, input) {
  return el("label", {}, el("span", {}, words), input);
}

/** Outlet, day and story, as far as they are given. */
function told() {
  const inputs = [...known.querySelectorAll("input")];
  return Object.fromEntries(inputs.filter((each) => each.value).map((each) => [each.name, each.value]));
}

async function bring(path, body) {
  const begun = await attempt(() => api("POST", path, { body }));
  if (begun) follow(begun.id, true);
  return begun !== null;
}

function bringFiles(files) {
  if (!files.length) return;
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  for (const [name, value] of Object.entries(told())) form.append(name, value);
  bring("uploads", form);
}

function dropZone() {
  const choose = el("input", { type: "file", multiple: true, accept: FORMATS, class: "visually-hidden", id: "files", onchange: () => (bringFiles([...choose.files]), (choose.value = "")) });
  const zone = el("div", { class: "card drop" }, el("h2", {}, "Files"),
    el("p", { class: "dim" }, "Drop them here: saved pages, text, PDF, feeds, report JSON and JSONL, web archives; packed by gzip, too."),
    choose, el("label", { for: "files", class: "button" }, "Choose files …"));
  let inside = 0; // its children tell of entering and leaving, too
  const over = (by) => (event) => (event.preventDefault(), (inside += by), zone.classList.toggle("over", inside > 0));
  zone.addEventListener("dragenter", over(1));
  zone.addEventListener("dragleave", over(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    over(-inside)(event);
    const files = [...event.dataTransfer.files];
    if (files.length) bringFiles(files);
    else notice("No file was dropped; a folder must be packed, or its files chosen.", { error: true });
  });
  return zone;
}

function form(words, fields, button, send) {
  const made = el("form", { class: "card stack", onsubmit: async (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(made)].filter(([, value]) => value));
    if (await send(given)) made.reset();
  } }, el("h2", {}, words), fields, el("div", {}, el("button", { type: "submit" }, button)));
  return made;
}

function pasteForm() {
  return form("A text", [
    field("Text", el("textarea", { name: "text", required: true, rows: 5 })),
    field("Title", el("input", { name: "title", maxlength: 1000 })),
    field("Its address", el("input", { name: "url", type: "url", maxlength: 1000 })),
  ], "Import the text", (given) => bring("imports", { ...told(), ...given }));
}

function addressForm() {
  return form("An address", [
    field("Address of a page", el("input", { name: "address", type: "url", required: true, maxlength: 2000, placeholder: "https://" })),
    el("p", { class: "dim" }, "It is fetched once, if its robots.txt allows it, and kept as it was sent."),
  ], "Fetch and import", (given) => bring("imports", { ...told(), ...given }));
}

// ── what became of it ──

const list = el("div", { class: "imports", "aria-live": "polite" });
const none = el("p", { class: "dim" }, "Nothing was imported since the server began.");

/** Shows an import, and how far it is until it is over. */
async function follow(id, isNew) {
  none.remove();
  let card = el("article", { class: "card import" });
  if (isNew) list.prepend(card);
  else list.append(card);
  for (;;) {
    const now = await attempt(() => api("GET", `imports/${id}`));
    if (!now) return;
    const open = card.querySelector("details")?.open;
    const next = shown(now, open);
    card.replaceWith(next);
    card = next;
    if (OVER.includes(now.state)) {
      if (isNew) notice(now.state === "done" ? `Imported: ${counted(now.new + now.revisions, "new report")}, ${counted(now.claims, "claim")}` : `${now.what}: ${now.fault}`, { error: now.state !== "done" });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

root.append(el("div", { class: "page-head" }, el("h1", {}, "Import"), el("span", { class: "dim" }, "Reports are read for claims, added and linked; what is there already changes nothing.")));
if (await may("coder")) {
  root.append(el("div", { class: "bring" }, dropZone(), pasteForm(), addressForm()), known, el("h2", {}, "Imports"), list);
  const before = await attempt(() => api("GET", "imports"));
  if (before?.items.length) for (const each of before.items) follow(each.id, false);
  else list.append(none);
} else {
  root.append(el("p", {}, "Importing takes the role of a coder or a lead."));
}
