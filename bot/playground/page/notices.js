// What the page itself has to say: refusals, news from elsewhere, and what a screen reader should read out.

import { element, find } from "./dom.js";

const NOTICE_MS = 12000;
const SETTLED_MS = 900;
let fading = null;
const settling = new Map();

export function refuse(sentence) {
  clearTimeout(fading);
  find("refusal").textContent = sentence;
  fading = setTimeout(() => { find("refusal").textContent = ""; }, NOTICE_MS);
}

export function forgive() {
  clearTimeout(fading);
  find("refusal").textContent = "";
}

export function notify(sentence, label, onpress) {
  const note = element("p", {}, sentence, " ", element("button", { type: "button", onclick: () => { note.remove(); onpress(); } }, label));
  find("notices").replaceChildren(note);
  setTimeout(() => note.remove(), NOTICE_MS);
}

// Asks before something is done that cannot be undone.
export function sure(question, quoted, label) {
  const dialog = find("sure");
  dialog.returnValue = "";
  dialog.replaceChildren(element("form", { method: "dialog" },
    element("p", { id: "sure-question" }, question), element("blockquote", {}, quoted),
    element("div", { class: "row" },
      element("button", { class: "press danger", value: "yes" }, label),
      element("button", { class: "press secondary", value: "", autofocus: true }, "Keep it"))));
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// Reads a message out once it no longer changes: an answer that grows is read when it is whole.
export function announce(id, text) {
  clearTimeout(settling.get(id));
  settling.set(id, setTimeout(() => {
    settling.delete(id);
    find("announcer").replaceChildren(element("p", {}, text));
  }, SETTLED_MS));
}
