/** Patient pages: print, clear what was typed, hide an open worksheet when nobody uses it. Nothing is sent anywhere. */
import { startKeeping, sweep } from "./keep.mjs";

const IDLE = 10 * 60_000;

const print = /** @type {HTMLElement | null} */ (document.querySelector("[data-iop-print]"));
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const typed = /** @type {HTMLElement | null} */ (document.querySelector("[data-iop-typed]"));
if (typed) {
  startReset(typed);
  startIdle(typed);
  startKeeping(typed);
}
sweep(Date.now());

/** @param {HTMLElement} place */
function startReset(place) {
  const status = /** @type {HTMLElement} */ (place.querySelector("[data-iop-status]"));
  place.hidden = false;
  place.querySelector("[data-iop-reset]")?.addEventListener("click", () => {
    clearFields();
    status.textContent = place.dataset.done ?? "";
    document.dispatchEvent(new Event("input"));
  });
}

function clearFields() {
  for (const field of document.querySelectorAll("input, textarea")) {
    if (field instanceof HTMLTextAreaElement) field.value = field.defaultValue;
    else if (field instanceof HTMLInputElement) {
      field.value = field.defaultValue;
      field.checked = field.defaultChecked;
    }
  }
}

/** After ten minutes without a key or touch the page goes blank until somebody asks for it again.
 * @param {HTMLElement} place */
function startIdle(place) {
  const sheet = /** @type {HTMLElement} */ (document.querySelector(".iop-sheet"));
  const cover = document.createElement("div");
  cover.className = "iop-cover";
  cover.hidden = true;
  const words = document.createElement("p");
  words.textContent = place.dataset.idle ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.show ?? "";
  cover.append(words, button);
  sheet.after(cover);

  let timer = 0;
  const hide = () => {
    sheet.hidden = true;
    cover.hidden = false;
    button.focus();
  };
  const wake = () => {
    clearTimeout(timer);
    timer = window.setTimeout(hide, IDLE);
  };
  button.addEventListener("click", () => {
    sheet.hidden = false;
    cover.hidden = true;
    wake();
  });
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) document.addEventListener(kind, wake, { passive: true });
  wake();
}
