// A slash command being filled in: a field for each option.

import { element, find } from "./dom.js";
import { humans, room, titleOf } from "./room.js";
import { act } from "./server.js";
import { Suggestions } from "./suggestions.js";
import { forgive, refuse } from "./notices.js";
import { showForm } from "./form.js";

const INTEGER = 4, BOOLEAN = 5, PERSON = 6, CHANNEL = 7, MENTIONABLE = 9, NUMBER = 10, FILE = 11;
const FEW = 2;
const TYPING_MS = 120;

let close = () => {};

export const closeCommand = () => close();

// Shows the form of a command; `rest` goes into its first field.
export function openCommand(command, rest = "") {
  const fields = command.options.map((option) => field(option, command, () => filled(fields)));
  const needed = fields.filter((each) => each.option.required);
  const others = fields.filter((each) => !each.option.required);
  const shown = needed.length || others.length > FEW ? needed : others;
  const folded = others.filter((each) => !shown.includes(each));
  const form = element("form", { class: "command", "aria-label": `/${command.name}` },
    element("div", { class: "command-head" },
      element("strong", {}, "/" + command.name), element("span", {}, command.description),
      element("button", { type: "button", class: "close", "aria-label": "Leave the command", onclick: () => close() }, "✕")),
    element("div", { class: "command-fields" }, ...shown.map((each) => each.node)),
    folded.length ? element("details", {}, element("summary", {}, `Options (${folded.length})`), element("div", { class: "command-fields" }, ...folded.map((each) => each.node))) : null,
    element("div", { class: "row" }, element("button", { type: "submit", class: "press primary" }, "Send"), element("small", {}, "Enter sends, Esc leaves")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    forgive();
    const files = Object.fromEntries(fields.filter((each) => each.file?.()).map((each) => [each.option.name, each.file()]));
    form.setAttribute("aria-busy", "true");
    const outcome = await act("slash", { channel: room.channel, command: command.name, options: filled(fields) }, files);
    form.removeAttribute("aria-busy");
    if (outcome.refused) return refuse(outcome.refused);
    close();
    if (outcome.form) showForm(outcome.form, outcome.interaction);
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  close = () => {
    find("command").replaceChildren();
    find("composer").hidden = false;
    find("box").focus();
    close = () => {};
  };
  find("composer").hidden = true;
  find("command").replaceChildren(form);
  const first = [...shown, ...folded][0];
  if (first && rest) first.fill(rest);
  (first?.input ?? form.querySelector("[type=submit]")).focus();
}

function filled(fields) {
  return Object.fromEntries(fields.filter((each) => each.value() !== "").map((each) => [each.option.name, each.value()]));
}

function field(option, command, others) {
  const label = element("span", { class: "name" }, option.name, option.required ? null : element("small", {}, " optional"));
  const common = { required: option.required ?? false, "data-option": option.name };
  const wrapped = (input, ...more) => element("label", { class: "field" }, label, element("small", {}, option.description), input, ...more);
  const choosing = choices(option);
  if (choosing) {
    const select = element("select", common, element("option", { value: "" }, option.required ? "Choose one" : "—"),
      ...choosing.map((choice, at) => element("option", { value: at }, choice.name)));
    return { option, input: select, node: wrapped(select), fill: () => {}, value: () => (select.value === "" ? "" : choosing[Number(select.value)].value) };
  }
  if (option.type === FILE) {
    const input = element("input", { ...common, type: "file" });
    return { option, input, node: wrapped(input), fill: () => {}, value: () => "", file: () => input.files[0] };
  }
  const isNumber = option.type === INTEGER || option.type === NUMBER;
  const input = element("input", {
    ...common, autocomplete: "off", spellcheck: "false", maxlength: option.max_length,
    type: isNumber && !option.autocomplete ? "number" : "text", min: option.min_value, max: option.max_value,
    step: option.type === NUMBER ? "any" : null,
  });
  let picked = null;
  const value = () => (picked && picked.name === input.value ? picked.value : input.value.trim());
  const fill = (text) => { input.value = text; };
  if (!option.autocomplete) return { option, input, node: wrapped(input), fill, value };
  const list = element("ul", { role: "listbox", "aria-label": option.name, hidden: true, class: "suggestions" });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  const suggestions = new Suggestions(input, list);
  input.setAttribute("aria-controls", list.id);
  let waiting = null;
  let asked = 0;
  const offer = async () => {
    const number = ++asked;
    const answer = await act("complete", { channel: room.channel, command: command.name, option: option.name, value: input.value, options: others() });
    if (number !== asked || document.activeElement !== input) return;
    suggestions.show((answer.choices ?? []).map((choice) => ({ label: choice.name, choose: () => { picked = choice; input.value = choice.name; } })), { eager: false });
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(offer, TYPING_MS); };
  input.addEventListener("input", soon);
  input.addEventListener("focus", soon);
  return { option, input, fill, value, node: element("div", { class: "field" }, element("label", {}, label, element("small", {}, option.description), input), list) };
}

// What there is to choose from, where one cannot type.
function choices(option) {
  if (option.type === BOOLEAN) return [{ name: "yes", value: true }, { name: "no", value: false }];
  if (option.type === PERSON || option.type === MENTIONABLE) return humans().map((person) => ({ name: person.name, value: person.id }));
  if (option.type === CHANNEL) return [...room.channels.values()].filter((channel) => channel.kind === "channel").map((channel) => ({ name: "#" + titleOf(channel), value: channel.id }));
  return option.choices.length && !option.autocomplete ? option.choices : null;
}
