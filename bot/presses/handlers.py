"""The one way from a press to the cog that answers it."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord.ext import commands

from bot import errors
from bot.presses.press import Press, item_type

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

CogT = TypeVar("CogT")
PressT = TypeVar("PressT", bound=Press)
Method = Callable[[CogT, PressT, "discord.Interaction[HyperplaneBot]"], Coroutine[Any, Any, None]]
Handler = Callable[[PressT, "discord.Interaction[HyperplaneBot]"], Awaitable[None]]

MARK = "__answers_press__"


def on_press(
    press_type: type[PressT], *, thinking: bool = False, form: bool = False
) -> Callable[[Method[CogT, PressT]], Method[CogT, PressT]]:
    """Mark a cog's method as the answer to a kind of press.

    The press is acknowledged before it is called, so it may take its time: it edits the message with
    `interaction.edit_original_response`, sends others with `interaction.followup`, and raises what the
    presser is to be told.

    Parameters
    ----------
    press_type
        What is answered.
    thinking
        Whether the presser sees at once, and alone, that something is being done: the first follow-up, which
        is for them alone too, takes that place.
    form
        Whether the method opens a form, before anything else: only an answer that is not acknowledged can.
    """

    def mark(method: Method[CogT, PressT]) -> Method[CogT, PressT]:
        setattr(method, MARK, (press_type, thinking, form))
        return method

    return mark


@dataclass(frozen=True, slots=True)
class _Way:
    """How presses of a kind are acknowledged: see `on_press`."""

    thinking: bool = False
    form: bool = False


class Presses:
    """What a bot answers presses with."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._handlers: dict[type[Press], tuple[Handler[Any], _Way]] = {}

    @property
    def kinds(self) -> tuple[type[Press], ...]:
        """What is answered."""
        return tuple(self._handlers)

    def add(
        self,
        press_type: type[PressT],
        handler: Handler[PressT],
        *,
        thinking: bool = False,
        form: bool = False,
    ) -> None:
        """Answer a kind of press from now on, on messages from before too; see `on_press`."""
        self._handlers[press_type] = handler, _Way(thinking, form)
        self._client.add_dynamic_items(item_type(press_type))

    def add_cog(self, cog: commands.Cog) -> None:
        """Answer what the cog's marked methods answer."""
        for name, method in inspect.getmembers(type(cog), inspect.isfunction):
            if (marked := getattr(method, MARK, None)) is not None:
                press_type, thinking, form = marked
                self.add(press_type, getattr(cog, name), thinking=thinking, form=form)

    async def answer(self, press: Press, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Acknowledge a press, answer it, and tell the presser alone why where that fails.

        Acknowledged before anything is read: when a whole room presses, that may take longer than Discord
        waits. discord.py gives persistent items no error hook, it would only log what goes wrong in them.
        """
        try:
            handler, way = self._handlers[type(press)]
            if not way.form:
                await interaction.response.defer(ephemeral=way.thinking, thinking=way.thinking)
            await interaction.client.hear(interaction)  # may have to read how the server wants it
            await handler(press, interaction)
        except Exception as error:
            await errors.on_interaction_error(interaction, error, press.kind)
