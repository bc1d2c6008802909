/** Clock times of an agenda. Times are minutes after midnight; no page is touched here. */

const DAY = 24 * 60;

/**
 * @typedef {{minutes: number, short: number}} Timed
 * @typedef {{start: number, minutes: number}} Place
 */

/** When each part starts, in minutes since the start, and how long it takes.
 * @param {Timed[]} parts @param {boolean} short @returns {Place[]} */
export function places(parts, short) {
  let start = 0;
  return parts.map((part) => {
    const minutes = short ? part.short : part.minutes;
    start += minutes;
    return { start: start - minutes, minutes };
  });
}

/** Read `09:30`; null where it is no time.
 * @param {string} text @returns {number | null} */
export function minutesOf(text) {
  const found = /^(\d{1,2}):(\d{2})/.exec(text);
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[1]) < 24 && Number(found[2]) < 60 ? minutes : null;
}

/** Write minutes after midnight as `9:30 AM`.
 * @param {number} minutes @returns {string} */
export function clock(minutes) {
  const time = ((Math.round(minutes) % DAY) + DAY) % DAY;
  const hour = Math.floor(time / 60);
  return `${hour % 12 || 12}:${String(time % 60).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}

/** Write seconds as `4:05`, an hour or more as `1:04:05`; below zero with a minus.
 * @param {number} seconds @returns {string} */
export function countdown(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const text = hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  return seconds < 0 && whole ? `−${text}` : text;
}
