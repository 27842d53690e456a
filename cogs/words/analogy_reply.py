"""The reply to `analogy`: its answers at once, its picture as soon as it is drawn, and buttons for more."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import discord

from bot.compute import Compute
from bot.markup import plain
from bot.replies import Card, card, enumeration, ordinal, picture_file
from bot.views import OwnedView, ThemeSwitch, short_lived
from cogs.shared.words import as_typed
from cogs.words.cards import lines, source, with_forms
from models.figures import figure
from models.pictures.palette import ThemeName
from models.pictures.picture import Picture
from models.words.analogy.multiplicative import EPSILON, solve_multiplied
from models.words.analogy.picture import draw
from models.words.analogy.plan import Parallelogram
from models.words.analogy.solve import Analogy, Expected, Kind
from models.words.space.vectors import Neighbour, WordVectors

FILE_NAME = "analogy.png"

_SUM = "cos(w, b) − cos(w, a) + cos(w, c)"
_PRODUCT = f"cos(w, b) · cos(w, c) ÷ (cos(w, a) + {EPSILON:g}), each cosine moved to 0–1"


class AnalogyView(OwnedView):
    """The state of one reply, and buttons that change it.

    The answers never wait for the picture: it is added to the message once it is drawn, and left out when the
    workers have too much to do.
    """

    def __init__(
        self, words: WordVectors, compute: Compute, answer: Analogy, shape: Parallelogram, owner: int
    ) -> None:
        super().__init__(owner)
        self.words = words
        self.compute = compute
        self.answer = answer
        self.shape = shape
        self.theme: ThemeName = "dark"
        self.switch = ThemeSwitch(self.theme, self._relight)
        self.add_item(self.switch)
        self.picture: Picture | None = None
        self.multiplied: tuple[Neighbour, ...] = ()
        self._turn = asyncio.Lock()  # of two changes at once, the later one shows both

    def embed(self) -> Card:
        """Return the reply as it stands."""
        embed = analogy_card(self.answer, self.words, self.multiplied)
        if self.picture is not None:
            embed.set_image(url=f"attachment://{FILE_NAME}")
        return embed

    async def draw(self) -> None:
        """Add the picture to the message, if there is time to draw it and the message is still there."""
        picture = await self.compute.spare(self.owner, draw, self.shape, self.theme)
        if picture is None or self.picture is not None or self.message is None:
            return
        self.picture = picture
        async with self._turn:
            with contextlib.suppress(discord.HTTPException):  # deleted since, or no files allowed there
                await self.message.edit(**self._shown())

    @discord.ui.button(label="Multiply too", emoji="✖️", custom_id=short_lived("multiply"))
    async def multiply(
        self, interaction: discord.Interaction[Any], _: discord.ui.Button[AnalogyView]
    ) -> None:
        """Show the answers of 3CosMul beside those of the sum, or only the latter again."""
        await interaction.response.defer()
        multiplied: tuple[Neighbour, ...] = ()
        if not self.multiplied:
            with self.one_press_of(interaction.user.id):
                multiplied = await self.compute.short(solve_multiplied, self.words, self.answer)
        self.multiplied = multiplied
        self.multiply.label = "Only add" if multiplied else "Multiply too"
        await self._show(interaction)

    async def _relight(self, interaction: discord.Interaction[Any], theme: ThemeName) -> None:
        """Draw the picture in another theme."""
        self.picture = await self.compute.long(self.owner, draw, self.shape, theme)
        self.theme = theme
        self.switch.show(theme)
        await self._show(interaction)

    async def _show(self, interaction: discord.Interaction[Any]) -> None:
        async with self._turn:
            await interaction.edit_original_response(**self._shown())

    def _shown(self) -> dict[str, Any]:
        """Return what an edit of the message takes, the picture each time anew."""
        shown: dict[str, Any] = {"embed": self.embed(), "view": self}
        if self.picture is not None:
            shown["attachments"] = [picture_file(self.picture, FILE_NAME)]
        return shown


def analogy_card(answer: Analogy, words: WordVectors, multiplied: tuple[Neighbour, ...] = ()) -> Card:
    """Return the reply to `analogy`; with `multiplied`, its answers stand beside those of the sum."""
    expression = answer.expression
    if expression.kind is Kind.ANALOGY:
        title = f"{plain(expression.a)} is to {plain(expression.b)} as {plain(expression.c)} is to …"
    else:
        title = f"{plain(expression.formula)} = …"
    footer = f"{expression.formula} · {source(words)}"
    if multiplied:
        embed = card(title, _agreement(answer.found[0], multiplied[0]), footer)
        embed.add_field(name="Added (3CosAdd)", value=_column(answer.found, _SUM), inline=True)
        embed.add_field(name="Multiplied (3CosMul)", value=_column(multiplied, _PRODUCT), inline=True)
    else:
        embed = card(title, lines(answer.found), footer)
    if answer.expected is not None:
        embed.add_field(name="You expected", value=_standing(answer.expected, len(words.vocabulary)))
    excluded = [
        f"**{plain(each.word)}** ({ordinal(each.rank)}, {figure(each.similarity, '.2f')})"
        for each in answer.excluded
    ]
    embed.add_field(
        name="Excluded: the question's own words",
        value=f"Otherwise this is where they would stand: {enumeration(excluded)}.",
    )
    return with_forms(embed, answer.terms)


def _standing(expected: Expected, total: int) -> str:
    """Say at which place the word that the writer expects stands."""
    name = as_typed(expected.term)
    if expected.rank == 1:
        return f"**{name}**, and it is the nearest ({figure(expected.similarity, '.2f')})."
    place = f"{ordinal(expected.rank)} nearest of {total:,} words"
    is_word = len(expected.term.words) == 1
    return f"**{name}** {'is' if is_word else 'would be'} the {place} ({figure(expected.similarity, '.2f')})."


def _agreement(added: Neighbour, multiplied: Neighbour) -> str:
    if added.word == multiplied.word:
        return f"Adding and multiplying both say **{plain(added.word)}**."
    return f"Adding says **{plain(added.word)}**, multiplying says **{plain(multiplied.word)}**."


def _column(found: tuple[Neighbour, ...], formula: str) -> str:
    rows = (f"`{figure(each.similarity, '.2f')}` **{plain(each.word)}**" for each in found)
    return "\n".join([*rows, f"-# {formula}"])
