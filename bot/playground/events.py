"""What Discord sends a bot of what people do: commands, presses and forms, with all that they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simcord import interactions as payloads
from simcord.backend import Backend, serializers
from simcord.backend.models import Interaction
from simcord.enums import AppCommandType, InteractionType

UPLOAD_LIMIT_BYTES = 10 * 2**20
"""Of a server without boosts."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does; `source_id` is the message that they press on."""

    kind: InteractionType
    data: dict[str, Any]
    source_id: int | None = None


def command_data(root: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return what is sent of a call of a command."""
    data = {"id": root["id"], "name": root["name"], "type": root.get("type", AppCommandType.CHAT_INPUT)}
    return data | ({"guild_id": root["guild_id"]} if root.get("guild_id") else {}) | more


def refer_to_channel(model: Backend, channel_id: int, user_id: int, resolved: dict[str, Any]) -> str:
    """Put what a person is told of a channel beside its id, as Discord does; return the id."""
    channel, key = model.get_channel(channel_id), str(channel_id)
    payload: dict[str, Any] = {**serializers.channel_payload(model, channel)}
    if channel.guild_id is not None:
        payload["permissions"] = str(model.compute_permissions(channel.guild_id, user_id, channel_id))
    resolved.setdefault("channels", {})[key] = payload
    return key


def refer_to_person(model: Backend, user_id: int, resolved: dict[str, Any]) -> str:
    """Put what everybody is told of a person beside their id, as Discord does; return the id."""
    key = str(user_id)
    resolved.setdefault("users", {})[key] = serializers.user_payload(model.get_user(user_id))
    for guild in model.guilds.values():
        if user_id in guild.members:
            member = serializers.member_payload(model, guild, guild.members[user_id], with_user=False)
            resolved.setdefault("members", {})[key] = member
    return key


def interact(
    model: Backend, deed: Deed, channel_id: int, user_id: int, within_s: float
) -> tuple[Interaction, dict[str, Any]]:
    """Return an interaction to be answered within so many seconds, and what the bot is to be sent of it."""
    record, payload = payloads.base_payload(
        model,
        type=deed.kind,
        channel_id=channel_id,
        guild_id=model.get_channel(channel_id).guild_id,
        user_id=user_id,
        data=deed.data,
    )
    record.initial_response_deadline = model.iso_after(within_s)
    record.source_message_id = deed.source_id
    payload["attachment_size_limit"] = UPLOAD_LIMIT_BYTES
    if deed.source_id is not None:
        source = model.messages[channel_id].get(deed.source_id)
        if source is not None:
            payload["message"] = serializers.message_payload(model, source)
    return record, payload
