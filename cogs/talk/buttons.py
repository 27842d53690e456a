"""The buttons with which a speaker goes through a talk."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import discord

from bot.presses.press import Press, PressItem
from cogs.talk.performance import Performance


class Move(enum.StrEnum):
    """Where a button leads."""

    NEXT = "next"
    END = "end"


@dataclass(frozen=True)
class TurnSlide(Press, kind="talk"):
    """Shows the next step after so many, or ends the talk."""

    move: Move
    shown: int
    speaker: int
    name: str

    def item(self) -> PressItem:
        """Return the button for it."""
        if self.move is Move.END:
            return self.button("End here")
        return self.button("Next" if self.shown else "Begin", style=discord.ButtonStyle.primary)


def turning_buttons(performance: Performance) -> discord.ui.View:
    """Return the buttons under the steps that were shown."""
    view = discord.ui.View(timeout=None)
    for move in Move if performance.shown else (Move.NEXT,):
        press = TurnSlide(move, performance.shown, performance.speaker, performance.name)
        view.add_item(press.item())
    return view
