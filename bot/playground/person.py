"""What a person can do in the playground: all that Discord lets people do with a bot, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simcord import interactions as payloads
from simcord._modal import _modal_control_map, _modal_submit_nodes
from simcord.actors import _find_component
from simcord.backend.access import channel_accessible
from simcord.backend.command_access import command_access
from simcord.backend.errors import BackendError, SetupError
from simcord.backend.models import Interaction, Message
from simcord.enums import (
    SELECT_TYPES,
    AppCommandType,
    ComponentType,
    InteractionType,
    MessageType,
    OptionType,
)

from bot.playground.events import (
    UPLOAD_LIMIT_BYTES,
    Deed,
    command_data,
    interact,
    refer_to_channel,
    refer_to_person,
)
from bot.playground.model import Model

ANSWER_WITHIN_S = 15.0
"""Discord gives a bot 3 seconds to acknowledge; a laptop on a stage may need more."""
MESSAGE_LIMIT = 2000
File = tuple[str, bytes]


class RefusedError(Exception):
    """Discord would not let the person do this; the text says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the playground."""

    model: Model
    id: int

    @property
    def name(self) -> str:
        """What everybody calls them."""
        return self.model.get_user(self.id).name

    def sees(self, channel_id: int) -> bool:
        """Whether a channel, a thread or a private conversation is open to them."""
        return channel_accessible(self.model, channel_id, self.id)

    def send(
        self, channel_id: int, content: str, files: Sequence[File] = (), reply_to: int | None = None
    ) -> Message:
        """Write a message; `@Ada` mentions Ada."""
        guild_id = self._place(channel_id)
        model = self.model
        text = self._text(content, needed=not files)
        if any(len(data) > UPLOAD_LIMIT_BYTES for _name, data in files):
            raise RefusedError(
                f"A file may have up to {UPLOAD_LIMIT_BYTES // 2**20} MB. Choose a smaller one."
            )
        reference = None
        if reply_to is not None:
            self._message(channel_id, reply_to)
            reference = {"message_id": str(reply_to)}
        needed = "send_messages_in_threads" if model.get_channel(channel_id).is_thread else "send_messages"
        try:
            model.require_permissions(guild_id, self.id, channel_id, needed)
            attachments = model.store_attachments(channel_id, files)
            return model.create_message(
                channel_id, self.id, text, attachments=attachments, reference=reference
            )
        except BackendError as error:
            raise RefusedError(f"{self.name} may not write here.") from error

    def edit(self, channel_id: int, message_id: int, content: str) -> Message:
        """Change the text of a message of one's own."""
        message = self._own(channel_id, message_id)
        text = self._text(content, needed=not message.attachments)
        return self.model.edit_message(channel_id, message_id, {"content": text})

    def delete(self, channel_id: int, message_id: int) -> Message:
        """Take away a message of one's own."""
        message = self._own(channel_id, message_id)
        self.model.delete_message(channel_id, message_id)
        return message

    def commands(self, channel_id: int) -> list[tuple[str, dict[str, Any]]]:
        """Return the slash commands that a person is offered here, by name, with their options."""
        self._place(channel_id)
        return [
            (" ".join(path), leaf)
            for root in self.model.visible_commands(user_id=self.id, channel_id=channel_id)
            for path, leaf in payloads.command_leaves(root)
        ]

    def slash(self, channel_id: int, command: str, values: Mapping[str, Any]) -> Interaction:
        """Invoke `"name"` or `"group name"`; people and channels are given by their ids."""
        root, leaf, nesting = self._command(channel_id, command)
        missing = [
            each["name"]
            for each in leaf.get("options") or []
            if each.get("required") and each["name"] not in values
        ]
        if missing:
            raise RefusedError(f"/{command} needs {' and '.join(missing)}.")
        built, resolved = self._options(channel_id, command, leaf, values)
        options = payloads.nest_options(root, nesting, built)
        data = command_data(root, options=options, resolved=resolved)
        return self._interact(InteractionType.APPLICATION_COMMAND, channel_id, data)

    def autocomplete(
        self, channel_id: int, command: str, option: str, value: str, filled: Mapping[str, Any]
    ) -> Interaction:
        """Type `value` into an option that offers choices."""
        root, leaf, nesting = self._command(channel_id, command)
        declared = {each["name"]: each for each in leaf.get("options") or []}
        if not declared.get(option, {}).get("autocomplete"):
            raise RefusedError(f"/{command} offers no choices for {option}.")
        others = {name: each for name, each in filled.items() if name != option}
        built, _resolved = self._options(channel_id, command, leaf, others)
        focused = {"name": option, "type": declared[option]["type"], "value": value, "focused": True}
        data = command_data(root, options=payloads.nest_options(root, nesting, [*built, focused]))
        return self._interact(InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, channel_id, data)

    def press(self, channel_id: int, message_id: int, custom_id: str) -> Interaction:
        """Press a button under a message."""
        message = self._message(channel_id, message_id)
        button = _usable(message, (ComponentType.BUTTON,), custom_id)
        return self._use(message, button, {})

    def choose(self, channel_id: int, message_id: int, custom_id: str, values: Sequence[str]) -> Interaction:
        """Choose from a menu under a message; people and channels are given by their ids."""
        message = self._message(channel_id, message_id)
        menu = _usable(message, SELECT_TYPES, custom_id)
        low, high = menu.get("min_values", 1), menu.get("max_values", 1)
        if not low <= len(set(values)) <= high:
            raise RefusedError(f"Choose {low} here." if low == high else f"Choose {low} to {high} here.")
        if menu["type"] != ComponentType.STRING_SELECT:
            resolved: dict[str, Any] = {}
            chosen = [self._resolve(value, resolved) for value in values]
            return self._use(message, menu, {"values": chosen, "resolved": resolved})
        if not {option["value"] for option in menu["options"]} >= set(values):
            raise RefusedError("That is no longer on offer.")
        return self._use(message, menu, {"values": list(values)})

    def submit(self, shown: Interaction, values: dict[str, Any]) -> Interaction:
        """Fill in the form that an interaction opened, by custom id, and send it."""
        modal = shown.modal
        if shown.user_id != self.id or modal is None:
            raise RefusedError("This form is no longer open.")
        known = _modal_control_map(modal).keys()
        resolved: dict[str, Any] = {}
        try:
            fields = _modal_submit_nodes(
                modal["components"],
                None,
                {name: value for name, value in values.items() if name in known},
                resolved,
                shown.channel_id,
                [],
            )
        except SetupError as error:
            raise RefusedError(f"The form is not complete: {error}.") from error
        data = {"custom_id": modal["custom_id"], "components": fields, "resolved": resolved}
        return self._interact(
            InteractionType.MODAL_SUBMIT, shown.channel_id, data, source_id=shown.source_message_id
        )

    def _place(self, channel_id: int) -> int | None:
        """Return the server that a channel is of."""
        if not self.sees(channel_id):
            raise RefusedError("This channel is gone, or not for you.")
        return self.model.get_channel(channel_id).guild_id

    def _message(self, channel_id: int, message_id: int) -> Message:
        self._place(channel_id)
        message = self.model.messages[channel_id].get(message_id)
        if message is None or not message.visible_to(self.id):
            raise RefusedError("That message is gone.")
        return message

    def _own(self, channel_id: int, message_id: int) -> Message:
        message = self._message(channel_id, message_id)
        if message.author_id != self.id or message.type == MessageType.THREAD_CREATED:
            raise RefusedError("Only a message of your own can be changed.")
        return message

    def _text(self, content: str, *, needed: bool) -> str:
        """Return what somebody writes as Discord keeps it."""
        text = with_mentions(content, {user.name: user.id for user in self.model.users.values()}).strip()
        if needed and not text:
            raise RefusedError("Write something first.")
        if len(text) > MESSAGE_LIMIT:
            raise RefusedError(
                f"A message has at most {MESSAGE_LIMIT:,} characters, and this one has {len(text):,}. "
                "Send it in parts, or as a file."
            )
        return text

    def _command(self, channel_id: int, command: str) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
        guild_id = self._place(channel_id)
        name, *path = command.split() or [""]
        root = self.model.find_command(name, guild_id, type=AppCommandType.CHAT_INPUT)
        if (
            root is None
            or not command_access(self.model, root, user_id=self.id, channel_id=channel_id).allowed
        ):
            raise RefusedError(f"There is no command /{command} here.")
        try:
            return root, *payloads.walk_to_subcommand(root, path)
        except SetupError as error:
            raise RefusedError(f"There is no command /{command} here.") from error

    def _options(
        self, channel_id: int, command: str, leaf: dict[str, Any], values: Mapping[str, Any]
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        declared = {each["name"]: each for each in leaf.get("options") or []}
        resolved: dict[str, Any] = {}
        built = []
        for name, value in values.items():
            if name not in declared:
                raise RefusedError(f"/{command} has no option {name}.")
            kind = OptionType(declared[name]["type"])
            built.append(
                {
                    "name": name,
                    "type": kind,
                    "value": self._value(channel_id, declared[name], value, resolved),
                }
            )
        return built, resolved

    def _value(self, channel_id: int, option: dict[str, Any], value: Any, resolved: dict[str, Any]) -> Any:
        kind = OptionType(option["type"])
        if kind in (OptionType.USER, OptionType.CHANNEL, OptionType.ROLE, OptionType.MENTIONABLE):
            return self._resolve(str(value), resolved)
        if kind == OptionType.ATTACHMENT:
            name, data = value
            if len(data) > UPLOAD_LIMIT_BYTES:
                raise RefusedError(
                    f"A file may have up to {UPLOAD_LIMIT_BYTES // 2**20} MB. Choose a smaller one."
                )
            return payloads.store_interaction_attachment(self.model, channel_id, name, data, resolved)
        read: dict[OptionType, Callable[[str], Any]] = {OptionType.INTEGER: int, OptionType.NUMBER: float}
        try:
            number = read[kind](str(value)) if kind in read else value
        except ValueError as error:
            raise RefusedError(f"{option['name']} is a number.") from error
        try:
            return payloads.validate_option_value("", option, number)
        except SetupError as error:
            raise RefusedError(_in_words(option, kind)) from error

    def _resolve(self, key: str, resolved: dict[str, Any]) -> str:
        """Put what Discord knows of a person or channel beside its id, as it does."""
        model = self.model
        try:
            number = int(key)
        except ValueError as error:
            raise RefusedError(f"Nobody here is called {key}.") from error
        if number in model.channels:
            return refer_to_channel(model, number, self.id, resolved)
        if number in model.users:
            return refer_to_person(model, number, resolved)
        raise RefusedError("Nobody here is called so.")

    def _use(self, message: Message, component: dict[str, Any], data: dict[str, Any]) -> Interaction:
        data = {"custom_id": component["custom_id"], "component_type": component["type"]} | data
        return self._interact(
            InteractionType.MESSAGE_COMPONENT, message.channel_id, data, source_id=message.id
        )

    def _interact(
        self, kind: InteractionType, channel_id: int, data: dict[str, Any], *, source_id: int | None = None
    ) -> Interaction:
        deed = Deed(kind, data, source_id)
        record, payload = interact(self.model, deed, channel_id, self.id, ANSWER_WITHIN_S)
        self.model.emit("INTERACTION_CREATE", payload)
        return record


def with_mentions(text: str, people: Mapping[str, int]) -> str:
    """Return a text in which each `@Name` of somebody is their mention, outside of code."""
    names = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
    found = re.compile(rf"(`+)[\s\S]*?\1|(?<![\w<])@({names})(?!\w)", re.IGNORECASE)
    ids = {name.lower(): user_id for name, user_id in people.items()}
    return found.sub(
        lambda match: f"<@{ids[match[2].lower()]}>" if match[2] else match[0],
        text,
    )


def _usable(message: Message, types: tuple[int, ...], custom_id: str) -> dict[str, Any]:
    try:
        return _find_component(message.components, types=types, custom_id=custom_id, label=None)
    except SetupError as error:
        raise RefusedError("That can no longer be pressed: the message has changed.") from error


def _in_words(option: dict[str, Any], kind: OptionType) -> str:
    """Say what an option takes."""
    name = option["name"]
    if option.get("choices") and not option.get("autocomplete"):
        return f"{name} is one of {', '.join(each['name'] for each in option['choices'])}."
    if kind in (OptionType.INTEGER, OptionType.NUMBER):
        low, high = option.get("min_value"), option.get("max_value")
        if low is not None and high is not None:
            return f"{name} is a number from {low} to {high}."
        if low is not None:
            return f"{name} is a number from {low} on."
        return f"{name} is a number" + (f" up to {high}." if high is not None else ".")
    low, high = option.get("min_length"), option.get("max_length")
    if high is not None:
        return f"{name} has {low or 1} to {high} characters."
    return f"{name} is not understood."
