// How sensitive something is: one form for claims, reports and parties, for leads.

import { decide } from "./rulings.js";
import { ApiError, dialog, el } from "./sayso.js";

const MEANS = "What is not public is left out of all that readers are told, and of exports, with all that rests on it. "
  + "Public clears the comments beside a claim, too.";

/**
 * Asks how sensitive one of some things is. Each is {words, now, about: a claim's id or a report's digest, or party: a name};
 * `ondone(id, words)` hears of the decision.
 */
export function askForLabel(things, sensitivities, ondone) {
  const what = el("select", { name: "what", onchange: () => show() }, things.map((each, at) => el("option", { value: String(at) }, each.words)));
  const labels = sensitivities.map((name) => el("label", { class: "sensitivity" },
    el("input", { type: "radio", name: "sensitivity", value: name, required: true }), el("span", {}, name)));
  const reason = el("textarea", { name: "reason", rows: 2 });
  const told = el("p", { class: "refused", role: "alert" });
  const thing = () => things[Number(what.value)];
  const show = () => {
    for (const each of labels) each.firstElementChild.checked = each.firstElementChild.value === (thing().now ?? "public");
  };
  const form = el("form", { class: "labelling", onsubmit: async (event) => {
    event.preventDefault();
    const { about, party, words } = thing();
    const sensitivity = new FormData(form).get("sensitivity");
    try {
      const values = party ? { party, sensitivity } : { sensitivity };
      const { id } = await decide({ act: "relabel", ...(party ? {} : { about }), values, reason: reason.value.trim() || null });
      made.close();
      ondone(id, `${words}: ${sensitivity}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      told.textContent = error.message;
    }
  } },
    el("label", {}, "Of what", what), el("fieldset", { class: "sensitivities" }, el("legend", {}, "How sensitive it is"), labels),
    el("label", {}, "Why", reason), el("p", { class: "dim" }, MEANS), told,
    el("div", { class: "row-end" }, el("button", { class: "main", type: "submit" }, "Label")));
  const made = dialog("Label", form);
  show();
  what.focus();
}
