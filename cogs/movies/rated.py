"""The films that a person has rated, found by what they type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.markup import plain
from cogs.shared.kept_films import KeptFilm, KeptFilms, complete_kept
from cogs.shared.titles import Named, last_title, split, title_choices
from cogs.shared.verdicts import MARKS
from storage.ratings import Rating

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def complete_rated(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the films that this person has rated for the last title being typed."""
    services = interaction.client.services
    kept = await services.ratings.of(interaction.user.id)
    before, last = last_title(current)
    films = [(rating.page, rating.title) for rating in kept]
    return title_choices(before, await services.compute.short(complete_kept, films, last))


def find_rated(kept: Sequence[Rating], text: str) -> list[Named[KeptFilm]]:
    """Look up every title that a text lists among rated films.

    Raises
    ------
    WrongNumberOfCharacters, WrongNumberOfTitles
    """
    films = KeptFilms((rating.page, rating.title) for rating in kept)
    return [films.find(title) for title in split(text, films.knows)]


def taken_back(rating: Rating) -> str:
    """Say that a rating is no more."""
    return f"Taken back: {MARKS[rating.verdict]} **{plain(rating.title)}**"
