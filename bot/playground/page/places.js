// Channels, threads and private conversations at the side, with what is unread; and who one is.

import { element, find } from "./dom.js";
import { avatar } from "./people.js";
import { addressOf, humans, nameOf, room, titleOf } from "./room.js";

const unread = new Map();

export function drawPlaces() {
  find("server").textContent = room.server;
  find("places").replaceChildren(...[...room.channels.values()].map(entry));
  const channel = room.channels.get(room.channel);
  find("title").textContent = (channel.kind === "direct" ? "" : channel.kind === "thread" ? "↳ " : "# ") + titleOf(channel);
  find("topic").textContent = channel.kind === "direct" ? `Only ${nameOf(room.me)} and ${nameOf(room.bot)} see this` : channel.topic || (channel.kind === "thread" ? `In #${titleOf(room.channels.get(channel.parent))}` : "");
  const waiting = [...unread.values()].reduce((sum, each) => sum + each, 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}${titleOf(channel)} · Hyperplane playground`;
  const other = humans().find((person) => person.id !== room.me);
  const second = find("second");
  second.textContent = `Open a second window as ${other.name}`;
  second.href = addressOf(other.id, channel.kind === "direct" ? [...room.channels.keys()][0] : channel.id);
  find("kept").textContent = "Ratings and lists are kept for the next start. Messages are not.";
}

function entry(channel) {
  const count = unread.get(channel.id) ?? 0;
  const sign = { channel: "#", thread: "↳", direct: "" }[channel.kind];
  const label = channel.kind === "direct" ? [avatar(room.bot, 22), " ", titleOf(channel), element("small", {}, " in private")] : [element("span", { class: "sign", "aria-hidden": "true" }, sign), " ", titleOf(channel)];
  return element("li", { class: channel.kind },
    element("a", { href: addressOf(room.me, channel.id), "aria-current": channel.id === room.channel ? "page" : null }, ...label,
      count ? element("span", { class: "count" }, String(count), element("span", { class: "unseen" }, " unread")) : null));
}

export function drawPeople(choose) {
  const people = find("people");
  const focused = people.contains(document.activeElement);
  people.replaceChildren(people.querySelector("legend"), ...humans().map((person) => {
    const input = element("input", { type: "radio", name: "person", value: person.id, "aria-label": person.name, checked: person.id === room.me, onchange: () => choose(person.id) });
    return element("label", { title: person.owner ? `${person.name} owns the server` : null }, input, avatar(person.id), element("span", { class: "name" }, person.name));
  }));
  if (focused) people.querySelector("input:checked").focus();
}

export function countUnread(channel) {
  unread.set(channel, (unread.get(channel) ?? 0) + 1);
}

export function markRead(channel) {
  unread.delete(channel);
}

export function forgetUnread() {
  unread.clear();
}
