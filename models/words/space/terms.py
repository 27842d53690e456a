"""What a person types, turned into words that the vocabulary has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from models.words.errors import UnknownWord, UnknownWords
from models.words.space.contractions import taken_apart
from models.words.space.vocabulary import JOINTS, Vocabulary

if TYPE_CHECKING:
    from models.words.space.beyond import Beyond

# Only words this frequent get a hyphen that nobody typed. Phrases were joined by "_" on purpose, but a rare
# word with "-" is rather a slip in the corpus: in GloVe "new-york" lies beside "herpetological", and new +
# york beside "chicago".
HYPHENATED_FROM = 50_000
_WRAPPING = " \"'`“”‘’«»()[]{}*"
_TRAILING = ",;:?!."


@dataclass(frozen=True, slots=True)
class Term:
    """What was asked, and the words that stand for it: one, or several whose mean is meant.

    Attributes
    ----------
    borrowed_from : str
        The name of the larger vectors that found these words for one that the vocabulary lacks, if so.
    """

    asked: str
    words: tuple[str, ...]
    borrowed_from: str = ""

    @property
    def form(self) -> str:
        """What is used instead of what was asked, such as "ice + cream"."""
        return " + ".join(self.words)

    @property
    def label(self) -> str:
        """What stands for it in a picture or a list: its word, or what was asked where it has several."""
        return self.asked if len(self.words) > 1 or self.borrowed_from else self.form

    @property
    def repaired(self) -> bool:
        """Whether the form differs from what was asked."""
        return self.form != self.asked


def resolve(vocabulary: Vocabulary, asked: str, beyond: Beyond | None = None) -> Term:
    """Return the term that `asked` stands for.

    The word exactly as written comes first; then the most frequent word that differs from it only in letter
    case or in what joins its parts; then the same without the quotes around it or the punctuation after it;
    then the mean of its parts, or of those of a contraction. Where all this fails, the words nearest to it in
    larger vectors stand in.

    Raises
    ------
    UnknownWords
        With every part that is no word, and close words.
    """
    text = " ".join(asked.split())
    word = entry(vocabulary, text)
    if word is not None:
        return Term(asked, (word,))
    bare = _bare(text)
    if ways := list(taken_apart(bare)):
        return _uncontracted(vocabulary, asked, bare, ways)
    parts = bare.split() if " " in bare else [part for part in JOINTS.split(bare) if part]
    words = [(part, entry(vocabulary, part)) for part in parts]
    unknown = [part for part, word in words if word is None]
    if beyond is not None and (unknown or len(parts) < 2):
        borrowed = _borrowed(vocabulary, bare, words, beyond)
        if borrowed:
            return Term(asked, borrowed, beyond.name)
    if len(parts) < 2 or (len(unknown) == len(parts) and " " not in bare):
        raise UnknownWords((UnknownWord(bare or text, vocabulary.suggest(bare)),))
    if unknown:
        raise UnknownWords(
            tuple(UnknownWord(part, vocabulary.suggest(part)) for part in dict.fromkeys(unknown))
        )
    return Term(asked, tuple(word for _, word in words if word is not None))


def _uncontracted(vocabulary: Vocabulary, asked: str, bare: str, ways: Iterable[tuple[str, ...]]) -> Term:
    """Return the term of the first way to take a contraction apart of which all parts are words."""
    for parts in ways:
        words = [entry(vocabulary, part) for part in parts]
        if None not in words:
            return Term(asked, tuple(word for word in words if word is not None))
    raise UnknownWords((UnknownWord(bare),))  # what looks like it is another word: "donut" for "don't"


def _borrowed(
    vocabulary: Vocabulary, text: str, parts: list[tuple[str, str | None]], beyond: Beyond
) -> tuple[str, ...]:
    """Return what stands in for `text`, or for each unknown one of its parts; nothing if a part has none."""
    whole = beyond.stand_ins(text, vocabulary)
    if whole or len(parts) < 2:
        return whole
    words = [(word,) if word is not None else beyond.stand_ins(part, vocabulary)[:1] for part, word in parts]
    return tuple(chain.from_iterable(words)) if all(words) else ()


def entry(vocabulary: Vocabulary, text: str) -> str | None:
    """Return the one word that `text` stands for, if need be without quotes and punctuation, or None."""
    word = exact_or_like(vocabulary, text)
    return word if word is not None else exact_or_like(vocabulary, _bare(text))


def exact_or_like(vocabulary: Vocabulary, text: str) -> str | None:
    """Return `text` if it is a word, else the most frequent word like it but for letter case and joints."""
    words = [(row, vocabulary.word(row)) for row in vocabulary.rows_like(text)]
    if any(word == text for _, word in words):
        return text
    fit = (word for row, word in words if "-" not in word or "-" in text or row < HYPHENATED_FROM)
    return next(fit, None)


def _bare(text: str) -> str:
    """Return `text` without the quotes around it and the punctuation after it."""
    return text.strip(_WRAPPING).rstrip(_TRAILING + _WRAPPING)
