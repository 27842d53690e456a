"""The buttons with which a speaker goes through a talk."""

from __future__ import annotations

import enum
import re
from typing import Any

import discord

from bot import errors
from bot.errors import Refused
from cogs.talk.performance import Performance, post

ONLY_SPEAKER = "Only the speaker turns the page. `talk start` gives you a talk of your own."
GONE = "That talk is no longer on stage. `talk start {name} step={step}` goes on from here."
SHOWN = (
    "That step has been shown already: the next button is further down. If Discord has lost it, "
    "`talk start {name} step={step}` goes on."
)


class Move(enum.StrEnum):
    """Where a button leads."""

    NEXT = "next"
    END = "end"


class TalkButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"talk:(?P<move>next|end):(?P<shown>\d+):(?P<speaker>\d+):(?P<name>[a-z0-9-]+)",
):
    """Shows the next step, or ends the talk. After a restart it says how to go on."""

    def __init__(self, move: Move, shown: int, speaker: int, name: str) -> None:
        label = ("Begin" if shown == 0 else "Next") if move is Move.NEXT else "End here"
        style = discord.ButtonStyle.primary if move is Move.NEXT else discord.ButtonStyle.secondary
        custom_id = f"talk:{move}:{shown}:{speaker}:{name}"
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=custom_id))
        self.move, self.shown, self.speaker, self.name = move, shown, speaker, name

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> TalkButton:
        """Make the button again from its id."""
        return cls(Move(match["move"]), int(match["shown"]), int(match["speaker"]), match["name"])

    @errors.answered("talk")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        if interaction.user.id != self.speaker:
            raise Refused(ONLY_SPEAKER)
        speaking: Any = interaction.client.get_cog("Speaking")
        place: Any = interaction.channel
        performance = speaking.stages.get(place.id)
        if performance is None or performance.name != self.name:
            raise Refused(GONE.format(name=self.name, step=self.shown + 1))
        if performance.shown != self.shown:
            raise Refused(SHOWN.format(name=self.name, step=performance.shown + 1))
        if self.move is Move.END:
            performance.end()
            await interaction.response.edit_message(view=None)
        else:
            slide = performance.turn()
            head = performance.head(slide, interaction.client.settings.prefix)
            await interaction.response.edit_message(embed=head, view=None)
            await post(slide, place)
        if performance.over:
            del speaking.stages[place.id]
        await lead_on(performance, place)


async def lead_on(performance: Performance, place: discord.abc.Messageable) -> None:
    """Send the button to the next slide or, after the last one, the handout."""
    if performance.over:
        await performance.closing.post(place)
        return
    view = discord.ui.View(timeout=None)
    for move in Move if performance.shown else (Move.NEXT,):
        view.add_item(TalkButton(move, performance.shown, performance.speaker, performance.name))
    await place.send(embed=performance.lead(), view=view)
