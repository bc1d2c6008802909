/**
 * Which modules fit chosen facets, and how many each further choice would leave. No page is touched here.
 *
 * @typedef {{slug: string, facets: Record<string, string[]>}} Row
 * @typedef {Record<string, string[]>} Choice  facet → chosen values; several values of one facet widen, several facets narrow
 */

/** Whether a row has one of the chosen values of every facet but `except`.
 * @param {Row} row @param {Choice} choice @param {string} [except] @returns {boolean} */
export function fits(row, choice, except = "") {
  return Object.entries(choice).every(
    ([facet, values]) =>
      facet === except || values.length === 0 || values.some((value) => (row.facets[facet] ?? []).includes(value)),
  );
}

/** Count, for each value of each facet, the rows that choosing it would show.
 * @param {Row[]} rows @param {Choice} choice @param {string[]} facets @returns {Record<string, Map<string, number>>} */
export function counts(rows, choice, facets) {
  /** @type {Record<string, Map<string, number>>} */
  const result = {};
  for (const facet of facets) {
    const found = (result[facet] = new Map());
    for (const row of rows) {
      if (!fits(row, choice, facet)) continue;
      for (const value of row.facets[facet] ?? []) found.set(value, (found.get(value) ?? 0) + 1);
    }
  }
  return result;
}

/** Read a choice and a search from an address's fragment.
 * @param {string} hash @param {string[]} facets @returns {{choice: Choice, query: string}} */
export function fromHash(hash, facets) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {Choice} */
  const choice = {};
  for (const facet of facets) choice[facet] = given.getAll(facet);
  return { choice, query: given.get("q") ?? "" };
}

/** Write a choice and a search as an address's fragment.
 * @param {Choice} choice @param {string} query @returns {string} */
export function toHash(choice, query) {
  const written = new URLSearchParams();
  if (query) written.set("q", query);
  for (const [facet, values] of Object.entries(choice)) for (const value of values) written.append(facet, value);
  return written.toString();
}
