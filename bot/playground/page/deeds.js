// What one can do with a message: reply to it and, if it is one's own, edit or delete it.

import { element } from "./dom.js";
import { room } from "./room.js";

// One button opens the others: so a message is one more stop of the Tab key, and a phone has room for them.
export function deeds(message, spoken, actions) {
  const offers = [["Reply", actions.onReply]];
  if (message.author === room.me) offers.push(["Edit", actions.onEdit], ["Delete", actions.onDelete]);
  const choices = element("div", { class: "choices", hidden: true }, ...offers.map(([label, act]) =>
    element("button", { type: "button", "data-control": `deed ${label}`, onclick: () => { close(); act(message); } }, label)));
  const more = element("button", {
    type: "button", class: "more", "data-control": "deeds", "aria-expanded": "false",
    "aria-label": `${offers.map(([label]) => label).join(", ")}: ${spoken.slice(0, 80)}`,
    onclick: () => {
      const wasOpen = !choices.hidden;
      closeAll();
      if (wasOpen) return;
      open();
      choices.firstElementChild.focus();
    },
  }, element("span", { "aria-hidden": "true" }, "⋯"));
  const node = element("div", { class: "deeds" }, more, choices);
  const show = (shown) => {
    choices.hidden = !shown;
    more.setAttribute("aria-expanded", String(shown));
  };
  const open = () => show(true);
  const close = () => show(false);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || choices.hidden) return;
    close();
    more.focus();
    event.stopPropagation();
  });
  node.addEventListener("open", open);
  node.addEventListener("close", close);
  return node;
}

// A message that is drawn anew while its choices are open keeps them open.
export function keepChoices(before, after) {
  if (before.querySelector(".deeds .choices:not([hidden])")) after.querySelector(".deeds")?.dispatchEvent(new Event("open"));
}

function closeAll() {
  for (const choices of document.querySelectorAll(".deeds .choices:not([hidden])")) choices.parentElement.dispatchEvent(new Event("close"));
}

document.addEventListener("click", (event) => { if (!event.target.closest(".deeds")) closeAll(); });
