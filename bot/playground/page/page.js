// Starts the page, and passes on what happens.

import { find } from "./dom.js";
import { closeCommand } from "./command.js";
import { Composer } from "./composer.js";
import { keepTime } from "./moments.js";
import { spoken } from "./message.js";
import { announce, forgive, notify, refuse, sure } from "./notices.js";
import { countUnread, drawPeople, drawPlaces, forgetUnread, markRead } from "./places.js";
import { addressOf, enter, nameOf, placeOf, room, titleOf, wanted } from "./room.js";
import { act, listen } from "./server.js";
import { Timeline } from "./timeline.js";

const TYPING_MS = 9000;
const actions = {
  onTry: (text) => { closeCommand(); composer.leave(); composer.fill(text); },
  onReply: (message) => { closeCommand(); composer.reply(message); },
  onEdit: (message) => { closeCommand(); composer.edit(message); },
  onDelete: remove,
  onPlace: (id) => { location.hash = addressOf(room.me, id); },
  onJump: (id) => timeline.goTo(id),
};
const composer = new Composer(() => timeline.newestOf(room.me));
const timeline = new Timeline(actions);
let stopListening = () => {};
let typing = null;

async function become(name) {
  stopListening();
  await enter(name);
  forgetUnread();
  drawPeople((id) => { location.hash = addressOf(id, sharedPlace()); });
  stopListening = listen(happened, async () => { await replaced(); await timeline.open(room.channel); });
}

// Where one is, or the first channel if that is for one pair of eyes only.
function sharedPlace() {
  return room.channels.get(room.channel).kind === "direct" ? [...room.channels.keys()][0] : room.channel;
}

async function go() {
  const { person, place } = wanted();
  if (!room.me || person !== nameOf(room.me).toLowerCase()) await become(person);
  room.channel = placeOf(place);
  history.replaceState(null, "", addressOf(room.me, room.channel));
  markRead(room.channel);
  drawPlaces();
  closeCommand();
  stopTyping();
  fold();
  await Promise.all([timeline.open(room.channel), composer.enter()]);
  document.body.dataset.ready = location.hash;
}

async function remove(message) {
  const isSure = await sure("Delete this message?", spoken(message).slice(0, 200), "Delete");
  find("box").focus();
  if (!isSure) return;
  forgive();
  const outcome = await act("delete", { channel: message.channel, message: message.id });
  if (outcome.refused) refuse(outcome.refused);
  else announce("own", "Your message was deleted.");
}

async function replaced() {
  await enter(nameOf(room.me).toLowerCase());
  drawPlaces();
  timeline.renamePlaces();
}

function happened(change) {
  if (change.places) replaced();
  else if (change.gone) timeline.gone(change.gone);
  else if (change.typing) showTyping(change.typing);
  else if (change.message.channel === room.channel) {
    if (change.message.author === room.bot) stopTyping();
    timeline.put(change.message);
  } else elsewhere(change.message);
}

function elsewhere(message) {
  if (message.edited || message.author === room.me) return;
  countUnread(message.channel);
  drawPlaces();
  const channel = room.channels.get(message.channel);
  if (channel?.kind === "direct") notify(`${nameOf(message.author)} wrote to you in private.`, "Read it", () => actions.onPlace(channel.id));
}

function showTyping(channel) {
  if (channel !== room.channel) return;
  clearTimeout(typing);
  find("typing").textContent = `${nameOf(room.bot)} is at work …`;
  typing = setTimeout(stopTyping, TYPING_MS);
}

function stopTyping() {
  clearTimeout(typing);
  find("typing").textContent = "";
}

// On a phone the side lies over the messages.
function fold(open = false) {
  document.body.classList.toggle("side-open", open);
  find("menu").setAttribute("aria-expanded", String(open));
}

function chooseTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
}

const theme = localStorage.getItem("theme");
if (theme) document.documentElement.dataset.theme = theme;
find("theme").addEventListener("click", chooseTheme);
find("menu").addEventListener("click", () => fold(!document.body.classList.contains("side-open")));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") fold(); });
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
  if (event.target === document.querySelector("main") || event.target.closest("#scroll")) fold();
});
addEventListener("hashchange", go);
keepTime();
await go();
find("box").focus();
