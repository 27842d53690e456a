"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 46, CLOSEST = 40, STEP = 1.4, PAN = 60;
const SHAPES = [
  "M-7,0a7,7 0 1,0 14,0a7,7 0 1,0 -14,0", "M-6,-6H6V6H-6Z", "M0,-8L7,6H-7Z", "M0,-8L8,0L0,8L-8,0Z",
  "M-3,-8H3V-3H8V3H3V8H-3V3H-8V-3H-3Z", "M0,8L7,-6H-7Z",
];
const byId = (id) => document.getElementById(id);
const svg = byId("map");
const view = { zoom: 1, x: 0, y: 0, map: 0, chosen: -1, matches: [], at: -1 };

function make(name, attributes, parent) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
}

const [marks, labels] = [make("g", {}, svg), make("g", {}, svg)];
const nodes = data.words.map((word, number) => {
  const mark = make("g", { class: `mark c${word.category}` }, marks);
  const label = make("g", { class: `label c${word.category}` }, labels);
  make("path", { d: SHAPES[word.category % SHAPES.length] }, mark).addEventListener("click", () => choose(number));
  const text = make("text", { x: 11, y: 5 }, label);
  text.textContent = word.name;
  return { mark, label, text, width: 0 };
});

function size() {
  const box = svg.getBoundingClientRect();
  return [Math.max(box.width, 1), Math.max(box.height, 1)];
}

function place(number) {
  const [width, height] = size();
  const [x, y] = data.maps[view.map].points[number];
  return [
    width / 2 + (x - 0.5) * (width - 2 * MARGIN) * view.zoom + view.x,
    height / 2 - (y - 0.5) * (height - 2 * MARGIN) * view.zoom + view.y,
  ];
}

function draw() {
  const near = view.chosen < 0 ? [] : data.words[view.chosen].near.map(([other]) => other);
  const sought = new Set(view.matches);
  const first = [view.chosen, ...near, ...view.matches].filter((number) => number >= 0);
  const order = [...new Set([...first, ...nodes.keys()])];
  const taken = [];
  const places = nodes.map((_, number) => place(number));
  for (const number of order) {
    const node = nodes[number], [x, y] = places[number];
    for (const part of [node.mark, node.label]) {
      part.setAttribute("transform", `translate(${x} ${y})`);
      part.classList.toggle("chosen", number === view.chosen);
      part.classList.toggle("near", near.includes(number));
      part.classList.toggle("faint", sought.size > 0 && !sought.has(number));
    }
    node.width ||= node.text.getComputedTextLength();
    const box = [x + 8, y - 9, x + 14 + node.width, y + 9];
    const free = !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    if (free) taken.push(box);
    node.text.style.display = free ? "" : "none";
  }
}

function zoom(factor, x, y) {
  const [width, height] = size();
  const about = [(x ?? width / 2) - width / 2, (y ?? height / 2) - height / 2];
  const zoomed = Math.min(Math.max(view.zoom * factor, 1), CLOSEST);
  const ratio = zoomed / view.zoom;
  view.x = about[0] + (view.x - about[0]) * ratio;
  view.y = about[1] + (view.y - about[1]) * ratio;
  view.zoom = zoomed;
  draw();
}

function whole() {
  Object.assign(view, { zoom: 1, x: 0, y: 0 });
  draw();
}

function centre(number) {
  const [width, height] = size(), [x, y] = place(number);
  view.x += width / 2 - x;
  view.y += height / 2 - y;
}

function choose(number) {
  view.chosen = number;
  const about = byId("about"), word = data.words[number];
  about.replaceChildren();
  const name = document.createElement("strong");
  name.textContent = word.name;
  about.append(name, ` (${data.categories[word.category]}) is nearest, in all dimensions, to `);
  for (const [other, cosine] of word.near) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${data.words[other].name} ${cosine}`;
    button.addEventListener("click", () => { centre(other); choose(other); });
    about.append(button);
  }
  draw();
}

function search(text) {
  const sought = text.trim().toLowerCase();
  view.matches = sought ? [...data.words.keys()].filter((number) => data.words[number].name.toLowerCase().includes(sought)) : [];
  view.at = -1;
  byId("found").textContent = sought ? `${view.matches.length} found` : "";
  draw();
}

function next() {
  if (!view.matches.length) return;
  view.at = (view.at + 1) % view.matches.length;
  view.zoom = Math.max(view.zoom, 2);
  centre(view.matches[view.at]);
  choose(view.matches[view.at]);
}

function show(map) {
  view.map = map;
  for (const [number, button] of [...byId("methods").children].entries()) button.setAttribute("aria-checked", String(number === map));
  byId("kept").textContent = data.maps[map].kept;
  draw();
}

data.maps.forEach((map, number) => {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("role", "radio");
  button.textContent = map.name;
  button.addEventListener("click", () => show(number));
  byId("methods").append(button);
});
data.categories.forEach((name, number) => {
  const item = document.createElement("li");
  const icon = make("svg", { viewBox: "-9 -9 18 18", class: `c${number}`, "aria-hidden": "true" });
  make("path", { d: SHAPES[number % SHAPES.length] }, icon);
  item.append(icon, ` ${name}`);
  byId("legend").append(item);
});

byId("sought").addEventListener("input", (event) => search(event.target.value));
byId("search").addEventListener("submit", (event) => { event.preventDefault(); next(); });
byId("nearer").addEventListener("click", () => zoom(STEP));
byId("further").addEventListener("click", () => zoom(1 / STEP));
byId("whole").addEventListener("click", whole);
byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
});
svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = svg.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
svg.addEventListener("keydown", (event) => {
  const moves = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
  if (event.key in moves) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; draw(); }
  else if (event.key === "+" || event.key === "=") zoom(STEP);
  else if (event.key === "-") zoom(1 / STEP);
  else if (event.key === "0") whole();
  else return;
  event.preventDefault();
});

const fingers = new Map();
svg.addEventListener("pointerdown", (event) => fingers.set(event.pointerId, event));
svg.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  fingers.set(event.pointerId, event);
  if (fingers.size === 2) {
    const other = [...fingers.values()].find((each) => each.pointerId !== event.pointerId);
    const apart = (each) => Math.hypot(each.clientX - other.clientX, each.clientY - other.clientY) || 1;
    const box = svg.getBoundingClientRect();
    zoom(apart(event) / apart(before), (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
    return;
  }
  view.x += event.clientX - before.clientX;
  view.y += event.clientY - before.clientY;
  draw();
});
for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, (event) => fingers.delete(event.pointerId));
new ResizeObserver(draw).observe(svg);
show(0);
