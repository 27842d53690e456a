"""Words that tell of a text: frequent where they come, absent elsewhere, and not names.

The measure is residual inverse document frequency (Church and Gale 1995): how much fewer passages have a word
than if its places were scattered by chance. Words such as *the* are everywhere, *ship* is where ships are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from models.live.passages import Sentence
from models.words.training.corpus import LETTERS

LEAST_LETTERS = 4
LEAST_SHARE_SMALL = 0.8
"""So often at least is a word written small that is no name."""

SAME_STEM = 4
"""Letters: words that begin alike, as *cell* and *cells*, tell of one thing."""

PER_MILLION = 300
LEAST_TIMES = 12

_WRITTEN = re.compile(LETTERS)


def telling_words(
    passages: Sequence[Sequence[Sentence]], written: str, counts: dict[str, int], most: int
) -> tuple[str, ...]:
    """Return at most so many words of those that are counted, the most telling first.

    Parameters
    ----------
    passages
        What is learned from.
    written
        The text as it was written: with capitals.
    counts
        How often each word comes in `passages`.
    """
    times = max(LEAST_TIMES, PER_MILLION * sum(counts.values()) // 1_000_000)
    within = Counter(
        word for passage in passages for word in {word for sentence in passage for word in sentence}
    )
    small = Counter(_WRITTEN.findall(written))

    def gathered(word: str) -> float:
        by_chance = len(passages) * -math.expm1(-counts[word] / len(passages))
        return math.log(by_chance / within[word])

    def is_no_name(word: str) -> bool:
        written_big = small[word.capitalize()] + small[word.upper()]
        return small[word] >= LEAST_SHARE_SMALL * (small[word] + written_big)

    fit = [
        word
        for word, count in counts.items()
        if count >= times and len(word) >= LEAST_LETTERS and _WRITTEN.fullmatch(word) and is_no_name(word)
    ] or list(counts)
    chosen: list[str] = []
    for word in sorted(fit, key=gathered, reverse=True):
        if len(chosen) < most and not any(word[:SAME_STEM] == each[:SAME_STEM] for each in chosen):
            chosen.append(word)
    return tuple(chosen)
