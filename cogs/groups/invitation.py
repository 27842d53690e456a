"""An invitation that people join by pressing or reacting, until its time is up or its caller starts."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot import errors
from bot.callers import work_for
from bot.hints import hinted
from bot.markup import plain
from bot.pacing import Turns
from bot.refusals import AloneInGroup, NobodyJoined, OnlyAskerStarts, OutOfGroups
from bot.replies import Card, apology, card, enumeration
from cogs.groups.answers import answer
from cogs.groups.buttons import group_buttons, invitation_buttons
from cogs.groups.people import MOST, NAME_LIMIT
from cogs.shared.clock import RETRY_S, Clock, is_down
from cogs.shared.opinions import opinions_of
from cogs.shared.places import check_here, remember_server
from models.movies.rules import DEFAULT_RULE
from storage.invitations import Guest, Invitation, NewInvitation
from storage.places import Place
from storage.refusals import GroupBegun

if TYPE_CHECKING:
    from bot.app import HyperplaneBot
    from bot.context import Context

UNRATED = "You are in, but you have rated nothing yet: tell me a film or two with `/like` before it starts."

LEAST = 2
MOST_ASKED = 25
"""How many people are asked for behind one emoji: bots may be among them."""

Edit = Callable[..., Awaitable[Any]]


class Inviting:
    """Asks who is in, and answers when the time is up or the caller says so, after a restart too.

    Who adds a reaction, whichever, is in as well. They are counted in the end, so that takes no intent.
    """

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._kept = bot.services.invitations
        self._turns: Turns[int] = Turns()  # of many who press at once, each sees everybody before them
        self.clock = Clock(bot, "invitations", self._answer_due)

    async def ask(self, ctx: Context, guild: discord.Guild, caller: discord.Member, wait_s: int) -> None:
        """Ask everybody in the channel."""
        new = NewInvitation(
            application_id=self._bot.application_id or 0,
            guild_id=guild.id,
            channel_id=ctx.channel.id,
            caller=_guest(caller),
            ends_at=discord.utils.utcnow() + timedelta(seconds=wait_s),
        )
        await remember_server(self._bot, Place.server(guild.id))
        asked = await self._kept.ask(new)
        try:
            message = await ctx.answer(embed=invitation_card(asked), view=invitation_buttons(asked.id))
        except discord.HTTPException:
            await self._kept.answered(asked.id)
            raise
        await self._kept.sent(asked.id, message.id)
        self.clock.notice()

    async def join(self, invitation_id: int, interaction: discord.Interaction[Any]) -> None:
        """Take the presser in, or out again."""
        check_here(interaction, Place.server((await self._kept.get(invitation_id)).guild_id))
        presser = interaction.user
        if await self._services.consents.opted_out([presser.id]):
            raise OutOfGroups
        person = await opinions_of(self._services, presser.id)
        async with self._turns.of(invitation_id):
            asked = await self._kept.toggle(invitation_id, _guest(presser), MOST)
            await interaction.edit_original_response(embed=invitation_card(asked))
        is_in = any(guest.user_id == presser.id for guest in asked.guests)
        if is_in and not person.likes and not person.dislikes:
            await interaction.followup.send(embed=card("You are in", hinted(UNRATED)), ephemeral=True)

    async def start(self, invitation_id: int, interaction: discord.Interaction[Any]) -> None:
        """Let the caller begin before the time is up."""
        asked = await self._kept.get(invitation_id)
        check_here(interaction, Place.server(asked.guild_id))
        if interaction.user.id != asked.caller_id:
            raise OnlyAskerStarts(asked.caller_id)
        async with self._turns.of(invitation_id):
            if not (await self._begin(asked, LEAST)).begun:
                raise AloneInGroup
            try:
                await self._tell(invitation_id, interaction.edit_original_response)
            except Exception:
                self.clock.notice()  # which tries again
                raise

    async def _answer_due(self) -> float:
        """Answer what is due; return how many seconds are left until the next."""
        now, rest_s = discord.utils.utcnow(), math.inf
        for asked in await self._kept.unanswered(self._bot.application_id or 0):
            left_s = (asked.ends_at - now).total_seconds()
            if not self._bot.serves(asked.guild_id):
                continue
            if not asked.begun and left_s > 0:
                rest_s = min(rest_s, left_s)
                continue
            try:
                await self._answer(asked)
            except discord.HTTPException as error:
                if is_down(error):  # the films can wait
                    rest_s = min(rest_s, RETRY_S)
                else:  # the message is gone
                    await self._kept.answered(asked.id)
        return rest_s

    async def _answer(self, asked: Invitation) -> None:
        """Begin with whoever is in; one that began before the bot was stopped is answered now."""
        work_for(asked.caller_id, asked.guild_id)
        await self._bot.write_in(asked.guild_id)
        if asked.message_id is None:  # stopped before it was sent
            await self._kept.answered(asked.id)
            return
        async with self._turns.of(asked.id):
            try:
                if not (await self._kept.get(asked.id)).begun:
                    await self._begin(asked)
            except GroupBegun:
                return  # by its caller, a moment ago
            await self._tell(asked.id, self._message(asked).edit)

    async def _begin(self, asked: Invitation, least: int = 1) -> Invitation:
        return await self._kept.begin(asked.id, await self._reacted(asked), MOST, least)

    async def _tell(self, invitation_id: int, edit: Edit) -> None:
        """Put the films in the invitation's place, or why there are none."""
        asked = await self._kept.get(invitation_id)
        guild = self._bot.get_guild(asked.guild_id)
        ids = tuple(guest.user_id for guest in asked.guests)
        try:
            if guild is None or len(ids) < LEAST:
                raise NobodyJoined
            found = await answer(self._services, guild, ids, DEFAULT_RULE)
        except Exception as error:  # whoever waits is told, in the place where they look
            sentence = errors.sentence_for(error, "recommend together", asked.caller_id)
            await edit(embed=apology(sentence), view=None)
        else:
            await edit(embed=found.embed, view=group_buttons(found))
        await self._kept.answered(asked.id)

    async def _reacted(self, asked: Invitation) -> list[Guest]:
        """Return who reacted."""
        try:
            reactions = (await self._message(asked).fetch()).reactions
            people = [person for each in reactions async for person in each.users(limit=MOST_ASKED)]
        except discord.HTTPException:
            return []  # the message is gone, or the bot may not read it: the presses count
        return [_guest(person) for person in people if not person.bot]

    def _message(self, asked: Invitation) -> discord.PartialMessage:
        channel = self._bot.get_partial_messageable(asked.channel_id, guild_id=asked.guild_id)
        return channel.get_partial_message(asked.message_id or 0)


def invitation_card(asked: Invitation) -> Card:
    """Return the card that asks."""
    shown = {guest.user_id: plain(guest.name, NAME_LIMIT) for guest in asked.guests}
    caller = shown[asked.caller_id]
    return card(
        "Who is in?",
        f"**{caller}** looks for films that all of you would like. Press **I'm in**, or add a reaction.\n\n"
        f"In so far: {enumeration([f'**{name}**' for name in shown.values()])}\n"
        f"It starts {discord.utils.format_dt(asked.ends_at, 'R')}, or when {caller} says so.",
        "Your single ratings stay private: only a bar for each film shows.",
    )


def _guest(person: discord.abc.User) -> Guest:
    return Guest(person.id, person.display_name)
