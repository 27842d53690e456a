// A form that the bot opens.

import { element, find } from "./dom.js";
import { act } from "./server.js";
import { offered } from "./controls.js";

const ROW = 1, STRINGS = 3, TEXT = 4, LABEL = 18, DISPLAY = 10;
const PARAGRAPH = 2;

export function showForm(form, interaction) {
  const dialog = find("form");
  const refusal = element("p", { class: "refusal", role: "alert" });
  const fields = form.components.flatMap(labelled);
  const body = element("form", { method: "dialog" },
    element("h2", { id: "form-title" }, form.title),
    ...fields.map((field) => field.node),
    refusal,
    element("div", { class: "row" },
      element("button", { type: "submit", class: "press primary" }, "Send"),
      element("button", { type: "button", class: "press secondary", onclick: () => dialog.close() }, "Cancel")));
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.filter((field) => field.id).map((field) => [field.id, field.value()]));
    const outcome = await act("submit", { interaction, values });
    if (outcome.refused) refusal.textContent = outcome.refused;
    else dialog.close();
  });
  dialog.replaceChildren(body);
  dialog.showModal();
}

function labelled(component) {
  if (component.type === ROW) return component.components.map((each) => field(each, each.label, null));
  if (component.type === LABEL) return [field(component.component, component.label, component.description)];
  if (component.type === DISPLAY) return [{ id: null, node: element("p", {}, component.content) }];
  return [field(component, component.label ?? "", null)];
}

function field(control, label, description) {
  const needed = control.required ?? (control.type === TEXT || control.type === STRINGS);
  const shown = element("span", {}, label, needed ? null : element("small", {}, " (may be left empty)"));
  if (control.type === TEXT) {
    const common = { required: needed, minlength: control.min_length || null, maxlength: control.max_length ?? 4000, placeholder: control.placeholder };
    const input = control.style === PARAGRAPH ? element("textarea", { ...common, rows: 5 }) : element("input", { ...common, type: "text" });
    input.value = control.value ?? "";
    return { id: control.custom_id, node: element("label", { class: "field" }, shown, description ? element("small", {}, description) : null, input), value: () => input.value };
  }
  const options = offered(control);
  const high = control.max_values ?? 1;
  const select = element("select", { required: needed, multiple: high > 1 },
    high > 1 ? null : element("option", { value: "" }, control.placeholder || "Choose one"),
    ...options.map((option) => element("option", { value: option.value, selected: option.default }, option.label)));
  return {
    id: control.custom_id,
    node: element("label", { class: "field" }, shown, description ? element("small", {}, description) : null, select),
    value: () => [...select.selectedOptions].map((option) => option.value).filter(Boolean),
  };
}
