"""One block of a dump, read once: its films, its redirects, and how many articles link to each page."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.movies.collect.article import FilmArticle, read_film
from models.movies.collect.dump import Data
from models.movies.collect.languages import Language
from models.movies.collect.page_names import PageNames
from models.movies.collect.pages import cut_pages
from models.movies.collect.wikitext import LINK, normal_template

ARTICLE, TEMPLATE = 0, 10
_LINK = re.compile(LINK.pattern.encode())


@dataclass(frozen=True, slots=True)
class Scan:
    """What one block holds.

    Attributes
    ----------
    films : tuple of FilmArticle
    redirects : tuple of (str, str)
        Articles and templates that stand for others, with those.
    infoboxes : tuple of str
        The names of all infoboxes met, sorted: one may turn out to be another name of a film's.
    targets, counts : ndarray of uint64 and uint32, (pages,)
        The hashes of all pages that articles link to, sorted, and how many articles do.
    pages, damaged : int
        How many pages were read, and how many bz2 streams could not be.
    truncated : bool
    """

    films: tuple[FilmArticle, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    infoboxes: tuple[str, ...] = ()
    targets: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    counts: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))
    pages: int = 0
    damaged: int = 0
    truncated: bool = False

    def packed(self) -> bytes:
        """Return it as bytes, to be sent or kept: JSON and plain arrays, packed, no pickle."""
        told = {
            "films": [asdict(film) for film in self.films],
            "redirects": self.redirects,
            "infoboxes": self.infoboxes,
            "pages": self.pages,
            "damaged": self.damaged,
            "truncated": self.truncated,
        }
        text = np.frombuffer(zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 3), np.uint8)
        file = io.BytesIO()
        np.savez(file, told=text, targets=self.targets, counts=self.counts)
        return file.getvalue()


@dataclass(frozen=True, slots=True)
class Kept:
    """A packed scan, of which only what is asked for is unpacked."""

    content: bytes

    def told(self) -> dict[str, Any]:
        """Return everything but the counts of links."""
        with np.load(io.BytesIO(self.content), allow_pickle=False) as arrays:
            return dict(json.loads(zlib.decompress(arrays["told"].tobytes())))

    def links(self) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """Return the hashes of linked pages, sorted, and how many articles link to each."""
        with np.load(io.BytesIO(self.content), allow_pickle=False) as arrays:
            return arrays["targets"], arrays["counts"]


def scan(data: Data, language: Language, names: PageNames, templates: Sequence[str]) -> Scan:
    """Read the pages of a block.

    Parameters
    ----------
    templates
        The names of a film's infobox.
    """
    known = frozenset(templates)
    infobox = re.compile(language.infobox.pattern.encode(), re.IGNORECASE)
    films: list[FilmArticle] = []
    redirects: list[tuple[str, str]] = []
    boxes: set[str] = set()
    linked: Counter[bytes] = Counter()
    pages = 0
    for page in cut_pages(data.text):
        pages += 1
        if page.redirect is not None:
            if page.namespace in (ARTICLE, TEMPLATE):
                redirects.append((page.title, page.redirect.partition("#")[0]))
            continue
        if page.namespace != ARTICLE:
            continue
        linked.update(set(_LINK.findall(page.escaped)) - {page.title.encode()})
        found = {_template(name) for name in infobox.findall(page.escaped)}
        boxes |= found
        if known.isdisjoint(found):
            continue  # as 39 of 40 articles are
        if film := read_film(page.title, page.text, language, names, known):
            films.append(film)
    targets, counts = _hashed(linked, names)
    return Scan(
        films=tuple(films),
        redirects=tuple(redirects),
        infoboxes=tuple(sorted(boxes)),
        targets=targets,
        counts=counts,
        pages=pages,
        damaged=data.damaged,
        truncated=data.truncated,
    )


def hash_of(page: str) -> int:
    """Return 64 bits that stand for a page: of ten million pages two share theirs once in 370,000 dumps."""
    return int.from_bytes(hashlib.blake2b(page.encode("utf-8", errors="replace"), digest_size=8).digest())


def _hashed(linked: Counter[bytes], names: PageNames) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Add the counts of all spellings of a page, and sort by hash."""
    targets = ((names.target(_unescaped(inside)), count) for inside, count in linked.items())
    pairs = [(hash_of(page), count) for page, count in targets if page and not page.startswith("Category:")]
    if not pairs:
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
    hashes, inverse = np.unique(np.array([pair[0] for pair in pairs], np.uint64), return_inverse=True)
    counts = np.bincount(inverse, weights=[pair[1] for pair in pairs], minlength=len(hashes))
    return hashes, counts.astype(np.uint32)


def _template(name: bytes) -> str:
    return normal_template(_unescaped(name).partition("&lt;")[0])


def _unescaped(inside: bytes) -> str:
    """Undo the escaping of the dump; that of wikitext is undone by whoever reads the name."""
    text = inside.decode("utf-8", errors="replace")
    return text.replace("&amp;", "&").replace("&quot;", '"') if "&" in text else text
