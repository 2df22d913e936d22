// The text of a report: claims' words marked in it, words chosen in it. Spans are in code points, as everywhere;
// only here do they meet the UTF-16 units that a browser counts in.

import { el, pointsOf, unitsOf } from "./sayso.js";

/** Gives the UTF-16 units of code points that are asked for in rising order, going through the text once. */
function walk(text) {
  let points = 0;
  let units = 0;
  return (to) => {
    for (; points < to && units < text.length; points += 1) units += text.codePointAt(units) > 0xffff ? 2 : 1;
    return units;
  };
}

/**
 * The text as nodes, each span an element about its words: {start, end, tag, attributes}. Where spans overlap, the
 * longer holds the shorter; one that crosses another's end goes on in a second element.
 */
export function marked(text, spans) {
  const begins = Map.groupBy(spans, (each) => each.start);
  const edges = [...new Set(spans.flatMap((each) => [each.start, each.end]))].sort((one, other) => one - other);
  const units = walk(text);
  const root = document.createDocumentFragment();
  let inside = []; // spans that hold what comes now, the longest first, each with its element
  let done = 0;
  const say = (to) => {
    if (to > done) (inside.at(-1)?.element ?? root).append(text.slice(done, to));
    done = to;
  };
  for (const edge of edges) {
    say(units(edge));
    const holding = [...inside.map((each) => each.span).filter((span) => span.end > edge), ...(begins.get(edge) ?? [])]
      .sort((one, other) => other.end - other.start - (one.end - one.start));
    const kept = inside.findIndex((each, index) => each.span !== holding[index]);
    inside = inside.slice(0, kept < 0 ? inside.length : kept);
    for (const span of holding.slice(inside.length)) {
      const element = el(span.tag, span.attributes);
      (inside.at(-1)?.element ?? root).append(element);
      inside.push({ span, element });
    }
  }
  say(text.length);
  return root;
}

/** The words chosen in the text, without blanks around them: {start, end, text}; null where none are. */
export function chosenIn(holder, text) {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(holder)) return null;
  const whole = rangeOver(holder);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(whole.startContainer, whole.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(whole.endContainer, whole.endOffset);
  const before = rangeOver(holder);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const from = before.toString().length + (words.length - words.trimStart().length);
  const to = before.toString().length + words.trimEnd().length;
  return from < to ? { start: pointsOf(text, from), end: pointsOf(text, to), text: text.slice(from, to) } : null;
}

function rangeOver(holder) {
  const range = document.createRange();
  range.selectNodeContents(holder);
  return range;
}

/** The stretch of the page on which a span of the text stands. */
function rangeOf(holder, text, { start, end }) {
  const range = rangeOver(holder);
  const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  const edges = [unitsOf(text, start), unitsOf(text, end)];
  let passed = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const ends = passed + node.length;
    if (edges[0] >= passed && edges[0] < ends) range.setStart(node, edges[0] - passed);
    if (edges[1] > passed && edges[1] <= ends) {
      range.setEnd(node, edges[1] - passed);
      break;
    }
    passed = ends;
  }
  return range;
}

/** Draws spans under a name of the sheet's ::highlight(), without touching the text. */
export function highlight(name, holder, text, spans) {
  if (!globalThis.Highlight) return; // only a browser of before 2025 lacks it; cards tell the same words
  CSS.highlights.set(name, new Highlight(...spans.map((span) => rangeOf(holder, text, span))));
}

/** Where words stand in a text, as spans; at most so many. */
export function standing(text, words, most) {
  const found = [];
  for (let at = text.indexOf(words); words && at >= 0 && found.length < most; at = text.indexOf(words, at + words.length)) {
    found.push({ start: pointsOf(text, at), end: pointsOf(text, at + words.length), text: words });
  }
  return found;
}

/** The number that digits say: "1,300" is 1300; null for words and for what has more than one. */
export function numberIn(words) {
  const digits = words.match(/\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?!\d)|\d+(?:\.\d+)?/g) ?? [];
  return digits.length === 1 ? Number(digits[0].replace(/[^\d.]/g, "")) : null;
}
