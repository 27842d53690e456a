"""Which concept is meant: named, or the one last used in a place; presets are there without being made."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from cogs.shared.naming import choices, close_names
from cogs.shared.places import place_of_press, remember_server
from models.words.concept.presets import COUNTRY, PRESETS, Preset
from storage.concept import NewConcept, StoredConcept, find_concept
from storage.film_list import key_of
from storage.places import Place
from storage.refusals import UnknownConcept

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


_AFTER_NAME = re.compile(r"[:\uff1a]")


async def meant(bot: HyperplaneBot, place: Place, name: str) -> StoredConcept:
    """Return the concept called `name`, or without a name the one last used, or else the first preset.

    Raises
    ------
    UnknownConcept
    """
    kept = await bot.services.concepts.of(place)
    if not name.strip():
        return max(kept, key=_last_used) if kept else await _adopt(bot, place, COUNTRY)
    if (found := find_concept(kept, name)) is not None:
        return found
    if (preset := PRESETS.get(key_of(name))) is not None:
        return await _adopt(bot, place, preset)
    raise UnknownConcept(name.strip(), close_names(_names(kept), name))


async def aimed(bot: HyperplaneBot, place: Place, text: str, name: str) -> tuple[StoredConcept, str]:
    """Return the concept called `name`, or the one named before a colon in `text`; and what follows it.

    Raises
    ------
    UnknownConcept
    """
    before, *after = _AFTER_NAME.split(text, maxsplit=1)
    if name or not after:
        return await meant(bot, place, name), text
    return await meant(bot, place, before), after[0]


async def complete_concepts(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the concepts of the place, presets too, whose names contain what is typed."""
    kept = await interaction.client.services.concepts.of(place_of_press(interaction))
    return choices(_names(kept), current)


async def _adopt(bot: HyperplaneBot, place: Place, preset: Preset) -> StoredConcept:
    await remember_server(bot, place)
    new = NewConcept(preset.name, preset.inside, preset.outside)
    return await bot.services.concepts.adopt(place, new, discord.utils.utcnow())


def _last_used(stored: StoredConcept) -> tuple[datetime, int]:
    return stored.used_at, stored.id


def _names(kept: tuple[StoredConcept, ...]) -> list[str]:
    """Return the names of a place's concepts and of the presets, each once."""
    return list(dict.fromkeys([*(each.name for each in kept), *PRESETS]))
