"""relation: what several pairs of words have in common, asked of another word."""

from __future__ import annotations

from itertools import chain

from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from bot.markup import plain
from bot.replies import Card, bar, card, plural
from cogs.shared.topics import command
from cogs.shared.words import as_typed, bound, complete_last_word
from cogs.words.cards import lines, source, with_forms
from models.figures import figure
from models.words.relation.parse import parse
from models.words.relation.relate import KeptOut, Relation, relate
from models.words.space.vectors import WordVectors

MAX_TEXT = 1500
MAX_NAME = 30


class Relating(commands.Cog):
    """Offsets that several pairs share."""

    def __init__(self, words: WordVectors, compute: Compute) -> None:
        self.words = words
        self.compute = compute

    @command(
        "words",
        "relation oslo norway, paris france, rome italy: berlin",
        "relation go went, see saw, take took, give gave: know",
        "relation new york -> american, london -> british, paris -> french: berlin",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def relation(self, ctx: Context, *, pairs: str) -> None:
        """Find what several pairs have in common, test it, and ask it of a new word.

        Parameters
        ----------
        pairs
            2 to 12 pairs, a colon and a word: oslo norway, paris france, rome italy: berlin
        """
        bound(pairs, MAX_TEXT)
        found = await self.compute.short(lambda: relate(self.words, parse(pairs)))
        await ctx.answer(embed=relation_card(found, self.words))

    relation.autocomplete("pairs")(complete_last_word)


def relation_card(found: Relation, words: WordVectors) -> Card:
    """Return the reply to `relation`."""
    total = len(found.right)
    footer = (
        f"mean offset of {total} pairs, which point alike at a cosine of {figure(found.agreement, '.2f')}"
    )
    embed = card(
        f"{as_typed(found.asked, limit=MAX_NAME)} → …", lines(found.found), f"{footer} · {source(words)}"
    )
    curve = (_round(right, used, total) for used, right in enumerate(found.right))
    embed.add_field(name="Each pair kept out in turn, and found from the others", value="\n".join(curve))
    embed.add_field(name="With all the others", value="\n".join(map(_line, found.kept_out)))
    return with_forms(embed, chain(*(each.pair for each in found.kept_out), [found.asked]))


def _round(right: int, used: int, total: int) -> str:
    what = f"from {plural(used, 'other pair')}" if used else "without an offset: the nearest word"
    return f"`{right:>2} of {total} {bar(right / total)}` {what}"


def _line(kept_out: KeptOut) -> str:
    first, second = (as_typed(term, limit=MAX_NAME) for term in kept_out.pair)
    if kept_out.right:
        return f"✅ {first} → **{second}**"
    return f"❌ {first} → **{plain(kept_out.found, MAX_NAME)}**, not {second}"
