"""What people press under a movie night: which times they can make, whether they come."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.presses.handlers import on_press
from bot.presses.pages import number_in
from bot.presses.press import all_chosen, chosen
from bot.replies import card
from cogs.nights.asking import ask_back, followup
from cogs.nights.buttons import (
    ChooseSlots,
    Come,
    ProposeTimes,
    RemindMe,
    SettleNight,
    SettleOn,
    ToggleSlot,
    settle_menu,
)
from cogs.nights.cards import answer_card, ballot_card, link, moment, settle_card
from cogs.nights.forms import TimesForm
from cogs.nights.rights import check_host
from cogs.nights.steward import Steward
from cogs.shared.nights import NIGHT_EVENT
from cogs.shared.places import check_here
from cogs.shared.zones import zone_for
from models.times.reading import Times, read_times
from storage.night import Night
from storage.nights import MOST_SLOTS
from storage.refusals import SlotPassed

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


class NightAnswers(commands.Cog):
    """Presses under movie nights."""

    def __init__(self, bot: HyperplaneBot, steward: Steward) -> None:
        self.bot = bot
        self.services = bot.services
        self.nights = bot.services.nights
        self.steward = steward

    @commands.Cog.listener()
    async def on_night_change(self, night_id: int) -> None:
        """Show a new answer to everybody."""
        await self.steward.messages.refresh(night_id)

    @on_press(ToggleSlot, thinking=True)
    async def toggle(self, press: ToggleSlot, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep that a time can be made, or take it back, and tell the presser alone which they can make."""
        await self._pressed(press.night_id, interaction)
        numbers = await self.nights.toggle(
            press.night_id, press.number, interaction.user.id, discord.utils.utcnow()
        )
        await self._tell_ballot(interaction, press.night_id, numbers)

    @on_press(ChooseSlots, thinking=True)
    async def choose(self, press: ChooseSlots, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep which times can be made, and no others."""
        await self._pressed(press.night_id, interaction)
        wanted = {number_in(each) for each in all_chosen(interaction)}
        numbers = await self.nights.approve(
            press.night_id, wanted, interaction.user.id, discord.utils.utcnow()
        )
        await self._tell_ballot(interaction, press.night_id, numbers)

    @on_press(Come, thinking=True)
    async def come(self, press: Come, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep whether the presser comes."""
        await self._pressed(press.night_id, interaction)
        night = await self.nights.answer(press.night_id, interaction.user.id, coming=press.coming == "yes")
        await self._tell_answer(interaction, night)

    @on_press(RemindMe, thinking=True)
    async def remind(self, press: RemindMe, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep that the presser comes and wants to be reminded, or take the reminder back."""
        night = await self._pressed(press.night_id, interaction)
        wants = interaction.user.id not in night.to_remind
        night = await self.nights.answer(press.night_id, interaction.user.id, coming=True, remind=wants)
        await self._tell_answer(interaction, night)

    @on_press(SettleNight, thinking=True)
    async def ask_settle(self, press: SettleNight, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Ask the organiser on which time to settle."""
        night = await self._pressed(press.night_id, interaction)
        _check_settles(interaction, night)
        now = discord.utils.utcnow()
        to_come = [slot for slot in night.slots if slot.starts_at > now]
        if not to_come:
            raise SlotPassed
        best = sorted(to_come, key=lambda slot: (-len(slot.voters), slot.starts_at))
        await interaction.followup.send(embed=settle_card(), view=settle_menu(night, best), ephemeral=True)

    @on_press(SettleOn)
    async def settle(self, press: SettleOn, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Settle on the time that was chosen; the clock tells it."""
        night = await self._pressed(press.night_id, interaction)
        _check_settles(interaction, night)
        number = number_in(chosen(interaction))
        night = await self.nights.settle(night.id, discord.utils.utcnow(), number)
        self.steward.clock.notice()
        when = "" if night.starts_at is None else f" on {moment(night.starts_at)}"
        await interaction.edit_original_response(embed=card("", f"Settled{when}."), view=None)

    @on_press(ProposeTimes, form=True)
    async def open_form(self, press: ProposeTimes, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Open the form for more times."""
        await interaction.response.send_modal(TimesForm(functools.partial(self._propose, press.night_id)))

    async def _propose(
        self, night_id: int, interaction: discord.Interaction[HyperplaneBot], text: str, zone: str, _: str
    ) -> None:
        """Add the times that a form says that was sent; those in doubt after asking."""
        await self._pressed(night_id, interaction)
        known = await zone_for(self.services, interaction.user.id, interaction.guild_id, zone)
        times = read_times(text, discord.utils.utcnow(), known, MOST_SLOTS)

        async def add(_: discord.Interaction[Any]) -> discord.Embed:
            return await self._add(night_id, times, interaction.user.id)

        if times.doubtful:
            await ask_back(followup(interaction), interaction.user.id, times, "Propose it", add)
            return
        await interaction.followup.send(embed=await add(interaction), ephemeral=True)

    async def _add(self, night_id: int, times: Times, proposer_id: int) -> discord.Embed:
        moments = [each.moment for each in times.times]
        night, numbers = await self.nights.propose(night_id, moments, proposer_id, discord.utils.utcnow())
        self.bot.dispatch(NIGHT_EVENT, night_id)
        self.steward.clock.notice()
        lines = [
            f"**{each.number}.** {moment(each.starts_at)}" for each in night.slots if each.number in numbers
        ]
        return card("", "\n".join([f"[Proposed]({link(night)}), and you can make", *lines]))

    async def _pressed(self, night_id: int, interaction: discord.Interaction[HyperplaneBot]) -> Night:
        """Return the night that is pressed on, in its server.

        Raises
        ------
        NightGone, FromElsewhere
        """
        night = await self.nights.get(night_id)
        check_here(interaction, night.place)
        return night

    async def _tell_ballot(
        self, interaction: discord.Interaction[HyperplaneBot], night_id: int, numbers: tuple[int, ...]
    ) -> None:
        self.bot.dispatch(NIGHT_EVENT, night_id)
        night = await self.nights.get(night_id)
        await interaction.followup.send(embed=ballot_card(night, numbers), ephemeral=True)

    async def _tell_answer(self, interaction: discord.Interaction[HyperplaneBot], night: Night) -> None:
        self.bot.dispatch(NIGHT_EVENT, night.id)
        await interaction.followup.send(embed=answer_card(night, interaction.user.id), ephemeral=True)


def _check_settles(interaction: discord.Interaction[HyperplaneBot], night: Night) -> None:
    """Let only its hosts settle on a time of a night, and only once.

    Raises
    ------
    NotAllowed, NightSettled, NightGone
    """
    check_host(interaction.user.id, interaction.permissions, night, "settle on a time")
    night.check_open()
