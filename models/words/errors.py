"""What word vectors, and what is calculated and drawn with them, refuse.

ModelError
├── UnknownWords                 words that the vocabulary lacks, each with close ones
├── BadExpression                text that is neither an analogy nor a sum of words
├── BadFactor                    a number that no word can be taken times
├── NothingLeft                  a sum whose words cancel each other
├── BadCategories                text that names no categories to draw
├── BadComparison                text that is not two things to compare
├── BadAxis                      text that names no axis, or no words to place on it
├── BadWorldMap                  text that names nothing to colour the world by
├── TooFewCountries              word vectors that know hardly any country
├── NoDirection                  an axis whose two ends are the same
├── BadRelation                  text that is not pairs of words and a word to ask
├── BadConcept                   text that is not a concept's name and words that are one
├── OnBothSides                  a word that a concept is to hold and to leave out
├── BadGap                       a sentence with no gap to fill, or with more than one
├── NoContext                    a gap with no word around it that is known
├── NotOneWord                   a guess of several words
├── TooFewGameWords              vectors that know too few of the words that may be looked for
├── SecretUnknown                a word of a round that the vectors in use do not know
├── RepeatedWord                 a word that is there twice where each must be another
├── AlreadyOnMap                 a word to be dropped on a map that shows it already
├── FullMap                      a map on which as many words were dropped as it takes
├── UnknownVectors               no word vectors of that name, with the names there are
├── BadVectorsName               a name that word vectors cannot have
├── VectorsUnreadable            a file that holds no word vectors
├── DownloadFailed               a download that did not end well
├── NoIndexer                    the package that builds and searches indexes is not installed
└── WrongNumber
    ├── WrongNumberOfWords
    │   ├── WrongNumberInGroup
    │   ├── WrongNumberAtEnd
    │   ├── WrongNumberAroundGap
    │   ├── WrongNumberInMotion
    │   └── WrongNumberToTest
    ├── WrongNumberOfExamples
    ├── WrongNumberOfPairs
    ├── WrongNumberOfAxes
    ├── WrongNumberOfCategories
    └── WrongNumberToList
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelError, WrongNumber


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that is not in the vocabulary, and the words of it that look most like it."""

    word: str
    suggestions: tuple[str, ...] = ()


class UnknownWords(ModelError):
    """Some words are not in the vocabulary."""

    words: tuple[UnknownWord, ...]


class BadExpression(ModelError):
    """A text is neither an analogy nor a sum of words."""

    text: str


class BadFactor(ModelError):
    """In a sum, a word is to be taken `factor` times, which is no whole number from 1 to 12."""

    factor: str


class NothingLeft(ModelError):
    """The words of the sum `formula` cancel each other."""

    formula: str


class BadCategories(ModelError):
    """A text names no categories, because of `reason`."""

    text: str
    reason: str


class BadComparison(ModelError):
    """A text is not two words, phrases or groups to compare."""

    text: str


class BadAxis(ModelError):
    """A text names no axis, or no words to place on it."""

    text: str


class BadWorldMap(ModelError):
    """A text is no word, sum or direction to colour the world by."""

    text: str


class TooFewCountries(ModelError):
    """The vocabulary knows `known` countries, and a map of the world needs `least`."""

    known: int
    least: int


class NoDirection(ModelError):
    """The two ends of an axis are the same, as `end` says."""

    end: str


class BadRelation(ModelError):
    """A text is not pairs of words and, after a colon, a word to ask."""

    text: str


class BadConcept(ModelError):
    """A text is not a concept's name, a colon, and words that are one."""

    text: str


class OnBothSides(ModelError):
    """A word, perhaps in two spellings, is among a concept's examples and among those that are none."""

    word: str


class BadGap(ModelError):
    """A sentence has no gap, or more than one: `gaps` of them."""

    text: str
    gaps: int


class NoContext(ModelError):
    """There is no known word around a gap, only those of `unknown`."""

    unknown: tuple[str, ...]


class NotOneWord(ModelError):
    """A guess, `text`, is several words."""

    text: str


class TooFewGameWords(ModelError):
    """The vectors `name` know too few of the words that may be looked for."""

    name: str


class SecretUnknown(ModelError):
    """A round's `word` is not in the vectors in use: they were changed since it began."""

    word: str


class RepeatedWord(ModelError):
    """A word is there twice, perhaps in two spellings, where each must be another."""

    word: str


class AlreadyOnMap(ModelError):
    """A map shows this word already."""

    word: str


class FullMap(ModelError):
    """As many words as a map takes, `most`, were dropped on it."""

    most: int


class UnknownVectors(ModelError):
    """No word vectors have this name; `available` are the names there are, the closest first."""

    name: str
    available: tuple[str, ...]


class BadVectorsName(ModelError):
    """Word vectors cannot be called `name`: it is no safe name for a folder, or that of the default ones."""

    name: str


class VectorsUnreadable(ModelError):
    """The file at `path` is not word vectors, because of `reason`."""

    path: Path
    reason: str


class DownloadFailed(ModelError):
    """Fetching `name` failed because of `reason`; `url` is where a person can get it by hand, if known."""

    name: str
    reason: str
    url: str | None = None


class NoIndexer(ModelError):
    """The package that builds and searches indexes is not installed."""


class WrongNumberOfWords(WrongNumber):
    """Too few or too many words for what was asked."""


class WrongNumberInGroup(WrongNumberOfWords):
    """Too many words in a group to compare."""


class WrongNumberAtEnd(WrongNumberOfWords):
    """Too many words at an end of an axis."""


class WrongNumberAroundGap(WrongNumberOfWords):
    """Too many words around a gap."""


class WrongNumberInMotion(WrongNumberOfWords):
    """Too many words on a map that moves."""


class WrongNumberToTest(WrongNumberOfWords):
    """Too few or too many words to ask a concept about."""


class WrongNumberOfExamples(WrongNumber):
    """Too few examples of a concept."""


class WrongNumberOfPairs(WrongNumber):
    """Too few or too many pairs of words that stand in a relation."""


class WrongNumberOfAxes(WrongNumber):
    """More axes than a picture has."""


class WrongNumberOfCategories(WrongNumber):
    """Too few or too many categories for a map."""


class WrongNumberToList(WrongNumber):
    """Too few or too many neighbours to list; `phrase` is the word with the number that was read as one."""

    phrase: str
