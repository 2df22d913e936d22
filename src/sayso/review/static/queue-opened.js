// Which claims colleagues have open, asked for again and again while somebody looks.

import { ApiError, api } from "./sayso.js";

const EVERY = 4000; // milliseconds between two questions

/** Has `mark` hear of them every few seconds, and at once when one comes back to the page. */
export function watchOpened(mark) {
  let waiting = null;
  let asking = false;
  async function look() {
    clearTimeout(waiting);
    if (asking || document.hidden) return;
    asking = true;
    try {
      mark((await api("GET", "opened", { quiet: true })).items);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof TypeError)) throw error; // the server is away: asked later
    } finally {
      asking = false;
      waiting = setTimeout(look, EVERY);
    }
  }
  document.addEventListener("visibilitychange", look);
  waiting = setTimeout(look, EVERY);
}
