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
    """Shows the next step after so many, or ends the talk. After a restart it says how to go on."""

    move: Move
    shown: int
    speaker: int
    name: str

    def item(self) -> PressItem:
        """Return the button for it."""
        if self.move is Move.END:
            return self.button("End here")
        return self.button("Next" if self.shown else "Begin", style=discord.ButtonStyle.primary)


async def lead_on(performance: Performance, place: discord.abc.Messageable) -> None:
    """Send the button to the next slide or, after the last one, the handout."""
    if performance.over:
        for message in performance.closing:
            await message.post(place)
        return
    view = discord.ui.View(timeout=None)
    for move in Move if performance.shown else (Move.NEXT,):
        press = TurnSlide(move, performance.shown, performance.speaker, performance.name)
        view.add_item(press.item())
    await place.send(embed=performance.lead(), view=view)
