// Tells colleagues which claim one has open: put once one stays with it, taken back on leaving.

import { api } from "./sayso.js";

const STAYS = 600; // milliseconds; who only passes by has nothing open

let waiting = null;
let told = null;

/** The claim that is open now; null for none. */
export function open(id) {
  clearTimeout(waiting);
  if (told && told !== id) leave();
  if (id && id !== told) waiting = setTimeout(() => put(id), STAYS);
}

/** Nothing is open any more; `keepalive` so that it is still sent when the page goes. */
export function leave() {
  clearTimeout(waiting);
  if (told) quiet("DELETE", told);
  told = null;
}

function put(id) {
  told = id;
  quiet("PUT", id);
}

/** A mark that fails is none: who works on is told of rulings in any case. */
function quiet(method, id) {
  api(method, `opened/${id}`, { keepalive: true }).catch(() => {});
}

addEventListener("pagehide", leave);
