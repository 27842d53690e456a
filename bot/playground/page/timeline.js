// The messages of one channel: sent once, paged backwards, and changed in place.

import { keepMenus, like } from "./controls.js";
import { keepChoices } from "./deeds.js";
import { element, find } from "./dom.js";
import { continues, drawn, spoken } from "./message.js";
import { Follow } from "./follow.js";
import { announce } from "./notices.js";
import { keepPictures } from "./pictures.js";
import { room } from "./room.js";
import { get } from "./server.js";

const KEPT = 160, CUT_TO = 100;
const PAGES_TO_A_PLACE = 12;

export class Timeline {
  constructor(actions) {
    this.actions = actions;
    this.list = find("list");
    this.scroller = find("scroll");
    this.earlier = find("earlier");
    this.messages = new Map();
    this.late = null;
    this.follow = new Follow(this.scroller, this.list, find("newest"));
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.page();
    }, { root: this.scroller, rootMargin: "400px 0px 0px" }).observe(this.earlier);
    this.scroller.addEventListener("scroll", () => this.remember(), { passive: true });
  }

  async open(channel) {
    this.late = []; // what is said before the answer is there
    const answer = await get("messages", { channel });
    if (channel !== room.channel) return;
    this.channel = channel;
    this.messages.clear();
    this.list.replaceChildren();
    this.prepend(answer);
    const late = this.late;
    this.late = null;
    for (const message of late) if (message.channel === channel) this.put(message);
    const place = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    if (place) await this.goTo(place.id, place.offset);
    else this.follow.toEnd();
  }

  put(message, { quiet = false } = {}) {
    if (this.late) return this.late.push(message);
    const known = this.messages.get(message.id);
    const before = this.list.querySelector(`[data-id="${message.id}"]`);
    this.messages.set(message.id, message);
    const node = drawn(message, this.actions);
    if (before) {
      keepPictures(before, node);
      keepChoices(before, node);
      keepMenus(before, node);
      const focused = before.contains(document.activeElement) ? document.activeElement : null;
      node.classList.toggle("continued", before.classList.contains("continued"));
      before.replaceWith(node);
      if (focused?.dataset.control) like(node, focused)?.focus({ preventScroll: true });
    } else {
      this.place(node, message);
    }
    if (!quiet && message.author !== room.me) announce(message.id, spoken(message));
    const mine = message.author === room.me || message.asked?.by === room.me || message.private;
    if (!known && mine && !quiet) this.follow.toEnd();
    else if (!known) this.follow.arrived();
    this.trim();
  }

  // Draws anew what names a channel: there is one more, or one less.
  renamePlaces() {
    for (const message of this.messages.values()) {
      if (JSON.stringify(message).includes("<#")) this.put(message, { quiet: true });
    }
  }

  place(node, message) {
    let after = this.list.lastElementChild;
    while (after && after.dataset.id > message.id) after = after.previousElementSibling;
    node.classList.toggle("continued", continues(message, after && this.messages.get(after.dataset.id)));
    if (after) after.after(node);
    else this.list.prepend(node);
  }

  gone(id) {
    this.messages.delete(id);
    const node = this.list.querySelector(`[data-id="${id}"]`);
    const next = node?.nextElementSibling;
    node?.remove();
    if (next) next.classList.toggle("continued", continues(this.messages.get(next.dataset.id), this.messages.get(next.previousElementSibling?.dataset.id)));
    for (const message of this.messages.values()) {
      if (message.reply?.id === id) this.put({ ...message, reply: { id: null, author: null, text: "The message is gone." } }, { quiet: true });
    }
  }

  newestOf(author) {
    return [...this.messages.values()].filter((each) => each.author === author && !each.is_notice).pop() ?? null;
  }

  // Puts a page of earlier messages on top; what is in view stays where it is.
  prepend({ messages, earlier }) {
    const height = this.scroller.scrollHeight;
    const top = this.scroller.scrollTop;
    const nodes = [];
    let before = null;
    for (const message of messages) {
      this.messages.set(message.id, message);
      const node = drawn(message, this.actions);
      node.classList.toggle("continued", continues(message, before));
      nodes.push(node);
      before = message;
    }
    this.list.prepend(...nodes);
    this.earlier.hidden = !earlier;
    if (!this.follow.following) this.scroller.scrollTop = top + this.scroller.scrollHeight - height;
  }

  async page() {
    const first = this.list.firstElementChild?.dataset.id;
    if (!first || this.paging || this.earlier.hidden) return;
    this.paging = true;
    try {
      const channel = this.channel;
      const answer = await get("messages", { channel, before: first });
      if (channel === this.channel) this.prepend(answer);
    } finally {
      this.paging = false;
    }
  }

  async goTo(id, offset = 80) {
    let node = null;
    this.follow.stay();
    for (let pages = 0; pages < PAGES_TO_A_PLACE; pages++) {
      node = this.list.querySelector(`[data-id="${id}"]`);
      if (node || this.earlier.hidden) break;
      await this.page();
    }
    if (!node) return this.follow.toEnd();
    this.scroller.scrollTop += node.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - offset;
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1500);
  }

  get key() {
    return `place ${room.me} ${this.channel}`;
  }

  remember() {
    if (this.follow.following) return sessionStorage.removeItem(this.key);
    const top = this.scroller.getBoundingClientRect().top;
    const shown = [...this.list.children].find((each) => each.getBoundingClientRect().bottom > top);
    if (shown) sessionStorage.setItem(this.key, JSON.stringify({ id: shown.dataset.id, offset: shown.getBoundingClientRect().top - top }));
  }

  // A long evening would make the page slow: who reads the newest does not need the oldest.
  trim() {
    if (!this.follow.following || this.list.children.length <= KEPT) return;
    while (this.list.children.length > CUT_TO) {
      this.messages.delete(this.list.firstElementChild.dataset.id);
      this.list.firstElementChild.remove();
    }
    this.earlier.hidden = false;
  }
}
