// Shows what is wrong with the content over the page, and reloads the page when it was built anew.
// Added by the preview server as pages are sent; no part of the site.
"use strict";

(() => {
  let seen = null;
  let panel = null;

  /** Make an element with text in it: text never becomes markup. */
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function remove() {
    if (panel) panel.remove();
    panel = null;
  }

  function count(number, word) {
    return `${number} ${word}${number === 1 ? "" : "s"}`;
  }

  function item(fault) {
    const line = element("li", `iop-live-${fault.severity}`);
    line.append(element("code", "", `${fault.path}:${fault.start.line}:${fault.start.column}`));
    line.append(element("strong", "", ` ${fault.code} `), element("span", "", fault.message));
    if (fault.hint) line.append(element("p", "", fault.hint));
    return line;
  }

  function show(title, faults, urgent) {
    remove();
    panel = element("section", urgent ? "iop-live iop-live-urgent" : "iop-live");
    panel.setAttribute("role", urgent ? "alert" : "status");
    panel.setAttribute("aria-label", "Preview");
    const details = element("details");
    details.open = urgent;
    details.append(element("summary", "", title));
    const list = element("ul");
    list.append(...faults.map(item));
    if (faults.length) details.append(list);
    const close = element("button", "", "Hide");
    close.type = "button";
    close.addEventListener("click", remove);
    panel.append(details, close);
    document.body.append(panel);
  }

  function tell(state) {
    if (seen !== null && state.built !== seen) {
      location.reload();
      return;
    }
    seen = state.built;
    const faults = state.report ? state.report.diagnostics : [];
    const errors = faults.filter((fault) => fault.severity === "error");
    const warnings = faults.filter((fault) => fault.severity === "warning");
    if (state.problem) show(state.problem, [], true);
    else if (errors.length) show(`${count(errors.length, "error")}: this is the last good page`, [...errors, ...warnings], true);
    else if (warnings.length) show(count(warnings.length, "warning"), warnings, false);
    else remove();
  }

  const events = new EventSource("/-preview/events");
  events.addEventListener("state", (event) => tell(JSON.parse(event.data)));
  events.addEventListener("error", () => show("The preview has stopped. Start it again with: iop-curriculum serve", [], false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") remove();
  });
})();
