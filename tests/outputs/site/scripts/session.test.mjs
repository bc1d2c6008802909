import assert from "node:assert/strict";
import test from "node:test";
import * as clock from "../../../../iop_curriculum/outputs/site/assets/session.mjs";

const { MINUTE, begin, goTo, late, leftInPart, leftInSession, restore, stretch, togglePause } = clock;
const parts = [
  { title: "Check-in", anchor: "check-in", minutes: 10, short: 5 },
  { title: "Teach", anchor: "teach", minutes: 20, short: 15 },
  { title: "Close", anchor: "close", minutes: 10, short: 10 },
];

test("time runs down in the part and in the session", () => {
  const session = begin(parts, 0);
  assert.equal(leftInPart(session, 3 * MINUTE), 7 * MINUTE);
  assert.equal(leftInSession(session, 3 * MINUTE), 37 * MINUTE);
  assert.equal(late(session, 3 * MINUTE), 0);
});

test("a part that runs over makes the session late", () => {
  const session = begin(parts, 0);
  assert.equal(leftInPart(session, 12 * MINUTE), -2 * MINUTE);
  assert.equal(late(session, 12 * MINUTE), 2 * MINUTE);
});

test("the rest shrinks towards its short version to end on time", () => {
  const session = goTo(begin(parts, 0), 1, 14 * MINUTE);
  assert.deepEqual(session.lengths.slice(1), [16 * MINUTE, 10 * MINUTE]);
  assert.equal(late(session, 14 * MINUTE), 0);
});

test("nothing gets shorter than its short version: then it ends late", () => {
  const session = goTo(begin(parts, 0), 1, 20 * MINUTE);
  assert.deepEqual(session.lengths.slice(1), [15 * MINUTE, 10 * MINUTE]);
  assert.equal(late(session, 20 * MINUTE), 5 * MINUTE);
});

test("a part that ends early leaves the others their length", () => {
  const session = goTo(begin(parts, 0), 1, 4 * MINUTE);
  assert.deepEqual(session.lengths.slice(1), [20 * MINUTE, 10 * MINUTE]);
});

test("a pause moves the end, not the time left", () => {
  const paused = togglePause(begin(parts, 0), 2 * MINUTE);
  assert.equal(leftInPart(paused, 9 * MINUTE), 8 * MINUTE);
  const on = togglePause(paused, 9 * MINUTE);
  assert.equal(leftInPart(on, 9 * MINUTE), 8 * MINUTE);
  assert.equal(late(on, 9 * MINUTE), 0);
});

test("a minute more or less, never below none", () => {
  const session = stretch(begin(parts, 0), 1);
  assert.equal(leftInPart(session, 0), 11 * MINUTE);
  assert.equal(leftInPart(stretch(session, -30), 0), 0);
});

test("there is no part before the first nor behind the last", () => {
  const session = begin(parts, 0);
  assert.equal(goTo(session, -1, MINUTE), session);
  assert.equal(goTo(session, 3, MINUTE), session);
});

test("a kept session comes back, unless the guide has changed", () => {
  const session = goTo(begin(parts, 0), 1, 9 * MINUTE);
  assert.deepEqual(restore(JSON.stringify(session), parts), session);
  assert.equal(restore(JSON.stringify(session), parts.slice(1)), null);
  assert.equal(restore("{", parts), null);
  assert.equal(restore(null, parts), null);
});

test("the short version ends when its own minutes are over", () => {
  const session = begin(parts, 0, true);
  assert.deepEqual(session.lengths, [5 * MINUTE, 15 * MINUTE, 10 * MINUTE]);
  assert.equal(late(session, 0), 0);
  assert.equal(late(goTo(session, 1, 6 * MINUTE), 6 * MINUTE), MINUTE);
});
