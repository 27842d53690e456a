"""analogy and neighbours: sums of words, and what lies around a word."""

from __future__ import annotations

from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.replies import Card, card
from bot.services import Services
from cogs.shared.places import here
from cogs.shared.topics import command
from cogs.shared.trained import complete_trained_words, words_with
from cogs.shared.words import bound, complete_last_word
from cogs.words.analogy_reply import AnalogyView, analogy_card
from cogs.words.cards import lines, source, with_forms
from models.words.analogy import solve as analogy
from models.words.analogy.plan import Parallelogram, plan
from models.words.analogy.solve import Analogy
from models.words.neighbours.parse import MOST_LISTED, Asked
from models.words.neighbours.parse import parse as parse_neighbours
from models.words.space.vectors import Neighbours, WordVectors
from models.words.space.word_list import phrase_in
from models.words.space.written import Written

MAX_PHRASE = 100
MAX_EXPRESSION = 300


class Words(commands.Cog):
    """Words as points in space."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.compute = services.compute

    @command(
        "words",
        "analogy man king woman",
        "analogy france is to paris as japan is to",
        "analogy king - man + woman",
        rehearsable=True,
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def analogy(self, ctx: Context, *, expression: str, trained: str = "") -> None:
        """Solve A is to B as C is to what, or any sum of words.

        Parameters
        ----------
        expression
            man king woman · man is to king as woman is to · king - man + woman
        trained
            Vectors that were trained here, by `train words`; else mine.
        """
        bound(expression, MAX_EXPRESSION)
        words = await words_with(self.services, here(ctx), trained)
        answer, shape = await self.compute.short(_solved, words, expression)
        if shape is None:
            await ctx.answer(embed=analogy_card(answer, words))
            return
        view = AnalogyView(words, self.compute, answer, shape, ctx.author.id)
        view.message = await ctx.answer(embed=view.embed(), view=view)
        await view.draw()

    @command(
        "words",
        "neighbours coffee",
        "neighbours new york 5",
        "neighbours count=25 jazz",
        "neighbours coffee exact=true",
        aliases=("neighbors",),
        rehearsable=True,
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def neighbours(
        self,
        ctx: Context,
        *,
        word: str,
        count: commands.Range[int, 1, MOST_LISTED] = 10,
        exact: bool = False,
        trained: str = "",
    ) -> None:
        """List the words that are used most like a word.

        Parameters
        ----------
        word
            A word or a phrase.
        count
            How many words to list, 1 to 25.
        exact
            Look at every word, where an index would look only at the likely ones.
        trained
            Vectors that were trained here, by `train words`; else mine.
        """
        bound(word, MAX_PHRASE)
        words = await words_with(self.services, here(ctx), trained)
        asked = Asked(phrase_in(Written.read(word)))
        if ctx.interaction is None:
            asked = await self.compute.short(parse_neighbours, word, words.knows)
        found = await self.compute.short(
            lambda: words.neighbours(words.term(asked.word), asked.count or count, exact=exact)
        )
        await ctx.answer(embed=neighbours_card(found, words))

    analogy.autocomplete("expression")(complete_last_word)
    neighbours.autocomplete("word")(complete_last_word)
    analogy.autocomplete("trained")(complete_trained_words)
    neighbours.autocomplete("trained")(complete_trained_words)


def _solved(words: WordVectors, text: str) -> tuple[Analogy, Parallelogram | None]:
    answer = analogy.solve(words, analogy.parse(text, words.knows))
    return answer, plan(words, answer)


def neighbours_card(found: Neighbours, words: WordVectors) -> Card:
    """Return the reply to `neighbours`."""
    what = "cosine similarity"
    if words.index is not None:
        what += f" · {'exact' if found.exact else 'approximate'} search"
    embed = card(f"Nearest to {plain(found.term.label)}", lines(found.found), source(words, what))
    return with_forms(embed, (found.term,))
