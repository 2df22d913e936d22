// The days that claims tell of: how many each, and from which to which are shown.

import { counted, day, el } from "./sayso.js";

const SVG = "http://www.w3.org/2000/svg";
const PLAYED_FOR = 900; // milliseconds that each bar is shown while it plays
const MOST = 240; // bars; of more days each bar is several
const DAY = 86_400_000;

/** Draws the days into an element; `onchange` hears the days that are chosen, null for an end that is open. */
export function drawTime(holder, days, chosen, onchange) {
  if (days.length < 2) return holder.replaceChildren();
  const all = beginnings(days[0][0], days.at(-1)[0]); // the first day of each bar
  const claims = new Map();
  for (const [each, count] of days) {
    const bar = all[barOf(all, each)];
    claims.set(bar, (claims.get(bar) ?? 0) + count);
  }
  const until = (index) => (index + 1 < all.length ? before(all[index + 1]) : days.at(-1)[0]);
  const highest = Math.max(...claims.values());
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${all.length} 44`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const bars = all.map((each, index) => {
    const height = 40 * Math.sqrt((claims.get(each) ?? 0) / highest);
    const bar = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: index + 0.1, y: 44 - height, width: 0.8, height })) bar.setAttribute(name, value);
    picture.append(bar);
    return bar;
  });
  const end = (label, value) => el("input", { type: "range", min: 0, max: all.length - 1, "aria-label": label, value: String(value) });
  const first = end("First day", chosen.from ? barOf(all, chosen.from) : 0);
  const last = end("Last day", chosen.to ? barOf(all, chosen.to) : all.length - 1);
  const told = el("span", { role: "status" });
  const play = el("button", { type: "button", onclick: () => (timer ? stop() : start()) }, "Play");
  const everything = el("button", { type: "button", class: "plain", onclick: () => (set(0, all.length - 1), changed()) }, "All days");
  let timer = null;
  let waiting = null;

  function set(from, to) {
    first.value = String(from);
    last.value = String(to);
  }
  function tell() {
    const [from, to] = [Number(first.value), Number(last.value)];
    bars.forEach((bar, index) => bar.classList.toggle("within", index >= from && index <= to));
    first.setAttribute("aria-valuetext", day(all[from]));
    last.setAttribute("aria-valuetext", day(until(to)));
    const within = all.slice(from, to + 1).reduce((sum, each) => sum + (claims.get(each) ?? 0), 0);
    told.textContent = `${day(all[from])} to ${day(until(to))}: ${counted(within, "claim")} begin then`;
    return { from: from === 0 ? null : all[from], to: to === all.length - 1 ? null : until(to) };
  }
  function changed() {
    const now = tell();
    clearTimeout(waiting);
    waiting = setTimeout(() => onchange(now), 120);
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
  }
  function start() {
    if (Number(last.value) >= all.length - 1) last.value = first.value;
    play.textContent = "Pause";
    timer = setInterval(() => {
      if (Number(last.value) >= all.length - 1) return stop();
      last.value = String(Number(last.value) + 1);
      changed();
    }, PLAYED_FOR);
  }
  first.addEventListener("input", () => {
    if (Number(first.value) > Number(last.value)) last.value = first.value;
    changed();
  });
  last.addEventListener("input", () => {
    if (Number(last.value) < Number(first.value)) first.value = last.value;
    changed();
  });
  tell();
  holder.replaceChildren(
    el("div", { class: "told" }, play, everything, told), picture,
    el("div", { class: "ends" }, el("label", {}, "From", first), el("label", {}, "To", last)));
}

function beginnings(from, to) {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const step = DAY * Math.ceil((last - first + DAY) / DAY / MOST);
  const found = [];
  for (let at = first; at <= last; at += step) found.push(iso(at));
  return found;
}

/** The bar that a day is in; the first or the last for one that lies outside. */
function barOf(all, sought) {
  const after = all.findIndex((each) => each > sought);
  return after === -1 ? all.length - 1 : Math.max(0, after - 1);
}

const iso = (time) => new Date(time).toISOString().slice(0, 10);
const before = (each) => iso(Date.parse(each) - DAY);
