import assert from "node:assert/strict";
import test from "node:test";
import { counts, fits, fromHash, toHash } from "../../../../iop_curriculum/outputs/site/assets/facets.mjs";

const rows = [
  { slug: "a", facets: { condition: ["anxiety"], minutes: ["60"] } },
  { slug: "b", facets: { condition: ["anxiety", "ocd"], minutes: ["45"] } },
  { slug: "c", facets: { condition: ["all"], minutes: ["60"] } },
];

test("several values of one facet widen, several facets narrow", () => {
  const slugs = (choice) => rows.filter((row) => fits(row, choice)).map((row) => row.slug);
  assert.deepEqual(slugs({}), ["a", "b", "c"]);
  assert.deepEqual(slugs({ condition: ["anxiety"] }), ["a", "b"]);
  assert.deepEqual(slugs({ condition: ["ocd", "all"] }), ["b", "c"]);
  assert.deepEqual(slugs({ condition: ["anxiety"], minutes: ["45"] }), ["b"]);
});

test("a count says what choosing the value would show", () => {
  const left = counts(rows, { condition: ["anxiety"] }, ["condition", "minutes"]);
  assert.deepEqual(Object.fromEntries(left.minutes), { 60: 1, 45: 1 });
  assert.deepEqual(Object.fromEntries(left.condition), { anxiety: 2, ocd: 1, all: 1 });
});

test("an address keeps a choice", () => {
  const choice = { condition: ["anxiety", "ocd"], minutes: [] };
  const hash = toHash(choice, "panic & fear");
  assert.deepEqual(fromHash(`#${hash}`, ["condition", "minutes"]), { choice, query: "panic & fear" });
  assert.deepEqual(fromHash("", ["condition"]), { choice: { condition: [] }, query: "" });
});
