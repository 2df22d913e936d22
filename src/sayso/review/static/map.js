// Where it happened, no more exactly than the reports tell: a town is a spot, a district a dashed ring of its size, a
// province its outline, a country its land. All that the map says stands in the list beside it, too.

import { addressOf, headline, provenance } from "./claims.js";
import { drawTime } from "./map-time.js";
import { api, asked, attempt, counted, day, el, filterBar, number, page, span } from "./sayso.js";

const FILTERS = ["text", "story", "kind", "who", "of", "by", "says", "outlet"];
const RADII = { district: 25_000, area: 50_000, province: 75_000 }; // metres, where there is no outline
const PRECISION = {
  point: "an exact place", town: "a town or village", district: "somewhere in the district", area: "somewhere in the area",
  province: "somewhere in the province", country: "somewhere in the country",
};

const root = await page();
const map = await drawn();
const { L } = window;
const marks = L.featureGroup().addTo(map);
const layers = new Map(); // by place: what is drawn for it
const outlines = new Map(); // by country: its divisions, as they were asked for
const total = el("span", { class: "dim", role: "status" });
const list = el("div", { class: "places card", "aria-label": "Places" });
const time = el("div", { class: "time" });
let world = null;
let fitted = false;

/** The map that NiceGUI makes, once it stands. */
function drawn() {
  return new Promise((resolve) => {
    const look = () => {
      const made = window.L && window.getElement?.(Number(root.dataset.map))?.map;
      if (made) resolve(made);
      else requestAnimationFrame(look);
    };
    look();
  });
}

const keyOf = (place) => `${place.geonames_id ?? ""}/${place.country ?? ""}/${place.name ?? place.text}`;
const nameOf = (place) => place.name ?? place.text;
const most = (place) => place.kinds.map((each) => `${each.kind} ${number(each.most)}`).join(", ");
const whole = (place) => [place.admin1, place.country].filter((each) => each && each !== nameOf(place)).join(", ");

// ── what is drawn ──

async function divisionsOf(country) {
  if (!outlines.has(country)) outlines.set(country, api("GET", `outlines/${encodeURIComponent(country)}`));
  return outlines.get(country);
}

/** What shows a place as exactly as it is told; null for one that is nowhere. */
async function layerOf(place) {
  const kind = place.kinds[0].kind;
  const shape = (features, name) => L.geoJSON({ type: "FeatureCollection", features }, { style: { className: name } });
  if (place.precision === "country") {
    const land = world.features.filter((each) => each.properties.country === place.country);
    if (land.length) return [shape(land, "region wide"), kind];
  }
  if (place.precision === "province" && place.country) {
    const told = await divisionsOf(place.country);
    const own = told.features.filter((each) => each.properties.admin1 === place.admin1 || each.properties.admin1 === place.name);
    if (own.length) return [shape(own, "region"), kind];
  }
  if (place.latitude === null) return null;
  const at = [place.latitude, place.longitude];
  const radius = RADII[place.precision];
  if (radius) return [L.circle(at, { radius, className: "around" }), kind];
  const size = 5 + 3 * Math.log10(1 + Math.max(...place.kinds.map((each) => each.most)));
  return [L.circleMarker(at, { radius: size, className: "spot" }), kind];
}

async function draw(places) {
  const made = await Promise.all(places.map(layerOf));
  marks.clearLayers();
  layers.clear();
  const ordered = places.map((place, index) => [place, made[index]]).filter(([, layer]) => layer);
  const wide = ["country", "province", "district", "area", "town", "point"]; // the wider lies below
  ordered.sort(([one], [other]) => wide.indexOf(one.precision) - wide.indexOf(other.precision));
  for (const [place, [layer, kind]] of ordered) {
    layer.bindTooltip(() => told(place), { sticky: true, direction: "top" });
    layer.on("click", () => choose(place));
    marks.addLayer(layer);
    const parts = layer.getLayers ? layer.getLayers() : [layer];
    for (const part of parts) {
      part.getElement()?.setAttribute("data-kind", kind);
      part.getElement()?.setAttribute("data-place", nameOf(place));
    }
    layers.set(keyOf(place), parts);
  }
  if (!fitted && ordered.length) {
    const near = ordered.filter(([place]) => place.precision !== "country"); // a whole country would hide the rest
    const seen = L.featureGroup((near.length ? near : ordered).map(([, [layer]]) => layer));
    map.fitBounds(seen.getBounds().pad(0.15), { maxZoom: 9, animate: false });
    fitted = true;
  }
}

function told(place) {
  return el("div", {}, el("strong", {}, nameOf(place)), ` ${whole(place)}`, el("br"), most(place), el("br"),
    `${counted(place.claims, "claim")}, ${PRECISION[place.precision] ?? "how exactly is not known"}`);
}

// ── the list beside it ──

function show(places, sum) {
  const known = places.filter((place) => place.latitude !== null || layers.has(keyOf(place)));
  const unknown = places.filter((place) => !known.includes(place));
  total.textContent = `${counted(sum, "claim")} at ${counted(places.length, "place")}`;
  list.replaceChildren(
    known.length ? el("ul", {}, known.map(row)) : el("p", { class: "list-foot" }, "No claim is like that."),
    unknown.length
      ? [el("h2", {}, `Not on the map: ${counted(unknown.reduce((all, each) => all + each.claims, 0), "claim")} at places that no gazetteer knows`),
        el("ul", {}, unknown.map(row))]
      : "",
  );
}

function row(place) {
  const button = el("button", { type: "button", "aria-expanded": "false", dataset: { place: keyOf(place) }, onclick: () => choose(place) },
    el("span", { class: "where", dir: "auto" }, nameOf(place), " ", el("span", { class: "dim" }, whole(place))),
    el("span", { class: "number" }, number(place.claims)),
    el("span", { class: "precise" }, PRECISION[place.precision] ?? "as the report has it", place.from ? `, ${span(place.from, place.to)}` : ""),
    el("span", { class: "most" }, most(place)));
  return el("li", {}, button);
}

async function choose(place) {
  const key = keyOf(place);
  for (const [own, parts] of layers) for (const part of parts) part.getElement()?.classList.toggle("chosen", own === key);
  list.querySelector(".at-place")?.remove();
  let button = null;
  for (const each of list.querySelectorAll("button[data-place]")) {
    const mine = each.dataset.place === key;
    each.setAttribute("aria-expanded", String(mine));
    if (mine) button = each;
  }
  if (!button) return;
  const holder = el("div", { class: "at-place" }, "Loading …");
  button.after(holder);
  button.scrollIntoView({ block: "nearest" });
  const query = { ...filters(), place: place.geonames_id ?? nameOf(place), limit: 100 };
  const answer = await attempt(() => api("GET", "claims", { query }));
  if (!answer) return;
  const items = answer.items.map(({ claim, report }) => el("a", { href: addressOf(report.digest, claim.id) },
    el("div", {}, headline(claim)),
    el("div", { class: "dim", dir: "auto" }, [claim.when ? span(claim.when.from, claim.when.to) : "", claim.source?.text, provenance(report)].filter(Boolean).join(" · "))));
  holder.replaceChildren(...items, answer.next ? el("p", { class: "dim" }, "and more: ask for less") : "");
}

// ── what is asked ──

function filters() {
  return Object.fromEntries([...FILTERS, "from", "to"].map((name) => [name, asked()[name]]));
}

/** Asks anew; the days of the slider stay those of all that is like the other filters. */
async function ask({ anew = true } = {}) {
  const answer = await attempt(() => api("GET", "places", { query: filters() }));
  if (!answer) return;
  await draw(answer.items);
  show(answer.items, answer.total);
  if (!anew) return;
  const { from, to, ...others } = filters();
  const days = from || to ? (await api("GET", "places", { query: others })).days : answer.days;
  drawTime(time, days, { from, to }, (chosen) => {
    const query = new URLSearchParams(Object.entries({ ...asked(), ...chosen }).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    ask({ anew: false });
  });
}

async function drawLand() {
  const { tiles } = await api("GET", "vocabulary");
  if (tiles) L.tileLayer(tiles, { maxZoom: 18 }).addTo(map);
  world = await api("GET", "outlines");
  L.geoJSON(world, { interactive: false, style: { className: tiles ? "land clear" : "land" } }).addTo(map).bringToBack();
  map.on("zoomend moveend", drawDivisions);
}

const bordered = new Set();

/** Borders of divisions, of the countries that are large on the screen. */
async function drawDivisions() {
  if (map.getZoom() < 5) return;
  const seen = map.getBounds();
  for (const feature of world.features) {
    const { country } = feature.properties;
    if (bordered.has(country) || !seen.intersects(L.geoJSON(feature).getBounds())) continue;
    bordered.add(country);
    const told = await divisionsOf(country);
    const borders = L.geoJSON(told, { interactive: false, style: { className: "division" } }).addTo(map);
    borders.bringToFront();
    marks.bringToFront();
  }
}

const legend = el("div", { class: "legend", "aria-label": "What the marks mean" },
  [["spot", "a town or an exact place; larger for more people or things"], ["around", "somewhere within the ring"],
    ["region", "somewhere in the province"], ["region wide", "somewhere in the country"]]
    .map(([name, words]) => el("span", { class: name }, el("i", { "aria-hidden": true }), words)));

const holder = map.getContainer();
holder.setAttribute("role", "application");
holder.setAttribute("aria-label", "Map; the list beside it says the same in words");
const bar = await filterBar(FILTERS, () => ask());
const left = el("div", {}, legend, time);
left.prepend(holder);
root.append(el("div", { class: "page-head" }, el("h1", {}, "Map"), total), bar, el("div", { class: "map-page" }, left, list));
map.invalidateSize();
await drawLand();
await ask();
await drawDivisions();
