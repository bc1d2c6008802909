/** The library page: facets and search over its table, kept in the address so that a view can be shared and gone back to. */
import { counts, fits, fromHash, toHash } from "./facets.mjs";
import { loadIndex } from "./search.mjs";

/** @typedef {import("./facets.mjs").Row & {element: HTMLTableRowElement}} TableRow */

/** Start the filters.
 * @param {HTMLElement} root @param {string} indexAddress */
export function startLibrary(root, indexAddress) {
  const finder = /** @type {HTMLElement} */ (root.querySelector("[data-iop-finder]"));
  const input = /** @type {HTMLInputElement} */ (finder.querySelector("#iop-q"));
  const boxes = /** @type {HTMLInputElement[]} */ ([...finder.querySelectorAll("input[type=checkbox]")]);
  const facets = [...new Set(boxes.map((box) => box.name))];
  const rows = tableRows(root, facets);
  const table = /** @type {HTMLElement} */ (root.querySelector("tbody"));
  const status = /** @type {HTMLElement} */ (finder.querySelector("[data-iop-found]"));
  const none = /** @type {HTMLElement} */ (root.querySelector("[data-iop-none]"));
  const clear = /** @type {HTMLElement} */ (finder.querySelector("[data-iop-clear]"));
  /** @type {Map<string, number> | null} */
  let ranks = null;

  const show = () => {
    const { choice, query } = fromHash(location.hash, facets);
    performance.mark("iop-filter-start");
    const searched = ranks ? rows.filter((row) => ranks?.has(row.slug)) : rows;
    const shown = new Set(searched.filter((row) => fits(row, choice)));
    for (const row of rows) row.element.hidden = !shown.has(row);
    if (ranks) {
      const order = [...shown].sort((a, b) => (ranks?.get(a.slug) ?? 0) - (ranks?.get(b.slug) ?? 0));
      table.prepend(...order.map((row) => row.element));
    }
    const left = counts(searched, choice, facets);
    for (const box of boxes) {
      box.checked = (choice[box.name] ?? []).includes(box.value);
      const count = left[box.name]?.get(box.value) ?? 0;
      const label = /** @type {HTMLElement} */ (box.closest("label"));
      /** @type {HTMLElement} */ (label.querySelector("[data-count]")).textContent = String(count);
      label.classList.toggle("iop-empty", count === 0 && !box.checked);
    }
    status.textContent = `${shown.size} of ${rows.length} modules`;
    none.hidden = shown.size > 0;
    clear.hidden = !query && boxes.every((box) => !box.checked);
    performance.measure("iop-filter", "iop-filter-start");
  };

  const follow = async () => {
    const { query } = fromHash(location.hash, facets);
    if (input.value.trim() !== query) input.value = query;
    ranks = query ? await ranked(indexAddress, query) : null;
    if (fromHash(location.hash, facets).query === query) show();
  };

  /** @param {boolean} replace */
  const write = (replace) => {
    /** @type {Record<string, string[]>} */
    const choice = {};
    for (const box of boxes) if (box.checked) (choice[box.name] ??= []).push(box.value);
    const hash = `#${toHash(choice, input.value.trim())}`;
    if (replace) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
    void follow();
  };

  finder.addEventListener("change", (event) => {
    if (event.target !== input) write(false);
  });
  input.addEventListener("input", () => write(true));
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    input.value = "";
    write(false);
    input.focus();
  });
  addEventListener("hashchange", () => void follow());
  addEventListener("popstate", () => void follow());
  finder.hidden = false;
  const narrow = matchMedia("(max-width: 60em)").matches;
  if (narrow) /** @type {HTMLDetailsElement} */ (finder.querySelector("details")).open = false;
  void follow();
}

/** @param {HTMLElement} root @param {string[]} facets @returns {TableRow[]} */
function tableRows(root, facets) {
  const elements = /** @type {HTMLTableRowElement[]} */ ([...root.querySelectorAll("tbody tr")]);
  return elements.map((element) => ({
    element,
    slug: element.dataset.slug ?? "",
    facets: Object.fromEntries(facets.map((facet) => [facet, (element.dataset[facet] ?? "").split(" ").filter(Boolean)])),
  }));
}

/** Return slug → place in the results.
 * @param {string} address @param {string} query */
async function ranked(address, query) {
  const found = (await loadIndex(address)).search(query);
  return new Map(found.filter((result) => result.slug).map((result, at) => [String(result.slug), at]));
}
