// The message box: typing, mentioning, files, replying, editing, and the way to a slash command.

import { element, find } from "./dom.js";
import { openCommand } from "./command.js";
import { announce, forgive, refuse } from "./notices.js";
import { nameOf, room, titleOf } from "./room.js";
import { act, get } from "./server.js";
import { Suggestions } from "./suggestions.js";

const MOST_FILES = 10;
const MOST_SUGGESTIONS = 30;
const TALLEST = 0.4; // of the window

export class Composer {
  // `newestOwn` returns the newest message of one's own, for who edits it by the arrow key.
  constructor(newestOwn) {
    this.newestOwn = newestOwn;
    this.replying = this.editing = null;
    this.form = find("composer");
    this.box = find("box");
    this.suggestions = new Suggestions(this.box, find("suggestions"));
    this.files = [];
    this.commands = [];
    this.box.addEventListener("input", () => { this.grow(); this.suggest(); });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && (this.replying || this.editing)) return this.leave();
      if (event.key === "ArrowUp" && !this.box.value && !this.editing) {
        const own = this.newestOwn();
        if (own) { event.preventDefault(); this.edit(own); }
        return;
      }
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    find("leave").addEventListener("click", () => this.leave());
    find("files").addEventListener("change", (event) => { this.attach(event.target.files); event.target.value = ""; });
    this.box.addEventListener("paste", (event) => this.attach(event.clipboardData.files));
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => { event.preventDefault(); this.attach(event.dataTransfer.files); });
  }

  async enter() {
    if (this.replying || this.editing) this.leave({ focus: false });
    const channel = room.channels.get(room.channel);
    const place = channel.kind === "direct" ? nameOf(room.bot) : (channel.kind === "channel" ? "#" : "") + titleOf(channel);
    this.box.placeholder = `Message ${place} as ${nameOf(room.me)}, or type /`;
    this.commands = await get("commands", { channel: room.channel });
  }

  fill(text) {
    this.box.value = text;
    this.box.focus();
    this.box.setSelectionRange(text.length, text.length);
    this.grow();
    this.suggestions.hide();
  }

  reply(message) {
    this.leave();
    this.replying = message;
    this.tell(`Replying to ${nameOf(message.author)}`);
  }

  edit(message) {
    this.leave();
    this.editing = message;
    this.draft = this.box.value;
    this.fill(asTyped(message.content));
    this.tell(`Editing your message${this.whatTheBotWillDo(message)}`);
  }

  whatTheBotWillDo(message) {
    if (!message.content.startsWith(room.prefix) && !message.content.startsWith(`<@${room.bot}>`)) return "";
    return Date.now() - message.at < room.answeredAnewMs ? ": the bot answers it anew" : ": it is too old for the bot to answer it anew";
  }

  // Shows above the box what is done there, and on the button what sends it.
  tell(what) {
    find("doing").hidden = !what;
    find("doing-what").textContent = what;
    find("send").textContent = this.editing ? "Save" : "Send";
    find("files").disabled = Boolean(this.editing);
  }

  leave({ focus = true } = {}) {
    if (this.editing) this.fill(this.draft);
    this.replying = this.editing = null;
    this.tell("");
    if (focus) this.box.focus();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, innerHeight * TALLEST)}px`;
  }

  suggest() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    const named = /^\/([\w -]*)$/.exec(this.box.value);
    const mention = /(?:^|[^\w<])@(\w*)$/.exec(before);
    if (named && !this.editing) this.suggestCommands(named[1].toLowerCase());
    else if (mention) this.suggestPeople(mention[1].toLowerCase());
    else this.suggestions.hide();
  }

  suggestCommands(typed) {
    const exact = this.commands.find((each) => typed.startsWith(each.name + " "));
    const isGroup = exact && this.commands.some((each) => each !== exact && each.name.startsWith(exact.name + " "));
    if (exact && !isGroup) {
      const rest = this.box.value.slice(exact.name.length + 2);
      this.fill("");
      return openCommand(exact, rest);
    }
    const rank = (each) => (each.name.startsWith(typed) ? 0 : each.name.includes(typed) ? 1 : 2);
    const found = this.commands.filter((each) => rank(each) < 2 || each.description.toLowerCase().includes(typed));
    found.sort((one, other) => rank(one) - rank(other));
    this.suggestions.show(found.slice(0, typed ? MOST_SUGGESTIONS : undefined).map((each) => ({
      label: "/" + each.name, note: each.description, choose: () => { this.fill(""); openCommand(each); },
    })));
  }

  suggestPeople(typed) {
    const found = [...room.people.values()].filter((each) => each.name.toLowerCase().startsWith(typed));
    if (found.length === 1 && found[0].name.toLowerCase() === typed) return this.suggestions.hide();
    this.suggestions.show(found.map((each) => ({
      label: "@" + each.name, note: each.bot ? "the bot" : "",
      choose: () => {
        const at = this.box.selectionStart;
        const start = at - typed.length - 1;
        const text = `@${each.name} `;
        this.box.setRangeText(text, start, at, "end");
        this.grow();
      },
    })));
  }

  attach(files) {
    if (this.editing && files.length) return refuse("No files can be added to a message that has been sent.");
    for (const file of files) if (this.files.length < MOST_FILES) this.files.push(file);
    this.showFiles();
  }

  showFiles() {
    find("chosen").replaceChildren(...this.files.map((file, at) => element("li", {}, file.name, " ",
      element("button", { type: "button", "aria-label": `Leave out ${file.name}`, onclick: () => { this.files.splice(at, 1); this.showFiles(); } }, "✕"))));
  }

  async save() {
    const { id: message, channel, content: before } = this.editing;
    const content = this.box.value;
    forgive();
    if (content.trim() === asTyped(before)) return this.leave();
    const outcome = await act("edit", { channel, message, content });
    if (outcome.refused) return refuse(outcome.refused);
    this.leave();
    announce("own", "Your message was changed.");
  }

  async send() {
    if (this.editing) return this.save();
    const content = this.box.value;
    if (!content.trim() && !this.files.length) return;
    forgive();
    const files = Object.fromEntries(this.files.map((file, at) => [`file-${at}`, file]));
    this.fill("");
    const sent = this.files.splice(0);
    this.showFiles();
    const to = this.replying;
    this.leave();
    const outcome = await act("send", { channel: room.channel, content, reply_to: to?.id }, files);
    if (!outcome.refused) return;
    refuse(outcome.refused); // and nothing is lost
    if (to) this.reply(to);
    if (!this.box.value) this.fill(content);
    this.attach(sent);
  }
}

// Mentions as one types them; within code they are no mentions.
const asTyped = (content) => content.replace(/(`+)[\s\S]*?\1|<@!?(\d+)>/g, (all, _, id) => (id ? `@${nameOf(id)}` : all));
