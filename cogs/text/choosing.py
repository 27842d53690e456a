"""next: a room writes together, choosing among the five likeliest tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.hints import hinted
from bot.markup import fenced, plain, unfenced
from bot.pacing import Turns, remember
from bot.presses.handlers import on_press
from bot.presses.press import Press
from bot.refusals import TokensChanged
from bot.replies import bar, card
from bot.services import Services
from cogs.shared.places import here, place_of_press
from cogs.shared.topics import command
from cogs.shared.trained import complete_style, texts_with
from cogs.text.facts import least_surprised
from cogs.text.page import LANGUAGES
from cogs.text.texts import read_text
from models.text.errors import TooLongToWriteOn
from models.text.generate import Candidate
from models.text.library import TextModel
from models.text.visible import MARKS

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

LONGEST = 1500
"""Characters of a text that a room writes: it has to stay within one message, fence and all."""
CANDIDATES = 5
REMEMBERED = 500
BLOCK = re.compile(r"```(?:py)?\n(?P<text>.*)\n```", re.DOTALL)
SHOWN = str.maketrans(MARKS | {" ": "␣"})
FULL = "This text is full. Start another with `/next`."


@dataclass(frozen=True)
class NextToken(Press, kind="next"):
    """Adds a token to a text of so many characters. The text itself stands in the message."""

    style: str
    length: int
    token: int


class Choosing(commands.Cog):
    """Lets a room choose what comes next."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.compute = services.compute
        self._turns: Turns[int] = Turns()
        self._latest: dict[int, str] = {}

    @command(
        "text",
        "next def read(",
        "next style=shakespeare My lord,",
        name="next",
        options_first=True,
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def next_token(self, ctx: Context, *, text: str, style: str = "") -> None:
        r"""Show the five likeliest next tokens as buttons: anybody presses one, and the text goes on.

        Parameters
        ----------
        text
            The text to begin with; \n is a line break.
        style
            Which model guesses; else the one that your text surprises least.
        """
        begun = read_text(text)
        if len(begun) > LONGEST:
            raise TooLongToWriteOn(len(begun), 1, LONGEST)
        texts = await texts_with(self.services, here(ctx), style)
        if not style:
            style = (await self.compute.short(least_surprised, texts, begun))[0][0]
        model = await self.compute.short(texts.open, style)
        content, embed, view = await self.page(model, begun)
        await ctx.answer(content, embed=embed, view=view)

    next_token.autocomplete("style")(complete_style)

    async def page(self, model: TextModel, text: str) -> tuple[str, discord.Embed, discord.ui.View]:
        """Return what the message shows once the text is `text`."""
        found = await self.compute.short(model.writer.likeliest, text, CANDIDATES)
        view = discord.ui.View(timeout=None)
        if len(text) < LONGEST:
            for candidate in found:
                press = NextToken(model.name, len(text), candidate.token)
                view.add_item(press.button(_label(candidate)))
        footer = f"{model.name} · anybody may press · ␣ is a blank, ↵ a new line"
        embed = card("What comes next?", "\n".join(map(_line, found)), footer)
        if len(text) >= LONGEST:
            embed = card("The end", hinted(FULL), model.name)
        return fenced(text, LANGUAGES.get(model.kind, "")), embed, view

    @on_press(NextToken)
    async def go_on(self, press: NextToken, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Go on with a token, unless somebody else has chosen one since."""
        message = interaction.message
        assert message is not None  # noqa: S101 - a button is on a message
        async with self._turns.of(message.id):
            text = self.text_of(message)
            if len(text) != press.length:
                raise TokensChanged
            texts = await texts_with(self.services, place_of_press(interaction), press.style)
            model = await self.compute.short(texts.open, press.style)
            tokens = model.reader.vocabulary.tokens
            if press.token >= len(tokens):
                raise TokensChanged  # the model has been trained anew since, or the button is made up
            text += tokens[press.token]
            content, embed, view = await self.page(model, text)
            await interaction.edit_original_response(content=content, embed=embed, view=view)
            remember(self._latest, message.id, text, REMEMBERED)

    def text_of(self, message: discord.Message) -> str:
        """Return what is written on a message, newer than what a press just behind another one saw."""
        if message.id in self._latest:
            return self._latest[message.id]
        found = BLOCK.search(message.content)
        return unfenced(found["text"]) if found else ""


def _label(candidate: Candidate) -> str:
    return f"{candidate.text.translate(SHOWN)} {candidate.probability:.0%}"


def _line(candidate: Candidate) -> str:
    shown = plain(candidate.text.translate(SHOWN))
    return f"`{candidate.probability:>4.0%} {bar(candidate.probability)}` **{shown}**"
