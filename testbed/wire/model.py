"""SimCord's model of Discord on a real clock, with a memory of every state that a message went through."""

import time
from dataclasses import dataclass
from typing import Any

import discord
from simcord.backend import Backend
from simcord.backend.models import EPHEMERAL_FLAG, Message
from simcord.components import walk_components

from bot.playground.model import Files, RealClock

LOADING_FLAG = 1 << 7  # "thinking ..." after a deferred answer


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file under a message, with its bytes."""

    filename: str
    url: str
    content_type: str
    description: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Post:
    """One state of one message, as people saw it at the moment `at` (monotonic seconds)."""

    id: int
    channel_id: int
    author_id: int
    content: str
    embeds: tuple[discord.Embed, ...]
    attachments: tuple[Attachment, ...]
    components: tuple[dict[str, Any], ...]
    reply_to: int | None
    from_interaction: bool
    ephemeral: bool
    loading: bool
    at: float

    @property
    def custom_ids(self) -> list[str]:
        """Of the buttons and menus, from top to bottom."""
        return [part["custom_id"] for part in walk_components(list(self.components)) if "custom_id" in part]

    @property
    def labels(self) -> list[str]:
        """Of the buttons, from top to bottom."""
        return [part["label"] for part in walk_components(list(self.components)) if part.get("label")]


class WireBackend(Backend):
    """The model, remembering each state of each message; ephemeral ones never reach the gateway."""

    def __init__(self) -> None:
        super().__init__(clock=RealClock())
        self.cdn = self.files = Files()
        self.history: dict[int, list[Post]] = {}  # by message
        self.timeline: list[Post] = []  # of all messages, in the order in which it happened

    def commit_message(self, message: Message, *, broadcast: bool = True) -> Message:
        committed = super().commit_message(message, broadcast=broadcast)
        if committed.id in self.messages[message.channel_id]:  # auto-moderation may have blocked it
            self._remember(committed)
        return committed

    def edit_message(self, channel_id: int, message_id: int, fields: dict[str, Any]) -> Message:
        message = super().edit_message(channel_id, message_id, fields)
        self._remember(message)
        return message

    def _remember(self, message: Message) -> None:
        post = self._post(message)
        self.history.setdefault(message.id, []).append(post)
        self.timeline.append(post)

    def _post(self, message: Message) -> Post:
        reference = message.reference or {}
        return Post(
            id=message.id,
            channel_id=message.channel_id,
            author_id=message.author_id,
            content=message.content,
            embeds=tuple(discord.Embed.from_dict(embed) for embed in message.embeds),
            attachments=tuple(
                Attachment(
                    each["filename"],
                    each["url"],
                    each["content_type"],
                    each["description"],
                    self.cdn.get(each["url"]) or b"",
                )
                for each in message.attachments
            ),
            components=tuple(message.components),
            reply_to=int(reference["message_id"]) if reference.get("type") == 0 else None,
            from_interaction=message.interaction_metadata is not None,
            ephemeral=bool(message.flags & EPHEMERAL_FLAG),
            loading=bool(message.flags & LOADING_FLAG),
            at=time.monotonic(),
        )
