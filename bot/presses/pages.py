"""A pager that outlives restarts."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.presses.codecs import NUMBER
from bot.presses.press import Press
from bot.refusals import UnknownPress
from bot.views import check_owner

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


@dataclass(frozen=True, slots=True)
class Link:
    """A button to the first page under another key of the same book."""

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a book, how many there are under its key, and where else it leads."""

    embed: discord.Embed
    count: int
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What a pager turns the pages of; each book has a name on the bot.

    Attributes
    ----------
    page
        Makes the page of a given number (from 0) for a given key.
    check
        Raises what a presser is told who may not read under a key: it stands in the button's id, which proves
        nothing.
    """

    page: Callable[[str, int], Awaitable[Page]]
    check: Callable[[str, discord.Interaction[Any]], Awaitable[None]]


def number_in(key: str) -> int:
    """Return the number that a key is.

    Raises
    ------
    UnknownPress
    """
    if re.fullmatch(NUMBER, key) is None:
        raise UnknownPress
    return int(key)


async def open_to_all(_key: str, _interaction: discord.Interaction[Any]) -> None:
    """Let everybody read."""


@dataclass(frozen=True)
class TurnPage(Press, kind="page"):
    """Turns to a page, for whoever ran the command."""

    book: str
    key: str
    number: int
    owner: int


async def turn_page(press: TurnPage, interaction: discord.Interaction[HyperplaneBot]) -> None:
    """Show the page in place of the one that was there."""
    check_owner(interaction, press.owner)
    book = interaction.client.books.get(press.book)
    if book is None:
        raise UnknownPress
    await book.check(press.key, interaction)
    page = await book.page(press.key, press.number)
    view = pager(press.book, press.key, press.number, page, press.owner)
    await interaction.edit_original_response(embed=page.embed, view=view)


def pager(book: str, key: str, number: int, page: Page, owner: int) -> discord.ui.View:
    """Return the buttons under page `number`: back, next and its links."""
    view = discord.ui.View(timeout=None)
    if number > 0:
        view.add_item(TurnPage(book, key, number - 1, owner).button("Back"))
    if number + 1 < page.count:
        view.add_item(TurnPage(book, key, number + 1, owner).button("Next"))
    for link in page.links:
        view.add_item(TurnPage(book, link.key, 0, owner).button(link.label))
    return view
