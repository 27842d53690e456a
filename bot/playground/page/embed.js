// A card.

import { element } from "./dom.js";
import { blocks, inline } from "./markdown.js";
import { written } from "./moments.js";
import { picture } from "./pictures.js";

export function embed(card, context) {
  const node = element("section", { class: "embed" });
  if (card.color) node.style.setProperty("--edge", `#${card.color.toString(16).padStart(6, "0")}`);
  if (card.thumbnail) node.append(element("div", { class: "thumbnail" }, picture(card.thumbnail)));
  if (card.author?.name) node.append(element("p", { class: "by" }, card.author.name));
  if (card.title) {
    const title = inline(card.title, { ...context, onTry: null });
    node.append(element("h3", {}, card.url && /^https?:/.test(card.url)
      ? element("a", { href: card.url, target: "_blank", rel: "noopener noreferrer" }, title) : title));
  }
  if (card.description) node.append(element("div", { class: "description" }, blocks(card.description, context)));
  if (card.fields?.length) {
    node.append(element("div", { class: "fields" }, ...card.fields.map((field) =>
      element("div", { class: field.inline ? "field inline" : "field" },
        element("h4", {}, inline(field.name, context)), blocks(field.value, context)))));
  }
  if (card.image) node.append(picture(card.image));
  const footer = [card.footer?.text, card.timestamp && written(card.timestamp)].filter(Boolean).join(" · ");
  if (footer) node.append(element("p", { class: "footer" }, footer));
  return node;
}
