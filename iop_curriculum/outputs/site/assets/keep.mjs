/**
 * What a person typed, kept on this device: only where the program allows it and the person asks for it, never from file://,
 * and erased by itself after some days. Otherwise this file stores nothing.
 *
 * @typedef {{until: number, values: Record<string, string | boolean>}} Kept
 */

const PREFIX = "iop-sheet:";
const DAYS = 14;
const DAY = 24 * 60 * 60_000;

/** Offer to keep a worksheet, and bring back what was kept.
 * @param {HTMLElement} place */
export function startKeeping(place) {
  const offer = /** @type {HTMLDetailsElement | null} */ (place.querySelector("[data-iop-keep]"));
  if (!offer || !location.protocol.startsWith("http")) return;
  const key = PREFIX + offer.dataset.iopKeep;
  const line = /** @type {HTMLElement} */ (place.querySelector("[data-iop-kept]"));
  const words = /** @type {HTMLElement} */ (line.querySelector("[data-iop-kept-words]"));
  let kept = read(key, Date.now());

  const show = () => {
    offer.hidden = kept !== null;
    line.hidden = kept === null;
    const day = kept ? new Date(kept.until).toLocaleDateString(document.documentElement.lang) : "";
    words.textContent = `${offer.dataset.kept} ${day}.`;
  };
  const keep = () => {
    if (!kept) return;
    kept = { ...kept, values: typedValues() };
    localStorage.setItem(key, JSON.stringify(kept));
  };
  place.querySelector("[data-iop-keep-yes]")?.addEventListener("click", () => {
    kept = { until: Date.now() + DAYS * DAY, values: {} };
    keep();
    show();
  });
  place.querySelector("[data-iop-erase]")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    kept = null;
    offer.open = false;
    show();
  });
  document.addEventListener("input", keep);
  document.addEventListener("change", keep);
  if (kept) fill(kept.values);
  show();
}

/** Erase every worksheet whose days are over.
 * @param {number} now */
export function sweep(now) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) read(key, now);
  } catch {
    // A browser that forbids storage holds nothing to erase.
  }
}

/** Read what was kept; what is over or can't be read is erased.
 * @param {string} key @param {number} now @returns {Kept | null} */
function read(key, now) {
  try {
    const kept = /** @type {Kept | null} */ (JSON.parse(localStorage.getItem(key) ?? "null"));
    if (kept && kept.until > now) return kept;
  } catch {
    // Not ours, or broken: erased below.
  }
  localStorage.removeItem(key);
  return null;
}

/** All fields by name; of radio buttons each by name and value.
 * @returns {Map<string, HTMLInputElement | HTMLTextAreaElement>} */
function fields() {
  const found = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (
    document.querySelectorAll("input[name], textarea[name]")
  );
  return new Map([...found].map((field) => [field.type === "radio" ? `${field.name}=${field.value}` : field.name, field]));
}

function typedValues() {
  /** @type {Record<string, string | boolean>} */
  const values = {};
  for (const [name, field] of fields()) {
    const value = isTicked(field) ? field.checked : field.value;
    if (value) values[name] = value;
  }
  return values;
}

/** @param {Record<string, string | boolean>} values */
function fill(values) {
  for (const [name, field] of fields()) {
    if (isTicked(field)) field.checked = values[name] === true;
    else field.value = String(values[name] ?? "");
  }
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @returns {field is HTMLInputElement} */
function isTicked(field) {
  return field.type === "radio" || field.type === "checkbox";
}
