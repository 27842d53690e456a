"""train show and train forget; and the buttons under trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.replies import card, picture_file
from cogs.shared.naming import choices, close_names, find_named
from cogs.shared.permissions import called
from cogs.shared.places import check_here, here, place_of_press
from cogs.shared.topics import command
from cogs.training.buttons import StopTraining, TrainingTheme, theme_button
from cogs.training.cards import curves_of, hinted_gone, kept_card
from cogs.training.following import FILE_NAME, forget, report_of
from models.live.picture import draw
from storage.places import Place
from storage.refusals import NotAllowed, UnknownTrained
from storage.trained import Trained

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

MAKER = "who trained it"
MANAGER = "somebody who may manage the server"


class TrainedHere(commands.Cog):
    """What was trained, and what is being trained, in a place."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services

    @command("training", "train show pirates", "train show pirates theme=light", within="train")
    @commands.cooldown(6, 30, commands.BucketType.user)
    async def show(self, ctx: Context, *, name: str, theme: Literal["dark", "light"] = "dark") -> None:
        """Show something that was trained here: its curves, and how good it is.

        Parameters
        ----------
        name
            What it is called.
        theme
            Dark or light curves.
        """
        kept = await self._named(here(ctx), name)
        report = await report_of(self.services, kept)
        if report is None:
            await ctx.answer(embed=kept_card(kept, None))
            return
        async with ctx.typing():
            curves = curves_of(kept.name, report)
            picture = await self.services.compute.long(ctx.author.id, draw, curves, theme)
        embed = kept_card(kept, report)
        embed.set_image(url=f"attachment://{FILE_NAME}")
        await ctx.answer(
            embed=embed, file=picture_file(picture, FILE_NAME), view=theme_button(kept.id, theme)
        )

    @command("training", "train forget pirates", within="train")
    @commands.cooldown(6, 30, commands.BucketType.user)
    async def forget(self, ctx: Context, *, name: str) -> None:
        """Delete something that was trained here; whoever trained it may, and who manages the server.

        Parameters
        ----------
        name
            What it is called.
        """
        kept = await self._named(here(ctx), name)
        if not self._may_end(kept, ctx.author.id, ctx.permissions):
            raise NotAllowed("delete it", f"{called(kept.maker_id, MAKER)} or {MANAGER}")
        await forget(self.services, kept)
        await ctx.answer(embed=card("Forgotten", f"**{plain(kept.name)}** is deleted, with all its files."))

    @show.autocomplete("name")
    @forget.autocomplete("name")
    async def complete_name(
        self, interaction: discord.Interaction[HyperplaneBot], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer what was trained here."""
        kept = await self.services.trained.of(place_of_press(interaction))
        return choices([each.name for each in kept], current)

    @on_press(StopTraining)
    async def stop_pressed(
        self, press: StopTraining, interaction: discord.Interaction[HyperplaneBot]
    ) -> None:
        """Have it end with its best, or say what became of it."""
        kept = await self._pressed(press.trained_id, interaction)
        training = self.services.trainings.get(kept.token)
        if training is None:
            report = await report_of(self.services, kept)
            await interaction.followup.send(embed=kept_card(kept, report), ephemeral=True)
            return
        if not self._may_end(kept, interaction.user.id, interaction.permissions):
            raise NotAllowed("stop it", f"{called(kept.maker_id, MAKER)} or {MANAGER}")
        training.stop()

    @on_press(TrainingTheme)
    async def relight(self, press: TrainingTheme, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Draw the curves of a message in another theme."""
        kept = await self._pressed(press.trained_id, interaction)
        report = await report_of(self.services, kept)
        if report is None:
            await interaction.followup.send(
                embed=card(plain(kept.name), hinted_gone(kept.name)), ephemeral=True
            )
            return
        curves = curves_of(kept.name, report)
        picture = await self.services.compute.queued(draw, curves, press.theme)
        await interaction.edit_original_response(
            attachments=[picture_file(picture, FILE_NAME)], view=theme_button(kept.id, press.theme)
        )

    async def _named(self, place: Place, name: str) -> Trained:
        all_kept = await self.services.trained.of(place)
        if (found := find_named(all_kept, name)) is None:
            raise UnknownTrained(name, close_names([each.name for each in all_kept], name))
        return found

    async def _pressed(self, trained_id: int, interaction: discord.Interaction[Any]) -> Trained:
        kept = await self.services.trained.get(trained_id)
        if kept is None:
            raise UnknownTrained("")
        check_here(interaction, kept.place)
        return kept

    @staticmethod
    def _may_end(kept: Trained, user_id: int, permissions: discord.Permissions) -> bool:
        return kept.place.is_private or user_id == kept.maker_id or permissions.manage_guild
