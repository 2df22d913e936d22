// A sample of what the queue lists, to be looked at before a lead accepts all of it.

import { addressOf, circumstances, doubts, headline, keyed, provenance, sentence } from "./claims.js";
import { api, attempt, counted, dialog, el, may, notice } from "./sayso.js";

const AT_ONCE = 200; // as many as are accepted at once
const LEAST = 5;

/** Shows a sample of the claims under these filters, one by one; a lead who has seen it may accept them all. */
export async function openSample(query, onaccepted) {
  const told = await attempt(() => api("GET", "queue", { query: { ...query, limit: AT_ONCE } }));
  if (!told) return;
  if (!told.items.length) return notice("Nothing is listed here to take a sample of.");
  const drawn = sampleOf(told.items, Math.max(LEAST, Math.ceil(Math.sqrt(told.items.length))));
  const lead = await may("lead");
  const seen = new Set();
  let at = 0;
  const shown = el("div", { class: "sampled", tabindex: -1 });
  const place = el("span", { class: "dim", "aria-live": "polite" });
  const all = `Accept all ${told.items.length}`;
  const accept = el("button", { type: "button", class: "main", disabled: true, onclick: () => acceptAll() }, all);
  const step = (by) => {
    at = Math.min(drawn.length - 1, Math.max(0, at + by));
    seen.add(drawn[at].id);
    shown.replaceChildren(...sampled(drawn[at]));
    place.textContent = `${at + 1} of ${drawn.length}, drawn from ${counted(told.items.length, "claim")}`;
    accept.disabled = seen.size < drawn.length;
  };
  async function acceptAll() {
    const ids = told.items.map((each) => each.id);
    const body = { ids, sample_opened: [...seen] };
    const answer = await attempt(() => api("POST", "decisions/accept-all", { body }));
    if (!answer) return;
    made.close();
    const passed = answer.refused.length ? `; ${answer.refused.length} passed over, since others ruled on them` : "";
    notice(`${counted(answer.accepted, "claim")} accepted${passed}`);
    onaccepted();
  }
  const made = dialog("A sample", place, shown, el("div", { class: "row-end" },
    keyed("k", "Before", () => step(-1)), keyed("j", "Next", () => step(1)),
    lead ? accept : el("span", { class: "dim" }, "A lead may accept them all.")));
  made.addEventListener("keydown", (event) => {
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  });
  step(0);
  shown.focus();
}

function sampled(item) {
  return [
    el("h3", {}, headline(item)), sentence(item), circumstances(item), el("div", { class: "chips" }, doubts(item)),
    el("p", { class: "dim from" },
      el("a", { href: addressOf(item.report.digest, item.id), target: "_blank" }, item.report.title ?? item.report.id), " ",
      provenance(item.report)),
  ];
}

/** So many of them, each as likely as any other, in the order they were listed. */
function sampleOf(items, size) {
  const shuffled = items.map((item) => [Math.random(), item]).sort(([one], [other]) => one - other);
  const chosen = new Set(shuffled.slice(0, size).map(([, item]) => item));
  return items.filter((item) => chosen.has(item));
}
