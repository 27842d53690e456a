"""Which words and phrases a blend has vectors of, in order of frequency."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['-][^\W\d_]+)*|\d{1,4}|[^\W_]*[^\W\d_][^\W_]*",
)
_LONGEST_WORD, _LONGEST_PHRASE = 30, 36
_MOST_PARTS = 4
_EVERY = 3  # sentence is looked at for capitals
TURNS_OF_SPEECH = frozenset(
    (Path(__file__).parent / "turns_of_speech.txt").read_text(encoding="utf-8").split()
)
"""Words that make a turn of speech of a phrase, not the name of a thing: *took place*, *widely known*."""


@dataclass(frozen=True, slots=True)
class LexiconConfig:
    """What is taken.

    Attributes
    ----------
    frequent : int
        How many of the most frequent words of the large vectors are looked at.
    least : int
        How often other words must come in our own text.
    phrase_least, plain_phrase_least : int
        How often a phrase must come that is written with capitals, and another one.
    elsewhere : int
        How often a phrase must come in another file than the first, which has sentences made from templates.
    name_alike, plain_alike : float
        A phrase that is more like one of its words than this, by cosine, says nothing that the mean of its
        words does not: *coffee shop* is left out, *soap opera* is not. Names may be more alike.
    """

    frequent: int = 72_000
    least: int = 60
    phrase_least: int = 40
    plain_phrase_least: int = 50
    elsewhere: int = 10
    name_alike: float = 0.70
    plain_alike: float = 0.53


def choose(
    ranked: Sequence[str],
    counts: Mapping[str, int],
    *,
    elsewhere: Mapping[str, int],
    capitals: Mapping[str, float],
    alike: Mapping[str, float],
    config: LexiconConfig,
) -> list[str]:
    """Return words and phrases, most frequent first.

    Parameters
    ----------
    ranked
        The words of the large vectors, most frequent first.
    counts
        How often words and phrases come in our own text.
    elsewhere
        How often phrases come in another file than the first.
    capitals
        The share of each phrase's places at which its ends are written with capitals.
    alike
        The cosine of each phrase and that of its words which it is most like.
    """
    place = {word: rank for rank, word in enumerate(ranked)}
    taken = [word for word in ranked[: config.frequent] if _is_word(word)]
    standing = -np.sort(-np.array([counts[word] for word in taken if word in counts], dtype=np.int64))

    def rank(word: str) -> float:
        by_count = float(np.searchsorted(-standing, -counts[word])) if word in counts else np.inf
        return by_count if place.get(word, config.frequent) >= config.frequent else place[word]

    others = [
        word
        for word, count in counts.items()
        if " " not in word
        and count >= config.least
        and place.get(word, config.frequent) >= config.frequent
        and _is_word(word)
        and not word.isdigit()
    ]
    phrases = [
        phrase
        for phrase, count in counts.items()
        if " " in phrase
        and elsewhere.get(phrase, 0) >= config.elsewhere
        and _names_a_thing(phrase, count, capitals.get(phrase, 0.0), config)
        and alike.get(phrase, 1.0)
        < (config.name_alike if capitals.get(phrase, 0.0) >= 0.5 else config.plain_alike)
    ]
    return sorted([*taken, *others, *phrases], key=lambda word: (rank(word), word not in place, word))


def capital_shares(lines: Iterable[str], phrases: Iterable[str]) -> dict[str, float]:
    """Return for each phrase at which share of its places both its ends are written with capitals."""
    heads: dict[str, list[list[str]]] = defaultdict(list)
    for phrase in phrases:
        heads[phrase.split()[0]].append(phrase.split())
    found: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for number, line in enumerate(lines):
        if number % _EVERY:
            continue
        written = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+", line)
        words = [word.lower() for word in written]
        for start, word in enumerate(words):
            for parts in heads.get(word, ()):
                end = start + len(parts)
                if words[start:end] == parts:
                    phrase = " ".join(parts)
                    found[phrase] += 1
                    capital[phrase] += written[start][0].isupper() and written[end - 1][0].isupper()
    return {phrase: capital[phrase] / count for phrase, count in found.items()}


def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST_WORD and _WORD.fullmatch(text) is not None


def _names_a_thing(phrase: str, count: int, capitals: float, config: LexiconConfig) -> bool:
    parts = phrase.split()
    if count < config.phrase_least or len(parts) > _MOST_PARTS or len(phrase) > _LONGEST_PHRASE:
        return False
    if capitals >= 0.5:
        return True
    turn = any(part in TURNS_OF_SPEECH or (part.endswith("ly") and len(part) > 5) for part in parts)
    verb = parts[-1].endswith(("ed", "ing")) or parts[0].endswith("ed")
    return not turn and not verb and len(parts) < _MOST_PARTS and count >= config.plain_phrase_least
