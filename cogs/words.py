"""Word vectors: analogies, neighbours and maps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, bar, card, enumeration, ordinal, plain, plural
from cogs.topics import command
from cogs.word_map import MapRequest, MapView, draw
from models.errors import WrongNumberOfWords
from models.words import analogy
from models.words.analogy import Analogy, Kind
from models.words.maps import categories
from models.words.vectors import Neighbour, Neighbours, Term, WordVectors

if TYPE_CHECKING:
    from bot.app import Hyperplane

MAX_PHRASE = 100
MAX_EXPRESSION = 300
MAX_MAP_TEXT = 6000

# What is being typed: the characters after the last separator of any of the forms that the commands take.
LAST_WORD = re.compile(r"[^\s,;:|+−–\"']*$")


class Words(commands.Cog):
    """Words as points in space."""

    def __init__(self, words: WordVectors, compute: Compute) -> None:
        self.words = words
        self.compute = compute

    @command(
        "words",
        "analogy man king woman",
        "analogy france is to paris as japan is to",
        "analogy king - man + woman",
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def analogy(self, ctx: Context, *, expression: str) -> None:
        """Solve A is to B as C is to what, or any sum of words.

        Parameters
        ----------
        expression
            man king woman · man is to king as woman is to · king - man + woman
        """
        _bound(expression, MAX_EXPRESSION)
        await ctx.answer(embed=analogy_card(await self.compute.short(self._solve, expression), self.words))

    @command(
        "words",
        "neighbours coffee",
        "neighbours new york 5",
        "neighbours count=25 jazz",
        aliases=("neighbors",),
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def neighbours(self, ctx: Context, *, word: str, count: commands.Range[int, 1, 25] = 10) -> None:
        """List the words that are used most like a word.

        Parameters
        ----------
        word
            A word or a phrase.
        count
            How many words to list, 1 to 25.
        """
        _bound(word, MAX_PHRASE)
        if ctx.interaction is None:
            word, count = _trailing_count(word, count)
        found = await self.compute.short(lambda: self.words.neighbours(self.words.term(word), count))
        await ctx.answer(embed=neighbours_card(found, self.words))

    @command(
        "words",
        "tsne",
        "tsne france coffee football",
        "tsne countries: france, spain, japan | drinks: tea, coffee, beer",
        "tsne cat dog horse seed=7 perplexity=5 theme=light",
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def tsne(
        self,
        ctx: Context,
        *,
        words: str = "",
        seed: commands.Range[int, 0, 2**31 - 1] = 1,
        perplexity: commands.Range[float, 1.0, 100.0] = commands.parameter(default=None),  # noqa: B008
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        """Draw words as a map, with t-SNE: words used alike lie together.

        Parameters
        ----------
        words
            Words to start from, or categories: countries: france, spain | drinks: tea, coffee
        seed
            The number that the map's randomness starts from; the same seed draws the same map.
        perplexity
            About how many neighbours each word should stay close to; must be below the number of words.
        theme
            A dark or a light picture.
        """
        _bound(words, MAX_MAP_TEXT)
        word_map = await self.compute.short(lambda: categories.build(self.words, categories.parse(words)))
        request = MapRequest(word_map, seed, perplexity, theme, self.words.name)
        async with ctx.typing():  # only now: what is refused above is told in private
            reply = await draw(self.compute, ctx.author.id, request)
        view = MapView(self.compute, request, ctx.author.id)
        view.message = await ctx.answer(reply.text, file=reply.file(), view=view)

    @analogy.autocomplete("expression")
    @neighbours.autocomplete("word")
    @tsne.autocomplete("words")
    async def complete_last_word(
        self, interaction: discord.Interaction[Hyperplane], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer what is typed with its last word completed from the vocabulary, most frequent first."""
        start = LAST_WORD.search(current)
        typed, last = (current, "") if start is None else (current[: start.start()], start[0])
        offers = (typed + word for word in self.words.vocabulary.complete(last, CHOICES_LIMIT))
        return [
            app_commands.Choice(name=offer, value=offer) for offer in offers if len(offer) <= CHOICE_LIMIT
        ]

    def _solve(self, text: str) -> Analogy:
        return analogy.solve(self.words, analogy.parse(text, self.words.knows))


def analogy_card(answer: Analogy, words: WordVectors) -> discord.Embed:
    """Return the reply to `analogy`."""
    expression = answer.expression
    if expression.kind is Kind.ANALOGY:
        title = f"{plain(expression.a)} is to {plain(expression.b)} as {plain(expression.c)} is to …"
    else:
        title = f"{plain(expression.formula)} = …"
    embed = card(title, "\n".join(map(_line, answer.found)), f"{expression.formula} · {_source(words)}")
    barred = [
        f"**{plain(each.word)}** ({ordinal(each.rank)}, {each.similarity:.2f})" for each in answer.barred
    ]
    embed.add_field(
        name="Barred: the question's own words",
        value=f"Otherwise this is where they would stand: {enumeration(barred)}.",
        inline=False,
    )
    return _with_forms(embed, answer.terms)


def neighbours_card(found: Neighbours, words: WordVectors) -> discord.Embed:
    """Return the reply to `neighbours`."""
    embed = card(f"Nearest to {plain(found.term.form)}", "\n".join(map(_line, found.found)), _source(words))
    return _with_forms(embed, (found.term,))


def _line(neighbour: Neighbour) -> str:
    return f"`{neighbour.similarity:.2f} {bar(neighbour.similarity)}` **{plain(neighbour.word)}**"


def _source(words: WordVectors) -> str:
    return f"cosine similarity · {words.name}, {plural(len(words.vocabulary), 'word')}"


def _with_forms(embed: discord.Embed, terms: tuple[Term, ...]) -> discord.Embed:
    """Name the form that was used for each word that was not taken as typed."""
    used = [
        f"{plain(term.asked)} → **{plain(term.form)}**" + (" (their middle)" if len(term.words) > 1 else "")
        for term in terms
        if term.repaired
    ]
    if used:
        embed.add_field(name="Read as", value="\n".join(used), inline=False)
    return embed


def _trailing_count(word: str, count: int) -> tuple[str, int]:
    """Let a typed command end with its count: `new york 5`."""
    phrase, _, last = word.rpartition(" ")
    if phrase.strip() and last.isascii() and last.isdigit() and 1 <= int(last) <= 25:
        return phrase.strip(), int(last)
    return word, count


def _bound(text: str, most: int) -> None:
    if len(text) > most:
        raise WrongNumberOfWords("characters", len(text), 1, most)


async def setup(bot: Hyperplane) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Words(bot.services.words, bot.services.compute))
