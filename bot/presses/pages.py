"""A pager that outlives restarts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.presses.press import Press
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


Book = Callable[[str, int], Awaitable[Page]]
"""Makes the page of a given number (from 0) for a given key; each book has a name on the bot."""


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
    page = await interaction.client.books[press.book](press.key, press.number)
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
