// Logging in; afterwards one is where one wanted to be, on this host alone.

import { ApiError, call, el, page } from "./sayso.js";

/** Where to go on: a path of this host, whatever the address asked for. */
export function onward(to) {
  try {
    const meant = new URL(to ?? "/", location.origin);
    return meant.origin === location.origin && meant.pathname !== "/login" ? meant.pathname + meant.search : "/";
  } catch {
    return "/";
  }
}

const fault = el("p", { class: "fault", role: "alert" });
const button = el("button", { class: "main", type: "submit" }, "Log in");
const form = el("form", { class: "stack card", onsubmit: enter },
  el("label", {}, "Name", el("input", { name: "name", autocomplete: "username", required: true, autofocus: true })),
  el("label", {}, "Password", el("input", { name: "password", type: "password", autocomplete: "current-password", required: true })),
  fault, button);

async function enter(event) {
  event.preventDefault();
  button.disabled = true;
  fault.textContent = "";
  try {
    await call("POST", "login", { body: Object.fromEntries(new FormData(form)) });
    location.assign(onward(new URLSearchParams(location.search).get("to")));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    fault.textContent = error.message;
    form.elements.password.value = "";
    form.elements.password.focus();
    button.disabled = false;
  }
}

(await page()).append(el("div", { class: "sheet" }, el("h1", {}, "Log in"), form));
form.elements.name.focus();
