// Buttons and menus under a message.

import { element, icon } from "./dom.js";
import { room, humans, titleOf } from "./room.js";
import { act } from "./server.js";
import { refuse, forgive } from "./notices.js";
import { showForm } from "./form.js";

const BUTTON = 2, STRINGS = 3, PEOPLE = 5, CHANNELS = 8;
const LINK = 5;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary" };

export function controls(rows, message) {
  return element("div", { class: "rows" }, ...rows.map((row) =>
    element("div", { class: "row" }, ...row.map((each) => (each.type === BUTTON ? button(each, message) : menu(each, message))))));
}

function button(each, message) {
  const content = [icon(each.emoji), each.label ? element("span", {}, each.label) : null];
  if (each.style === LINK) {
    const isAddress = /^https?:/.test(each.url);
    return element("a", { class: "press secondary", href: isAddress ? each.url : null, target: "_blank", rel: "noopener noreferrer" }, ...content);
  }
  return element("button", {
    type: "button", class: `press ${STYLES[each.style]}`, disabled: each.disabled, "data-control": each.custom_id,
    "aria-label": each.label ? null : each.emoji?.name,
    onclick: (event) => use(event.currentTarget, "press", { ...where(message), id: each.custom_id }),
  }, ...content);
}

function menu(each, message) {
  const low = each.min_values ?? 1, high = each.max_values ?? 1;
  const options = offered(each);
  const summary = element("summary", { class: "press secondary", "data-control": each.custom_id },
    each.placeholder || (high > 1 ? "Choose some" : "Choose one"), element("span", { "aria-hidden": "true" }, " ▾"));
  const node = element("details", { class: "menu" }, summary);
  if (each.disabled) {
    summary.setAttribute("aria-disabled", "true");
    summary.addEventListener("click", (event) => event.preventDefault());
    return node;
  }
  const send = (values) => {
    node.open = false;
    use(summary, "choose", { ...where(message), id: each.custom_id, values });
  };
  if (high === 1) {
    node.append(element("div", { class: "options" }, ...options.map((option) =>
      element("button", { type: "button", class: option.default ? "option chosen" : "option", "data-control": `${each.custom_id} ${option.value}`, onclick: () => send([option.value]) }, ...described(option)))));
  } else {
    const boxes = options.map((option) => element("input", { type: "checkbox", value: option.value, checked: option.default, "data-control": `${each.custom_id} ${option.value}` }));
    const done = element("button", { type: "button", class: "press primary", onclick: () => send(boxes.filter((box) => box.checked).map((box) => box.value)) }, "Done");
    const count = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      done.disabled = chosen < low || chosen > high;
    };
    boxes.forEach((box) => box.addEventListener("change", count));
    count();
    node.append(element("div", { class: "options" }, ...options.map((option, at) => element("label", { class: "option" }, boxes[at], " ", ...described(option))), done));
  }
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { node.open = false; summary.focus(); event.stopPropagation(); }
  });
  return node;
}

// A message that is drawn anew while a menu of it is open keeps it open, with what is ticked there.
export function keepMenus(before, after) {
  for (const open of before.querySelectorAll(".menu[open]")) {
    const same = like(after, open.querySelector("summary"))?.parentElement;
    if (!same || same.querySelector("[aria-disabled]")) continue;
    same.open = true;
    for (const box of open.querySelectorAll("input")) {
      const other = like(same, box);
      if (!other || other.checked === box.checked) continue;
      other.checked = box.checked;
      other.dispatchEvent(new Event("change"));
    }
  }
}

// What stands for the same in another drawing of a message.
export const like = (node, control) => node.querySelector(`[data-control="${CSS.escape(control.dataset.control)}"]`);

export function offered(each) {
  if (each.type === STRINGS) return each.options;
  if (each.type === CHANNELS) return [...room.channels.values()].filter((channel) => channel.kind !== "direct").map((channel) => ({ label: "#" + titleOf(channel), value: channel.id }));
  if (each.type >= PEOPLE) return humans().map((person) => ({ label: person.name, value: person.id }));
  return [];
}

const described = (option) => [icon(option.emoji), element("span", {}, option.label, option.description ? element("small", {}, option.description) : null)];

const where = (message) => ({ channel: message.channel, message: message.id });

async function use(pressed, name, body) {
  forgive();
  pressed.setAttribute("aria-busy", "true");
  const outcome = await act(name, body);
  pressed.removeAttribute("aria-busy");
  if (outcome.refused) refuse(outcome.refused);
  else if (outcome.form) showForm(outcome.form, outcome.interaction);
}
