// One message.

import { element } from "./dom.js";
import { blocks } from "./markdown.js";
import { attachment } from "./pictures.js";
import { controls } from "./controls.js";
import { deeds } from "./deeds.js";
import { embed } from "./embed.js";
import { moment, written } from "./moments.js";
import { avatar } from "./people.js";
import { room, nameOf, titleOf } from "./room.js";

const GROUPED_MS = 5 * 60 * 1000;

// `actions` says what happens when a command, a channel, or what can be done with a message is pressed.
export function drawn(message, actions) {
  const fromBot = message.author === room.bot;
  const context = {
    me: room.me, prefix: room.prefix, person: (id) => room.people.get(id)?.name,
    place: (id) => (room.channels.get(id) ? titleOf(room.channels.get(id)) : null),
    onTry: fromBot ? actions.onTry : null, onPlace: actions.onPlace,
  };
  const body = element("div", { class: "body" });
  if (message.is_notice) {
    if (message.thread) body.append(element("p", { class: "notice" }, element("strong", {}, nameOf(message.author)), " opened a thread: ", element("button", { type: "button", class: "mention", onclick: () => actions.onPlace(message.thread.id) }, message.thread.name)));
    return element("li", { class: "message quiet", "data-id": message.id }, body);
  }
  if (message.reply) body.append(reply(message.reply, context, actions));
  if (message.asked) body.append(element("p", { class: "reply" }, element("strong", {}, nameOf(message.asked.by)), " used ", element("code", {}, "/" + message.asked.command)));
  body.append(element("p", { class: "who" },
    element("strong", { class: "author" }, nameOf(message.author)),
    fromBot ? element("span", { class: "bot" }, "bot") : null,
    clock(message.at)));
  const content = element("div", { class: "content" });
  if (message.thinking) content.append(element("p", { class: "thinking" }, "thinking …"));
  if (message.content) content.append(blocks(message.content, context));
  for (const card of message.embeds) content.append(embed(card, context));
  for (const file of message.files) content.append(attachment(file));
  if (message.rows.length) content.append(controls(message.rows, message));
  if (message.thread) content.append(threadLink(message.thread, actions));
  if (message.edited && !fromBot) (content.querySelector(".text:last-child") ?? content).append(element("small", { class: "edited" }, " (edited)"));
  if (message.private) content.append(element("p", { class: "private" }, "Only you can see this."));
  body.append(content);
  const mentioned = message.content.includes(`<@${room.me}>`);
  return element("li", { class: ["message", fromBot ? "from-bot" : "", message.private ? "is-private" : "", mentioned ? "mentioned" : ""].join(" ").trim(), "data-id": message.id },
    avatar(message.author), body, message.private ? null : deeds(message, spoken(message), actions));
}

// A message right after another of the same author needs no name.
export function continues(message, before) {
  return Boolean(before) && !message.is_notice && !before.is_notice && before.author === message.author
    && message.author !== room.bot && !message.reply && !message.asked && message.at - before.at < GROUPED_MS;
}

export function spoken(message) {
  const parts = [message.content, ...message.embeds.flatMap((card) => [card.title, card.description]), ...message.files.map((file) => file.alt || file.name)];
  const text = parts.filter(Boolean).join(". ").replace(/<@!?(\d+)>/g, (_, id) => nameOf(id)).replace(/[*`~|█░]+/g, "");
  return `${nameOf(message.author)}: ${text.slice(0, 600)}`;
}

function clock(at) {
  const time = moment(at, "t");
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  if (!isToday) time.textContent = written(at, "s");
  return time;
}

function reply(to, context, actions) {
  const text = to.text.replace(/<@!?(\d+)>/g, (_, id) => "@" + (context.person(id) ?? "somebody")).replace(/[*`]+/g, "");
  const author = to.author ? element("strong", {}, nameOf(to.author), " ") : null;
  if (!to.id) return element("p", { class: "reply" }, author, text);
  return element("button", { type: "button", class: "reply", "aria-label": `In reply to ${nameOf(to.author)}: ${text}`, onclick: () => actions.onJump(to.id) }, author, text);
}

function threadLink(thread, actions) {
  return element("button", { type: "button", class: "thread press secondary", onclick: () => actions.onPlace(thread.id) },
    element("span", {}, "Open the thread: "), thread.name, element("span", { "aria-hidden": "true" }, " ›"));
}
