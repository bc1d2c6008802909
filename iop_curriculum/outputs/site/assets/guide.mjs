/** A session guide: clock times that follow a start time, and the note that can be copied. */
import { clock, minutesOf, places } from "./agenda.mjs";

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
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input[type=time]"));
  const short = /** @type {HTMLInputElement | null} */ (place.querySelector("[data-iop-short]"));
  place.hidden = false;
  for (const chip of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-iop-time]"))) {
    chip.addEventListener("click", () => {
      input.value = chip.dataset.iopTime ?? "";
      chosen();
    });
  }
  const show = () => showTimes(head, minutesOf(input.value), short?.checked ?? false);
  const chosen = () => {
    keep(input.value);
    show();
  };
  input.addEventListener("input", chosen);
  short?.addEventListener("change", show);
  input.value = remembered();
  if (input.value) show();
}

/** Write clock times into the agenda and behind the body's headings; without a start, minutes since the start.
 * @param {HTMLElement} head @param {number | null} start @param {boolean} short */
function showTimes(head, start, short) {
  const rows = /** @type {HTMLElement[]} */ ([...head.querySelectorAll("tr[data-start]")]);
  const timed = places(
    rows.map((row) => ({ minutes: Number(row.dataset.minutes), short: Number(row.dataset.short) })),
    short,
  );
  rows.forEach((row, number) => {
    const time = at(start, timed[number].start);
    /** @type {HTMLElement} */ (row.querySelector(".iop-clock")).textContent = time;
    const badge = document.getElementById(row.dataset.anchor ?? "")?.querySelector(".iop-minutes");
    if (badge) badge.textContent = ` ${time} · ${timed[number].minutes} min`;
  });
  head.classList.toggle("iop-in-short", short);
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
