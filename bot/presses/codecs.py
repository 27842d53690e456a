"""How the fields of a press stand in an id, by their types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args, get_origin


@dataclass(frozen=True, slots=True)
class Codec:
    """How a field stands in an id: the pattern that finds it, and the ways from value to text and back."""

    pattern: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


NUMBER = r"[0-8]?\d{1,18}"
"""Every whole number that Discord and a database have, and none beyond: an id may be made up."""

Rest = Annotated[str, Codec(".+", str, str)]
"""The type of a last field that takes all that is left of an id, colons too."""


def codec_of(hint: Any) -> Codec:
    """Return how a field of this type is written and read; `Annotated` with a `Codec` brings its own.

    Raises
    ------
    TypeError
        When an id cannot carry such a field.
    """
    for each in getattr(hint, "__metadata__", ()):
        if isinstance(each, Codec):
            return each
    if get_origin(hint) is Literal:
        return Codec(_one_of(get_args(hint)), str, str)
    if hint is int:
        return Codec(NUMBER, str, int)
    if hint is str:
        return Codec("[^:]*", str, str)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Codec(_one_of(hint), str, hint)
    raise TypeError(f"the id of a button can't carry {hint!r}")


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
