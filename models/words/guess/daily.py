"""The word of a day: the same whenever it is asked for, and nobody's to foresee without the key."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date


def word_of_day(words: Sequence[str], key: bytes, place: str, day: date) -> str:
    """Return a place's word of a day.

    The words are shuffled by a keyed hash (HMAC-SHA256), anew for each place and each time that all have had
    their day: so none comes twice before all others have come, and who lacks the key learns nothing about
    tomorrow's word from all earlier ones but that it is none of them.

    Parameters
    ----------
    words : sequence of str
        The n words that may come, in any order.
    key : bytes
        The secret of this bot.
    place : str
        Names the place, so that each has words of its own.
    day : date
        The day.
    """
    turn, number = divmod(day.toordinal(), len(words))

    def shuffled(word: str) -> bytes:
        return hmac.new(key, f"{place}\n{turn}\n{word}".encode(), hashlib.sha256).digest()

    return sorted(words, key=shuffled)[number]
