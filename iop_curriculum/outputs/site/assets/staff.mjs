/** Entry point of staff pages: starts what the page has a place for. */
import { startGuide } from "./guide.mjs";
import { startLibrary } from "./library.mjs";
import { startRun } from "./run.mjs";
import { startSearch } from "./search.mjs";

const search = /** @type {HTMLElement | null} */ (document.querySelector("[data-iop-search]"));
if (search) startSearch(search);

const library = /** @type {HTMLElement | null} */ (document.querySelector("[data-iop-library]"));
if (library && search) startLibrary(library, search.dataset.index ?? "");

const guide = /** @type {HTMLElement | null} */ (document.querySelector("[data-iop-guide]"));
if (guide) {
  startGuide(guide);
  const button = /** @type {HTMLButtonElement | null} */ (guide.querySelector("[data-iop-run]"));
  if (button) startRun(guide, button);
}

const risk = /** @type {HTMLDetailsElement | null} */ (document.getElementById("iop-risk"));
if (risk) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !risk.open) return;
    risk.open = false;
    risk.querySelector("summary")?.focus();
  });
}
