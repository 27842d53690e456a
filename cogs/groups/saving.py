"""The button that puts a group's films on a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot import errors
from cogs.shared.places import place_of_press
from cogs.shared.saving import SaveToList
from models.movies.errors import UnknownFilm
from models.movies.library import Film

ROW = 2
KEY = r"[0-9a-f]+"


class SaveButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"savefilms:(?P<keys>{KEY}(?:\.{KEY})*)",
):
    """Asks whoever presses on which list the films belong; the films' keys are in its id."""

    def __init__(self, keys: Sequence[str]) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label="Save to a list", emoji="📌", custom_id=f"savefilms:{'.'.join(keys)}", row=ROW
        )
        super().__init__(button)
        self.keys = tuple(keys)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> SaveButton:
        """Make the button again from its id."""
        return cls(match["keys"].split("."))

    @errors.answered("save")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the menu of lists to the presser alone."""
        services = interaction.client.services
        films = [film for key in self.keys if (film := services.films.by_key(key)) is not None]
        if not films:
            raise UnknownFilm("those films")
        view = await SaveToList.make(
            services,
            place_of_press(interaction),
            interaction.user.id,
            [(film.page, film.name) for film in films],
        )
        await interaction.response.send_message(embed=view.question(), view=view, ephemeral=True)


def save_button(films: Sequence[Film]) -> SaveButton:
    """Return the button for these films, five at most: an id has room for no more."""
    return SaveButton([film.key for film in films])
