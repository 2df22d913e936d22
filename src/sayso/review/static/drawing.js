// Numbers as pictures: ranges on one axis, and how a figure was known from day to day. SVG, in the colours of the theme.

import { bounds, day, el, number } from "./sayso.js";

const SVG = "http://www.w3.org/2000/svg";
const STEPS = 40; // from so many times on, an axis is logarithmic
const APART = 9; // per cent of an axis, between two numbers on it
const [WIDTH, HEIGHT] = [720, 200]; // of the toll

function draw(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter(Boolean));
  return made;
}

/** Where a number lies on an axis that all of some figures share; `log` where they are of many sizes. */
export function scaleOf(figures) {
  const all = figures.flatMap((each) => [each.low, each.best, each.high]).filter((value) => value !== null && value > 0);
  const [least, most] = [Math.min(...all, 1e12), Math.max(...all, 1)];
  const log = all.length > 1 && most / least > STEPS;
  const part = log ? (value) => Math.log10(Math.max(value, least / 2) / (least / 2)) / Math.log10((most * 1.05) / (least / 2)) : (value) => value / (most * 1.05);
  return { log, most, at: (value) => 100 * Math.max(0, Math.min(1, part(value))) };
}

const percent = (part) => `${part}%`;

/** A range: a bar from low to high with best as a spot; an open end is dashed and ends in an arrow. */
export function range(figure, scale, before = null) {
  const picture = draw("svg", { class: "plot", role: "img", "aria-label": inWords(figure) });
  const line = (name, from, to, y1, y2 = y1) => picture.append(draw("line", { class: name, x1: percent(from), x2: percent(to), y1, y2 }));
  line("rail", 0, 100, 13);
  if (before && before.low !== null) line("struck", scale.at(before.low), Math.max(before.high === null ? 100 : scale.at(before.high), scale.at(before.low) + 0.5), 23);
  if (figure.low === null) return picture;
  const low = scale.at(figure.low);
  const open = figure.high === null;
  const high = open ? 100 : scale.at(figure.high);
  line(open ? "range open" : "range", low, Math.max(high, low + 0.3), 13);
  line("end", low, low, 5, 21);
  if (open) picture.append(draw("svg", { x: "100%", y: 8, overflow: "visible" }, draw("path", { class: "arrow", d: "M0 0 L12 5 L0 10 Z" })));
  else line("end", high, high, 5, 21);
  if (figure.best !== null) {
    const chosen = [figure.low_limit, figure.high_limit].some((limit) => limit?.mark === "chosen");
    picture.append(draw("circle", { class: chosen ? "best chosen" : "best", cx: percent(scale.at(figure.best)), cy: 13, r: 6 }));
  }
  return picture;
}

/** The numbers below some ranges. */
export function axis(scale) {
  const picture = draw("svg", { class: "plot axis", "aria-hidden": "true" });
  let last = -APART;
  for (const value of new Set(scale.log ? decades(scale.most) : [0, nice(scale.most / 2), nice(scale.most)])) {
    const at = scale.at(value);
    if (at - last < APART) continue;
    last = at;
    picture.append(draw("text", { x: percent(at), y: 13, "text-anchor": at < 2 ? "start" : "middle" }, number(value)));
  }
  return picture;
}

function decades(most) {
  const found = [];
  for (let value = 1; value <= most; value *= 10) found.push(value);
  return found;
}

function nice(value) {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return Math.max(1, Math.floor(value / size) * size);
}

/** A figure in words: "53–77, best 53". */
export function inWords(figure) {
  const told = limits(figure);
  const obvious = figure.low === figure.high || (figure.high === null && figure.best === figure.low);
  return figure.best === null || obvious ? told : `${told}, best ${number(figure.best)}`;
}

/** The bounds of a figure, said as its best is: what says more than 200 is not said to say 201. */
export function limits(figure) {
  return bounds(figure.low, figure.high, figure.best === figure.low ? figure.best_hedge : null);
}

/** How a figure was known: a band from low to high and best as steps, over days; the table beside says the same. */
export function toll(figures) {
  const known = figures.filter((each) => each.low !== null);
  if (!known.length) return el("p", { class: "dim" }, "Nothing was told yet.");
  const rows = known.map((each) => el("tr", {}, el("td", {}, day(each.question.at)), el("td", { class: "number" }, limits(each)),
    el("td", { class: "number" }, number(each.best)), el("td", { class: "number" }, number(each.origins))));
  const table = el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "As known on"), ["Between", "Best", "Sources"].map((words) => el("th", { class: "number" }, words)))), el("tbody", {}, rows));
  return el("div", { class: "toll" }, known.length > 1 ? steps(known) : "", el("div", { class: "scroll" }, table));
}

function steps(known) {
  const days = known.map((each) => Date.parse(each.question.at));
  const until = days.at(-1) + Math.max(86_400_000, (days.at(-1) - days[0]) * 0.06);
  const most = Math.max(...known.flatMap((each) => [each.high ?? 0, each.best ?? 0, each.low])) * 1.1 || 1;
  const x = (time) => 44 + ((WIDTH - 60) * (time - days[0])) / (until - days[0]);
  const y = (value) => HEIGHT - 26 - ((HEIGHT - 40) * value) / most;
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": "How it was known over time; the table below says the same" });
  for (const value of new Set([0, nice(most / 2), nice(most)])) {
    picture.append(draw("line", { class: "rail", x1: 44, x2: WIDTH - 16, y1: y(value), y2: y(value) }), draw("text", { x: 38, y: y(value) + 4, "text-anchor": "end" }, number(value)));
  }
  let line = "";
  let label = -100;
  known.forEach((each, index) => {
    const [from, to] = [x(days[index]), x(days[index + 1] ?? until)];
    const top = each.high === null ? 8 : y(each.high);
    picture.append(draw("rect", { class: "band", x: from, width: to - from, y: top, height: Math.max(2, y(each.low) - top) }));
    if (each.high === null) picture.append(draw("line", { class: "struck", x1: from, x2: to, y1: 8, y2: 8 }));
    line += `${line ? "L" : "M"}${from} ${y(each.best ?? each.low)} L${to} ${y(each.best ?? each.low)} `;
    if (from - label > 70) {
      picture.append(draw("text", { x: from, y: HEIGHT - 8 }, day(each.question.at).replace(/ \d{4}$/, "")));
      label = from;
    }
  });
  picture.append(draw("path", { class: "line", d: line }));
  return picture;
}
