"""list add and remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.presses.press import Press
from cogs.lists.naming import before_colon, chosen_entries, complete_entries, complete_lists, meant
from cogs.shared.film_menu import chosen_film, film_menus, tell_doubts
from cogs.shared.list_cards import added_card, changed_card, film
from cogs.shared.permissions import MODERATOR, called, may_change
from cogs.shared.places import check_here, here
from cogs.shared.saving import SaveToList
from cogs.shared.titles import Named, complete_titles, find_all
from cogs.shared.topics import command
from models.movies.library import Film, Library
from storage.film_list import Entry, FilmList
from storage.refusals import NotAllowed, WhichList

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


@dataclass(frozen=True)
class AddChosen(Press, kind="listed"):
    """Puts the film that is chosen from a menu on a list; only the asker may choose."""

    list_id: int
    owner: int
    number: int


class AddRemove(commands.Cog):
    """What is on the lists."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.services = bot.services

    @command(
        "lists",
        "list add Friday night: Alien; The Matrix; Toy Story",
        "list add Film club: Grease; Toy Story",
        within="list",
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def add(self, ctx: Context, *, title: str, name: str = "") -> None:
        """Put films on a list.

        Parameters
        ----------
        title
            A film, or several with semicolons between; a year helps where there are namesakes.
        name
            The list; leave it out where there is only one. Typed, before a colon.
        """
        kept = await self.services.lists.of(here(ctx))
        film_list, found = await self.services.compute.short(
            self._read, self.services.films, kept, title, name
        )
        sure = [each.films[0] for each in found if each.sure]
        films = [(each.page, each.name) for each in sure]
        if film_list is None:
            if not films:
                raise WhichList(tuple(each.name for each in kept))
            menu = await SaveToList.make(self.services, here(ctx), ctx.author.id, films)
            question = menu.question()
            tell_doubts(question, found, "Say the list, and you can choose")
            menu.message = await ctx.answer(embed=question, view=menu)
            return
        added = await self.services.lists.add(film_list.id, films, ctx.author.id, discord.utils.utcnow())
        film_list = await self.services.lists.get(film_list.id)
        embed = added_card(film_list, added)
        tell_doubts(embed, found)
        list_id, asker = film_list.id, ctx.author.id
        view = film_menus(found, lambda number: AddChosen(list_id, asker, number))
        await ctx.answer(embed=embed, view=view)

    @command("lists", "list remove Friday night: The Matrix", within="list")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def remove(self, ctx: Context, *, title: str, name: str = "") -> None:
        """Take films off a list; for who added them, who made it or who manages messages.

        Parameters
        ----------
        title
            A film on the list or its number there, or several with semicolons between.
        name
            The list; leave it out where there is only one. Typed, before a colon.
        """
        film_list, found = await chosen_entries(ctx, title, name)
        for entry in found:
            _check_adder(ctx, film_list, entry)
        for entry in found:
            await self.services.lists.remove(film_list.id, entry.page)
        lines = [f"➖ {film(entry.title)}" for entry in found]
        await ctx.answer(embed=changed_card(await self.services.lists.get(film_list.id), lines))

    add.autocomplete("name")(complete_lists)
    remove.autocomplete("name")(complete_lists)

    add.autocomplete("title")(complete_titles)

    remove.autocomplete("title")(complete_entries)

    @on_press(AddChosen)
    async def add_chosen(self, press: AddChosen, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Put the chosen film on the list, for all to see."""
        lists, now = self.services.lists, discord.utils.utcnow()
        found = chosen_film(self.services.films, interaction, press.owner)
        check_here(interaction, (await lists.get(press.list_id)).place)
        added = await lists.add(press.list_id, [(found.page, found.name)], press.owner, now)
        await interaction.followup.send(embed=added_card(await lists.get(press.list_id), added))

    @staticmethod
    def _read(
        library: Library, kept: Sequence[FilmList], title: str, name: str
    ) -> tuple[FilmList | None, list[Named[Film]]]:
        """Return the list that is meant, none where it is in doubt, and what the titles stand for."""
        found, rest = (None, title) if name else before_colon(kept, title, library.titles.knows)
        if found is None and (name or len(kept) < 2):
            found = meant(kept, name)
        return found, _known(find_all(library, rest))


def _known(found: list[Named[Film]]) -> list[Named[Film]]:
    """Return what was found, if anything was.

    Raises
    ------
    UnknownFilm
    """
    if not any(each.films or each.offers for each in found):
        raise found[0].refusal
    return found


def _check_adder(ctx: Context, film_list: FilmList, entry: Entry) -> None:
    """Let only those remove a film who added it, made the list or manage messages.

    Raises
    ------
    NotAllowed
    """
    if not may_change(ctx, entry.adder_id, film_list.creator_id):
        who = called(entry.adder_id, "who added it")
        raise NotAllowed(f"remove {entry.title}", f"{who}, the list's creator or {MODERATOR}")
