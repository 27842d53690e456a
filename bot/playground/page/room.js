// Who one is, where one is, and who and what else there is. The first two stand in the page's address.

import { get, actAs } from "./server.js";

export const room = {
  me: null, channel: null, bot: null, prefix: "!", answeredAnewMs: 0, server: "",
  people: new Map(), channels: new Map(),
};

export function wanted() {
  const [person, place] = location.hash.slice(1).split("/").map(decodeURIComponent);
  return { person: person || "", place: place || "" };
}

export async function enter(name) {
  actAs(name);
  const world = await get("world");
  room.me = world.me;
  room.bot = world.bot;
  room.prefix = world.prefix;
  room.answeredAnewMs = world.answered_anew_ms;
  room.server = world.server;
  room.people = new Map(world.people.map((each) => [each.id, each]));
  room.channels = new Map(world.channels.map((each) => [each.id, each]));
  actAs(nameOf(room.me).toLowerCase());
}

export const nameOf = (id) => room.people.get(id)?.name ?? "somebody";

// The channel that an address names, or else the first.
export function placeOf(word) {
  const all = [...room.channels.values()];
  const found = all.find((each) => each.id === word || wordFor(each) === word) ?? all[0];
  return found.id;
}

export function addressOf(personId, channelId) {
  return `#${encodeURIComponent(nameOf(personId).toLowerCase())}/${encodeURIComponent(wordFor(room.channels.get(channelId)))}`;
}

function wordFor(channel) {
  if (!channel) return "";
  return channel.kind === "channel" ? channel.name : channel.kind === "direct" ? "direct" : channel.id;
}

export const titleOf = (channel) => (channel.kind === "direct" ? nameOf(room.bot) : channel.name);

export const humans = () => [...room.people.values()].filter((each) => !each.bot);
