"""Buttons that pick from a list and move films into its history, before and after a restart."""

from __future__ import annotations

import random
import re
from typing import Any

import discord

from bot import errors
from bot.replies import card, plain
from cogs.shared.list_cards import film, when
from models.movies.library import film_key
from storage.film_list import Entry, FilmList
from storage.refusals import NotOnList

Button = discord.ui.Button[discord.ui.View]


class PickButton(
    discord.ui.DynamicItem[Button],
    template=r"pickfrom:(?P<list_id>\d+)",
):
    """Picks a film of a list by chance, for everybody."""

    def __init__(self, list_id: int, label: str = "Another") -> None:
        super().__init__(discord.ui.Button(label=label, emoji="🎲", custom_id=f"pickfrom:{list_id}"))
        self.list_id = list_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> PickButton:
        """Make the button again from its id."""
        return cls(int(match["list_id"]))

    @errors.answered("list pick")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show another pick in a message of its own: the earlier one stays to compare."""
        lists = interaction.client.services.lists
        picked = await lists.pick(self.list_id, random.SystemRandom())
        film_list = await lists.get(self.list_id)
        embed = pick_card(film_list, picked, f"picked by chance for {interaction.user.display_name}")
        await interaction.response.send_message(embed=embed, view=pick_buttons(film_list.id, picked.page))


class WatchedButton(
    discord.ui.DynamicItem[Button],
    template=r"watched:(?P<list_id>\d+):(?P<key>[0-9a-f]+)",
):
    """Moves a film of a list into its history."""

    def __init__(self, list_id: int, key: str) -> None:
        button: Button = discord.ui.Button(label="Watched", emoji="✅", custom_id=f"watched:{list_id}:{key}")
        super().__init__(button)
        self.list_id, self.key = list_id, key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> WatchedButton:
        """Make the button again from its id."""
        return cls(int(match["list_id"]), match["key"])

    @errors.answered("list watched")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Move it, and say so to everybody; a second press tells the presser when it was."""
        lists = interaction.client.services.lists
        film_list = await lists.get(self.list_id)
        entries = await lists.entries(self.list_id)
        entry = next((each for each in entries if film_key(each.page) == self.key), None)
        if entry is None:
            raise NotOnList("that film", film_list.name)
        new = await lists.set_watched(self.list_id, entry.page, discord.utils.utcnow())
        await interaction.response.send_message(
            embed=watched_card(film_list, [entry] if new else [], [] if new else [entry]),
            ephemeral=not new,
        )


def pick_buttons(list_id: int, page: str) -> discord.ui.View:
    """Return the buttons under a pick: another one, and watched."""
    view = discord.ui.View(timeout=None)
    view.add_item(PickButton(list_id))
    view.add_item(WatchedButton(list_id, film_key(page)))
    return view


def pick_card(film_list: FilmList, picked: Entry, how: str) -> discord.Embed:
    """Show a pick large, with where it comes from and how it was found."""
    text = f"## {plain(picked.title)}\nFrom **{plain(film_list.name)}**, added on {when(picked.added_at)}."
    return card("", text, how)


def watched_card(film_list: FilmList, new: list[Entry], known: list[Entry]) -> discord.Embed:
    """Say what moved into the history, and what was there before."""
    lines = [f"✅ {film(entry.title)} was watched: it is in the history now." for entry in new]
    for entry in known:
        since = f" since {when(entry.watched_at)}" if entry.watched_at else ""
        lines.append(f"▫️ {film(entry.title)} is in the history already{since}.")
    footer = f"{film_list.name} · a mistake? list unwatch puts it back"
    return card("", "\n".join(lines), footer)
