// What all pages share: the API, elements made of text alone, keys, lists that load as they are scrolled.
//
// Texts of reports are hostile: they reach the page as textContent, by el(), and in no other way.

/** An answer of the API that is no success; `lines` say what is wrong, each in one clear line. */
export class ApiError extends Error {
  constructor(status, detail) {
    const lines = [detail].flat().map((line) => (typeof line === "string" ? line : line.msg ?? "refused"));
    super(lines.join("; "));
    this.status = status;
    this.lines = lines;
  }
}

let myself = null;

/** Who is asking: {name, role, csrf, accounts, since}; whoever is not logged in is sent to the log-in page. */
export function me() {
  myself ??= call("GET", "me");
  return myself;
}

/**
 * What the API answers. `query` leaves out what is null or empty; a body is sent as JSON, a form as it is. `keepalive`
 * sends it even while the page is left. `quiet` asks beside a person's work: it never leads away from the page.
 */
export async function api(method, path, { query = {}, body = null, keepalive = false, quiet = false } = {}) {
  const asked = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const told = asked.length ? `${path}?${new URLSearchParams(asked)}` : path;
  return call(method, told, { body, keepalive, quiet, csrf: method === "GET" ? null : (await me()).csrf });
}

/** The same of whoever asks, logged in or not: nothing is known of them yet. */
export async function call(method, path, { body = null, csrf = null, keepalive = false, quiet = false } = {}) {
  const form = body instanceof FormData;
  const answer = await fetch(`/api/v1/${path}`, {
    method,
    keepalive,
    headers: {
      ...(csrf ? { "X-CSRF-Token": csrf } : {}),
      ...(body !== null && !form ? { "Content-Type": "application/json" } : {}),
    },
    body: body === null || form ? body : JSON.stringify(body),
  });
  if (answer.status === 401 && !quiet && location.pathname !== "/login") {
    location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
    return new Promise(() => {}); // the page is left
  }
  const told = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiError(answer.status, told?.detail ?? `the server answered ${answer.status}`);
  return told;
}

/** The role is this or a higher one. */
export async function may(role) {
  const order = ["reader", "coder", "lead"];
  return order.indexOf((await me()).role) >= order.indexOf(role);
}

/**
 * An element. Children are elements or texts; null and false are left out. Attributes that begin with "on" are
 * listeners, `class`, `dataset` and `style` (an object) are what they are called, true is an attribute without a value.
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(made.dataset, value);
    else if (name === "style") for (const [key, to] of Object.entries(value)) made.style.setProperty(key, to);
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A link to an address that a report gives: only to http and https, and without telling where one comes from. */
export function outward(url, ...words) {
  if (!/^https?:\/\//i.test(url ?? "")) return el("span", {}, ...words);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...words);
}

/** The element that a page's script fills, once the frame stands. */
export function page() {
  return mounted("page");
}

/** The element of an id, once it stands. */
export function mounted(id) {
  return new Promise((resolve) => {
    const look = () => {
      const found = document.getElementById(id);
      if (found) resolve(found);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Says something at the foot of the page; `error` stays until it is clicked away. `undo` adds a button. */
export function notice(words, { error = false, undo = null } = {}) {
  const told = el("div", { class: error ? "notice error" : "notice", role: error ? "alert" : "status" }, el("span", {}, words));
  const gone = () => told.remove();
  if (undo) told.append(el("button", { type: "button", onclick: () => (gone(), undo()) }, "Undo"));
  if (error) told.append(el("button", { type: "button", "aria-label": "Close", onclick: gone }, "×"));
  else setTimeout(gone, undo ? 8000 : 4000);
  document.getElementById("notices").append(told);
}

/** Runs what may be refused; what was wrong is told, and null is the answer. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    notice(error.message, { error: true });
    return null;
  }
}

const TYPED = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';

/**
 * Keys of a page: [["j", "next claim", () => …], …]. They sleep while one types or a dialog is open; Enter and Space
 * are left to the button, box or link that has the focus. "?" shows them all.
 */
export function keys(bindings) {
  const all = [...bindings, ["?", "these keys", () => showKeys(all)]];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(TYPED) || document.querySelector("dialog[open]")) return;
    if (["Enter", " "].includes(event.key) && event.target.closest?.("a, button, summary, input")) return;
    const bound = all.find(([key]) => key === event.key);
    if (!bound) return;
    event.preventDefault();
    bound[2](event);
  });
}

function showKeys(bindings) {
  const rows = bindings.map(([key, words]) => el("tr", {}, el("td", {}, el("kbd", {}, key)), el("td", {}, words)));
  dialog("Keys", el("table", { class: "keys" }, el("tbody", {}, rows)));
}

/** Opens a dialog; its Escape and its × close it. `onclose` hears of it. */
export function dialog(title, ...content) {
  const close = el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => made.close() }, "×");
  const made = el("dialog", { "aria-label": title }, el("div", { class: "dialog-head" }, el("h2", {}, title), close), ...content);
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  made.showModal();
  return made;
}

/**
 * A list that loads as it is scrolled. `render(item)` gives an element. Gives {reload(query)}, which begins anew.
 */
export function paged(holder, path, render, { empty = "Nothing here.", onpage = () => {} } = {}) {
  const foot = el("div", { class: "list-foot" });
  let after = null;
  let query = {};
  let turn = 0;
  let loading = false;
  async function more() {
    if (loading) return;
    loading = true;
    const own = turn;
    const told = await attempt(() => api("GET", path, { query: { ...query, after } }));
    loading = false;
    if (own !== turn) return more();
    if (told === null) return;
    for (const item of told.items) foot.before(render(item));
    after = told.next;
    foot.textContent = told.items.length || holder.childElementCount > 1 ? "" : empty;
    onpage(told);
    if (after && foot.getBoundingClientRect().top < innerHeight + 600) await more();
  }
  new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && after && more(), {
    rootMargin: "600px",
  }).observe(foot);
  return {
    async reload(asked) {
      turn += 1;
      query = asked;
      after = null;
      holder.replaceChildren(foot);
      foot.textContent = "Loading …";
      if (!loading) await more();
    },
  };
}

const FILTERS = {
  text: "Words", story: "Story", kind: "Kind", who: "Who", place: "Place", of: "Whose people", by: "Blamed", says: "Says so",
  outlet: "Outlet", from: "From", to: "To",
};

/** What is asked for, as the address of the page has it. */
export function asked() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Fields for filters; they stand in the address of the page, so that a view can be sent to a colleague. */
export async function filterBar(names, onchange) {
  const [vocabulary, stories, outlets] = await Promise.all([
    api("GET", "vocabulary"),
    names.includes("story") ? api("GET", "stories") : { items: [] },
    names.includes("outlet") ? api("GET", "outlets") : { items: [] },
  ]);
  const listed = {
    kind: vocabulary.kinds, who: [...vocabulary.classes, ...vocabulary.groups],
    story: stories.items.map((each) => each.name), outlet: outlets.items.map((each) => each.name),
    policy: vocabulary.policies,
  };
  const set = asked();
  const fields = names.map((name) => {
    const words = FILTERS[name] ?? name[0].toUpperCase() + name.slice(1);
    const attributes = { name, id: `filter-${name}`, class: set[name] ? "set" : "" };
    const field = listed[name]
      ? el("select", attributes, el("option", { value: "" }, "any"), listed[name].map((each) => el("option", { value: each }, each)))
      : el("input", { ...attributes, type: name === "from" || name === "to" ? "date" : "search", autocomplete: "off" });
    field.value = set[name] ?? "";
    return el("label", { for: `filter-${name}` }, el("span", {}, words), field);
  });
  const bar = el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, fields);
  const changed = () => {
    const now = new FormData(bar);
    const kept = { ...asked(), ...Object.fromEntries(now) };
    const told = new URLSearchParams(Object.entries(kept).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${told.size ? `?${told}` : ""}`);
    for (const field of bar.elements) field.classList.toggle("set", Boolean(field.value));
    onchange(asked());
  };
  bar.addEventListener("change", changed);
  let waiting = null;
  bar.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(waiting);
    waiting = setTimeout(changed, 300);
  });
  return bar;
}

/** UTF-16 units before so many code points of a text. */
export function unitsOf(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) units += text.codePointAt(units) > 0xffff ? 2 : 1;
  return units;
}

/** Code points in the first so many UTF-16 units of a text. */
export function pointsOf(text, units) {
  let points = 0;
  for (let at = 0; at < units; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as people write it: "14 Nov 2023". */
export function day(iso) {
  if (!iso) return "undated";
  const [year, month, date] = iso.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** Days as people write them: "11–14 Nov 2023", "to 14 Nov 2023". */
export function span(from, to) {
  if (!from || !to) return from ? `from ${day(from)}` : to ? `to ${day(to)}` : "";
  if (from === to) return day(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8, 10))}–${day(to)}`;
  return `${day(from)} – ${day(to)}`;
}

/** A number with thin spaces between thousands. */
export function number(value) {
  return value === null || value === undefined ? "–" : String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** Low to high: "53–77", "53 or more", "53"; "more than 200" where its best is hedged so. */
export function bounds(low, high, hedge = null) {
  if (low === null || low === undefined) return "nothing told";
  if (high === null || high === undefined) return hedge === "more_than" && low > 0 ? `more than ${number(low - 1)}` : `${number(low)} or more`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}

/** One noun or many: counted(1, "claim"), counted(2, "claim"). */
export function counted(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A colour of the theme by its name, for what is drawn: colour("accent"). */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// ── the theme: as the system has it, until a person chooses; a chosen one is remembered ──

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event("theme")); // what is drawn on a canvas is drawn anew
}

function themeNow() {
  return localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

async function frame() {
  const theme = await mounted("theme");
  theme.addEventListener("click", () => {
    localStorage.setItem("theme", themeNow() === "dark" ? "light" : "dark");
    setTheme(themeNow());
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(themeNow()));
  document.querySelector(".site-head nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (location.pathname === "/login") return;
  const who = await me();
  const account = await mounted("account");
  const here = location.pathname === "/users" ? "page" : null;
  account.append(el("a", { class: "who", href: "/users", title: "Account", "aria-current": here }, `${who.name}, ${who.role}`));
  if (who.accounts) {
    const leave = async () => (await api("POST", "logout"), location.assign("/login"));
    account.append(el("button", { type: "button", class: "plain", onclick: leave }, "Log out"));
  }
}

setTheme(themeNow());
frame();
