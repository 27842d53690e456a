"""Buttons that die with this run of the bot: views with an owner, an end and an error path."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, final

import discord

from bot import errors
from bot.compute import AlreadyRunning
from bot.refusals import ButtonsExpired, FormExpired, NotYours
from bot.replies import apology, card
from bot.sentences import sentence
from bot.waiting import WAITING
from models.pictures.palette import ThemeName, other_theme

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


# In every short-lived button's id: one that lacks it was made by an earlier run of the bot.
RUN = secrets.token_hex(4)
SHORT_LIVED = "view"
FORM_S = 900.0
"""Until a form is taken for closed: as long as it takes to write something, and to be called away."""


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
        self._pressing: set[int] = set()
        self._farewell: asyncio.Task[None] | None = None
        WAITING.take(self)

    @final
    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Take note of who presses, and let those who may."""
        WAITING.take(self)
        await interaction.client.hear(interaction)
        return await self.may_press(interaction)

    @contextlib.contextmanager
    def one_press_of(self, person: int) -> Iterator[None]:
        """Answer one press of a person at a time, where that takes a while.

        Raises
        ------
        AlreadyRunning
        """
        if person in self._pressing:
            raise AlreadyRunning
        self._pressing.add(person)
        try:
            yield
        finally:
            self._pressing.discard(person)

    async def may_press(self, interaction: discord.Interaction[Any]) -> bool:
        """Let only the owner press."""
        if interaction.user.id == self.owner:
            return True
        await interaction.response.send_message(
            embed=apology(sentence(NotYours()).markdown()), ephemeral=True
        )
        return False

    def retire(self) -> None:
        """Switch the buttons off before their time."""
        self.stop()
        self._farewell = asyncio.create_task(self.on_timeout())

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


ViewT = TypeVar("ViewT", bound=OwnedView)


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
    harmless:
        Whether it can be undone: then its button is no warning, and the other says that nothing is done.
    """

    def __init__(
        self,
        owner: int,
        label: str,
        action: Callable[[discord.Interaction[Any]], Awaitable[discord.Embed]],
        *,
        harmless: bool = False,
    ) -> None:
        super().__init__(owner, timeout=120.0)
        self._action = action
        self.confirm.label = label
        if harmless:
            self.confirm.style, self.keep.label = discord.ButtonStyle.success, "No"

    @discord.ui.button(style=discord.ButtonStyle.danger, custom_id=short_lived("confirm"))
    async def confirm(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ConfirmView]) -> None:
        """Do it."""
        await interaction.response.defer()
        embed = await self._action(interaction)
        await interaction.edit_original_response(embed=embed, view=None)
        self.stop()

    @discord.ui.button(label="Keep it", custom_id=short_lived("keep"))
    async def keep(self, interaction: discord.Interaction[Any], _: discord.ui.Button[ConfirmView]) -> None:
        """Change nothing."""
        await interaction.response.edit_message(embed=card("Kept", "Nothing was changed."), view=None)
        self.stop()


class OwnedButton(discord.ui.Button[ViewT]):
    """A button of a view whose answer takes a while."""

    @final
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledge the press and answer it, unless the button has been taken out of its view meanwhile."""
        view = self.view
        await interaction.response.defer()
        if view is not None:
            with view.one_press_of(interaction.user.id):
                await self.pressed(view, interaction)

    async def pressed(self, view: ViewT, interaction: discord.Interaction[Any]) -> None:
        """Do what the label says; the press is acknowledged by then."""
        raise NotImplementedError


class ThemeSwitch(OwnedButton[OwnedView]):
    """Has a picture drawn in the other theme, which is its label.

    Parameters
    ----------
    theme:
        The one that the picture is in now.
    redraw:
        Shows it in another one; the press is acknowledged by then.
    """

    def __init__(
        self, theme: ThemeName, redraw: Callable[[discord.Interaction[Any], ThemeName], Awaitable[None]]
    ) -> None:
        super().__init__(label=theme_label(other_theme(theme)), custom_id=short_lived("theme"))
        self._theme = theme
        self._redraw = redraw

    async def pressed(self, _: OwnedView, interaction: discord.Interaction[Any]) -> None:
        """Draw it in this theme from now on."""
        await self._redraw(interaction, other_theme(self._theme))

    def show(self, theme: ThemeName) -> None:
        """Take note of the theme that the picture is in now."""
        self._theme = theme
        self.label = theme_label(other_theme(theme))


def theme_label(theme: ThemeName) -> str:
    """Return what a button says that leads to a theme."""
    return theme.capitalize()


class AnsweredModal(discord.ui.Modal):
    """A form that answers for its own faults, and does not wait for ever: nobody tells that it was closed."""

    def __init__(self) -> None:
        super().__init__(timeout=FORM_S, custom_id=short_lived(secrets.token_hex(8)))
        WAITING.take(self)

    def retire(self) -> None:
        """End before its time."""
        self.stop()

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Take note of who filled it in."""
        await interaction.client.hear(interaction)
        return True

    async def on_error(  # type: ignore[override]  # a modal's has no item
        self, interaction: discord.Interaction[Any], error: Exception
    ) -> None:
        """Answer what was entered and cannot be."""
        await errors.on_interaction_error(interaction, error, type(self).__name__)


async def answer_expired(interaction: discord.Interaction[HyperplaneBot]) -> None:
    """Tell somebody who presses a button of an earlier run, or sends a form that is over, that it is dead."""
    if interaction.response.is_done():  # it was alive, and was over as soon as it had answered
        return
    custom_id = str(interaction.data.get("custom_id", "")) if interaction.data else ""
    if custom_id.startswith(f"{SHORT_LIVED}:") and not _is_alive(interaction, custom_id):
        is_form = interaction.type is discord.InteractionType.modal_submit
        refused = FormExpired() if is_form else ButtonsExpired()
        await interaction.response.send_message(embed=apology(sentence(refused).markdown()), ephemeral=True)


def _is_alive(interaction: discord.Interaction[Any], custom_id: str) -> bool:
    if interaction.type is discord.InteractionType.modal_submit:
        return any(isinstance(each, AnsweredModal) and each.custom_id == custom_id for each in WAITING.now)
    return custom_id.startswith(f"{SHORT_LIVED}:{RUN}:")


def check_owner(interaction: discord.Interaction[Any], owner: int) -> None:
    """Let only `owner` go on.

    Raises
    ------
    NotYours
    """
    if interaction.user.id != owner:
        raise NotYours
