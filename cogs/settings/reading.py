"""Channels and roles as people write them: by mention, by name, or in a word of their own."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot.context import Context
from bot.refusals import TooManyChannels, UnknownChannel, UnknownSpeakers
from storage.server_settings import Speakers

ALL = "all"
HERE = "here"
MOST_CHANNELS = 50
EVERYONE = Speakers.EVERYONE.value
MANAGERS = Speakers.MANAGERS.value

_CHANNEL = re.compile(r"<#(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")


def read_channels(ctx: Context, text: str) -> frozenset[int]:
    """Return the channels, or categories of them, that a text names; none at all for every one.

    Names stand apart by commas or, without any, by spaces.

    Raises
    ------
    UnknownChannel, TooManyChannels
    """
    if text.strip().casefold() == ALL:
        return frozenset()
    mentioned = [f"<#{number}>" for number in _CHANNEL.findall(text)]
    rest = _CHANNEL.sub(" ", text).strip(" ,")
    apart = rest.split(",") if "," in rest else [rest] if _called(ctx, rest) else rest.split()
    found: set[int] = set()
    for name in [*mentioned, *filter(None, map(str.strip, apart))] or [text.strip()]:
        if not (ids := _called(ctx, name)):
            raise UnknownChannel(name)
        found |= ids
    if len(found) > MOST_CHANNELS:
        raise TooManyChannels(len(found), MOST_CHANNELS)
    return frozenset(found)


def read_speakers(guild: discord.Guild, text: str) -> tuple[Speakers, int | None]:
    """Return who may start talks as a text says it, with the role where it names one.

    Raises
    ------
    UnknownSpeakers
    """
    name = text.strip()
    plain = name.casefold().removeprefix("@")
    if plain in (EVERYONE, MANAGERS):
        return Speakers(plain), None
    mention = _ROLE.fullmatch(name)
    for role in guild.roles:
        if str(role.id) == mention[1] if mention else role.name.casefold().removeprefix("@") == plain:
            return (Speakers.EVERYONE, None) if role.is_default() else (Speakers.ROLE, role.id)
    raise UnknownSpeakers(name)


def _called(ctx: Context, name: str) -> set[int]:
    """Return the channels that are called so: several may be."""
    if name.casefold() == HERE:
        channel: Any = ctx.channel
        return {getattr(channel, "parent_id", None) or channel.id}
    mention = _CHANNEL.fullmatch(name)
    plain = name.casefold().removeprefix("#")
    return {
        each.id
        for each in (ctx.guild.channels if ctx.guild else ())
        if (str(each.id) == mention[1] if mention else each.name.casefold() == plain)
    }
