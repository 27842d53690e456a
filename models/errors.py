"""What models/ raises on purpose: each exception carries data, and bot/errors.py turns it into a sentence.

ModelError
├── UnknownWords           words that the vocabulary lacks, each with close ones
├── BadExpression          text that is neither an analogy nor a sum of words
├── BadCategories          text that names no categories to draw
├── BadComparison          text that is not two things to compare
├── BadAxis                text that names no axis, or no words to place on it
├── NoDirection            an axis whose two ends are the same
├── BadRelation            text that is not pairs of words and a word to ask
├── BadConcept             text that is not a concept's name and words that are one
├── OnBothSides            a word that a concept is to hold and to leave out
├── BadGap                 a sentence with no gap to fill, or with more than one
├── NoContext              a gap with no word around it that is known
├── RepeatedWord           a word that is there twice where each must be another
├── WrongNumberOfWords     too few or too many words for what was asked
├── AlreadyOnMap           a word to be dropped on a map that shows it already
├── FullMap                a map on which as many words were dropped as it takes
├── ArtifactMissing        nothing there; names the command that makes it
├── ArtifactDamaged        there, but not whole
├── UnknownVectors         no word vectors of that name, with the names there are
├── BadVectorsName         a name that word vectors cannot have
├── VectorsUnreadable      a file that holds no word vectors
├── CatalogueUnreadable    a file that holds no films
├── CorpusUnreadable       a file or folder that holds no text to learn from
├── UnknownTextModel       no text model of that name, with the names there are
├── UnknownCell            a number that no cell of a network has
├── NoCellFollows          a property that no cell is known to follow, with those that one does
├── UnknownFilm            a title that fits no film, with close ones
├── UnknownGenre           a genre that no film has, with those there are
├── BadYears               a text that is no range of years
├── TooFewRatings          fewer ratings than what was asked for needs
├── NoFilmsLeft            a filter that leaves nothing to recommend
├── NoIndexer              the package that builds and searches indexes is not installed
├── DownloadFailed         a download that did not end well
└── NotWritable            no room or no right to write
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class ModelError(Exception):
    """Anything that models/ raises on purpose."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that is not in the vocabulary, and the words of it that look most like it."""

    word: str
    suggestions: tuple[str, ...] = ()


class UnknownWords(ModelError):
    """Some words are not in the vocabulary."""

    def __init__(self, *words: UnknownWord) -> None:
        super().__init__(", ".join(unknown.word for unknown in words))
        self.words = words


class BadExpression(ModelError):
    """A text is neither an analogy nor a sum of words."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class BadCategories(ModelError):
    """A text names no categories; `reason` is one of the words below."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.text = text
        self.reason = reason


class BadComparison(ModelError):
    """A text is not two words, phrases or groups to compare."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class BadAxis(ModelError):
    """A text names no axis, or no words to place on it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NoDirection(ModelError):
    """The two ends of an axis are the same, as `end` says."""

    def __init__(self, end: str) -> None:
        super().__init__(end)
        self.end = end


class BadRelation(ModelError):
    """A text is not pairs of words and, after a colon, a word to ask."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class BadConcept(ModelError):
    """A text is not a concept's name, a colon, and words that are one."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class OnBothSides(ModelError):
    """A word, perhaps in two spellings, is among a concept's examples and among those that are none."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class BadGap(ModelError):
    """A sentence has no gap, or more than one: `gaps` of them."""

    def __init__(self, text: str, gaps: int) -> None:
        super().__init__(f"{gaps} gaps: {text}")
        self.text = text
        self.gaps = gaps


class NoContext(ModelError):
    """There is no known word around a gap, only those of `unknown`."""

    def __init__(self, unknown: tuple[str, ...]) -> None:
        super().__init__(", ".join(unknown))
        self.unknown = unknown


class RepeatedWord(ModelError):
    """A word is there twice, perhaps in two spellings, where each must be another."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class WrongNumberOfWords(ModelError):
    """A request has `given` of something (`what`: words, categories, ...), outside `least`..`most`."""

    def __init__(self, what: str, given: int, least: int, most: int) -> None:
        super().__init__(f"{given} {what}, not {least} to {most}")
        self.what = what
        self.given = given
        self.least = least
        self.most = most


class AlreadyOnMap(ModelError):
    """A map shows this word already."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class FullMap(ModelError):
    """As many words as a map takes, `most`, were dropped on it."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} dropped words")
        self.most = most


class ArtifactMissing(ModelError):
    """Nothing is at `path`; `command` makes it."""

    def __init__(self, path: Path, command: str) -> None:
        super().__init__(f"{path} (made by: {command})")
        self.path = path
        self.command = command


class ArtifactDamaged(ModelError):
    """What is at `path` is not whole, because of `reason`; `command` makes it anew."""

    def __init__(self, path: Path, reason: str, command: str) -> None:
        super().__init__(f"{path}: {reason} (made anew by: {command})")
        self.path = path
        self.reason = reason
        self.command = command


class NoIndexer(ModelError):
    """The package that builds and searches indexes is not installed."""

    def __init__(self) -> None:
        super().__init__("usearch is not installed")


class UnknownVectors(ModelError):
    """No word vectors have this name; `available` are the names there are, the closest first."""

    def __init__(self, name: str, available: tuple[str, ...]) -> None:
        super().__init__(f"{name}, not one of {', '.join(available)}")
        self.name = name
        self.available = available


class BadVectorsName(ModelError):
    """Word vectors cannot be called `name`: it is no safe name for a folder, or that of the default ones."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class VectorsUnreadable(ModelError):
    """The file at `path` is not word vectors, because of `reason`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CatalogueUnreadable(ModelError):
    """The file at `path` holds no films, because of `reason`; `line` is the first line to blame, if any."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"{path}: {reason}" if line is None else f"{path}, line {line}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line


class CorpusUnreadable(ModelError):
    """A file or folder holds no text to learn from."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownTextModel(ModelError):
    """There is no text model of that name."""

    def __init__(self, name: str, available: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.available = available


class UnknownCell(ModelError):
    """The network `model` has `cells` cells, numbered from 0, and none of this number."""

    def __init__(self, model: str, cell: int, cells: int) -> None:
        super().__init__(f"{cell} of {cells} in {model}")
        self.model = model
        self.cell = cell
        self.cells = cells


class NoCellFollows(ModelError):
    """No cell of `model` is known to follow a property; `available` are those that one does."""

    def __init__(self, model: str, wanted: str, available: tuple[str, ...]) -> None:
        super().__init__(f"{wanted} in {model}")
        self.model = model
        self.wanted = wanted
        self.available = available


class UnknownFilm(ModelError):
    """No film has this title; `suggestions` are the closest, with their years."""

    def __init__(self, title: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(title)
        self.title = title
        self.suggestions = suggestions


class UnknownGenre(ModelError):
    """No film has this genre; `available` are those there are, the closest first."""

    def __init__(self, genre: str, available: tuple[str, ...]) -> None:
        super().__init__(genre)
        self.genre = genre
        self.available = available


class BadYears(ModelError):
    """A text is no year and no range of years."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class TooFewRatings(ModelError):
    """A person has rated `given` films, and `least` are needed."""

    def __init__(self, given: int, least: int) -> None:
        super().__init__(f"{given} ratings, not {least}")
        self.given = given
        self.least = least


class NoFilmsLeft(ModelError):
    """No film that is not yet rated passes the filter."""


class DownloadFailed(ModelError):
    """Fetching `name` failed because of `reason`; `url` is where a person can get it by hand, if known."""

    def __init__(self, name: str, reason: str, url: str | None = None) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
        self.url = url


class NotWritable(ModelError):
    """Writing to `path` failed because of `reason`; `needed_bytes` is how much room it wants, if known."""

    def __init__(self, path: Path, reason: str, needed_bytes: int | None = None) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.needed_bytes = needed_bytes
