// Numbers as pictures: ranges on one axis, and how a figure was known from day to day. SVG, in the colours of the theme.

import { bounds, day, el, number } from "./sayso.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const LEFT = 8;
const RIGHT = WIDTH - 26;
const STEPS = 40; // from so many times on, an axis is logarithmic

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
  return { log, most, at: (value) => LEFT + (RIGHT - LEFT) * Math.max(0, Math.min(1, part(value))) };
}

/** A range: a bar from low to high with best as a spot; an open end is dashed and ends in an arrow. */
export function range(figure, scale, before = null) {
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} 26`, preserveAspectRatio: "none", role: "img", "aria-label": inWords(figure) });
  picture.append(draw("line", { class: "rail", x1: LEFT, x2: RIGHT + 12, y1: 13, y2: 13 }));
  if (before && before.low !== null) {
    const end = before.high === null ? RIGHT : scale.at(before.high);
    picture.append(draw("line", { class: "struck", x1: scale.at(before.low), x2: Math.max(end, scale.at(before.low) + 3), y1: 22, y2: 22 }));
  }
  if (figure.low === null) return picture;
  const low = scale.at(figure.low);
  const open = figure.high === null;
  const high = open ? RIGHT : scale.at(figure.high);
  picture.append(draw("line", { class: open ? "range open" : "range", x1: low, x2: Math.max(high, low + 2), y1: 13, y2: 13 }));
  picture.append(draw("line", { class: "end", x1: low, x2: low, y1: 6, y2: 20 }));
  picture.append(open ? draw("path", { class: "arrow", d: `M${RIGHT} 8 L${RIGHT + 12} 13 L${RIGHT} 18 Z` }) : draw("line", { class: "end", x1: high, x2: high, y1: 6, y2: 20 }));
  if (figure.best !== null) {
    const marked = figure.low_limit?.mark === "chosen" || figure.high_limit?.mark === "chosen";
    picture.append(draw("circle", { class: marked ? "best chosen" : "best", cx: scale.at(figure.best), cy: 13, r: 5.5 }));
  }
  return picture;
}

/** The numbers below some ranges. */
export function axis(scale) {
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} 20`, class: "axis", "aria-hidden": "true" });
  const places = new Set(scale.log ? decades(scale.most) : [0, nice(scale.most / 2), nice(scale.most)]);
  let last = -100;
  for (const value of places) {
    const x = scale.at(value);
    if (x - last < 46) continue;
    last = x;
    picture.append(draw("text", { x, y: 13, "text-anchor": value === 0 ? "start" : "middle" }, number(value)));
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
  const told = bounds(figure.low, figure.high);
  return figure.best === null || figure.low === figure.high ? told : `${told}, best ${number(figure.best)}`;
}

/** How a figure was known: a band from low to high and best as steps, over days; the table beside says the same. */
export function toll(figures) {
  const known = figures.filter((each) => each.low !== null);
  if (!known.length) return el("p", { class: "dim" }, "Nothing was told yet.");
  const rows = known.map((each) => el("tr", {}, el("td", {}, day(each.question.at)), el("td", { class: "number" }, bounds(each.low, each.high)),
    el("td", { class: "number" }, number(each.best)), el("td", { class: "number" }, number(each.origins))));
  const table = el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "As known on"), ["Between", "Best", "Sources"].map((words) => el("th", { class: "number" }, words)))), el("tbody", {}, rows));
  return el("div", { class: "toll" }, known.length > 1 ? steps(known) : "", el("div", { class: "scroll" }, table));
}

function steps(known) {
  const height = 200;
  const days = known.map((each) => Date.parse(each.question.at));
  const until = days.at(-1) + Math.max(86_400_000, (days.at(-1) - days[0]) * 0.06);
  const most = Math.max(...known.flatMap((each) => [each.high ?? 0, each.best ?? 0, each.low])) * 1.1 || 1;
  const x = (time) => 44 + ((WIDTH - 60) * (time - days[0])) / (until - days[0]);
  const y = (value) => height - 26 - ((height - 40) * value) / most;
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": "How it was known over time; the table below says the same" });
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
      picture.append(draw("text", { x: from, y: height - 8 }, day(each.question.at).replace(/ \d{4}$/, "")));
      label = from;
    }
  });
  picture.append(draw("path", { class: "line", d: line }));
  return picture;
}
