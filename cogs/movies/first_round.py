"""rate: ten well-chosen films, one after the other, and the first recommendations of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.presses.press import Press
from bot.replies import card
from bot.services import Services
from bot.views import check_owner
from cogs.movies.buttons import numbered_buttons
from cogs.movies.cards import pick_lines, standing_line, tally
from cogs.shared.films import bold
from cogs.shared.opinions import Opinions, opinions_of, rate
from cogs.shared.passed_over import keep_shown
from cogs.shared.topics import command
from models.movies.library import Film
from models.movies.recommendation import Request, recommend
from storage.ratings import Verdict

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

QUESTIONS = 10
KEY_LETTERS = 6
"""Of a film's key, in a button's id: enough to tell a few hundred films apart, and ten fit."""


class Answer(StrEnum):
    """What one can say to a question."""

    LIKE = "like"
    DISLIKE = "dislike"
    UNSEEN = "unseen"
    DONE = "done"


LABELS = {
    Answer.LIKE: ("👍", "I like it"),
    Answer.DISLIKE: ("👎", "I don't"),
    Answer.UNSEEN: ("🙈", "Haven't seen it"),
    Answer.DONE: ("🏁", "Show me films"),
}


@dataclass(frozen=True)
class Answered(Press, kind="round"):
    """An answer about the last of the films that were asked about, whose keys are put together in `asked`."""

    owner: int
    answer: Answer
    asked: str


class Round(commands.Cog):
    """Questions for newcomers."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @command("films", "rate")
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def rate(self, ctx: Context) -> None:
        """Rate ten well-chosen films with one press each, and get your first recommendations."""
        person = await opinions_of(self.services, ctx.author.id)
        row = await self.services.compute.short(self._next, person, ())
        if row is None:
            embed, view = await self._end(person, ctx.author.id)
        else:
            embed, view = self._question(person, ctx.author.id, [self.services.films.film(row)])
        await ctx.answer(embed=embed, view=view)

    @on_press(Answered)
    async def take(self, press: Answered, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep an answer and ask on, or end."""
        check_owner(interaction, press.owner)
        asked = self._films(press.asked)
        if press.answer in (Answer.LIKE, Answer.DISLIKE) and asked:
            await rate(self.services, press.owner, asked[-1:], Verdict(press.answer), interaction.guild_id)
        person = await opinions_of(self.services, press.owner)
        ended = press.answer is Answer.DONE or len(asked) >= QUESTIONS
        row = None if ended else await self.services.compute.short(self._next, person, asked)
        if row is None:
            embed, view = await self._end(person, press.owner)
        else:
            embed, view = self._question(person, press.owner, [*asked, self.services.films.film(row)])
        await interaction.edit_original_response(embed=embed, view=view)

    def _next(self, person: Opinions, asked: Sequence[Film]) -> int | None:
        rows = [*person.seen, *(film.row for film in asked)]
        return self.services.films.first_round.next(person.likes, person.dislikes, rows)

    @staticmethod
    def _question(
        person: Opinions, owner: int, asked: Sequence[Film]
    ) -> tuple[discord.Embed, discord.ui.View]:
        """Ask about the last of the films."""
        film = asked[-1]
        shown = f"{bold(film)}\n{', '.join(film.genres)}"
        embed = card(f"Film {len(asked)} of {QUESTIONS}: what do you think of it?", shown, tally(person))
        keys = "".join(each.key[:KEY_LETTERS] for each in asked)
        view = discord.ui.View(timeout=None)
        for answer, (emoji, label) in LABELS.items():
            view.add_item(Answered(owner, answer, keys).button(label, emoji=emoji))
        return embed, view

    async def _end(self, person: Opinions, person_id: int) -> tuple[discord.Embed, discord.ui.View]:
        """Show the first recommendations."""
        found = await self.services.compute.short(
            recommend, self.services.films, person.likes, person.dislikes, person.seen, Request()
        )
        told = [standing_line(found.standing), pick_lines(found.best)]
        embed = card(
            "Your first recommendations",
            "\n\n".join(part for part in told if part),
            f"{tally(person)} · more: recommend",
        )
        best = [pick.film for pick in found.best]
        await keep_shown(self.services, [person_id], best)
        return embed, numbered_buttons(best)

    def _films(self, asked: str) -> list[Film]:
        """Return the films that were asked about; one that the catalogue has lost since is passed over."""
        library = self.services.films
        known = {
            film.key[:KEY_LETTERS]: film for film in map(library.film, map(int, library.first_round.rows))
        }
        starts = [asked[at : at + KEY_LETTERS] for at in range(0, len(asked), KEY_LETTERS)]
        return [known[start] for start in starts if start in known]
