// A list below (or above) a text field, from which one picks by keyboard or mouse.

import { element } from "./dom.js";

let lists = 0;

export class Suggestions {
  constructor(field, list) {
    this.field = field;
    this.list = list;
    this.items = [];
    this.at = -1;
    this.prefix = list.id || `suggestions-${++lists}`;
    list.id = this.prefix;
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => setTimeout(() => this.hide(), 150));
  }

  get open() {
    return this.items.length > 0;
  }

  // `items` are `{label, note, choose}`; the first is marked when `eager`.
  show(items, { eager = true } = {}) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, at) => element("li", {
      id: `${this.prefix}-${at}`, role: "option", "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); this.choose(at); },
    }, element("span", { class: "label" }, item.label), item.note ? element("small", {}, item.note) : null)));
    this.list.hidden = !items.length;
    this.tell();
    this.mark(items.length && eager ? 0 : -1);
  }

  hide() {
    if (this.open) this.show([]);
  }

  // A text field is a combobox for as long as there is a list.
  tell() {
    if (this.field.tagName === "TEXTAREA") this.field[this.open ? "setAttribute" : "removeAttribute"]("role", "combobox");
    if (this.field.getAttribute("role") === "combobox") this.field.setAttribute("aria-expanded", String(this.open));
    else this.field.removeAttribute("aria-expanded");
  }

  mark(at) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const marked = this.list.children[at];
    if (marked) {
      marked.setAttribute("aria-selected", "true");
      marked.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", marked.id);
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  choose(at) {
    const { choose } = this.items[at];
    this.hide();
    choose();
  }

  pressed(event) {
    if (!this.open || event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      const count = this.items.length;
      this.mark(this.at < 0 ? (steps[event.key] > 0 ? 0 : count - 1) : (this.at + steps[event.key] + count) % count);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.at >= 0) {
      this.choose(this.at);
    } else if (event.key === "Escape") {
      this.hide();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
