"""An invitation that people join by pressing or reacting, until its time is up or its caller starts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import discord

from bot import errors
from bot.hints import hinted
from bot.markup import plain
from bot.refusals import AloneInGroup, GroupBegun, GroupFull, NobodyJoined, OnlyAskerStarts, OutOfGroups
from bot.replies import apology, card, enumeration
from bot.services import Services
from bot.views import OwnedView, short_lived
from cogs.groups.answers import answer
from cogs.groups.buttons import group_buttons
from cogs.groups.people import MOST, NAME_LIMIT
from cogs.shared.opinions import opinions_of
from models.movies.rules import DEFAULT_RULE

UNRATED = "You are in, but you have rated nothing yet: tell me a film or two with `/like` before it starts."

SOON_S = 0.1
MOST_ASKED = 25
"""How many people are asked for behind one emoji: bots may be among them."""

Edit = Callable[..., Awaitable[Any]]


class Invitation(OwnedView):
    """Anybody may press "I'm in", and again to step out; only the caller starts before the time is up.

    Who adds a reaction, whichever, is in too. They are counted in the end, so no intent is needed for that.
    It lives as long as its time and no longer than the bot: a press after a restart is answered as expired.
    """

    def __init__(self, services: Services, guild: discord.Guild, caller: discord.Member, wait_s: int) -> None:
        super().__init__(caller.id, timeout=float(wait_s))
        self.services, self.guild = services, guild
        self.names = {caller.id: plain(caller.display_name, NAME_LIMIT)}
        self.ends_at = discord.utils.utcnow() + timedelta(seconds=wait_s)
        self.deadline = time.monotonic() + wait_s
        self.begun = False
        self.turn = asyncio.Lock()  # of many who press at once, each sees everybody before them

    def embed(self) -> discord.Embed:
        """Return the card that asks."""
        caller = self.names[self.owner]
        return card(
            "Who is in?",
            f"**{caller}** looks for films that all of you would like. Press **I'm in**, or add a "
            "reaction.\n\n"
            f"In so far: {enumeration([f'**{name}**' for name in self.names.values()])}\n"
            f"It starts {discord.utils.format_dt(self.ends_at, 'R')}, or when {caller} says so.",
            "Your single ratings stay private: only a bar for each film shows.",
        )

    async def may_press(self, interaction: discord.Interaction[Any]) -> bool:
        """Let everybody press, and keep to the time: discord.py would begin it anew at each press."""
        self.timeout = max(self.deadline - time.monotonic(), SOON_S)
        return True

    @discord.ui.button(
        label="I'm in", emoji="🙋", style=discord.ButtonStyle.success, custom_id=short_lived("join")
    )
    async def join(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Invitation]) -> None:
        """Take the presser in, or out again."""
        await interaction.response.defer()
        if await self.services.consents.opted_out([interaction.user.id]):
            raise OutOfGroups
        person = await opinions_of(self.services, interaction.user.id)
        async with self.turn:
            self._toggle(interaction.user)
            await interaction.edit_original_response(embed=self.embed())
        if interaction.user.id in self.names and not person.likes and not person.dislikes:
            await interaction.followup.send(embed=card("You are in", hinted(UNRATED)), ephemeral=True)

    @discord.ui.button(label="Start now", custom_id=short_lived("start"))
    async def start(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Invitation]) -> None:
        """Let the caller begin before the time is up."""
        if interaction.user.id != self.owner:
            raise OnlyAskerStarts(self.owner)
        await interaction.response.defer()
        async with self.turn:
            if self.begun:
                raise GroupBegun
            await self._count_reactions()
            if len(self.names) < 2:
                raise AloneInGroup
            self.begun = True
        self.stop()
        await self._finish(interaction.edit_original_response)

    async def on_timeout(self) -> None:
        """Begin with whoever is in."""
        async with self.turn:
            if self.begun or self.message is None:
                return
            await self._count_reactions()
            self.begun = True
        try:
            await self._finish(self.message.edit)
        except discord.HTTPException:
            return  # the message is gone

    def _toggle(self, person: discord.abc.User) -> None:
        if self.begun:
            raise GroupBegun
        if person.id != self.owner and self.names.pop(person.id, None) is not None:
            return
        if len(self.names) >= MOST and person.id not in self.names:
            raise GroupFull(MOST)
        self.names[person.id] = plain(person.display_name, NAME_LIMIT)

    async def _count_reactions(self) -> None:
        """Take in who reacted, as long as there is room."""
        if self.message is None:
            return
        try:
            reactions = (await self.message.fetch()).reactions
            people = [person for each in reactions async for person in each.users(limit=MOST_ASKED)]
        except discord.HTTPException:
            return  # the message is gone, or the bot may not read it: the presses count
        for person in people:
            if not person.bot and len(self.names) < MOST:
                self.names.setdefault(person.id, plain(person.display_name, NAME_LIMIT))

    async def _finish(self, edit: Edit) -> None:
        """Put the films in the invitation's place, or why there are none."""
        try:
            if len(self.names) < 2:
                raise NobodyJoined
            found = await answer(self.services, self.guild, tuple(self.names), DEFAULT_RULE)
        except Exception as error:  # whoever waits is told, in the place where they look
            await edit(embed=apology(errors.sentence_for(error, "recommend together", self.owner)), view=None)
        else:
            await edit(embed=found.embed, view=group_buttons(found))
