import { el, page } from "./sayso.js";
(await page()).append(el("h1", {}, "Queue"));
