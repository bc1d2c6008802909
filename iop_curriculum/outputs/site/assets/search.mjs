/**
 * The one search: an index built in the browser from rows that arrive as a script, when somebody first searches.
 * From file:// nothing else could be loaded. Results are links in a list; nothing is sent anywhere.
 */
import MiniSearch from "minisearch";

/**
 * @typedef {{id: number, href: string, kind: string, title: string, summary?: string, labels?: string, synonyms?: string,
 *   words?: string, slug?: string}} SearchRow
 */

const MOST_RESULTS = 10;

/** Build an index over rows.
 * @param {SearchRow[]} rows */
export function buildIndex(rows) {
  const index = new MiniSearch({
    fields: ["title", "labels", "synonyms", "summary", "words"],
    storeFields: ["href", "kind", "title", "summary", "slug"],
    processTerm: plain,
    searchOptions: {
      boost: { title: 8, labels: 4, synonyms: 4, summary: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      combineWith: "AND",
      boostDocument: (_id, _term, stored) => (stored?.slug ? 1.5 : 1),
    },
  });
  index.addAll(rows);
  return index;
}

/** Lower case without accents.
 * @param {string} term */
function plain(term) {
  return term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @type {Promise<MiniSearch> | undefined} */
let loading;

/** Return the index, loading its rows once.
 * @param {string} address @returns {Promise<MiniSearch>} */
export function loadIndex(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(buildIndex(/** @type {any} */ (window).iopSearchRows));
    script.onerror = () => reject(new Error("The search index could not be loaded."));
    document.head.append(script);
  });
  return loading;
}

/** Start the search box of the header.
 * @param {HTMLElement} box */
export function startSearch(box) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const results = /** @type {HTMLElement} */ (box.querySelector("[data-iop-results]"));
  const { base, index: address, library } = /** @type {Record<string, string>} */ (box.dataset);
  box.hidden = false;

  const close = () => {
    results.hidden = true;
  };
  const show = async () => {
    const query = input.value.trim();
    if (!query) return close();
    const found = (await loadIndex(address)).search(query);
    if (input.value.trim() !== query) return;
    results.replaceChildren(...resultNodes(found, base, query, library));
    results.hidden = false;
  };
  input.addEventListener("focus", () => void loadIndex(address));
  input.addEventListener("input", () => void show());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value.trim()) {
      location.href = `${library}#${new URLSearchParams({ q: input.value.trim() })}`;
      close();
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(box, event);
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(/** @type {Node} */ (event.target))) close();
  });
  box.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !box.contains(next)) close();
  });
}

/** Move the focus between the box and its results.
 * @param {HTMLElement} box @param {KeyboardEvent} event */
function move(box, event) {
  const stops = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("input, [data-iop-results]:not([hidden]) a")]);
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    next.focus();
    event.preventDefault();
  }
}

/** @param {import("minisearch").SearchResult[]} found @param {string} base @param {string} query @param {string} library */
function resultNodes(found, base, query, library) {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.textContent = found.length === 1 ? "1 result" : `${found.length} results`;
  const list = document.createElement("ul");
  for (const result of found.slice(0, MOST_RESULTS)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = base === "." ? result.href : `${base}/${result.href}`;
    const title = document.createElement("strong");
    title.textContent = result.title;
    const kind = document.createElement("span");
    kind.className = "iop-kind";
    kind.textContent = result.kind;
    const summary = document.createElement("span");
    summary.className = "iop-summary";
    summary.textContent = result.summary ?? "";
    link.append(title, " ", kind, summary);
    item.append(link);
    list.append(item);
  }
  const all = document.createElement("a");
  all.href = `${library}#${new URLSearchParams({ q: query })}`;
  all.textContent = "Show in the library";
  all.className = "iop-all-results";
  return found.length ? [status, list, all] : [status];
}
