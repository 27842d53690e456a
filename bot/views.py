"""Buttons: a pager that outlives restarts, and views with an owner, an end and an error path."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot import errors
from bot.replies import apology, card

if TYPE_CHECKING:
    from bot.app import Hyperplane

NOT_YOURS = "These buttons belong to whoever ran the command. Run it yourself to get your own."
EXPIRED = "These buttons are from before my last restart. Please run the command again."

# In every short-lived button's id: one that lacks it was made by an earlier run of the bot.
RUN = secrets.token_hex(4)
SHORT_LIVED = "view"


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


class PageButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"page:(?P<book>\w+):(?P<key>[^:]*):(?P<number>\d+):(?P<owner>\d+)",
):
    """Turns to a page. All it needs to know is in its id, so it works after a restart too."""

    def __init__(self, book: str, key: str, number: int, owner: int, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(label=label or "…", custom_id=f"page:{book}:{key}:{number}:{owner}"),
        )
        self.book, self.key, self.number, self.owner = book, key, number, owner

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> PageButton:
        """Make the button again from its id."""
        return cls(match["book"], match["key"], int(match["number"]), int(match["owner"]))

    @errors.answered("page of {0.book}")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one that was there."""
        if not await is_owner(interaction, self.owner):
            return
        page = await interaction.client.books[self.book](self.key, self.number)
        view = pager(self.book, self.key, self.number, page, self.owner)
        await interaction.response.edit_message(embed=page.embed, view=view)


def pager(book: str, key: str, number: int, page: Page, owner: int) -> discord.ui.View:
    """Return the buttons under page `number`: back, next and its links."""
    view = discord.ui.View(timeout=None)
    if number > 0:
        view.add_item(PageButton(book, key, number - 1, owner, "Back"))
    if number + 1 < page.count:
        view.add_item(PageButton(book, key, number + 1, owner, "Next"))
    for link in page.links:
        view.add_item(PageButton(book, link.key, 0, owner, link.label))
    return view


def short_lived(name: str) -> str:
    """Return an id for a button that dies with this run of the bot."""
    return f"{SHORT_LIVED}:{RUN}:{name}"


class OwnedView(discord.ui.View):
    """Buttons that one person may press, until `timeout` seconds after the last press.

    Set `message` once it is sent, so that the buttons can be switched off in the end. Items take their ids
    from `short_lived`, so that a press after a restart is answered and not lost.
    """

    def __init__(self, owner: int, timeout: float = 600.0) -> None:
        super().__init__(timeout=timeout)
        self.owner = owner
        self.message: discord.Message | None = None

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Let only the owner press."""
        return await is_owner(interaction, self.owner)

    async def on_timeout(self) -> None:
        """Switch the buttons off."""
        for item in self.children:
            if isinstance(item, discord.ui.Button | discord.ui.Select):
                item.disabled = True
        if self.message is not None:
            try:
                await self.message.edit(view=self)
            except discord.HTTPException:
                return  # the message is gone, and its buttons with it

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, item: discord.ui.Item[Any]
    ) -> None:
        """Answer a press that failed."""
        await errors.on_interaction_error(interaction, error, type(self).__name__)


class ConfirmView(OwnedView):
    """Asks once before something that cannot be undone, and then does it.

    Parameters
    ----------
    owner:
        Who was asked.
    label:
        What the button to go on says.
    action:
        Does it, and returns what to say then.
    """

    def __init__(
        self, owner: int, label: str, action: Callable[[discord.Interaction[Any]], Awaitable[discord.Embed]]
    ) -> None:
        super().__init__(owner, timeout=120.0)
        self._action = action
        self.confirm.label = label

    @discord.ui.button(style=discord.ButtonStyle.danger, custom_id=short_lived("confirm"))
    async def confirm(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ConfirmView]) -> None:
        """Do it."""
        embed = await self._action(interaction)
        await interaction.response.edit_message(embed=embed, view=None)
        self.stop()

    @discord.ui.button(label="Keep it", custom_id=short_lived("keep"))
    async def keep(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ConfirmView]) -> None:
        """Change nothing."""
        await interaction.response.edit_message(embed=card("Kept", "Nothing was changed."), view=None)
        self.stop()


class AnsweredModal(discord.ui.Modal):
    """A form that answers for its own faults."""

    async def on_error(  # type: ignore[override]  # a modal's has no item
        self, interaction: discord.Interaction[Any], error: Exception
    ) -> None:
        """Answer what was entered and cannot be."""
        await errors.on_interaction_error(interaction, error, type(self).__name__)


async def answer_expired(interaction: discord.Interaction[Hyperplane]) -> None:
    """Tell somebody who presses a button of an earlier run that it is dead."""
    custom_id = str(interaction.data.get("custom_id", "")) if interaction.data else ""
    if custom_id.startswith(f"{SHORT_LIVED}:") and not custom_id.startswith(f"{SHORT_LIVED}:{RUN}:"):
        await interaction.response.send_message(embed=apology(EXPIRED), ephemeral=True)


async def is_owner(interaction: discord.Interaction[Any], owner: int) -> bool:
    """Return whether the presser is `owner`, and tell anybody else that they are not."""
    if interaction.user.id == owner:
        return True
    await interaction.response.send_message(embed=apology(NOT_YOURS), ephemeral=True)
    return False
