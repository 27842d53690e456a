"""How well the map of the world puts those countries first that a word is true of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from models.words.space.vectors import WordVectors
from models.words.worldmap.countries import Countries
from models.words.worldmap.plan import closeness

_FACTS = Path(__file__).parent / "facts"

Facts = Mapping[str, Sequence[str]]
"""Words, each with the countries that it is true of."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some ways to put countries in order, how good each is on average over `facts` words.

    Each is an area under the ROC curve: how often, of a country that a word is true of and another one, the
    former comes first. 0.5 is chance.

    Attributes
    ----------
    closeness
        What the map shows.
    cosine
        The plain cosine of word and country.
    fame
        The country named most often first, whatever the word.
    right
        The share of words whose first country is one that it is true of.
    """

    facts: int
    closeness: float
    cosine: float
    fame: float
    right: float


def read_facts(part: Literal["development", "test"]) -> dict[str, tuple[str, ...]]:
    """Return the facts that the formula was chosen with, or those that were written down afterwards."""
    lines = (_FACTS / f"{part}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ") for line in lines if not line.startswith("#"))
    return {word: tuple(countries.split(", ")) for word, countries in pairs}


def evaluate(vectors: WordVectors, facts: Facts) -> Figures:
    """Measure all facts whose word is an entry of the vocabulary, and of whose countries it knows one."""
    known = Countries.of(vectors)
    rows = {name: number for number, name in enumerate(known.names)}
    fame = -np.array(known.ranks, dtype=np.float64)
    areas, right = [], []
    for word, countries in facts.items():
        true = np.isin(np.arange(len(rows)), [rows[name] for name in countries if name in rows])
        if not vectors.knows(word) or not true.any():
            continue
        query = vectors.vector(vectors.term(word)).astype(np.float64)
        close = closeness(known.units, query)
        areas.append([_area(scores, true) for scores in (close, known.units @ query, fame)])
        right.append(bool(true[close.argmax()]))
    ours, cosine, by_fame = np.mean(areas, axis=0).tolist()
    return Figures(len(areas), ours, cosine, by_fame, float(np.mean(right)))


def _area(scores: npt.NDArray[np.float64], true: npt.NDArray[np.bool_]) -> float:
    """Return the share of pairs of a true and another one in which the true one has the higher score."""
    higher = scores[true][:, None] - scores[~true][None, :]
    return float(np.where(higher == 0, 0.5, higher > 0).mean())
