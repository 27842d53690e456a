"""fill: the words that fit a gap in a sentence, and which words around it point to the best one."""

from __future__ import annotations

from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from bot.markup import code, plain
from bot.replies import Card, bar, card, enumeration
from cogs.shared.topics import command
from cogs.shared.words import bound
from models.words.context.library import ContextLibrary
from models.words.context.predictor import Filled, Predictor
from models.words.context.sentence import parse

MAX_TEXT = 1500
POINTERS = 8
UNKNOWN = 5
SIDE_LIMIT = 800
LEAST_SHARE = 0.005

SURENESS = ((0.8, "very sure"), (0.5, "fairly sure"), (0.2, "not sure"))
"""How a probability of at least so much is put into words; below them all it is guesswork.

The probabilities are calibrated: where 60% is said, the very word that was hidden is the first in some 60%.
"""


class Filling(commands.Cog):
    """A word from its context."""

    def __init__(self, context: ContextLibrary, compute: Compute) -> None:
        self.context = context
        self.compute = compute

    @command(
        "words",
        "fill The cafe served a ___ that really woke me up",
        "fill He broke his {X} when he fell off the ladder",
        "fill The dog barked at the ...",
        rehearsable=True,
    )
    @commands.cooldown(8, 20, commands.BucketType.user)
    async def fill(self, ctx: Context, *, sentence: str) -> None:
        """Find the words that fit a gap in a sentence.

        Parameters
        ----------
        sentence
            An English sentence with a gap: ___ or {X} or ...
        """
        bound(sentence, MAX_TEXT)
        gapped = parse(sentence)
        predictor, filled = await self.compute.short(lambda: self.context.fill(gapped))
        await ctx.answer(embed=filled_card(filled, predictor))


def filled_card(filled: Filled, predictor: Predictor) -> Card:
    """Return the reply to `fill`."""
    best = filled.best
    rows = [
        f"`{each.probability:>4.0%} {bar(each.probability / best.probability)}` **{plain(each.word)}**"
        for each in filled.answers
    ]
    text = [_whole(filled), "", *rows, "", _how_sure(filled)]
    footer = f"probability by a network that has read {predictor.sentences:,} English sentences"
    embed = card("What fits the gap?", "\n".join(text), footer)
    embed.add_field(name=f"What points to {plain(best.word)}", value=_pointers(filled))
    if filled.unknown:
        names = enumeration([code(word, 30) for word in filled.unknown[:UNKNOWN]])
        more = " and more" if len(filled.unknown) > UNKNOWN else ""
        embed.add_field(name="Words I don't know", value=names + more)
    return embed


def _whole(filled: Filled) -> str:
    """Return the sentence with its best word in the gap."""
    before, after = (plain(side, SIDE_LIMIT) for side in (filled.sentence.before, filled.sentence.after))
    space = " " if after and after[0].isalnum() else ""
    return f"{before} **{plain(filled.best.word)}**{space}{after}".strip()


def _how_sure(filled: Filled) -> str:
    sure = next((words for least, words in SURENESS if filled.best.probability >= least), "only guessing")
    told = f"I'm {sure}: {filled.best.probability:.0%} for the first, {filled.held:.0%} for all together."
    return told + (" Only small words stand around the gap." if filled.only_small_words else "")


def _pointers(filled: Filled) -> str:
    """Return the words that pointed there most, each with its share."""
    shares = sorted(filled.shares, key=lambda each: -each.share)[:POINTERS]
    rows = [
        f"`{each.share:>4.0%} {bar(each.share)}` {plain(each.word)}"
        for each in shares
        if each.share >= LEAST_SHARE
    ]
    return "\n".join(rows) or "No single word: it is just a common one."
