"""The people, rooms and servers of the test bed: what a test holds in its hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from simcord import interactions as payloads
from simcord._modal import _modal_control_map, _modal_submit_nodes
from simcord.actors import _find_component
from simcord.backend import serializers
from simcord.backend.command_access import command_access
from simcord.backend.models import Message
from simcord.enums import SELECT_TYPES, AppCommandType, ComponentType, InteractionType, OptionType

from bot.playground.events import Deed, command_data, interact, refer_to_channel, refer_to_person
from testbed.wire.answers import Interaction
from testbed.wire.model import Post

if TYPE_CHECKING:
    from testbed.wire.bed import Wire

BY_REFERENCE = (OptionType.USER, OptionType.CHANNEL, OptionType.ROLE, OptionType.MENTIONABLE)


@dataclass(frozen=True, slots=True)
class Channel:
    """A text channel, a thread or a conversation in private."""

    wire: "Wire"
    id: int
    guild_id: int | None

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def posts(self) -> list[Post]:
        """What everybody sees here now, oldest first."""
        backend = self.wire.backend
        return [
            backend.history[message.id][-1]
            for message in backend.messages[self.id].values()
            if not message.is_ephemeral
        ]


@dataclass(frozen=True, slots=True)
class Guild:
    """A server with the bot in it."""

    wire: "Wire"
    id: int

    @property
    def members(self) -> list["Person"]:
        """Everybody but the bot, the owner first."""
        backend = self.wire.backend
        return [
            Person(self.wire, user_id, self.id)
            for user_id in backend.get_guild(self.id).members
            if user_id != backend.bot_user.id
        ]

    @property
    def threads(self) -> list[Channel]:
        return [
            Channel(self.wire, thread, self.id) for thread in self.wire.backend.get_guild(self.id).thread_ids
        ]

    def text_channel(self, name: str) -> Channel:
        return Channel(self.wire, self.wire.backend.create_channel(self.id, name).id, self.id)

    def join(self, person: "Person") -> "Person":
        """Take in somebody who is in another server already; return them as they are here."""
        self.wire.backend.add_member(self.id, person.id, announce=True)
        return Person(self.wire, person.id, self.id)

    def member(self, name: str, *, permissions: discord.Permissions | None = None) -> "Person":
        """Somebody who joins now, with a role of their own if they may do more than everybody."""
        backend = self.wire.backend
        user = backend.make_user(name)
        backend.add_member(self.id, user.id, announce=True)
        if permissions is not None:
            role = backend.create_role(self.id, f"{name}'s role", permissions=permissions.value)
            backend.add_member_role(self.id, user.id, role.id)
        return Person(self.wire, user.id, self.id)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can do what Discord lets people do, nothing else, and at the same time as others."""

    wire: "Wire"
    id: int
    guild_id: int

    @property
    def name(self) -> str:
        return self.wire.backend.get_user(self.id).name

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def dm(self) -> Channel:
        """The private conversation with the bot."""
        return Channel(self.wire, self.wire.backend.get_dm_channel(self.id).id, None)

    def send(
        self,
        channel: Channel,
        content: str = "",
        *,
        files: Sequence[tuple[str, bytes]] = (),
        reply_to: Post | None = None,
    ) -> Post:
        """Write a message and go on; `Wire.reply_to` awaits what the bot says to it."""
        backend = self.wire.backend
        is_thread = backend.get_channel(channel.id).is_thread
        permission = "send_messages_in_threads" if is_thread else "send_messages"
        backend.require_permissions(channel.guild_id, self.id, channel.id, permission)
        reference = {"message_id": str(reply_to.id)} if reply_to else None
        attachments = backend.store_attachments(channel.id, files)
        message = backend.create_message(
            channel.id, self.id, content, attachments=attachments, reference=reference
        )
        return backend.history[message.id][-1]

    def edit(self, post: Post, content: str) -> None:
        assert post.author_id == self.id, "people edit only what they wrote"
        self.wire.backend.edit_message(post.channel_id, post.id, {"content": content})

    def delete(self, post: Post) -> None:
        if post.author_id != self.id:
            self.wire.backend.require_permissions(self.guild_id, self.id, post.channel_id, "manage_messages")
        self.wire.backend.delete_message(post.channel_id, post.id)

    def react(self, post: Post, emoji: str) -> None:
        self.wire.backend.add_reaction(post.channel_id, post.id, emoji, self.id)

    # Interactions. Options go by position and keyword, as any name may be an option's.

    def slash(self, channel: Channel, command: str, /, **options: Any) -> Interaction:
        """Invoke `"name"` or `"group name"`; a file is `(filename, bytes)`, a person or channel is itself."""
        root, leaf, nesting = self._slash_command(channel, command)
        wire_options, resolved = self._options(channel, command, leaf, options)
        required = {each["name"] for each in leaf.get("options") or [] if each.get("required")}
        assert not (missing := required - options.keys()), f"/{command} needs {sorted(missing)}"
        data = command_data(root, options=payloads.nest_options(root, nesting, wire_options))
        return self._interact(InteractionType.APPLICATION_COMMAND, channel, data | {"resolved": resolved})

    def autocomplete(
        self, channel: Channel, command: str, option: str, value: str, /, **filled: Any
    ) -> Interaction:
        """Type `value` into an option; the answer's `choices` are what Discord would offer."""
        root, leaf, nesting = self._slash_command(channel, command)
        declared = {each["name"]: each for each in leaf.get("options") or []}
        assert declared[option].get("autocomplete"), f"/{command} offers no choices for {option}"
        wire_options, _ = self._options(channel, command, leaf, filled)
        focused = {"name": option, "type": declared[option]["type"], "value": value, "focused": True}
        data = command_data(root, options=payloads.nest_options(root, nesting, [*wire_options, focused]))
        return self._interact(InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, channel, data)

    def context_menu(self, channel: Channel, command: str, target: "Post | Person") -> Interaction:
        """Right-click a message or a person and choose `command`."""
        backend = self.wire.backend
        if isinstance(target, Post):
            root = self._command(channel, command, AppCommandType.MESSAGE)
            message = backend.get_message(target.channel_id, target.id)
            resolved: dict[str, Any] = {
                "messages": {str(target.id): serializers.message_payload(backend, message)}
            }
        else:
            root = self._command(channel, command, AppCommandType.USER)
            resolved = {}
            self._resolve(target, resolved)
        data = command_data(root, target_id=str(target.id), resolved=resolved)
        return self._interact(InteractionType.APPLICATION_COMMAND, channel, data)

    def click(self, post: Post, custom_id: str | None = None, *, label: str | None = None) -> Interaction:
        """Press a button by its id or by what stands on it."""
        message = self._visible(post)
        types = (ComponentType.BUTTON,)
        button = _find_component(message.components, types=types, custom_id=custom_id, label=label)
        return self._use(post, button, {})

    def select(self, post: Post, values: Sequence[Any], custom_id: str | None = None) -> Interaction:
        """Choose from a menu: strings, or people and channels for a menu of those."""
        message = self._visible(post)
        menu = _find_component(message.components, types=SELECT_TYPES, custom_id=custom_id, label=None)
        low, high = menu.get("min_values", 1), menu.get("max_values", 1)
        assert low <= len(values) <= high, f"choose {low} to {high} values, not {len(values)}"
        if menu["type"] != ComponentType.STRING_SELECT:
            resolved: dict[str, Any] = {}
            chosen = [self._resolve(value, resolved) for value in values]
            return self._use(post, menu, {"values": chosen, "resolved": resolved})
        offered = {option["value"] for option in menu["options"]}
        assert offered >= set(values), f"not offered: {sorted(set(values) - offered)}"
        return self._use(post, menu, {"values": list(values)})

    def submit(self, shown: Interaction, values: dict[str, Any]) -> Interaction:
        """Fill in the modal that an interaction opened, by custom id, and send it."""
        record, modal = shown.record, shown.record.modal
        assert record.user_id == self.id, "a modal is shown only to the person who opened it"
        assert modal is not None, "no modal was opened"
        assert not (unknown := values.keys() - _modal_control_map(modal).keys()), f"no such field: {unknown}"
        resolved: dict[str, Any] = {}
        uploads: list[tuple[dict[str, Any], str, bytes]] = []
        fields = _modal_submit_nodes(modal["components"], None, values, resolved, record.channel_id, uploads)
        for field, filename, content in uploads:
            field["values"].append(self._upload(record.channel_id, filename, content, resolved))
        data = {"custom_id": modal["custom_id"], "components": fields, "resolved": resolved}
        channel = Channel(self.wire, record.channel_id, record.guild_id)
        source = record.source_message_id
        return self._interact(InteractionType.MODAL_SUBMIT, channel, data, source_id=source)

    def _slash_command(
        self, channel: Channel, command: str
    ) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
        name, *path = command.split()
        root = self._command(channel, name, AppCommandType.CHAT_INPUT)
        return root, *payloads.walk_to_subcommand(root, path)

    def _command(self, channel: Channel, name: str, kind: AppCommandType) -> dict[str, Any]:
        backend = self.wire.backend
        found = backend.find_command(name, channel.guild_id, type=kind)
        synced = sorted(key[0] for scope in backend.commands.values() for key in scope)
        assert found is not None, f"no command {name!r} was synced, only {synced}"
        access = command_access(backend, found, user_id=self.id, channel_id=channel.id)
        assert access.allowed, f"{self.name} does not see {name!r} here: {access.reason}"
        return found

    def _options(
        self, channel: Channel, command: str, leaf: dict[str, Any], values: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        declared = {each["name"]: each for each in leaf.get("options") or []}
        resolved: dict[str, Any] = {}
        built = []
        for name, value in values.items():
            assert name in declared, f"/{command} has no option {name!r}, only {sorted(declared)}"
            kind = OptionType(declared[name]["type"])
            if kind in BY_REFERENCE:
                sent: Any = self._resolve(value, resolved)
            else:
                sent = payloads.validate_option_value(command, declared[name], value)
                if kind == OptionType.ATTACHMENT:
                    filename, content = sent
                    sent = self._upload(channel.id, filename, content, resolved)
            built.append({"name": name, "type": kind, "value": sent})
        return built, resolved

    def _resolve(self, value: "Person | Channel", resolved: dict[str, Any]) -> str:
        """Put what Discord knows of a person or channel beside its id, as it does."""
        backend = self.wire.backend
        if isinstance(value, Channel):
            return refer_to_channel(backend, value.id, self.id, resolved)
        return refer_to_person(backend, value.id, resolved)

    def _upload(self, channel_id: int, filename: str, content: bytes, resolved: dict[str, Any]) -> str:
        backend = self.wire.backend
        return payloads.store_interaction_attachment(backend, channel_id, filename, content, resolved)

    def _visible(self, post: Post) -> Message:
        message = self.wire.backend.get_message(post.channel_id, post.id)
        assert message.visible_to(self.id), f"{self.name} does not see this message"
        return message

    def _use(self, post: Post, component: dict[str, Any], data: dict[str, Any]) -> Interaction:
        data = {"custom_id": component["custom_id"], "component_type": component["type"]} | data
        guild_id = self.wire.backend.get_channel(post.channel_id).guild_id
        channel = Channel(self.wire, post.channel_id, guild_id)
        return self._interact(InteractionType.MESSAGE_COMPONENT, channel, data, source_id=post.id)

    def _interact(
        self, kind: InteractionType, channel: Channel, data: dict[str, Any], *, source_id: int | None = None
    ) -> Interaction:
        backend = self.wire.backend
        within_s = self.wire.acknowledge_within_s
        deed = Deed(kind, data, source_id)
        record, payload = interact(backend, deed, channel.id, self.id, within_s)
        interaction = Interaction(self.wire, record)
        backend.emit("INTERACTION_CREATE", payload)
        return interaction


def add_guild(wire: "Wire", name: str, members: int, shard: tuple[int, int] | None) -> Guild:
    """A new server with an owner, the bot, and `members` people; on a given shard of several if wanted."""
    index, count = shard or (None, 1)
    guild = Guild(wire, wire.backend.create_guild(name, shard_id=index, shard_count=count).id)
    for number in range(members):
        guild.member(f"member-{number + 1}")
    return guild
