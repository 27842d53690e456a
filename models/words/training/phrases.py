"""Phrases that a text itself shows: words that stand together much more often than by chance.

The score is normalised pointwise mutual information (Bouma 2009), as gensim's `Phrases` offers it, with small
words allowed inside (*bank of america*). It is computed on whole arrays, which takes seconds where a loop
over 60 million words takes half an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gensim.models.phrases import ENGLISH_CONNECTOR_WORDS
from numpy.typing import NDArray

JOINT = "_"
END = "\n"

# These begin and end many pairs that are no phrases.
_SMALL_WORDS = """
i you he she it we they me him her us them my your his its our their this that these those is are was
were be been am being do does did have has had having not no so if then than as but there here what which
who whom whose when where why how all any some each every both either neither will would can could shall
should may might must up down out over into about also just only very too more most much many such own
same other another yes oh ok okay please thanks one two
"""
_NEVER_AT_AN_END = ENGLISH_CONNECTOR_WORDS | frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text as numbers.

    Attributes
    ----------
    ids : (n,) int32
        The word at each place; the end of a sentence is a word too.
    words : list of str
        The word of each number.
    """

    ids: NDArray[np.int32]
    words: list[str]

    @classmethod
    def of(cls, sentences: Iterable[list[str]]) -> Text:
        """Return some sentences with their words numbered."""
        numbers: dict[str, int] = {END: 0}
        parts: list[NDArray[np.int32]] = []
        held: list[int] = []
        for sentence in sentences:
            held.extend(numbers.setdefault(word, len(numbers)) for word in sentence)
            held.append(0)
            if len(held) > 1 << 20:
                parts.append(np.array(held, dtype=np.int32))
                held = []
        return cls(np.concatenate([*parts, np.array(held, dtype=np.int32)]), list(numbers))

    def counts(self) -> NDArray[np.int64]:
        """Return how often each word comes."""
        return np.bincount(self.ids, minlength=len(self.words))

    def write(self, path: Path) -> None:
        """Write the sentences as lines of words with spaces between."""
        ends = np.flatnonzero(self.ids == 0)
        with path.open("w", encoding="utf-8") as file:
            start = 0
            for end in ends.tolist():
                file.write(" ".join(self.words[word] for word in self.ids[start:end].tolist()) + "\n")
                start = end + 1


def joined(text: Text, *, least: int, threshold: float) -> Text:
    """Return the text with phrases of two words, or of two and a small one between, as words of their own.

    Parameters
    ----------
    least : int
        How often a phrase, and each of its two words, must come.
    threshold : float
        The least score, from -1 to 1 (never apart).
    """
    lengths = np.zeros(len(text.ids), dtype=np.int8)
    for gap in (1, 2):
        starts = _phrase_starts(text, gap, least, threshold)
        lengths[starts[lengths[starts] == 0]] = gap + 1
    return _merged(text, lengths)


def _phrase_starts(text: Text, gap: int, least: int, threshold: float) -> NDArray[np.int64]:
    """Return where a phrase begins whose other end lies `gap` places on."""
    ids, words, counts = text.ids, text.words, text.counts()
    at_end = np.array([count >= least and _may_end(word) for word, count in zip(words, counts, strict=True)])
    fits = at_end[ids[:-gap]] & at_end[ids[gap:]]
    if gap == 2:
        small = np.array([word in ENGLISH_CONNECTOR_WORDS for word in words])
        fits &= small[ids[1:-1]]
    places = np.flatnonzero(fits)
    keys = ids[places].astype(np.int64) * len(words) + ids[places + gap]
    if gap == 2:
        _, middle = np.unique(ids[places + 1], return_inverse=True)
        keys = keys * (int(middle.max(initial=0)) + 1) + middle
    _, first, which, together = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    left, right = counts[ids[places[first]]], counts[ids[places[first] + gap]]
    total = float(np.count_nonzero(ids))
    score = np.log(together * total / (left * right.astype(np.float64))) / -np.log(together / total)
    good = (together >= least) & (score >= threshold)
    starts: NDArray[np.int64] = places[good[which]]
    return starts


def _may_end(word: str) -> bool:
    return word not in _NEVER_AT_AN_END and "'" not in word and word.upper() != word.lower()


def _merged(text: Text, lengths: NDArray[np.int8]) -> Text:
    """Join the words from each place with a length on, from left to right; of overlapping ones the first."""
    ids, words = text.ids.copy(), list(text.words)
    kept = np.ones(len(ids), dtype=bool)
    numbers: dict[tuple[int, ...], int] = {}
    end = 0
    places = np.flatnonzero(lengths)
    for place, length in zip(places.tolist(), lengths[places].tolist(), strict=True):
        if place < end:
            continue
        end = place + length
        phrase = tuple(text.ids[place:end].tolist())
        if phrase not in numbers:
            numbers[phrase] = len(words)
            words.append(JOINT.join(words[word] for word in phrase))
        ids[place] = numbers[phrase]
        kept[place + 1 : end] = False
    return Text(ids[kept], words)
