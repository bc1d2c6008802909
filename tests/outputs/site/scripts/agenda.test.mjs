import assert from "node:assert/strict";
import test from "node:test";
import { clock, countdown, minutesOf, places } from "../../../../iop_curriculum/outputs/site/assets/agenda.mjs";

test("clock times", () => {
  assert.equal(clock(0), "12:00 AM");
  assert.equal(clock(9 * 60 + 5), "9:05 AM");
  assert.equal(clock(12 * 60), "12:00 PM");
  assert.equal(clock(25 * 60), "1:00 AM");
});

test("what is no time is none", () => {
  assert.equal(minutesOf("17:30"), 1050);
  assert.equal(minutesOf("24:00"), null);
  assert.equal(minutesOf(""), null);
});

test("countdowns", () => {
  assert.equal(countdown(65), "1:05");
  assert.equal(countdown(3605), "1:00:05");
  assert.equal(countdown(-65), "−1:05");
  assert.equal(countdown(0), "0:00");
});

test("each part starts when the one before it ends, in full and in short", () => {
  const parts = [
    { minutes: 10, short: 5 },
    { minutes: 20, short: 15 },
  ];
  assert.deepEqual(places(parts, false), [{ start: 0, minutes: 10 }, { start: 10, minutes: 20 }]);
  assert.deepEqual(places(parts, true), [{ start: 0, minutes: 5 }, { start: 5, minutes: 15 }]);
});
