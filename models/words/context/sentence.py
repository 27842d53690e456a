"""A sentence with a gap, as typed, and the tokens on either side of it as the network reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from models.words.errors import BadGap, NoContext, WrongNumberAroundGap
from models.words.space.contractions import IRREGULAR

MOST_WORDS = 100
"""A sentence has no more; the network sees only some on either side anyway."""

_OPENS, _CLOSES = r"[^\s\"'“‘(\[]", r"[^\s\"'”’)\].,!?;:]"
_ALONE, _APART = rf"(?<!{_OPENS})", rf"(?!{_CLOSES})"
_EMPTY = r"\s*(?:mask|blank|gap|missing|word|x|\?*|(?:\\?_)*|\.*|…)\s*"

_GAPS = (
    re.compile(
        rf"\{{+[^{{}}]{{0,20}}\}}+|\[{_EMPTY}\]|\({_EMPTY}\)|<(?:mask|blank|gap|x)>"
        rf"|(?:\\?[_＿]){{3,}}|{_ALONE}\\?_(?: ?\\?_)*{_APART}|[□▢█]+",
        re.IGNORECASE,
    ),
    re.compile(r"\.(?: ?\.){2,}|…"),
    re.compile(rf"{_ALONE}(?:-{{2,}}|[–—]{{2,}}|\*{{3,}}|\?{{2,}}|X+|BLANK|MASK|GAP){_APART}"),
)
"""How people draw a gap, the plainest first: the others count only where nothing plainer is."""
_NOT_TEXT = re.compile(r"<a?[@#:/][^<>\s]*>|https?://\S+")
_TOKEN = re.compile(
    r"n't\b|'(?:s|m|d|re|ve|ll)\b|[^\W\d_]+(?=n't\b)|[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*|[.,!?;:]"
)
_ENDINGS = frozenset({"n't"})


@dataclass(frozen=True, slots=True)
class Gapped:
    """A sentence with one gap.

    Attributes
    ----------
    before, after : str
        What stands on either side of the gap, as typed.
    left, right : tuple of str
        The tokens of it, in the order of the sentence.
    """

    before: str
    after: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens that are words, in the order of the sentence."""
        return tuple(token for token in chain(self.left, self.right) if is_word(token))


def parse(text: str) -> Gapped:
    """Find the gap of a sentence: `___`, `{X}`, `[MASK]` or `(blank)`; else `...`; else `???` or `X`.

    Raises
    ------
    BadGap
        When there is no gap or more than one.
    NoContext
        When there is nothing but the gap.
    WrongNumberOfWords
        When there are more than `MOST_WORDS` words.
    """
    gaps = next((found for kind in _GAPS if (found := [*kind.finditer(text)])), [])
    if len(gaps) != 1:
        raise BadGap(text, len(gaps))
    before, after = text[: gaps[0].start()].strip(), text[gaps[0].end() :].lstrip(" ")
    sentence = Gapped(before, after.rstrip(), tokens(before), tokens(after))
    if not sentence.words:
        raise NoContext(())
    if len(sentence.words) > MOST_WORDS:
        raise WrongNumberAroundGap(len(sentence.words), 1, MOST_WORDS)
    return sentence


def tokens(text: str) -> tuple[str, ...]:
    """Split a text as GloVe's own texts were: lower case, `don't` as `do` and `n't`, marks by themselves.

    Mentions and links are left out.
    """
    plain = _NOT_TEXT.sub(" ", text).lower().replace("’", "'")
    for whole, parts in IRREGULAR.items():
        plain = plain.replace(whole, " ".join(parts))
    return tuple(_TOKEN.findall(plain))


def is_word(token: str) -> bool:
    """Tell words from marks, numbers and the ends that English hangs on words (`'s`, `n't`)."""
    return token[0].isalpha() and token not in _ENDINGS
