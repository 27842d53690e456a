"""What a person writes as a guess: one word, perhaps in a question."""

from __future__ import annotations

import re

from models.words.errors import NotOneWord, UnknownWord, UnknownWords
from models.words.space.vectors import WordVectors
from models.words.space.word_list import phrase_in, words_in
from models.words.space.written import Written, shortened

MOST_CHARACTERS = 200

_LEAD = re.compile(
    r"^\s*(?:(?:word|try|maybe|perhaps|(?:is|could|might)\s+it(?:\s+be)?|it\s+is|it[’']s)\s+)?"
    r"(?:an?\s+|the\s+)?(?=\S)",
    re.IGNORECASE,
)


def parse(text: str, vectors: WordVectors) -> str:
    """Read "coffee", "word coffee", "is it a coffee?" or "ice cream" as the one word that is guessed.

    Raises
    ------
    UnknownWords
        If the vectors do not know it, or there is no word at all.
    NotOneWord
        If it is several words.
    """
    written = Written.read(text)
    whole = phrase_in(written)
    if not vectors.knows(whole):
        written = written.without(_LEAD)
    phrase = phrase_in(written)
    if len(words_in(written)) > 1 and not vectors.knows(phrase):
        raise NotOneWord(shortened(phrase))
    term = vectors.term(phrase)
    if term.borrowed_from:
        raise UnknownWords((UnknownWord(phrase, vectors.vocabulary.suggest(phrase)),))
    if len(term.words) > 1:
        raise NotOneWord(shortened(phrase))
    return term.form
