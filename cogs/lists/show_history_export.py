"""list show, history and export."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.context import Context
from bot.hints import hinted
from bot.markup import plain
from bot.presses.pages import Book, Page, number_in, pager
from bot.replies import card
from cogs.lists.cards import PER_PAGE, history, numbered
from cogs.lists.files import as_csv, as_markdown, file_stem
from cogs.lists.naming import chosen_list, complete_lists
from cogs.lists.picks import PickFrom
from cogs.shared.list_cards import sized
from cogs.shared.names import names_of
from cogs.shared.places import check_here
from cogs.shared.topics import command
from storage.film_list import Entry

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

LIST_BOOK, HISTORY_BOOK = "list", "history"
EMPTY = "Nothing yet. Add films: `/list add Alien; The Matrix`."
ALL_WATCHED = "All was watched. `/list history` has it, `/list add` adds more."
NONE_WATCHED = "Nothing yet. `/list watched Alien` moves a film here."


class ShowHistoryExport(commands.Cog):
    """What people see of lists."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services
        bot.books |= {
            LIST_BOOK: Book(self.list_page, self.check_list),
            HISTORY_BOOK: Book(self.history_page, self.check_list),
        }

    @command("lists", "list show Friday night", within="list")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def show(self, ctx: Context, *, name: str = "") -> None:
        """Show what is on a list, who added it and when.

        Parameters
        ----------
        name
            The list; leave it out where there is only one.
        """
        await answer_with_list(ctx, name)

    @command("lists", "list history Friday night", within="list")
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def history(self, ctx: Context, *, name: str = "") -> None:
        """Show which films of a list were watched, and when.

        Parameters
        ----------
        name
            The list; leave it out where there is only one.
        """
        film_list = await chosen_list(ctx, name)
        key = str(film_list.id)
        page = await self.history_page(key, 0)
        await ctx.answer(embed=page.embed, view=pager(HISTORY_BOOK, key, 0, page, ctx.author.id))

    @command("lists", "list export Friday night", within="list")
    @commands.cooldown(3, 30, commands.BucketType.user)
    async def export(self, ctx: Context, *, name: str = "") -> None:
        """Send a list as files: CSV for spreadsheets, Markdown for notes.

        Parameters
        ----------
        name
            The list; leave it out where there is only one.
        """
        film_list = await chosen_list(ctx, name)
        entries = await self.services.lists.entries(film_list.id)
        stem = file_stem(film_list.name)
        files = [
            discord.File(io.BytesIO(as_csv(entries)), f"{stem}.csv", description="The list as CSV"),
            discord.File(
                io.BytesIO(as_markdown(film_list.name, entries)),
                f"{stem}.md",
                description="The list as Markdown",
            ),
        ]
        await ctx.answer(embed=card(plain(film_list.name), sized(film_list)), files=files)

    show.autocomplete("name")(complete_lists)
    history.autocomplete("name")(complete_lists)
    export.autocomplete("name")(complete_lists)

    async def check_list(self, key: str, interaction: discord.Interaction[Any]) -> None:
        """Let a list be read where it belongs."""
        check_here(interaction, (await self.services.lists.get(number_in(key))).place)

    async def list_page(self, key: str, number: int) -> Page:
        """Return a page of what is left to watch of the list whose id is `key`."""
        film_list = await self.services.lists.get(number_in(key))
        left = [each for each in await self.services.lists.entries(film_list.id) if each.watched_at is None]
        number, count, shown = _cut(left, number)
        empty = hinted(ALL_WATCHED if film_list.watched else EMPTY)
        adders = {each.adder_id for each in shown if each.adder_id is not None}
        names = await names_of(self.bot, film_list.place.guild_id, adders)
        text = numbered(shown, number * PER_PAGE + 1, names) or empty
        return Page(card(plain(film_list.name), text, _footer(sized(film_list), number, count)), count)

    async def history_page(self, key: str, number: int) -> Page:
        """Return a page of what was watched of the list whose id is `key`."""
        film_list = await self.services.lists.get(number_in(key))
        watched = [each for each in await self.services.lists.entries(film_list.id) if each.watched_at]
        watched.sort(key=lambda entry: entry.watched_at or entry.added_at, reverse=True)
        number, count, shown = _cut(watched, number)
        text = history(shown) or hinted(NONE_WATCHED)
        title = f"Watched from {plain(film_list.name)}"
        return Page(card(title, text, _footer(sized(film_list), number, count)), count)


async def answer_with_list(ctx: Context, name: str) -> None:
    """Answer with the first page of a list, and a button to pick from it.

    Raises
    ------
    NoLists, WhichList, UnknownList
    """
    film_list = await chosen_list(ctx, name)
    key = str(film_list.id)
    page = await ctx.bot.books[LIST_BOOK].page(key, 0)
    view = pager(LIST_BOOK, key, 0, page, ctx.author.id)
    view.add_item(PickFrom(film_list.id).item("Pick one"))
    await ctx.answer(embed=page.embed, view=view)


def _cut(entries: Sequence[Entry], number: int) -> tuple[int, int, Sequence[Entry]]:
    """Return the number of the page that there is, how many there are, and what is on it."""
    count = max(1, math.ceil(len(entries) / PER_PAGE))
    number = min(number, count - 1)
    return number, count, entries[number * PER_PAGE : (number + 1) * PER_PAGE]


def _footer(text: str, number: int, count: int) -> str:
    return text + (f" · page {number + 1} of {count}" if count > 1 else "")
