"""What a person writes to name the categories of a map: "countries: france, spain | drinks: tea, coffee"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from models.bullets import BULLET
from models.words.errors import BadCategories, WrongNumberOfCategories, WrongNumberOfWords
from models.words.space.word_list import phrase_in, words_in
from models.words.space.written import Written, shortened

MAX_CATEGORIES = 12
MAX_WORDS = 300
MIN_WORDS = 4  # three points make a triangle whatever they mean
MAX_CHARACTERS = 6000

Reason = Literal["no words", "category without words", "text too long"]
NO_WORDS, WITHOUT_WORDS, TOO_LONG = get_args(Reason)

_BETWEEN_CATEGORIES = re.compile(r"[|;\n\r\u2028\u061b]+")
_AFTER_NAME = re.compile(r":")
_OF = re.compile(r"^\s*(?:(?:a\s+)?map\s+)?of\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawCategory:
    """The name of a category and its words, as they were written."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """The categories to draw; `grow` says that each is one word, to be joined by its neighbours."""

    categories: tuple[RawCategory, ...]
    grow: bool = False


_COUNTRIES = "france germany italy spain portugal greece sweden norway poland japan china india"
_DRINKS = "coffee tea beer wine milk juice water lemonade cocoa whiskey vodka champagne"
_SPORTS = "football tennis basketball hockey golf baseball cricket rugby volleyball swimming boxing cycling"
EXAMPLE = Request(
    (
        RawCategory("countries", tuple(_COUNTRIES.split())),
        RawCategory("drinks", tuple(_DRINKS.split())),
        RawCategory("sports", tuple(_SPORTS.split())),
    )
)


def parse(text: str) -> Request:
    """Read the categories of a map from text.

    ``name: word, word | name: word word`` names categories: "|", ";" or a new line parts them; commas part
    words, or spaces where there is no comma; a name may stand on a line above its words. ``word word`` and
    ``word, word word`` are words to be grown by their neighbours, each a category of its own. An empty text
    stands for the example.

    Raises
    ------
    BadCategories
        If the text is too long, or has no words, or a name without words; `reason` is a `Reason`.
    WrongNumberOfWords
        If there are more than 12 categories or more than 300 words.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadCategories(shortened(text), TOO_LONG)
    if not text.strip():
        return EXAMPLE
    parts = Written.read(text).without(_OF).parts(_BETWEEN_CATEGORIES)
    categories = list(
        _headed(category for category in map(_category, parts) if category.name or category.words)
    )
    if not any(category.words for category in categories):
        raise BadCategories(shortened(text), WITHOUT_WORDS if categories else NO_WORDS)
    for category in categories:
        if not category.words:
            raise BadCategories(shortened(category.name), WITHOUT_WORDS)
    if _is_bare(categories):
        words = dict.fromkeys(word for category in categories for word in category.words)
        categories = [RawCategory(word, (word,)) for word in words]
        return _bounded(Request(tuple(categories), grow=True))
    return _bounded(Request(tuple(_merged(categories))))


def _category(written: Written) -> RawCategory:
    """Read one category; its name is empty if it has none."""
    before, colon, rest = written.parted(_AFTER_NAME)
    if not colon:
        return RawCategory("", words_in(before))
    return RawCategory(phrase_in(before.without(BULLET)), words_in(rest))


def _headed(categories: Iterable[RawCategory]) -> Iterator[RawCategory]:
    """Give a name without words those of the nameless lines below it."""
    waiting: RawCategory | None = None
    for category in categories:
        if waiting is not None and not category.name:
            waiting = RawCategory(waiting.name, waiting.words + category.words)
            continue
        if waiting is not None:
            yield waiting
        waiting = category if category.name and not category.words else None
        if waiting is None:
            yield category
    if waiting is not None:
        yield waiting


def _is_bare(categories: list[RawCategory]) -> bool:
    """Tell words to be grown from categories: no name, and one list of words or one word in each line."""
    unnamed = not any(category.name for category in categories)
    return unnamed and (len(categories) == 1 or all(len(category.words) == 1 for category in categories))


def _merged(categories: list[RawCategory]) -> list[RawCategory]:
    """Name what has no name, and join categories of one name."""
    words: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for number, category in enumerate(categories, start=1):
        name = category.name or f"group {number}"
        key = name.casefold()
        names.setdefault(key, name)
        words.setdefault(key, []).extend(category.words)
    return [RawCategory(names[key], tuple(words[key])) for key in words]


def _bounded(request: Request) -> Request:
    if len(request.categories) > MAX_CATEGORIES:
        raise WrongNumberOfCategories(len(request.categories), 1, MAX_CATEGORIES)
    words = sum(len(category.words) for category in request.categories)
    if words > MAX_WORDS:
        raise WrongNumberOfWords(words, 1, MAX_WORDS)
    return request
