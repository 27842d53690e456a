"""Buttons and menus that keep a rating, for whoever presses them, before and after a restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot import errors
from bot.replies import CHOICES_LIMIT, card, truncate
from bot.views import is_owner
from cogs.movies.cards import MARKS, noted, tally
from cogs.shared.opinions import opinions_of, rate
from models.movies.errors import UnknownFilm
from models.movies.library import Film
from storage.ratings import Verdict

LABEL_LIMIT = 34
OPTION_LIMIT = 100
VERDICTS = "|".join(Verdict)


class RateButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"rate:(?P<verdict>{VERDICTS}):(?P<key>[0-9a-f]+)",
):
    """Keeps a verdict on a film for the person who presses it."""

    def __init__(self, verdict: Verdict, key: str, label: str = "", row: int | None = None) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            emoji=MARKS[verdict],
            label=truncate(label, LABEL_LIMIT) or None,
            custom_id=f"rate:{verdict}:{key}",
            row=row,
        )
        super().__init__(button)
        self.verdict, self.key = verdict, key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> RateButton:
        """Make the button again from its id."""
        return cls(Verdict(match["verdict"]), match["key"])

    @errors.answered("rate")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the verdict and say so to the presser alone."""
        await _keep(interaction, self.key, self.verdict)


class PickMenu(
    discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]],
    template=rf"pick:(?P<verdict>{VERDICTS}):(?P<owner>\d+):(?P<number>\d+)",
):
    """Asks which of several films of one title was meant; only the asker may choose."""

    def __init__(
        self, verdict: Verdict, owner: int, number: int, films: Sequence[Film] = (), asked: str = ""
    ) -> None:
        options = [
            discord.SelectOption(label=truncate(film.name, OPTION_LIMIT), value=film.key) for film in films
        ]
        menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
            custom_id=f"pick:{verdict}:{owner}:{number}",
            placeholder=truncate(f"Which {asked}?", OPTION_LIMIT),
            options=options[:CHOICES_LIMIT],
        )
        super().__init__(menu)
        self.verdict, self.owner = verdict, owner

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> PickMenu:
        """Make the menu again from its id."""
        return cls(Verdict(match["verdict"]), int(match["owner"]), int(match["number"]))

    @errors.answered("pick")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the verdict on the film that was chosen."""
        if await is_owner(interaction, self.owner):
            chosen = interaction.data["values"][0] if interaction.data else ""  # type: ignore[typeddict-item]
            await _keep(interaction, str(chosen), self.verdict)


async def _keep(interaction: discord.Interaction[Any], key: str, verdict: Verdict) -> None:
    services = interaction.client.services
    film = services.films.by_key(key)
    if film is None:
        raise UnknownFilm("that film")
    earlier = await rate(services, interaction.user.id, [film], verdict, interaction.guild_id)
    person = await opinions_of(services, interaction.user.id)
    embed = card("Noted", noted([film], verdict, earlier), tally(person))
    await interaction.response.send_message(embed=embed, ephemeral=True)


def taste_buttons(films: Sequence[Film]) -> discord.ui.View:
    """Return a row for each film: like it, named, or dislike it."""
    view = discord.ui.View(timeout=None)
    for row, film in enumerate(films):
        view.add_item(RateButton(Verdict.LIKE, film.key, film.name, row))
        view.add_item(RateButton(Verdict.DISLIKE, film.key, "", row))
    return view


def numbered_buttons(films: Sequence[Film]) -> discord.ui.View:
    """Return a row for each verdict with a button for each of up to five films, by their places."""
    view = discord.ui.View(timeout=None)
    for row, verdict in enumerate(Verdict):
        for place, film in enumerate(films[:5], start=1):
            view.add_item(RateButton(verdict, film.key, str(place), row))
    return view
