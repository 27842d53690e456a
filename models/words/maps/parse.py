"""What a person writes to name the categories of a map: "countries: france, spain | drinks: tea, coffee"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from models.words.errors import BadCategories, WrongNumberOfCategories, WrongNumberOfWords
from models.words.space.word_list import MARKUP, cleaned, shortened

MAX_CATEGORIES = 12
MAX_WORDS = 300
MIN_WORDS = 4  # three points make a triangle whatever they mean
MAX_CHARACTERS = 6000

Reason = Literal["no words", "category without words", "text too long"]
NO_WORDS, WITHOUT_WORDS, TOO_LONG = get_args(Reason)

_BETWEEN_CATEGORIES = re.compile(r"[|;\n\r\u2028\uff1b\uff5c]+")
_AFTER_NAME = re.compile(r"[:\uff1a]")
_BETWEEN_WORDS = re.compile(r"[,\u060c\u3001\uff0c]")


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
    words, or spaces where there is no comma. ``word word`` and ``word, word word`` are words to be grown by
    their neighbours, each a category of its own. An empty text stands for the example.

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
    written = [_category(part) for part in _BETWEEN_CATEGORIES.split(cleaned(text))]
    categories = [category for category in written if category.name or category.words]
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


def _category(text: str) -> RawCategory:
    """Read one category; its name is empty if it has none."""
    name, colon, rest = _split_name(text)
    items = _BETWEEN_WORDS.split(rest) if _BETWEEN_WORDS.search(rest) else rest.split()
    words = tuple(word for word in (" ".join(item.strip(MARKUP).split()) for item in items) if word)
    return RawCategory(" ".join(name.strip(MARKUP).split()) if colon else "", words)


def _split_name(text: str) -> tuple[str, str, str]:
    colon = _AFTER_NAME.search(text)
    return (text[: colon.start()], ":", text[colon.end() :]) if colon else ("", "", text)


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
