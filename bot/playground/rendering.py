"""Messages, places and people as the page gets them: JSON, with addresses that the page can reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel, Message
from simcord.enums import ChannelType, MessageType

from bot.app import EDITED_WITHIN
from bot.playground.model import ATTACHMENTS, Model
from bot.playground.person import Person

THINKING_FLAG = 1 << 7
EXCERPT = 90
JSON = dict[str, Any]


def message(model: Model, said: Message) -> JSON:
    """Return a message."""
    shown_in_embeds: set[str] = set()
    embeds = [_embed(each, said.attachments, shown_in_embeds) for each in said.embeds]
    metadata = said.interaction_metadata or {}
    return {
        "id": str(said.id),
        "channel": str(said.channel_id),
        "author": str(said.author_id),
        "at": _milliseconds(said.timestamp),
        "edited": said.edited_timestamp is not None,
        "content": said.content,
        "reply": _reply(model, said),
        "asked": _asked(model, metadata),
        "private": said.is_ephemeral,
        "thinking": bool(said.flags & THINKING_FLAG),
        "thread": _thread(model, said),
        "is_notice": said.type == MessageType.THREAD_CREATED,
        "embeds": embeds,
        "files": [_file(each) for each in said.attachments if each["url"] not in shown_in_embeds],
        "rows": [row["components"] for row in said.components if row.get("type") == 1],
    }


def newest(model: Model, viewer: Person, channel_id: int, before: int | None, count: int) -> JSON:
    """Return the newest messages of a channel that somebody sees, or the newest before one, oldest first."""
    seen = [
        said
        for said in model.messages.get(channel_id, {}).values()
        if said.visible_to(viewer.id) and (before is None or said.id < before)
    ]
    return {
        "messages": [message(model, said) for said in seen[-count:]],
        "earlier": len(seen) > count,
    }


def world(model: Model, viewer: Person, prefix: str) -> JSON:
    """Return the people, the channels that somebody sees, and what typed commands start with."""
    (guild,) = model.guilds.values()
    return {
        "server": guild.name,
        "me": str(viewer.id),
        "bot": str(model.bot_user.id),
        "prefix": prefix,
        "answered_anew_ms": EDITED_WITHIN // timedelta(milliseconds=1),
        "people": [
            {"id": str(user.id), "name": user.name, "bot": user.bot, "owner": user.id == guild.owner_id}
            for user in (model.get_user(user_id) for user_id in guild.members)
        ],
        "channels": [
            _place(channel)
            for channel in _in_order(model)
            if channel_accessible(model, channel.id, viewer.id)
        ],
    }


def commands(viewer: Person, channel_id: int) -> list[JSON]:
    """Return the slash commands that somebody is offered in a channel."""
    return [
        {
            "name": name,
            "description": leaf.get("description", ""),
            "options": [
                {
                    key: each[key]
                    for key in (
                        "name",
                        "description",
                        "type",
                        "required",
                        "autocomplete",
                        "min_value",
                        "max_value",
                        "max_length",
                    )
                    if each.get(key) is not None
                }
                | {"choices": each.get("choices") or []}
                for each in leaf.get("options") or []
            ],
        }
        for name, leaf in viewer.commands(channel_id)
    ]


def _in_order(model: Model) -> Iterator[Channel]:
    """Yield the channels, the threads of each below it, and the private conversations last."""
    channels = list(model.channels.values())
    for channel in channels:
        if channel.type == ChannelType.TEXT:
            yield channel
            yield from (each for each in channels if each.is_thread and each.parent_id == channel.id)
    yield from (channel for channel in channels if channel.type == ChannelType.DM)


def _place(channel: Channel) -> JSON:
    kind = "direct" if channel.type == ChannelType.DM else "thread" if channel.is_thread else "channel"
    return {
        "id": str(channel.id),
        "kind": kind,
        "name": channel.name or "",
        "topic": channel.topic or "",
        "parent": str(channel.parent_id) if channel.is_thread else None,
        "newest": str(channel.last_message_id or 0),
    }


def _reply(model: Model, said: Message) -> JSON | None:
    reference = said.reference or {}
    if said.system_metadata is not None or "message_id" not in reference:
        return None
    target = model.messages.get(said.channel_id, {}).get(int(reference["message_id"]))
    if target is None:
        return {"id": None, "author": None, "text": "The message is gone."}
    text = target.content or next((each.get("title", "") for each in target.embeds), "") or "a file"
    return {"id": str(target.id), "author": str(target.author_id), "text": text[:EXCERPT]}


def _asked(model: Model, metadata: JSON) -> JSON | None:
    """Return who used which command, of the answer to a slash command."""
    asked = model.interactions.get(int(metadata.get("id", 0)))
    if asked is None or asked.command_name is None:
        return None
    return {"by": str(asked.user_id), "command": asked.command_name}


def _thread(model: Model, said: Message) -> JSON | None:
    """Return the thread that was opened under a message, or that the message gives notice of."""
    place = model.channels.get(said.id)
    if said.type == MessageType.THREAD_CREATED and said.system_metadata is not None:
        place = model.channels.get(said.system_metadata.channel_id or 0)
    if place is None or not place.is_thread:
        return None
    return {"id": str(place.id), "name": place.name}


def _embed(embed: JSON, attachments: list[JSON], shown: set[str]) -> JSON:
    """Return an embed; its pictures are those attached to the message, found by name or address."""
    drawn = dict(embed)
    for part in ("image", "thumbnail"):
        address = (embed.get(part) or {}).get("url", "")
        attached = next(
            (each for each in attachments if address in (each["url"], f"attachment://{each['filename']}")),
            None,
        )
        if attached is not None:
            shown.add(attached["url"])
        drawn[part] = _file(attached) if attached is not None else None
    if embed.get("timestamp"):
        drawn["timestamp"] = _milliseconds(embed["timestamp"])
    return drawn


def _file(attached: JSON) -> JSON:
    return {
        "address": "files/" + attached["url"].removeprefix(ATTACHMENTS),
        "name": attached["filename"],
        "size": attached["size"],
        "alt": attached.get("description") or "",
        "picture": "width" in attached,
        "width": attached.get("width"),
        "height": attached.get("height"),
    }


def _milliseconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp() * 1000)
