"""recommend together: films for several people, mentioned or invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.refusals import NotAMember, NotInGroup, OutOfGroups
from cogs.groups.answers import answer
from cogs.groups.buttons import JoinGroup, SaveFilms, ShowRule, StartGroup, TurnGroupPage, group_buttons
from cogs.groups.invitation import Inviting
from cogs.groups.people import check_number, read_mentions
from cogs.shared.places import place_of_press
from cogs.shared.saving import SaveToList
from cogs.shared.topics import command
from models.movies.errors import UnknownFilm
from models.movies.rules import DEFAULT_RULE, Rule

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class Together(commands.Cog):
    """What several hyperplanes agree on."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services
        self.inviting = Inviting(bot)

    async def cog_load(self) -> None:
        """Begin to answer invitations on time."""
        self.inviting.clock.start()

    async def cog_unload(self) -> None:
        """Stop; they go on in the database."""
        self.inviting.clock.stop()

    @command(
        "films",
        "recommend together",
        "recommend together @Ada @Alan",
        "recommend together wait=120",
        within="recommend",
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    @commands.guild_only()
    async def together(
        self, ctx: Context, *, people: str = "", wait: commands.Range[int, 10, 300] = 60
    ) -> None:
        """Find films that you and others would all like.

        Parameters
        ----------
        people
            Mentions, up to seven; leave it out and everybody can join by a button or a reaction.
        wait
            Seconds in which people can join, 10 to 300; 60 unless you say otherwise.
        """
        guild, caller = ctx.guild, ctx.author
        if guild is None or self.bot.get_guild(guild.id) is None or not isinstance(caller, discord.Member):
            raise NotAMember
        if caller.id in await self.services.consents.opted_out([caller.id]):
            raise OutOfGroups
        named = read_mentions(people)
        if not named:
            await self.inviting.ask(ctx, guild, caller, wait)
            return
        check_number(named, caller.id)
        ids = named if caller.id in named else [caller.id, *named]
        found = await answer(self.services, guild, ids, DEFAULT_RULE)
        await ctx.answer(embed=found.embed, view=group_buttons(found))

    @on_press(JoinGroup)
    async def join(self, press: JoinGroup, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Take the presser into a group, or out of it."""
        await self.inviting.join(press.invitation_id, interaction)

    @on_press(StartGroup)
    async def start(self, press: StartGroup, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Begin before the time is up."""
        await self.inviting.start(press.invitation_id, interaction)

    @on_press(ShowRule)
    async def show_rule(self, press: ShowRule, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Put a rule's films in place of those that were there."""
        await self._show(interaction, press.people, press.rule)

    @on_press(TurnGroupPage)
    async def turn_page(self, press: TurnGroupPage, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Put another page in place of the one that was there."""
        await self._show(interaction, press.people, press.rule, press.page)

    @on_press(SaveFilms)
    async def save_films(self, press: SaveFilms, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Show the menu of lists to the presser alone."""
        films = [film for key in press.keys if (film := self.services.films.by_key(key)) is not None]
        if not films:
            raise UnknownFilm("those films")
        pages = [(film.page, film.name) for film in films]
        view = await SaveToList.make(self.services, place_of_press(interaction), interaction.user.id, pages)
        view.message = await interaction.followup.send(
            embed=view.question(), view=view, ephemeral=True, wait=True
        )

    async def _show(
        self,
        interaction: discord.Interaction[HyperplaneBot],
        people: tuple[int, ...],
        rule: Rule,
        page: int = 0,
    ) -> None:
        """Show one of the people other films in the same message."""
        if interaction.user.id not in people:
            raise NotInGroup
        if interaction.guild is None:
            raise NotAMember
        found = await answer(self.services, interaction.guild, people, rule, page)
        await interaction.edit_original_response(embed=found.embed, view=group_buttons(found))
