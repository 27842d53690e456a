"""How concepts are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.hints import hinted
from bot.markup import plain
from bot.replies import Card, card, enumeration, plural
from cogs.concepts.fitted import FILE_NAME, FittedConcept, Shift
from cogs.shared.words import as_typed
from models.figures import figure
from models.words.concept.cross_validate import LEAST_TO_KEEP_OUT, HeldOut
from models.words.concept.survey import Found, Tested
from models.words.space.vectors import Term, WordVectors
from storage.concept import StoredConcept, Tally

SHOWN = 6
MOST_NAMED = 12
WORD_LIMIT = 40
MUCH = 1.5
"""A vote on one word that makes a concept so many times as large, or small, is told by itself."""
HOW = "Vote ✅ in or ❌ out on words near the border; press again to take it back."


def concept_card(fitted: FittedConcept, words: WordVectors) -> Card:
    """Return what stands above a concept's picture and its buttons."""
    stored, concept = fitted.stored, fitted.concept
    sides = (
        _side(concept.inside, "example"),
        _side(concept.outside, "word that is none", "words that are none"),
        f"{plural(len(concept.drawn), 'other word')} drawn by lot",
    )
    inside = f"**{fitted.survey.inside:,}** of {plural(len(words.vocabulary), 'word')} lie inside."
    if fitted.shift is not None:
        inside += _shift(fitted.shift, fitted.survey.inside)
    lines = (" · ".join(sides), inside)
    embed = card(f"Concept: {plain(stored.name)}", "\n".join(lines), f"{HOW} · {words.name}")
    embed.add_field(name="Deepest inside", value=_found(fitted.survey.deepest))
    embed.add_field(name="Just inside the border", value=_found(fitted.survey.just_inside))
    embed.add_field(name="Just outside", value=_found(fitted.survey.just_outside))
    embed.add_field(name="On words kept out", value=_held_out(fitted.held_out))
    if stored.tallies:
        embed.add_field(name="Voted on", value=_votes(stored.tallies))
    if fitted.missing:
        missing = enumeration([f"**{plain(word, WORD_LIMIT)}**" for word in fitted.missing[:MOST_NAMED]])
        embed.add_field(name="Left out", value=f"My vectors don't know {missing}.")
    embed.set_image(url=f"attachment://{FILE_NAME}")
    return embed


def tested_card(fitted: FittedConcept, words: WordVectors) -> Card:
    """Return the signed distances of words that were asked."""
    embed = card(
        f"Concept: {plain(fitted.stored.name)}",
        "\n".join(map(_tested, fitted.tested)),
        f"distance from the border, + inside: ±1 is the margin's edge · {words.name}",
    )
    embed.set_image(url=f"attachment://{FILE_NAME}")
    return embed


def list_card(kept: Sequence[StoredConcept], presets: Iterable[str], *, private: bool) -> Card:
    """List the concepts of a place, and those that come with the bot."""
    made = [f"**{plain(each.name)}** · {_size(each)}" for each in kept if not each.preset]
    adopted = {each.name: each for each in kept if each.preset}
    ready = [
        f"**{plain(name)}** · comes with me" + (f", {_size(adopted[name])}" if name in adopted else "")
        for name in presets
    ]
    how = hinted("Make one: `/concept fruit: apple, pear, plum`.")
    return card(
        "Your concepts" if private else "Concepts of this server", "\n".join([*made, *ready, "", how])
    )


def _size(stored: StoredConcept) -> str:
    voted = f", {plural(len(stored.tallies), 'word')} voted on" if stored.tallies else ""
    return f"{plural(len(stored.given_inside), 'example')}{voted}"


def _side(terms: Sequence[Term], noun: str, nouns: str | None = None) -> str:
    """Return how many words a side has and, where they are few, which."""
    count = plural(len(terms), noun, nouns)
    return f"{count} ({as_typed(*terms, limit=200)})" if 0 < len(terms) <= MOST_NAMED else count


def _found(found: Sequence[Found]) -> str:
    return ", ".join(f"**{plain(each.word)}** {_signed(each.distance)}" for each in found[:SHOWN]) or "none"


def _shift(shift: Shift, inside: int) -> str:
    """Say how many words lay inside before the votes, and before the last word where that made much of it."""
    last = f"**{plain(shift.last_word, WORD_LIMIT)}**"
    if shift.without_votes == shift.without_last:
        return f" Before the vote on {last} it was {shift.without_votes:,}."
    told = f" Without the votes it was {shift.without_votes:,}."
    less, more = sorted((max(shift.without_last, 1), max(inside, 1)))
    return told + (f" {last} alone changed it from {shift.without_last:,}." if more >= MUCH * less else "")


def _held_out(held_out: HeldOut | None) -> str:
    if held_out is None:
        return f"Too few examples to keep some out: with {LEAST_TO_KEEP_OUT} or more I test myself."
    examples = f"{held_out.found} of {plural(held_out.examples, 'example')}"
    others = f"{held_out.wrong} of {held_out.others:,} words that are none"
    figures = f"recall **{held_out.recall:.2f}**, precision **{held_out.precision:.2f}**"
    return f"{examples} came to lie inside, and {others}: {figures}."


def _votes(tallies: Sequence[Tally]) -> str:
    told = [
        f"{_mark(each)} **{plain(each.word)}** {each.ins} : {each.outs}" for each in tallies[-MOST_NAMED:]
    ]
    more = f" and {len(tallies) - MOST_NAMED} more" if len(tallies) > MOST_NAMED else ""
    return f"{' · '.join(told)}{more}"


def _mark(tally: Tally) -> str:
    if tally.ins == tally.outs:
        return "➖"
    return "✅" if tally.ins > tally.outs else "❌"


def _tested(tested: Tested) -> str:
    mark, side = ("✅", "inside") if tested.distance > 0 else ("❌", "outside")
    margin = ", in the margin" if abs(round(tested.distance, 2)) < 1 else ""
    given = ", given" if tested.given else ""
    name = as_typed(tested.term, limit=WORD_LIMIT)
    return f"{mark} `{_signed(tested.distance)}` **{name}** {side}{margin}{given}"


def _signed(distance: float) -> str:
    return figure(distance, "+.2f")
