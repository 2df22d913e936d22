// The form that corrects a claim: an input for each field that the vocabulary names, of the sort it says.

import { el } from "./sayso.js";
import { numberIn } from "./report-text.js";

const SLOTS = [
  ["", "What happened"], ["quantity", "Number"], ["whom", "Whom"], ["by", "By"], ["where", "Where"], ["when", "When"],
  ["told", "Told"], ["source", "Says so"], ["evidence", "Evidence"],
];
const SPAN = ["text", "start", "end"];

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const words = (name) => name.split(".").at(-1).replaceAll("_", " ");

/** What a claim says in a field, by its name with dots. */
function valueOf(claim, name) {
  const [slot, part] = name.split(".");
  return part ? claim[slot]?.[part] : claim[slot];
}

/**
 * The form. `vocabulary` is the API's; `draft` are values by field name that were typed before; `chosen()` are the words
 * chosen in the text, `placed(words)` what is known of a place of these words, `wholes` the claims that it may be a part
 * of, each with its words. `save(values, reason)`, `leave(values)` and `changed(values)` hear what differs from the claim.
 */
export function editor(claim, { vocabulary, draft = {}, told = null, chosen, placed, wholes, save, leave, changed }) {
  const values = { ...draft };
  const refused = el("p", { class: "refused", role: "alert" }, told);
  const reason = el("input", { id: "edit-reason", autocomplete: "off" });
  const set = (name, value, label) => {
    if (same(value, valueOf(claim, name))) delete values[name];
    else values[name] = value;
    label.classList.toggle("changed", name in values);
    changed(values);
  };
  const chooser = (take) => el("button", {
    type: "button", class: "take", title: "Takes the words chosen in the text",
    onclick: () => {
      const found = chosen();
      refused.textContent = found ? "" : "Choose words in the text first.";
      if (found) take(found);
    },
  }, "Take chosen words");
  const groups = SLOTS.map(([slot, title]) => {
    const inputs = slot === "where"
      ? [placesField(claim, { vocabulary, placed, values, chooser, set })]
      : namesOf(slot, vocabulary).map((name) => field(name, claim, { vocabulary, wholes, values, chooser, set }));
    if (slot && vocabulary.fields[slot]?.optional) inputs.push(absence(slot, claim, values, set));
    return el("fieldset", {}, el("legend", {}, title), inputs);
  });
  const sent = () => {
    if (Object.keys(values).length) save(values, reason.value.trim() || null);
    else refused.textContent = "Nothing is changed yet.";
  };
  const submitted = (event) => (event.preventDefault(), sent());
  const form = el("form", { class: "editor", "aria-label": "Correct the claim", onsubmit: submitted }, groups,
    el("label", { class: "field", for: "edit-reason" }, el("span", {}, "Why"), reason), refused,
    el("div", { class: "row-end" },
      el("button", { class: "main" }, "Save"), el("button", { type: "button", onclick: () => leave(values) }, "Leave it"),
      el("span", { class: "dim" }, el("kbd", {}, "Ctrl Enter"), " saves, ", el("kbd", {}, "Esc"), " leaves; what you typed is kept")));
  form.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the keys of the page sleep here, on buttons too
    if (event.key === "Escape") leave(values);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) sent();
    else return;
    event.preventDefault();
  });
  return { form, refuse: (line) => { refused.textContent = line; refused.scrollIntoView({ block: "nearest" }); } };
}

/** The fields of a slot that are typed or chosen, in the vocabulary's order; without a slot those of the claim itself. */
function namesOf(slot, vocabulary) {
  const names = Object.keys(vocabulary.fields);
  if (slot) return names.filter((name) => name.startsWith(`${slot}.`) && !name.endsWith(".start") && !name.endsWith(".end"));
  const slots = SLOTS.map(([each]) => each);
  return names.filter((name) => !name.includes(".") && !slots.includes(name));
}

function field(name, claim, { vocabulary, wholes, values, chooser, set }) {
  const known = name === "part_of" ? { what: "word", words: wholes, optional: true } : vocabulary.fields[name];
  const input = inputFor(name, known, name in values ? values[name] : valueOf(claim, name));
  const shown = name in values ? "field changed" : "field";
  const label = el("label", { class: shown, for: input.element.id }, el("span", {}, words(name)), input.element);
  input.element.addEventListener("input", () => set(name, input.read(), label));
  const [slot, part] = name.split(".");
  if (part !== "text") return label;
  const spanned = (found) => {
    input.element.value = found.text;
    for (const each of SPAN) set(`${slot}.${each}`, found[each], label);
    if (slot !== "quantity") return;
    const read = numberIn(found.text);
    const value = document.getElementById("edit-quantity-value");
    if (read !== null) value.value = read, value.dispatchEvent(new Event("input"));
  };
  input.element.addEventListener("input", () => ["start", "end"].forEach((each) => delete values[`${slot}.${each}`]));
  return el("div", { class: "spanned" }, label, chooser(spanned));
}

/** An input for a sort of field, and how what stands in it is read. */
function inputFor(name, known, value) {
  const id = `edit-${name.replaceAll(".", "-")}`;
  const text = (more, read) => {
    const element = el("input", { id, autocomplete: "off", dir: "auto", ...more, value: more.value ?? value ?? "" });
    return { element, read: () => read(element.value.trim()) };
  };
  const maybe = (written) => written || (known.optional ? null : "");
  switch (known.what) {
    case "word": {
      const said = known.words.map((each) => (Array.isArray(each) ? each : [each, each.replaceAll("_", " ")]));
      const listed = known.optional ? [["", "not told"], ...said] : said;
      const element = el("select", { id }, listed.map(([word, shown]) => el("option", { value: word }, shown)));
      element.value = value ?? listed[0][0];
      return { element, read: () => element.value || null };
    }
    case "flag": {
      const element = el("input", { id, type: "checkbox" });
      element.checked = Boolean(value);
      return { element, read: () => element.checked };
    }
    case "number": case "degrees": case "offset":
      return text({ type: "number", step: "any" }, (written) => (written === "" ? null : Number(written)));
    case "day":
      return text({ type: "date" }, maybe);
    case "texts":
      return text({ value: (value ?? []).join(", ") }, (written) => written.split(",").map((each) => each.trim()).filter(Boolean));
    default:
      return text({}, maybe);
  }
}

/** A box that says: the text does not tell this slot. */
function absence(slot, claim, values, set) {
  const id = `edit-${slot}-none`;
  const box = el("input", { id, type: "checkbox" });
  box.checked = slot in values;
  const label = el("label", { class: "field none", for: id }, box, el("span", {}, "the text does not tell it"));
  label.hidden = !claim[slot];
  box.addEventListener("change", () => set(slot, box.checked ? null : claim[slot], label));
  return label;
}

/** The places: each with its words and what is known of it; others are taken from the text or typed. */
function placesField(claim, { vocabulary, placed, values, chooser, set }) {
  const rows = structuredClone(values.where ?? claim.where);
  const list = el("ul", { class: "places" });
  const holder = el("div", { class: "field" }, list);
  const told = () => set("where", structuredClone(rows), holder);
  const tell = () => (told(), draw());
  const draw = () => list.replaceChildren(...rows.map((row, at) => {
    const said = row.text ?? row;
    const without = () => (rows.splice(at, 1), tell());
    return el("li", {},
      el("details", {}, el("summary", {}, said, " ", el("span", { class: "dim" }, row.name ?? "")),
        el("div", { class: "known" }, known(row, at))),
      el("button", { type: "button", class: "plain", "aria-label": `Without ${said}`, onclick: without }, "×"));
  }));
  const known = (row, at) => Object.entries(vocabulary.places).filter(([name]) => !SPAN.includes(name)).map(([name, sort]) => {
    const input = inputFor(`where.${at}.${name}`, sort, row[name]);
    input.element.addEventListener("change", () => {
      rows[at] = { ...(typeof row === "string" ? { text: row } : rows[at]), [name]: input.read() };
      told();
    });
    return el("label", { class: "field", for: input.element.id }, el("span", {}, words(name)), input.element);
  });
  const typed = el("input", { id: "edit-where-words", autocomplete: "off", "aria-label": "A place, as the text has it" });
  const add = () => typed.value.trim() && (rows.push(typed.value.trim()), (typed.value = ""), tell());
  typed.addEventListener("change", add);
  draw();
  holder.append(el("div", { class: "spanned" },
    el("label", { class: "field", for: typed.id }, el("span", {}, "another"), typed),
    chooser((found) => (rows.push({ ...placed(found.text), ...found }), tell()))));
  return holder;
}

