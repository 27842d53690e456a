"""Titles as people write them, links that may be shown, and what in a film file is no film."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

SERIES_EPISODES = 3  # so many pages with the same words in brackets are episodes of what these words name
_REFERENCE = re.compile(r"\s*\[[^\]]*\]")
_MARKUP = re.compile(r"[{}<>|]|''|\.mw-")
_PAGE_SUFFIX = re.compile(
    r"\s*\((?:[^()]*\b)?(?:films?|movie|TV|television|video|cartoon|documentary|OVA|special|short|\d{4})"
    r"\b[^()]*\)$",
    re.IGNORECASE,
)
_ARTICLE_LAST = re.compile(r"^(.+), (The|An?|Les|La|Le|Das|Die|Der|Il|El)$")
_ALSO_KNOWN = re.compile(r"\s+(?:a\.?k\.?a\.?)\s.*$", re.IGNORECASE)
_RELEASE_NOTE = re.compile(r"\s*\([^()]*\b(?:release|version|cut)\)$", re.IGNORECASE)
_UNTITLED = re.compile(r"^untitled\b.*\b(?:film|movie|project|sequel|reboot|remake|spin-off)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]+)\)$")
_NOT_A_FILM = re.compile(
    r"\b(?:series|episode|serial|album|song|musical|show|programme|actor|novel|book|game|soundtrack)\b",
    re.IGNORECASE,
)
_FILM_PAGE = re.compile(r"\bfilms?\b|\bmovie\b", re.IGNORECASE)
_SERIES_LINKS = frozenset({"American television sitcom", "Crime serial", "Bottle episode", "Soap opera"})
_GENRES = {"Sport": "Sports", "Suspense": "Thriller"}
_NO_GENRES = frozenset({"Independent", "Live Action", "Performance"})
_UNNAMED = re.compile(r"Q\d+")
_CUT_OFF = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|vs|Vol|No)$")
_FULL_STOP_LOST = re.compile(r"\b(?:Jr|Sr|Bros|Inc)$")
_SURNAME_FIRST = re.compile(r"^([^,:()]+), (?!Jr|Sr|II)([^,:()]+)$")


def clean_title(title: str, page: str) -> str:
    """Return the title as people write it, from what the source has and, where that is damaged, its page."""
    title = _REFERENCE.sub("", title)
    if _MARKUP.search(title):
        title = page
    if title == page:
        title = _PAGE_SUFFIX.sub("", title) or title
    title = _ALSO_KNOWN.sub("", _RELEASE_NOTE.sub("", title))
    title = _ARTICLE_LAST.sub(r"\2 \1", title)
    title = re.sub(r"\s+([:;,])", r"\1", " ".join(title.split()))
    return title or page


def clean_links(links: Iterable[str]) -> tuple[str, ...]:
    """Return links under one spelling each, without names that a full stop has cut off."""
    kept = (
        f"{link}." if _FULL_STOP_LOST.search(link) else link for link in links if not _CUT_OFF.search(link)
    )
    return tuple(dict.fromkeys(kept))


def clean_genres(genres: Iterable[str]) -> tuple[str, ...]:
    """Return genres under one name each, without those that say how a film was made."""
    return tuple(dict.fromkeys(_GENRES.get(genre, genre) for genre in genres if genre not in _NO_GENRES))


def people_renamed(names: Iterable[str]) -> dict[str, str]:
    """Return the names of people given surname first that are also known the usual way, with that way."""
    known = set(names)
    found = ((name, _SURNAME_FIRST.match(name)) for name in known)
    turned = ((name, f"{match[2]} {match[1]}") for name, match in found if match)
    return {name: usual for name, usual in turned if usual in known}


def has_name(link: str) -> bool:
    """Tell whether a link may be shown: an item of Wikidata without a name teaches, and is never shown."""
    return _UNNAMED.fullmatch(link) is None


def shows_of(pages: Iterable[str]) -> frozenset[str]:
    """Return the words in brackets that several pages end with: the names of television shows.

    "Home (Star Trek: Enterprise)" is an episode; "LOL (Laughing Out Loud)" is not, as nothing else ends so.
    """
    counted = Counter(match[1] for match in map(_BRACKETS.search, pages) if match)
    return frozenset(
        words
        for words, pages_with in counted.items()
        if pages_with >= SERIES_EPISODES and not _PAGE_SUFFIX.fullmatch(f"({words})")
    )


def is_film(page: str, title: str, links: Sequence[str], shows: frozenset[str]) -> bool:
    """Tell whether a page is a film that exists: no show, episode or record, nor a plan without a title."""
    if _UNTITLED.match(title):
        return False
    brackets = _BRACKETS.search(page)
    words = brackets[1] if brackets else ""
    if words in shows or (_NOT_A_FILM.search(words) and not re.search(r"\bfilm$", words)):
        return False
    return bool(_FILM_PAGE.search(words)) or _SERIES_LINKS.isdisjoint(links)
