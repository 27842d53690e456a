// Times as people read them; those that say how long ago go with the clock.

import { element } from "./dom.js";

const LANGUAGE = "en-GB";
const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" },
  d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" }, S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [["year", 31556952], ["month", 2629746], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });

export function written(milliseconds, style = "f") {
  return new Intl.DateTimeFormat(LANGUAGE, STYLES[style] ?? STYLES.f).format(new Date(milliseconds));
}

export function ago(milliseconds, now = Date.now()) {
  const seconds = Math.round((milliseconds - now) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

export function moment(milliseconds, style) {
  const isRelative = style === "R";
  const text = isRelative ? ago(milliseconds) : written(milliseconds, style);
  return element("time", {
    datetime: new Date(milliseconds).toISOString(),
    title: written(milliseconds, "F"),
    "data-ago": isRelative ? milliseconds : null,
  }, text);
}

// Lets the relative times go on.
export function keepTime() {
  setInterval(() => {
    for (const each of document.querySelectorAll("time[data-ago]")) {
      const text = ago(Number(each.dataset.ago));
      if (each.textContent !== text) each.textContent = text;
    }
  }, 1000);
}
