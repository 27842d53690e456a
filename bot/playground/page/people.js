// A person's picture: the first letter in a colour of their own.

import { element } from "./dom.js";
import { nameOf, room } from "./room.js";

const COLOURS = 4;

export function avatar(id, size = 40) {
  if (id === room.bot) return element("img", { class: "avatar", src: "page/mark.svg", alt: "", width: size, height: size });
  const at = [...room.people.keys()].indexOf(id) % COLOURS;
  return element("span", { class: `avatar person-${at}`, "aria-hidden": "true" }, nameOf(id).slice(0, 1));
}
