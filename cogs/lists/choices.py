"""Menus that ask which of several films of one title belongs on a list; they outlive a restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot import errors
from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, truncate
from bot.views import is_owner
from cogs.shared.list_cards import added_card
from cogs.shared.titles import Named
from models.movies.errors import UnknownFilm
from models.movies.library import Film

MENUS = 5


class ChoiceMenu(
    discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]],
    template=r"listed:(?P<list_id>\d+):(?P<owner>\d+):(?P<number>\d+)",
):
    """Puts the film that is chosen on a list; only the asker may choose."""

    def __init__(
        self, list_id: int, owner: int, number: int, films: Sequence[Film] = (), asked: str = ""
    ) -> None:
        options = [
            discord.SelectOption(label=truncate(film.name, CHOICE_LIMIT), value=film.key) for film in films
        ]
        menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
            custom_id=f"listed:{list_id}:{owner}:{number}",
            placeholder=truncate(f"Which {asked}?", CHOICE_LIMIT),
            options=options[:CHOICES_LIMIT],
        )
        super().__init__(menu)
        self.list_id, self.owner = list_id, owner

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> ChoiceMenu:
        """Make the menu again from its id."""
        return cls(int(match["list_id"]), int(match["owner"]), int(match["number"]))

    @errors.answered("list add")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Put the chosen film on the list, for all to see."""
        if await is_owner(interaction, self.owner):
            await self._add(interaction)

    async def _add(self, interaction: discord.Interaction[Any]) -> None:
        services = interaction.client.services
        key = interaction.data["values"][0] if interaction.data else ""  # type: ignore[typeddict-item]
        film = services.films.by_key(str(key))
        if film is None:
            raise UnknownFilm("that film")
        now = discord.utils.utcnow()
        added = await services.lists.add(self.list_id, [(film.page, film.name)], self.owner, now)
        film_list = await services.lists.get(self.list_id)
        await interaction.response.send_message(embed=added_card(film_list, added))


def choices_of(list_id: int, owner: int, doubtful: Sequence[Named]) -> discord.ui.View:
    """Return a menu for each title that fits several films."""
    view = discord.ui.View(timeout=None)
    for number, each in enumerate(doubtful[:MENUS]):
        view.add_item(ChoiceMenu(list_id, owner, number, each.films, each.asked))
    return view
