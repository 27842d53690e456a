"""list add and remove."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.ext import commands

from bot.context import Context
from bot.replies import card, code, enumeration, plain
from cogs.lists.choices import choices_of
from cogs.lists.entries import complete_entries, find_entry
from cogs.lists.keeping import Keeping
from cogs.lists.naming import aimed, before_colon, complete_lists, meant
from cogs.lists.root import Root
from cogs.shared.list_cards import added_card, film, sized
from cogs.shared.permissions import MODERATOR, called, may_change
from cogs.shared.places import here
from cogs.shared.saving import SaveToList
from cogs.shared.titles import Named, complete_titles, find_all, split
from cogs.shared.topics import command
from models.movies.errors import UnknownFilm
from models.movies.library import Library
from models.movies.titles.search import Found
from storage.film_list import Entry, FilmList
from storage.refusals import NotAllowed, WhichList


class Filling(Keeping):
    """What is on the lists."""

    @command(
        "lists",
        "list add Friday night: Alien; The Matrix; Toy Story",
        "list add Film club: Grease; Toy Story",
        parent=Root.lists,
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
        doubtful = [each for each in found if not each.sure and each.films]
        if film_list is None:
            if not films:
                raise WhichList(tuple(each.name for each in kept))
            view = await SaveToList.make(self.services, here(ctx), ctx.author.id, films)
            question = view.question()
            _tell_others(question, found, doubtful, "Say the list, and you can choose")
            view.message = await ctx.answer(embed=question, view=view)
            return
        added = await self.services.lists.add(film_list.id, films, ctx.author.id, discord.utils.utcnow())
        film_list = await self.services.lists.get(film_list.id)
        embed = added_card(film_list, added)
        _tell_others(embed, found, doubtful, "Choose below")
        await ctx.answer(embed=embed, view=choices_of(film_list.id, ctx.author.id, doubtful))

    @command("lists", "list remove Friday night: The Matrix", parent=Root.lists)
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
        film_list, titles = await self.aimed(ctx, title, name)
        entries = await self.services.lists.entries(film_list.id)
        found = [find_entry(film_list, entries, each) for each in titles]
        for entry in found:
            _check_adder(ctx, film_list, entry)
        for entry in found:
            await self.services.lists.remove(film_list.id, entry.page)
        lines = [f"➖ {film(entry.title)}" for entry in found]
        film_list = await self.services.lists.get(film_list.id)
        await ctx.answer(embed=card(film_list.name, "\n".join(lines), sized(film_list)))

    async def aimed(self, ctx: Context, title: str, name: str) -> tuple[FilmList, list[str]]:
        """Return the list and the titles that a command on films of a list names.

        Raises
        ------
        NoLists, WhichList, UnknownList, WrongNumberOfTitles
        """
        film_list, rest = aimed(await self.services.lists.of(here(ctx)), title, name)
        return film_list, split(rest)

    add.autocomplete("name")(complete_lists)
    remove.autocomplete("name")(complete_lists)

    add.autocomplete("title")(complete_titles)

    remove.autocomplete("title")(complete_entries)

    @staticmethod
    def _read(
        library: Library, kept: Sequence[FilmList], title: str, name: str
    ) -> tuple[FilmList | None, list[Named]]:
        """Return the list that is meant, none where it is in doubt, and what the titles stand for."""
        found, rest = (None, title) if name else before_colon(kept, title)
        if found is not None and isinstance(library.titles.find(split(title)[0]), Found):
            found, rest = None, title  # "Alien: Covenant" beside a list called Alien
        if found is None and (name or len(kept) < 2):
            found = meant(kept, name)
        return found, _known(find_all(library, split(rest)))


def _known(found: list[Named]) -> list[Named]:
    """Return what was found, if anything was.

    Raises
    ------
    UnknownFilm
    """
    if not any(each.films for each in found):
        raise UnknownFilm(found[0].asked, found[0].close)
    return found


def _tell_others(
    embed: discord.Embed, found: Sequence[Named], doubtful: Sequence[Named], remedy: str
) -> None:
    """Add what could not be put on the list: titles that fit several films, or none."""
    if doubtful:
        titles = enumeration([code(each.asked) for each in doubtful])
        embed.add_field(name="Several films fit", value=f"{remedy}: {titles}.")
    for each in found:
        if not each.films:
            close = enumeration([f"**{plain(name)}**" for name in each.close], "or")
            embed.add_field(name="Not found", value=f"{code(each.asked)}: did you mean {close}?")


def _check_adder(ctx: Context, film_list: FilmList, entry: Entry) -> None:
    """Let only those remove a film who added it, made the list or manage messages.

    Raises
    ------
    NotAllowed
    """
    if not may_change(ctx, entry.adder_id, film_list.creator_id):
        who = called(entry.adder_id, "who added it")
        raise NotAllowed(f"remove {entry.title}", f"{who}, the list's creator or {MODERATOR}")
