"""What a person writes to make a concept: "country: france, kenya, japan not: dog, run"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.words.errors import BadConcept, WrongNumberOfExamples, WrongNumberOfWords, WrongNumberToTest
from models.words.space.word_list import phrase_in, words_in
from models.words.space.written import Written, shortened

LEAST_EXAMPLES = 2
MOST_WORDS = 300  # on both sides together
MOST_TESTED = 20
MOST_CHARACTERS = 4000

_AFTER_NAME = re.compile(r":")
_NOT = re.compile(r"(?:^|(?<=[\s,;|\[(]))[\[(]?(?:but\s+)?not\s*:", re.IGNORECASE)
_BRACKETS = " []()|,;"
_IS_IT = re.compile(
    r"^\s*(?:is|are)\s+(?:(?:it|they|these|this)\s+)?(?:(?:an?|the)\s+)?(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RawConcept:
    """A concept's name, words that are one of it, and words that are not, as they were written."""

    name: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]


def is_definition(text: str) -> bool:
    """Tell whether `text` says what is in a concept, and does not just name one."""
    return _AFTER_NAME.search(Written.read(text).text) is not None


def parse(text: str) -> RawConcept:
    """Read a name, a colon and examples, and after "not:" words that are none.

    Raises
    ------
    BadConcept
        If there is no name or no example.
    WrongNumberOfWords
        If there is one example only, or more than 300 words.
    """
    before, colon, rest = Written.read(text).parted(_AFTER_NAME)
    name = phrase_in(before)
    sides = rest.parts(_NOT)
    inside, *others = (words_in(side.part(side.text.strip(_BRACKETS))) for side in sides)
    outside = tuple(word for words in others for word in words)
    if not colon or not name or name.casefold() == "not" or not inside:
        raise BadConcept(shortened(text))
    if any(_AFTER_NAME.search(side.text) for side in sides):
        raise BadConcept(shortened(text))
    if len(inside) < LEAST_EXAMPLES:
        raise WrongNumberOfExamples(len(inside), LEAST_EXAMPLES, MOST_WORDS)
    if len(inside) + len(outside) > MOST_WORDS:
        raise WrongNumberOfWords(len(inside) + len(outside), LEAST_EXAMPLES, MOST_WORDS)
    return RawConcept(name, inside, outside)


def parse_tested(text: str) -> tuple[str, ...]:
    """Read the words to test.

    Raises
    ------
    WrongNumberOfWords
        If there is none, or more than 20.
    """
    words = words_in(Written.read(text).without(_IS_IT))
    if not 1 <= len(words) <= MOST_TESTED:
        raise WrongNumberToTest(len(words), 1, MOST_TESTED)
    return words
