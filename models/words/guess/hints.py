"""Hints: on which side of some axes a secret word lies, and in the end a word near to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.words.axis.parse import parse
from models.words.axis.plan import place
from models.words.errors import SecretUnknown
from models.words.guess.forms import is_form
from models.words.guess.words import words_of
from models.words.space.vectors import Term, WordVectors

MOST = 5
"""How many hints there are: the axes on which the word lies furthest out, then a word near to it."""

_NEAR = 3
"""Which of the game's words is named in the end, counted from the nearest."""


@dataclass(frozen=True, slots=True)
class AxisOfHint:
    """What stands at the ends of an axis: what people are told, and the words whose mean it is."""

    low: str
    high: str
    low_words: str
    high_words: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The word is more like `like` than like `unlike`; without the latter, `like` is a word near to it."""

    like: str
    unlike: str = ""


AXES = (
    AxisOfHint(
        "something lifeless",
        "something alive",
        "stone, table, machine, metal",
        "animal, creature, plant, species",
    ),
    AxisOfHint("a building or a tool", "an animal", "building, tool", "animal, mammal, bird"),
    AxisOfHint(
        "something to wear", "something to eat", "wear, clothes, garment", "eat, food, delicious, taste"
    ),
    AxisOfHint(
        "something small",
        "something big",
        "tiny, small, little, miniature",
        "huge, enormous, giant, gigantic",
    ),
    AxisOfHint("a machine", "nature", "factory, machine, engine, electric", "nature, wild, forest, river"),
    AxisOfHint(
        "what is indoors",
        "what is outdoors",
        "indoor, room, indoors, kitchen",
        "outdoor, outdoors, mountain, field",
    ),
    AxisOfHint("a thing", "a place", "item, gadget, tool", "place, building, city, location"),
    AxisOfHint(
        "what one looks at", "what one hears", "seen, look, colour, painting", "sound, music, noise, hear"
    ),
    AxisOfHint("the ground", "the sky", "underground, earth, soil, floor", "sky, air, flight, clouds"),
    AxisOfHint("dry land", "water", "land, dry, road, desert", "water, sea, swim, wet"),
    AxisOfHint("work", "play", "work, job, office, business", "play, fun, game, sport"),
    AxisOfHint(
        "what stands still", "what moves", "furniture, building, house, wall", "vehicle, drive, travel, ride"
    ),
    AxisOfHint("something hard", "something soft", "hard, metal, stone, sharp", "soft, fabric, fluffy, silk"),
    AxisOfHint("a thing of the house", "the body", "tool, kitchen, furniture", "body, arm, skin, bone"),
)


def hints(vectors: WordVectors, secret: str, count: int = MOST) -> tuple[Hint, ...]:
    """Return the first `count` hints for a word: always the same ones, in the same order.

    The axes are those of `models.words.axis`, the one first on which the word lies furthest from the middle:
    there the vectors, which know a word by how it is used, are least likely to be wrong about it. An axis
    whose words the vectors in use do not know is passed over.

    Raises
    ------
    SecretUnknown
        When the vectors were changed since the round began.
    """
    if vectors.vocabulary.row(secret) is None:
        raise SecretUnknown(secret)
    placed = [(where, axis) for axis in AXES if (where := _place(vectors, axis, secret)) is not None]
    placed.sort(key=lambda each: -abs(each[0]))
    found = [
        Hint(axis.high, axis.low) if where > 0 else Hint(axis.low, axis.high)
        for where, axis in placed[: MOST - 1]
    ]
    return (*found, Hint(_near(vectors, secret)))[:count]


def _place(vectors: WordVectors, axis: AxisOfHint, word: str) -> float | None:
    ends = [each.split(", ") for each in (axis.low_words, axis.high_words)]
    if not all(vectors.knows(each) for end in ends for each in end):
        return None
    (placed,) = place(vectors, parse(f'{axis.low_words}..{axis.high_words}: "{word}"')).words
    return placed.places[0]


def _near(vectors: WordVectors, secret: str) -> str:
    """Return one of the game's words that are nearest to the secret one, and no form of it."""
    own = vectors.term(secret)
    others = [word for word in words_of(vectors) if not is_form(word, secret, 1.0)]
    rows = [row for word in others for row in vectors.rows(Term(word, (word,)))]
    nearest = np.argsort(-(vectors.matrix[rows].astype(np.float32) @ vectors.vector(own)), kind="stable")
    return others[int(nearest[min(_NEAR, len(others)) - 1])]
