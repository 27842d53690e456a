"""A sum of words, of which an analogy is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# Signs with blanks around them, brackets, and a number before a word.
_LIKE_A_SUM = re.compile(
    r"(?:^|\s)[-+−–—*×/÷=,](?:\s|$)|[()\[\]{}=]|^\d+(?:[.,]\d+)?\s|(?:^|\s)(?:plus|minus)\s",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """The two kinds of expression."""

    ANALOGY = "analogy"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Expression:
    """Words, each with the sign (+1 or -1) it has in the sum, in the order in which they were written.

    The analogy "a is to b as c is to what" is the sum b − a + c, and its words are a, b, c. `expected` is
    what its writer says that it gives, if anything.
    """

    kind: Kind
    words: tuple[str, ...]
    signs: tuple[int, ...]
    expected: str = ""

    @classmethod
    def analogy(cls, a: str, b: str, c: str, expected: str = "") -> Expression:
        """Return "`a` is to `b` as `c` is to what", or to `expected`."""
        return cls(Kind.ANALOGY, (a, b, c), (-1, 1, 1), expected)

    @property
    def positive(self) -> tuple[str, ...]:
        """The words that are added."""
        return tuple(word for word, sign in zip(self.words, self.signs, strict=True) if sign > 0)

    @property
    def negative(self) -> tuple[str, ...]:
        """The words that are subtracted."""
        return tuple(word for word, sign in zip(self.words, self.signs, strict=True) if sign < 0)

    @property
    def a(self) -> str:
        """The first word of an analogy, such as "man"."""
        return self.words[0]

    @property
    def b(self) -> str:
        """The second word of an analogy, such as "king"."""
        return self.words[1]

    @property
    def c(self) -> str:
        """The third word of an analogy, such as "woman"."""
        return self.words[2]

    @property
    def formula(self) -> str:
        """The sum as people write it, such as "king − man + woman"."""
        pairs = list(zip(map(_quoted, self.words), self.signs, strict=True))
        if self.kind is Kind.ANALOGY:
            pairs[:2] = pairs[1], pairs[0]
        (first, sign), rest = pairs[0], pairs[1:]
        return ("" if sign > 0 else "−") + first + "".join(f" {'+' if s > 0 else '−'} {w}" for w, s in rest)


def _quoted(word: str) -> str:
    """Put a word into quotes that would else read as a sum itself."""
    return f'"{word}"' if _LIKE_A_SUM.search(word) else word
