// Discord's markdown, as elements. Text only ever becomes text nodes.

import { element } from "./dom.js";
import { moment } from "./moments.js";

const ADDRESS = String.raw`https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+`;
const BEGINS = /[\\`*_~|[<h]/g;
const FENCE = /```(?:([\w+-]*)\n)?([\s\S]+?)\n?```/;

// Each rule: what it looks like from where we are, and what becomes of it.
const INLINE = [
  [/\\([^A-Za-z0-9\s])/y, ([, sign]) => sign],
  [/(`+)(?!`)([\s\S]*?[^`])\1(?!`)/y, ([, , code], context) => tryable(code, context)],
  [/\|\|([\s\S]+?)\|\|/y, ([, text], context) => spoiler(inline(text, context))],
  [/\*\*((?:\\[\s\S]|(?!\*\*)[^\\])+?)\*\*(?!\*)/y, ([, text], context) => element("strong", {}, inline(text, context))],
  [/__((?:\\[\s\S]|(?!__)[^\\])+?)__(?!_)/y, ([, text], context) => element("u", {}, inline(text, context))],
  [/\*(?=[^\s*])((?:\\[\s\S]|\*\*|[^*\\])+?)\*(?!\*)/y, ([, text], context) => element("em", {}, inline(text, context))],
  [/(?<![A-Za-z0-9])_((?:\\[\s\S]|__|[^_\\])+?)_(?![A-Za-z0-9_])/y, ([, text], context) => element("em", {}, inline(text, context))],
  [/~~((?:\\[\s\S]|(?!~~)[^\\])+?)~~/y, ([, text], context) => element("s", {}, inline(text, context))],
  [new RegExp(String.raw`\[((?:\\[\s\S]|[^\[\]\\])+)\]\(<?(${ADDRESS})>?(?:\s+"[^"]*")?\)`, "y"),
    ([, text, address], context) => link(address, inline(text, { ...context, linked: true }))],
  [new RegExp(`<(${ADDRESS})>`, "y"), ([, address]) => link(address, address)],
  [/<@!?(\d+)>/y, ([whole, id], context) => mention("@" + (context.person?.(id) ?? "somebody"), id === context.me, whole)],
  [/<#(\d+)>/y, ([, id], context) => place(id, context)],
  [/<\/([^:>]+):\d+>/y, ([, name]) => element("span", { class: "mention" }, "/" + name)],
  [/<a?(:\w+:)\d+>/y, ([, name]) => name],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, ([, seconds, style]) => moment(Number(seconds) * 1000, style)],
  [/https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+/y, (match, context) => {
    if (context.linked) return match[0];
    match[0] = match[0].replace(/[.,:;!?"'\]*_~|]+$/, "");
    return link(match[0], match[0]);
  }],
];

export function inline(text, context = {}) {
  const out = document.createDocumentFragment();
  let plain = "";
  let at = 0;
  const put = (node) => {
    if (plain) out.append(plain);
    plain = "";
    if (node) out.append(node);
  };
  while (at < text.length) {
    BEGINS.lastIndex = at;
    const next = BEGINS.exec(text);
    if (!next) break;
    plain += text.slice(at, next.index);
    at = next.index;
    let consumed = 0;
    for (const [pattern, make] of INLINE) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) continue;
      const made = make(match, context);
      if (typeof made === "string") plain += made;
      else put(made);
      consumed = match[0].length;
      break;
    }
    if (!consumed) plain += text[at];
    at += consumed || 1;
  }
  plain += text.slice(at);
  put(null);
  return out;
}

// A whole message or description, with its blocks.
export function blocks(text, context = {}) {
  const out = document.createDocumentFragment();
  let rest = text;
  for (let fence; (fence = FENCE.exec(rest)); rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "")) {
    out.append(lines(rest.slice(0, fence.index).replace(/\n$/, ""), context));
    out.append(element("pre", { tabindex: "0", role: "region", "aria-label": "Code" }, element("code", { "data-language": fence[1] || null }, fence[2])));
  }
  out.append(lines(rest, context));
  return out;
}

const LINES = [
  [/^(#{1,3})\s+(.+)$/, (match, context) => element("div", { class: `heading heading-${match[1].length}`, role: "heading", "aria-level": String(match[1].length + 2) }, inline(match[2], context))],
  [/^-#\s+(.+)$/, (match, context) => element("small", { class: "line" }, inline(match[1], context))],
];
const ITEM = /^(\s*)([-*]|\d{1,9}[.)])\s+(.+)$/;

function lines(text, context) {
  const out = document.createDocumentFragment();
  if (!text) return out;
  const all = text.split("\n");
  let paragraph = [];
  const close = () => {
    if (paragraph.length) out.append(element("div", { class: "text" }, inline(paragraph.join("\n"), context)));
    paragraph = [];
  };
  for (let at = 0; at < all.length; at++) {
    const line = all[at];
    const rule = LINES.find(([pattern]) => pattern.test(line));
    if (rule) {
      close();
      out.append(rule[1](rule[0].exec(line), context));
    } else if (line.startsWith(">>> ")) {
      close();
      out.append(element("blockquote", {}, lines([line.slice(4), ...all.slice(at + 1)].join("\n"), context)));
      return out;
    } else if (/^> /.test(line)) {
      close();
      const quoted = [];
      while (at < all.length && /^>( |$)/.test(all[at])) quoted.push(all[at++].slice(2));
      at -= 1;
      out.append(element("blockquote", {}, lines(quoted.join("\n"), context)));
    } else if (ITEM.test(line)) {
      close();
      const items = [];
      while (at < all.length && ITEM.test(all[at])) items.push(ITEM.exec(all[at++]));
      at -= 1;
      out.append(list(items, context));
    } else {
      paragraph.push(line);
    }
  }
  close();
  return out;
}

function list(items, context) {
  const ordered = /\d/.test(items[0][2]);
  const node = element(ordered ? "ol" : "ul", { start: ordered ? parseInt(items[0][2], 10) : null });
  const depth = items[0][1].length;
  for (let at = 0; at < items.length; ) {
    const entry = element("li", {}, inline(items[at][3], context));
    const inner = [];
    for (at += 1; at < items.length && items[at][1].length > depth; at++) inner.push(items[at]);
    if (inner.length) entry.append(list(inner, context));
    node.append(entry);
  }
  return node;
}

const link = (address, content) => element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, content);

const mention = (text, mine) => element("span", { class: mine ? "mention mine" : "mention" }, text);

// A command in the bot's words can be pressed: it is put into the message box.
function tryable(code, context) {
  if (context.onTry && code.startsWith(context.prefix) && code.length > context.prefix.length) {
    return element("button", { type: "button", class: "try", title: "Put it into the message box", onclick: () => context.onTry(code) }, code);
  }
  return element("code", {}, code);
}

function place(id, context) {
  const name = context.place?.(id);
  if (!name) return element("span", { class: "mention" }, "#unknown");
  return element("button", { type: "button", class: "mention", onclick: () => context.onPlace(id) }, "#" + name);
}

function spoiler(content) {
  const hidden = element("span", { class: "hidden", "aria-hidden": "true" }, content);
  const node = element("button", { type: "button", class: "spoiler", "aria-label": "Spoiler: show it" }, hidden);
  node.addEventListener("click", () => {
    hidden.removeAttribute("aria-hidden");
    hidden.className = "";
    node.replaceWith(hidden);
  });
  return node;
}
