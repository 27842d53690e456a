"""The words that may be looked for: known to everybody, of things that one can touch or see, and kind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from models.words.errors import TooFewGameWords
from models.words.space.vectors import WordVectors

LEAST = 20
"""With fewer words than that a game would be over before it has begun."""


@cache
def game_words() -> tuple[str, ...]:
    """Return the words of the file, in their order.

    They were taken from the commoner half of the vocabulary that comes with the bot, as far as they lie
    nearer to things that one can touch than to ideas, and were chosen by reading: no names, no plurals of
    other words, none whose nearest words are those of another meaning (a bat of cricket, the apple of
    computers), and nothing that is sad, violent, or not for everybody.
    """
    text = files(__package__).joinpath("words.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def words_of(vectors: WordVectors) -> tuple[str, ...]:
    """Return those of the game's words that the vectors in use know.

    Raises
    ------
    TooFewGameWords
        When they are of another language, or very small.
    """
    known = tuple(word for word in game_words() if vectors.vocabulary.row(word) is not None)
    if len(known) < LEAST:
        raise TooFewGameWords(vectors.name)
    return known
