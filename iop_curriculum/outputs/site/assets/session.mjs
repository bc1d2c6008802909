/**
 * The clock of a running session, as plain data and pure functions: times are milliseconds, `now` is always given.
 * When a part ends late, the rest shrinks towards its short version, so that the session still ends on time if it can.
 *
 * @typedef {{title: string, anchor: string, minutes: number, short: number}} Part
 * @typedef {{parts: Part[], lengths: number[], planned: number, at: number, partStarted: number, started: number, paused: number | null}} Session
 */

export const MINUTE = 60_000;

/** Start a session, in its full or its short version.
 * @param {Part[]} parts @param {number} now @param {boolean} [short] @returns {Session} */
export function begin(parts, now, short = false) {
  const lengths = parts.map((part) => (short ? part.short : part.minutes) * MINUTE);
  const planned = lengths.reduce((sum, length) => sum + length, 0);
  return { parts, lengths, planned, at: 0, partStarted: now, started: now, paused: null };
}

/** Time that stands still while paused.
 * @param {Session} session @param {number} now */
const effective = (session, now) => session.paused ?? now;

/** Milliseconds left in the current part; below zero when it runs over.
 * @param {Session} session @param {number} now @returns {number} */
export function leftInPart(session, now) {
  return session.lengths[session.at] - (effective(session, now) - session.partStarted);
}

/** Milliseconds left until the session's end as now planned.
 * @param {Session} session @param {number} now @returns {number} */
export function leftInSession(session, now) {
  const rest = session.lengths.slice(session.at + 1).reduce((sum, length) => sum + length, 0);
  return Math.max(0, leftInPart(session, now)) + rest;
}

/** Milliseconds by which the session will end later than it was to end.
 * @param {Session} session @param {number} now @returns {number} */
export function late(session, now) {
  return effective(session, now) + leftInSession(session, now) - (session.started + session.planned);
}

/** Pause, or go on as if no time had passed.
 * @param {Session} session @param {number} now @returns {Session} */
export function togglePause(session, now) {
  if (session.paused === null) return { ...session, paused: now };
  const gap = now - session.paused;
  return { ...session, paused: null, partStarted: session.partStarted + gap, started: session.started + gap };
}

/** Give the current part more or less time, never less than none.
 * @param {Session} session @param {number} minutes @returns {Session} */
export function stretch(session, minutes) {
  const lengths = [...session.lengths];
  lengths[session.at] = Math.max(0, lengths[session.at] + minutes * MINUTE);
  return { ...session, lengths };
}

/** Go to another part and time the rest anew.
 * @param {Session} session @param {number} to @param {number} now @returns {Session} */
export function goTo(session, to, now) {
  if (to < 0 || to >= session.parts.length) return session;
  const moved = { ...session, at: to, partStarted: effective(session, now) };
  return { ...moved, lengths: retimed(moved, now) };
}

/** Lengths that end the session on time where the short version allows.
 * @param {Session} session @param {number} now @returns {number[]} */
function retimed(session, now) {
  const rest = session.parts.slice(session.at);
  const remaining = session.started + session.planned - effective(session, now);
  const full = rest.reduce((sum, part) => sum + part.minutes * MINUTE, 0);
  const slack = rest.reduce((sum, part) => sum + (part.minutes - part.short) * MINUTE, 0);
  const share = slack > 0 ? Math.min(1, Math.max(0, (full - remaining) / slack)) : 0;
  const lengths = rest.map((part) => (part.minutes - (part.minutes - part.short) * share) * MINUTE);
  return [...session.lengths.slice(0, session.at), ...lengths];
}

/** Read a session that was kept; null where it is none or does not fit the guide any more.
 * @param {string | null} text @param {Part[]} parts @returns {Session | null} */
export function restore(text, parts) {
  if (!text) return null;
  try {
    const kept = /** @type {Session} */ (JSON.parse(text));
    const same = JSON.stringify(kept.parts) === JSON.stringify(parts);
    return same && kept.lengths.length === parts.length && kept.at in parts ? kept : null;
  } catch {
    return null;
  }
}
