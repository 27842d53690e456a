"""A look at a network that reads a text: its picture, its words, and buttons for the next look."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

import discord

from bot.compute import Compute
from bot.context import Context
from bot.replies import MESSAGE_LIMIT, picture_file, truncate
from bot.views import OwnedButton, OwnedView, ThemeSwitch, short_lived
from cogs.text.captions import cell_caption, surprise_caption
from models.pictures.palette import ThemeName
from models.pictures.picture import Picture
from models.text.inspection import read_cell, read_surprise
from models.text.library import TextLibrary, TextModel
from models.text.picture import draw

FILE_NAME = "text.png"
MOST_MODELS = 20
"""So many are offered as buttons; others can be named."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a look found.

    Attributes
    ----------
    text : str
        The words beside the picture.
    plan : object
        What it is drawn from.
    label : str
        Of the button that leads here.
    offers : tuple of Offer
        Other looks at the same text.
    draw : callable
        Draws the plan, in another process.
    """

    text: str
    plan: Any
    label: str
    offers: tuple[Offer, ...]
    draw: Callable[[Any, ThemeName], Picture] = draw


class Look(Protocol):
    """Everything that a look is taken from."""

    @property
    def theme(self) -> ThemeName:
        """Of the picture."""

    def report(self) -> Report:
        """Let the network read the text."""

    def lit(self, theme: ThemeName) -> Look:
        """Return the same in another theme."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another look, as a button has it."""

    label: str
    look: Look
    emoji: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CellLook:
    """A look at one cell: the one of a number, or the one that follows a property."""

    theme: ThemeName
    model: TextModel
    text: str
    cell: int | None
    follows: str | None

    def report(self) -> Report:
        """Let the network read the text and watch the cell."""
        reading = read_cell(self.model, self.text, self.cell, self.follows)
        label = reading.best.name if reading.best else ""
        caption = cell_caption(self.model, self.text, reading)
        return Report(caption, reading.colouring(), label, tuple(self._others()))

    def _others(self) -> Iterator[Offer]:
        """Yield a look at the cell of every property, and one at any cell."""
        for best in self.model.best_cells:
            yield Offer(best.name, replace(self, cell=None, follows=best.name))
        any_cell = replace(self, cell=secrets.randbelow(self.model.reader.lstm.size), follows=None)
        yield Offer("Random cell", any_cell, "🎲")

    def lit(self, theme: ThemeName) -> CellLook:
        """Return the same in another theme."""
        return replace(self, theme=theme)


@dataclass(frozen=True, slots=True, eq=False)
class SurpriseLook:
    """A look at what a text costs one of the models; no name means the one that it costs least."""

    theme: ThemeName
    texts: TextLibrary
    text: str
    name: str

    def report(self) -> Report:
        """Let all models read the text."""
        if self.name:
            self.texts.open(self.name)
        readings = [read_surprise(model, self.text) for model in self.texts.ready()]
        readings.sort(key=lambda reading: reading.cost.per_character)
        shown = next((each for each in readings if each.model == self.name), readings[0])
        caption = surprise_caption(self.texts.open(shown.model), self.text, shown, readings)
        others = tuple(Offer(name, replace(self, name=name)) for name in self.texts.names[:MOST_MODELS])
        return Report(caption, shown.colouring(), shown.model, others)

    def lit(self, theme: ThemeName) -> SurpriseLook:
        """Return the same in another theme."""
        return replace(self, theme=theme)


async def show(ctx: Context, compute: Compute, look: Look) -> None:
    """Answer a command with a look, and buttons for others."""
    report = await compute.short(look.report)
    async with ctx.typing():  # only now: what is refused above is told in private
        text, file = await take(compute, ctx.author.id, look, report)
    view = LookView(compute, look, report, ctx.author.id)
    view.message = await ctx.answer(text, file=file, view=view)


async def take(compute: Compute, owner: int, look: Look, report: Report) -> tuple[str, discord.File]:
    """Draw what a look found, in another process; return the words and the picture, to be sent once."""
    picture = await compute.long(owner, report.draw, report.plan, look.theme)
    return truncate(report.text, MESSAGE_LIMIT), picture_file(picture, FILE_NAME)


class LookView(OwnedView):
    """Buttons under a look: those that one may take, the one that is shown marked.

    They stay the same and lead elsewhere: discord.py drops a press on one that was taken out of its view.
    """

    def __init__(self, compute: Compute, look: Look, report: Report, owner: int) -> None:
        super().__init__(owner)
        self.compute = compute
        self._buttons = {offer.label: LookButton(offer) for offer in report.offers}
        self._switch = ThemeSwitch(look.theme, self._relight)
        for button in self._buttons.values():
            self.add_item(button)
        self.add_item(self._switch)
        self._lead_on(look, report)

    async def show(self, interaction: discord.Interaction[Any], look: Look) -> None:
        """Take another look in place of the one that is there; the press is acknowledged by then."""
        report = await self.compute.short(look.report)
        text, file = await take(self.compute, self.owner, look, report)
        self._lead_on(look, report)
        await interaction.edit_original_response(content=text, attachments=[file], view=self)

    def _lead_on(self, look: Look, report: Report) -> None:
        self._look = look
        for offer in report.offers:
            self._buttons[offer.label].lead_to(offer, marked=offer.label == report.label)
        self._switch.show(look.theme)

    async def _relight(self, interaction: discord.Interaction[Any], theme: ThemeName) -> None:
        await self.show(interaction, self._look.lit(theme))


class LookButton(OwnedButton[LookView]):
    """Takes another look."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(label=offer.label, emoji=offer.emoji, custom_id=short_lived(f"look-{offer.label}"))
        self.look = offer.look

    def lead_to(self, offer: Offer, *, marked: bool) -> None:
        """Take the look of an offer from now on."""
        self.look = offer.look
        self.style = discord.ButtonStyle.primary if marked else discord.ButtonStyle.secondary

    async def pressed(self, view: LookView, interaction: discord.Interaction[Any]) -> None:
        """Show it in place of the one that is there."""
        await view.show(interaction, self.look)
