"""A word or phrase to find the neighbours of, and how many, as people write them: "new york 5"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.words.errors import WrongNumberToList
from models.words.space.word_list import phrase_in
from models.words.space.written import Written

MOST_LISTED = 25

_OF = re.compile(r"^\s*(?:of|for|to)\s+(?=\S)", re.IGNORECASE)
_COUNT = re.compile(r"^(?P<word>.*\S)\s+\(?(?P<count>[-−]?\d+)\)?[\s?!.]*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """A word or phrase, and how many neighbours are wanted, if that was said."""

    word: str
    count: int | None = None


def parse(text: str, known: Callable[[str], bool]) -> Asked:
    """Read "coffee", "of coffee", "new york 5" or, without a count, "boeing 747" in quotes.

    Parameters
    ----------
    text : str
        What was written.
    known : function of a word
        Whether the vocabulary has it: a number at its end, or an "of" at its head, then belongs to it.

    Raises
    ------
    WrongNumberToList
        If the number after the word is not from 1 to 25.
    """
    written = Written.read(text)
    whole = phrase_in(written)
    if known(whole):
        return Asked(whole)
    written = written.without(_OF)
    if (match := _COUNT.match(written.text)) is None or known(phrase_in(written)):
        return Asked(phrase_in(written))
    word, count = phrase_in(written.part(match["word"])), int(match["count"].replace("−", "-"))
    if not 1 <= count <= MOST_LISTED:
        raise WrongNumberToList(count, 1, MOST_LISTED, phrase_in(written))
    return Asked(word, count)
