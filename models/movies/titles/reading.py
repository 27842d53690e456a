"""Which title and year a text can stand for: `Dune (1984)`, `Dune - 1984`, `Blade Runner 2049`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1870, 2039
_QUOTES = " \t\"'“”„‟«»‘’`"
_BRACKETED = re.compile(r"[(\[]\s*(\d{4})(?:[\s,][^()\[\]]*)?[)\]]")
_BARE = re.compile(r"[\s,–—-]+(\d{4})(?:\s+(?:film|movie))?$", re.IGNORECASE)
_KIND = re.compile(r"\s+[(\[](?:film|movie)[)\]]$", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_ALSO = re.compile(r"^\s*a\.?\s?k\.?\s?a\.?:?\s+", re.IGNORECASE)
_ARTICLE_LAST = re.compile(
    r"^(.+), (la|le|les|l'|el|los|las|il|lo|gli|der|die|das|den|det|de|het|un|une|una|ein|eine|en|o|os|as)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A title as typed, with the year that was typed beside it, if one was."""

    title: str
    year: int | None = None


def readings(text: str) -> tuple[Reading, ...]:
    """Return how `text` can be read: a number in brackets is a year, a bare one may be the title's."""
    text = " ".join(text.split())
    text = _KIND.sub("", text.strip(_QUOTES) or text)
    if (bracketed := _last_year(text)) is not None:
        title = f"{text[: bracketed.start()]} {text[bracketed.end() :]}".strip(" ,-–—")
        title = title.strip(_QUOTES) or title
        return (Reading(title, int(bracketed[1])),) if title else (Reading(text),)
    bare = _BARE.search(text)
    if bare and _is_year(bare[1]) and (title := text[: bare.start()].strip()):
        return Reading(text), Reading(title, int(bare[1]))
    return (Reading(text),)


def other_names(title: str) -> tuple[str, ...]:
    """Return what else a title says: a name in brackets, or `Enfants perdus, Les` in its order."""
    found = list(_reordered(title))
    inside = _PARENTHESES.findall(title)
    if inside:
        outside = _PARENTHESES.sub(" ", title).strip()
        for name in (outside, *inside):
            plain = _ALSO.sub("", name).strip()
            found += [plain, *_reordered(plain)]
    return tuple(dict.fromkeys(name for name in found if name))


def _reordered(title: str) -> Iterator[str]:
    if moved := _ARTICLE_LAST.match(title):
        yield f"{moved[2]}{'' if moved[2].endswith(chr(39)) else ' '}{moved[1]}"


def _last_year(text: str) -> re.Match[str] | None:
    years = [found for found in _BRACKETED.finditer(text) if _is_year(found[1])]
    return years[-1] if years else None


def _is_year(digits: str) -> bool:
    return FIRST_YEAR <= int(digits) <= LAST_YEAR
