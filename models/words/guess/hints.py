"""Hints: on which side of some axes a secret word lies, and in the end words near to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.words.axis.parse import AxisRequest, RawAxis
from models.words.axis.plan import place
from models.words.errors import SecretUnknown
from models.words.guess.forms import is_form
from models.words.guess.words import words_of
from models.words.space.vectors import WordVectors

MOST = 5
"""How many hints there are: first axes on which the word lies furthest out, then words ever nearer to it."""

MOST_AXES = 3
LEAST_OUT = 1.3
"""How many standard deviations of all words of the game a word lies out on an axis that it is told of."""

_COMPANY = 9
"""A word's place is that of itself and those nearest to it: one word alone may lie somewhere by chance."""

_STEP = 3
"""The last hint is the third nearest of the game's words, the one before it the sixth, and so on."""


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


@dataclass(frozen=True, slots=True)
class _Survey:
    """The words of the game, their unit vectors (n, d), and how far each lies out on each axis (n, a)."""

    words: tuple[str, ...]
    units: NDArray[np.float32]
    axes: tuple[AxisOfHint, ...]
    out: NDArray[np.float64]


def hints(vectors: WordVectors, secret: str, count: int = MOST) -> tuple[Hint, ...]:
    """Return the first `count` hints for a word: always the same ones, in the same order.

    The axes are those of `models.words.axis`, the one first on which the word lies furthest out among the
    words of the game: there the vectors, which know a word by how it is used, are least likely to be wrong
    about it.

    Raises
    ------
    SecretUnknown
        When the vectors were changed since the round began.
    """
    if count == 0:
        return ()
    if vectors.vocabulary.row(secret) is None:
        raise SecretUnknown(secret)
    survey = _survey(vectors)
    told = _axes(survey, secret)
    near = _near(vectors, survey, secret)
    left = range(MOST - len(told), 0, -1)
    return (*told, *(Hint(near[min(_STEP * step, len(near)) - 1]) for step in left))[:count]


def _axes(survey: _Survey, secret: str) -> list[Hint]:
    """Return the hints by axis."""
    if secret not in survey.words:  # a word of an earlier version
        return []
    out = survey.out[survey.words.index(secret)]
    furthest = np.argsort(-np.abs(out), kind="stable")[:MOST_AXES].tolist()
    told = [(out[number], survey.axes[number]) for number in furthest if abs(out[number]) >= LEAST_OUT]
    return [Hint(axis.high, axis.low) if where > 0 else Hint(axis.low, axis.high) for where, axis in told]


def _near(vectors: WordVectors, survey: _Survey, secret: str) -> list[str]:
    """Return the words of the game without the secret one's forms, the nearest first."""
    nearness = survey.units @ vectors.vector(vectors.term(secret))
    ordered = (survey.words[row] for row in np.argsort(-nearness, kind="stable").tolist())
    return [word for word in ordered if not is_form(word, secret, 1.0)]


@lru_cache(maxsize=2)
def _survey(vectors: WordVectors) -> _Survey:
    """Place all words of the game on all axes whose words the vectors know."""
    words = words_of(vectors)
    axes = tuple(axis for axis in AXES if all(map(vectors.knows, (*_ends(axis).low, *_ends(axis).high))))
    rows = [row for word in words if (row := vectors.vocabulary.row(word)) is not None]
    units = vectors.matrix[rows].astype(np.float32)
    places = np.zeros((len(words), 0))
    if axes:
        placed = place(vectors, AxisRequest(tuple(map(_ends, axes)), words)).words
        places = np.array([each.places for each in placed])
    company = np.argsort(-(units @ units.T), axis=1, kind="stable")[:, :_COMPANY]
    smooth = places[company].mean(axis=1)
    spread = smooth.std(axis=0)
    return _Survey(words, units, axes, (smooth - smooth.mean(axis=0)) / np.where(spread > 0, spread, 1.0))


def _ends(axis: AxisOfHint) -> RawAxis:
    return RawAxis(tuple(axis.low_words.split(", ")), tuple(axis.high_words.split(", ")))
