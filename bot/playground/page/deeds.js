// What one can do with a message: reply to it and, if it is one's own, edit or delete it.

import { element } from "./dom.js";
import { room } from "./room.js";

// One button opens the others: so a message is one more stop of the Tab key, and a phone has room for them.
export function deeds(message, spoken, actions) {
  const offers = [["Reply", actions.onReply]];
  if (message.author === room.me) offers.push(["Edit", actions.onEdit], ["Delete", actions.onDelete]);
  const choices = element("div", { class: "choices", hidden: true }, ...offers.map(([label, act]) =>
    element("button", { type: "button", onclick: () => { close(); act(message); } }, label)));
  const more = element("button", {
    type: "button", class: "more", "data-control": "deeds", "aria-expanded": "false",
    "aria-label": `${offers.map(([label]) => label).join(", ")}: ${spoken.slice(0, 80)}`,
    onclick: () => {
      const wasOpen = !choices.hidden;
      closeAll();
      if (wasOpen) return;
      choices.hidden = false;
      more.setAttribute("aria-expanded", "true");
      choices.firstElementChild.focus();
    },
  }, element("span", { "aria-hidden": "true" }, "⋯"));
  const node = element("div", { class: "deeds" }, more, choices);
  const close = () => {
    choices.hidden = true;
    more.setAttribute("aria-expanded", "false");
  };
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || choices.hidden) return;
    close();
    more.focus();
    event.stopPropagation();
  });
  node.addEventListener("close", close);
  return node;
}

function closeAll() {
  for (const choices of document.querySelectorAll(".deeds .choices:not([hidden])")) choices.parentElement.dispatchEvent(new Event("close"));
}

document.addEventListener("click", (event) => { if (!event.target.closest(".deeds")) closeAll(); });
