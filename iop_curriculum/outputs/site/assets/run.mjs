/**
 * The run view: the guide shows the current part alone, under a bar with the time left. It survives a reload, keeps the screen
 * awake where the browser can, and makes no sound unless asked.
 */
import { clock, countdown } from "./agenda.mjs";
import { MINUTE, begin, goTo, late, leftInPart, leftInSession, restore, stretch, togglePause } from "./session.mjs";

/** @typedef {import("./session.mjs").Session} Session */

/** @param {HTMLElement} head the guide's head @param {HTMLButtonElement} button */
export function startRun(head, button) {
  const parts = agendaParts(head);
  const short = /** @type {HTMLInputElement | null} */ (head.querySelector("[data-iop-short]"));
  if (!parts.length) return;
  const key = `iop-run:${head.dataset.iopGuide}`;
  const main = /** @type {HTMLElement} */ (document.getElementById("iop-main"));
  button.hidden = false;
  button.addEventListener("click", () => open(begin(parts, Date.now(), short?.checked)));
  const kept = restore(read(key), parts);
  if (kept) open(kept);

  /** @param {Session} first */
  function open(first) {
    let session = first;
    const bar = makeBar();
    const groups = partGroups(main, parts);
    let told = -1;
    const set = (/** @type {Session} */ next) => {
      session = next;
      write(key, JSON.stringify(session));
      draw();
    };
    const draw = () => {
      drawBar(bar, session, Date.now());
      if (told !== session.at) showPart();
      if (bar.sound.checked) soundAtEnd(bar, leftInPart(session, Date.now()));
    };
    const showPart = () => {
      told = session.at;
      groups.forEach((group, at) => group.forEach((element) => element.classList.toggle("iop-now", at === session.at)));
      bar.status.textContent = `Part ${session.at + 1} of ${parts.length}: ${parts[session.at].title}`;
      window.scrollTo(0, 0);
    };
    const close = () => {
      clearInterval(timer);
      remove(key);
      bar.root.remove();
      document.body.classList.remove("iop-running");
      groups.flat().forEach((element) => element.classList.remove("iop-now"));
      button.focus();
      lock.release();
    };
    const actions = /** @type {Record<string, () => void>} */ ({
      back: () => set(goTo(session, session.at - 1, Date.now())),
      less: () => set(stretch(session, -1)),
      pause: () => set(togglePause(session, Date.now())),
      more: () => set(stretch(session, 1)),
      next: () => set(goTo(session, session.at + 1, Date.now())),
      end: close,
    });
    bar.root.addEventListener("click", (event) => {
      const action = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset.action;
      if (action) actions[action]();
    });
    bar.root.addEventListener("keydown", (event) => {
      const action = { ArrowRight: "next", ArrowLeft: "back", "+": "more", "-": "less" }[event.key];
      if (!action) return;
      event.preventDefault();
      actions[action]();
    });
    const lock = keepAwake();
    document.body.classList.add("iop-running");
    main.before(bar.root);
    set(session);
    const timer = setInterval(draw, 500);
    /** @type {HTMLElement} */ (bar.root.querySelector("[data-action=pause]")).focus({ preventScroll: true });
  }
}

/** @param {HTMLElement} head @returns {import("./session.mjs").Part[]} */
function agendaParts(head) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (head.querySelectorAll("tr[data-start]"));
  return [...rows].map((row) => ({
    title: row.dataset.title ?? "",
    anchor: row.dataset.anchor ?? "",
    minutes: Number(row.dataset.minutes),
    short: Number(row.dataset.short),
  }));
}

/** Return each part's heading with all that follows it up to the next heading of its level.
 * @param {HTMLElement} main @param {{anchor: string}[]} parts */
function partGroups(main, parts) {
  return parts.map(({ anchor }) => {
    const heading = document.getElementById(anchor);
    const group = [];
    for (let element = heading; element && main.contains(element); ) {
      group.push(element);
      element = /** @type {HTMLElement | null} */ (element.nextElementSibling);
      if (!element || element.tagName === "H2" || element.classList.contains("iop-foot")) break;
    }
    return group;
  });
}

function makeBar() {
  const root = document.createElement("div");
  root.className = "iop-run";
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", "Running session");
  root.innerHTML = `
    <h1 class="iop-run-title" data-part></h1>
    <p class="iop-run-left"><span data-left></span><span class="iop-run-words">left in this part</span></p>
    <p class="iop-run-rest"><span data-session></span><span data-next></span></p>
    <div class="iop-run-buttons">
      <button type="button" class="iop-button" data-action="back">Back</button>
      <button type="button" class="iop-button" data-action="less" aria-label="One minute less">−1 min</button>
      <button type="button" class="iop-button" data-action="pause">Pause</button>
      <button type="button" class="iop-button" data-action="more" aria-label="One minute more">+1 min</button>
      <button type="button" class="iop-button iop-button-main" data-action="next">Next part</button>
      <button type="button" class="iop-button" data-action="end">End session</button>
      <label class="iop-run-sound"><input type="checkbox" autocomplete="off"> Sound</label>
    </div>
    <p class="iop-unseen" role="status"></p>`;
  const get = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  return {
    root,
    part: get("[data-part]"),
    left: get("[data-left]"),
    words: get(".iop-run-words"),
    session: get("[data-session]"),
    next: get("[data-next]"),
    pause: get("[data-action=pause]"),
    back: /** @type {HTMLButtonElement} */ (get("[data-action=back]")),
    forward: /** @type {HTMLButtonElement} */ (get("[data-action=next]")),
    status: get("[role=status]"),
    sound: /** @type {HTMLInputElement} */ (get("input")),
    rang: -1,
  };
}

/** @param {ReturnType<typeof makeBar>} bar @param {Session} session @param {number} now */
function drawBar(bar, session, now) {
  const left = leftInPart(session, now);
  const end = new Date((session.paused ?? now) + leftInSession(session, now) + (session.paused ? now - session.paused : 0));
  const behind = Math.round(late(session, now) / MINUTE);
  const following = session.parts[session.at + 1];
  bar.part.textContent = session.parts[session.at].title;
  bar.left.textContent = countdown(Math.ceil(left / 1000));
  bar.words.textContent = left < 0 ? "over time" : "left in this part";
  bar.root.classList.toggle("iop-over", left < 0);
  bar.session.textContent =
    `${countdown(Math.ceil(leftInSession(session, now) / 1000))} left, ends at ${clock(end.getHours() * 60 + end.getMinutes())}` +
    (behind > 0 ? ` (${behind} min late)` : "");
  bar.next.textContent = following
    ? `Next: ${following.title} (${Math.round(session.lengths[session.at + 1] / MINUTE)} min)`
    : "This is the last part.";
  bar.pause.textContent = session.paused === null ? "Pause" : "Go on";
  bar.back.disabled = session.at === 0;
  bar.forward.disabled = !following;
}

/** One soft tone when a part's time is up.
 * @param {ReturnType<typeof makeBar>} bar @param {number} left */
function soundAtEnd(bar, left) {
  if (left > 0) bar.rang = -1;
  if (left > 0 || bar.rang === 1) return;
  bar.rang = 1;
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.frequency.value = 440;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.4);
}

/** Keep the screen on where the browser can, also after the page was hidden. */
function keepAwake() {
  /** @type {WakeLockSentinel | null} */
  let held = null;
  const ask = async () => {
    try {
      held = document.visibilityState === "visible" ? await navigator.wakeLock.request("screen") : null;
    } catch {
      held = null;
    }
  };
  document.addEventListener("visibilitychange", ask);
  void ask();
  return {
    release() {
      document.removeEventListener("visibilitychange", ask);
      void held?.release();
    },
  };
}

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the run lasts as long as the page.
  }
}

/** @param {string} key */
function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
