"""odd and similarity: words set against each other."""

from __future__ import annotations

from itertools import chain

from discord.ext import commands

from bot.context import Context
from bot.replies import Card, card, ordinal
from bot.services import Services
from cogs.shared.places import here
from cogs.shared.topics import command
from cogs.shared.trained import complete_trained_words, words_with
from cogs.shared.words import as_typed, bound, complete_last_word
from cogs.words.cards import line, source, with_forms
from models.words.similarity.compare import Comparison, Side, compare
from models.words.similarity.odd import OddOneOut, odd_one_out
from models.words.similarity.parse import parse, parse_odd
from models.words.space.vectors import WordVectors

MAX_TEXT = 1500
MAX_NAME = 80


class Comparing(commands.Cog):
    """Words beside words."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.compute = services.compute

    @command(
        "words", "odd breakfast lunch dinner car", "odd new york, london, paris, coffee", rehearsable=True
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def odd(self, ctx: Context, *, words: str, trained: str = "") -> None:
        """Find the word that belongs least with the others.

        Parameters
        ----------
        words
            Three words or more; with commas, phrases too.
        trained
            Vectors that were trained here, by `train words`; else mine.
        """
        bound(words, MAX_TEXT)
        vectors = await words_with(self.services, here(ctx), trained)
        found = await self.compute.short(lambda: odd_one_out(vectors, parse_odd(words)))
        await ctx.answer(embed=odd_card(found, vectors))

    @command(
        "words",
        "similarity cat dog",
        "similarity new york, paris",
        "similarity cat, dog, horse | car, bus, train",
        rehearsable=True,
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def similarity(self, ctx: Context, *, words: str, trained: str = "") -> None:
        """Say how alike two words, phrases or groups of words are.

        Parameters
        ----------
        words
            cat dog · new york, paris · cat, dog | car, bus
        trained
            Vectors that were trained here, by `train words`; else mine.
        """
        bound(words, MAX_TEXT)
        vectors = await words_with(self.services, here(ctx), trained)
        found = await self.compute.short(lambda: compare(vectors, *parse(words)))
        await ctx.answer(embed=similarity_card(found, vectors))

    odd.autocomplete("words")(complete_last_word)
    similarity.autocomplete("words")(complete_last_word)
    odd.autocomplete("trained")(complete_trained_words)
    similarity.autocomplete("trained")(complete_trained_words)


def odd_card(found: OddOneOut, words: WordVectors) -> Card:
    """Return the reply to `odd`."""
    rows = [line(each.similarity, as_typed(each.term)) for each in found.belonging]
    rows[-1] += " ← the odd one out"
    footer = source(words, "cosine similarity to the mean of the others")
    return with_forms(
        card(f"The odd one out: {as_typed(found.odd.term)}", "\n".join(rows), footer), found.terms
    )


def similarity_card(found: Comparison, words: WordVectors) -> Card:
    """Return the reply to `similarity`."""
    left, right = (as_typed(*side.terms, limit=MAX_NAME) for side in (found.left, found.right))
    total = len(words.vocabulary)
    text = [
        line(found.similarity, f"{left} and {right}"),
        "",
        _standing(found.right, right, found.left_rank, left, total),
        _standing(found.left, left, found.right_rank, right, total),
    ]
    embed = card(f"How alike are {left} and {right}?", "\n".join(text), source(words))
    return with_forms(embed, chain(found.left.terms, found.right.terms))


def _standing(side: Side, name: str, rank: int, other: str, total: int) -> str:
    """Put a rank into a sentence."""
    place = "nearest" if rank == 1 else f"{ordinal(rank)} nearest"
    return f"**{name}** {'is' if side.is_word else 'would be'} the {place} to **{other}** of {total:,} words."
