"""Finding a film by what people type: typos, case, accents, articles, "(film)" and years are forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

EXACT_WINS = 100.0
SURE_SCORE = 88.0  # below this a single close title is offered, not taken
LEAST_SCORE = 70.0
_ARTICLES = re.compile(r"^(?:the|an?)\s+|,\s*(?:the|an?)$")
_ROMAN = ("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_PARENTHESES = re.compile(r"\((?:[^()]*\b)?(?:film|movie)s?\)")


@dataclass(frozen=True, slots=True)
class Match:
    """A film that fits what was typed; `score` runs to 100."""

    row: int
    page: str
    title: str
    year: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed title stands for: one film (`exact`, or `one` after forgiving), `several`, or `none`.

    `matches` holds the one film, the films to choose between, or the closest ones when none fits.
    """

    kind: Literal["exact", "one", "several", "none"]
    matches: tuple[Match, ...]


class TitleIndex:
    """The titles of a catalogue, ready for search; of equal matches the most linked film comes first.

    Parameters
    ----------
    pages, titles, years : sequences, one entry a film
        Rows in order of prominence.
    """

    def __init__(self, pages: Sequence[str], titles: Sequence[str], years: Sequence[int | None]) -> None:
        self._pages = pages
        self._titles = titles
        self._years = years
        self._row_of_page = {page: row for row, page in enumerate(pages)}
        self._keys = [normalise(title) for title in titles]
        self._rows: dict[str, list[int]] = {}
        for row, key in enumerate(self._keys):
            self._rows.setdefault(key, []).append(row)
        self._distinct = list(self._rows)
        self._words = [frozenset(key.split()) for key in self._distinct]

    def row(self, page: str) -> int | None:
        """Return the row of a page, or None when the catalogue lacks it."""
        return self._row_of_page.get(page)

    def search(self, text: str, count: int = 25) -> list[Match]:
        """Return up to `count` films that `text` may mean, best first; for autocomplete as well."""
        if (row := self._row_of_page.get(text)) is not None:
            return [self._match(row, EXACT_WINS)]
        scored: dict[int, float] = {}
        for score, year, key in self._candidates(text, count):
            for row in self._rows[key]:
                near = 2.0 if year is not None and self._years[row] == year else 0.0
                scored[row] = max(scored.get(row, 0.0), score + near)
        best = sorted(scored, key=lambda row: (-round(scored[row]), row))[:count]
        return [self._match(row, min(scored[row], EXACT_WINS)) for row in best]

    def resolve(self, text: str, count: int = 25) -> Resolution:
        """Say whether `text` names one film, several or none."""
        if (row := self._row_of_page.get(text)) is not None and self._unambiguous(row):
            return Resolution("exact", (self._match(row, EXACT_WINS),))
        for key, year in readings(text):
            rows = [r for r in self._rows.get(key, []) if year is None or self._years[r] == year]
            if rows:
                matches = tuple(self._match(row, EXACT_WINS) for row in rows[:count])
                return Resolution("exact" if len(rows) == 1 else "several", matches)
        found = [m for m in self.search(text, count) if m.score >= LEAST_SCORE]
        if not found:
            return Resolution("none", tuple(self.search(text, 3)))
        clear = found[0].score >= SURE_SCORE and (len(found) == 1 or found[0].score - found[1].score >= 3)
        return Resolution("one", (found[0],)) if clear else Resolution("several", tuple(found))

    def _candidates(self, text: str, count: int) -> list[tuple[float, int | None, str]]:
        """Title keys with scores: those that begin as typed, then those close in spelling."""
        found: list[tuple[float, int | None, str]] = []
        for key, year in readings(text):
            if not key:
                continue
            found += [(EXACT_WINS, year, key)] if key in self._rows else []
            begun = [other for other in self._distinct if other.startswith(key)][: 4 * count]
            found += [
                (95.0 if other[len(key) : len(key) + 1] in " :" else 91.0, year, other) for other in begun
            ]
            if len(key) > 2 and len(begun) < count:
                words = set(key.split())
                inside = [o for o, theirs in zip(self._distinct, self._words, strict=True) if words <= theirs]
                found += [(89.0, year, other) for other in inside[: 2 * count]]
                found += [(score * 0.98, year, other) for other, score in self._close(key, count)]
        return found

    def _close(self, key: str, count: int) -> list[tuple[str, float]]:
        """Title keys spelt like `key`, whole or in their beginning: "harry poter", "Harry Potter and ..."."""
        whole = process.extract(key, self._distinct, scorer=fuzz.ratio, limit=count, score_cutoff=55)
        begun = [other[: len(key) + 1] for other in self._distinct]
        begins = process.extract(key, begun, scorer=fuzz.ratio, limit=count, score_cutoff=75)
        return [(other, score) for other, score, _ in whole] + [
            (self._distinct[at], score * 0.95) for _, score, at in begins
        ]

    def _unambiguous(self, row: int) -> bool:
        """Tell whether the page says which film is meant: "Dune (2021 film)" does, "Dune" of two does not."""
        return "(" in self._pages[row] or len(self._rows[self._keys[row]]) == 1

    def _match(self, row: int, score: float) -> Match:
        return Match(row, self._pages[row], self._titles[row], self._years[row], score)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Reduce a title to what people agree on: "The Good, the Bad & ..." -> "good the bad and ..."."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _PARENTHESES.sub(" ", text).replace("&", " and ").strip()
    text = _ARTICLES.sub("", text)
    text = re.sub(r"(?<=\w)['’.](?=\w|\s|$)", "", text)
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def readings(text: str) -> list[tuple[str, int | None]]:
    """Return how `text` can be read: whole ("1917"), as a title with a number of a part, or with a year."""
    text = text.strip()
    found: list[tuple[str, int | None]] = [(normalise(text), None)]
    if numbered := re.fullmatch(
        r"(.+?) (?:part )?([2-9])", found[0][0]
    ):  # "godfather 2": The Godfather Part II
        roman = _ROMAN[int(numbered[2]) - 2]
        found += [(f"{numbered[1]} {part}{n}", None) for n in (numbered[2], roman) for part in ("part ", "")]
    years = re.findall(r"\b((?:18|19|20)\d\d)\b", text)
    if years and (rest := re.sub(rf"\(?\b{years[-1]}\b(?:\s+film)?\)?", " ", text).strip(" ,")):
        found.insert(0 if "(" in text else 1, (normalise(rest), int(years[-1])))
    return found
