"""A list of titles as people write one: one a line, with bullets, numbers, quotes or bold, or in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.bullets import BULLET
from models.movies.titles.reading import readings

FEWEST_BY_COMMA = 3
"""Titles from which on commas part them: `Paris, Texas` is one film, though `Paris` and `Texas` are two."""

_MARKUP = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_|~~|`{1,3}|\|\|)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?[^()\s]+>?\)")
_PAIRS = {'"': '"', "“": "”", "„": "“", "”": "”", "«": "»", "‘": "’", "'": "'", "‹": "›"}


def parts(text: str, is_title: Callable[[str], bool]) -> list[str]:
    """Return the titles that `text` lists, each once, in order.

    Lines and semicolons part them. A comma does where the whole is no title and all parts are.

    Parameters
    ----------
    text
        As written.
    is_title
        Whether a film is known by a title.
    """
    found: list[str] = []
    for line in text.splitlines():
        for piece in BULLET.sub("", line, count=1).split(";"):
            title = unmarked(BULLET.sub("", piece, count=1))
            found += by_comma(title, is_title) if "," in title else [title]
    return list(dict.fromkeys(title for title in found if title))


def unmarked(text: str) -> str:
    """Return a title without the quotes, bold, italics or link around it."""
    text = _LINK.sub(r"\1", text).strip()
    while True:
        bare = _MARKUP.sub(r"\2", text).strip()
        if len(bare) > 1 and _PAIRS.get(bare[0]) == bare[-1]:
            bare = bare[1:-1].strip()
        if bare == text:
            return text
        text = bare


def by_comma(text: str, is_title: Callable[[str], bool]) -> list[str]:
    """Return the known titles between the commas, or the text itself where they are none.

    `Alien, The Good, the Bad and the Ugly, Heat` is three. Two without years may be one film that is not
    known, as may `Rock, Paper, Scissors`, so they stay together: see `hint`.
    """
    titles = [] if is_title(text) else _known(text, is_title)
    dated = titles and all(readings(title)[0].year for title in titles)
    enough = len(set(titles)) >= FEWEST_BY_COMMA and any(" " in title for title in titles)
    return titles if dated or enough else [text]


def hint(text: str, is_title: Callable[[str], bool]) -> str | None:
    """Return how a text with commas is written as several titles, where that gives films, or None."""
    titles = _known(text, is_title) if "," in text and not is_title(text) else []
    return "; ".join(titles) if len(titles) > 1 else None


def _known(text: str, is_title: Callable[[str], bool]) -> list[str]:
    """Cut `text` at commas into known titles, as few as will do; nothing where that cannot be."""
    pieces = [piece.strip() for piece in text.split(",")]
    best: list[Sequence[str] | None] = [(), *[None] * len(pieces)]
    for end in range(1, len(pieces) + 1):
        for start in range(max(0, end - 4), end):
            before = best[start]
            title = unmarked(", ".join(pieces[start:end]))
            current = best[end]
            if before is None or (current is not None and len(current) <= len(before) + 1):
                continue
            if title and is_title(title):
                best[end] = (*before, title)
    return list(best[-1] or ())
