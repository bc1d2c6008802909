/** A session guide: clock times that follow a start time, and the note that can be copied. */
import { clock, minutesOf } from "./agenda.mjs";

const KEY = "iop-start-time";

/** Start a guide's page.
 * @param {HTMLElement} head */
export function startGuide(head) {
  startTimes(head);
  const copy = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-iop-copy]"));
  if (copy) startCopy(copy);
}

/** @param {HTMLElement} head */
function startTimes(head) {
  const place = /** @type {HTMLElement} */ (head.querySelector("[data-iop-start]"));
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  place.hidden = false;
  for (const chip of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-iop-time]"))) {
    chip.addEventListener("click", () => {
      input.value = chip.dataset.iopTime ?? "";
      chosen();
    });
  }
  const chosen = () => {
    keep(input.value);
    showTimes(head, minutesOf(input.value));
  };
  input.addEventListener("input", chosen);
  const kept = remembered();
  if (kept) {
    input.value = kept;
    showTimes(head, minutesOf(kept));
  }
}

/** Write clock times into the agenda and behind the body's headings; without a start, minutes since the start.
 * @param {HTMLElement} head @param {number | null} start */
export function showTimes(head, start) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (head.querySelectorAll("tr[data-start]"))) {
    const cell = /** @type {HTMLElement} */ (row.querySelector(".iop-clock"));
    cell.textContent = at(start, Number(row.dataset.start));
  }
  for (const badge of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".iop-minutes[data-start]"))) {
    badge.textContent = ` ${at(start, Number(badge.dataset.start))} · ${badge.dataset.minutes} min`;
  }
}

/** @param {number | null} start @param {number} offset */
function at(start, offset) {
  if (start !== null) return clock(start + offset);
  return `${Math.floor(offset / 60)}:${String(offset % 60).padStart(2, "0")}`;
}

/** @param {HTMLButtonElement} button */
function startCopy(button) {
  const area = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.iopCopy ?? ""));
  const status = document.querySelector("[data-iop-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copyText(area);
    if (status) status.textContent = copied ? "Copied." : "Select the text and copy it.";
  });
}

/** Copy a text area; from file:// browsers only know the older way.
 * @param {HTMLTextAreaElement} area @returns {Promise<boolean>} */
async function copyText(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.select();
    return document.execCommand("copy");
  }
}

/** @param {string} time */
function keep(time) {
  try {
    sessionStorage.setItem(KEY, time);
  } catch {
    // A browser may forbid storage; the time then lasts as long as the page.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
