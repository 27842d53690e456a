"""From the parts of a dump to its films: redirects followed, links to each counted, the most linked first."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np

from models.errors import NotWritable
from models.movies.collect.languages import PEOPLE, Role
from models.movies.collect.parts import Parts
from models.movies.collect.scan import hash_of

LINK_CHAIN = 5
"""So many redirects in a row are followed; a wiki's own limit is one, and circles occur."""
_RESOLVED = (*(str(role) for role in PEOPLE), str(Role.STUDIOS))


def merge(parts: Parts, numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Return the films of all parts, the most linked first, then by name.

    A link to a redirect counts for the page that it leads to. Counts are exact, unless two pages share a
    hash.
    """
    numbers = sorted(numbers)
    films = [_interned(film) for number in numbers for film in parts[number].told()["films"]]
    films = list({film["page"]: film for film in films}.values())
    pages = {film["page"] for film in films}
    wanted = pages.union(
        *(film["links"] for film in films), *(film[role] for film in films for role in _RESOLVED)
    )
    redirects, aliases = _redirects(parts, numbers, pages, wanted)
    incoming = _incoming(parts, numbers, pages, aliases)
    for film in films:
        _resolve(film, redirects)
        film["redirects"] = sorted(aliases.get(film["page"], ()))
        film["in_links"] = incoming[film["page"]]
    films.sort(key=lambda film: (-film["in_links"], film["page"]))
    return films


def write_films(films: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write one JSON object a line, packed if the name ends in .gz; the same films give the same bytes.

    Raises
    ------
    NotWritable
    """
    lines = (json.dumps(film, ensure_ascii=False, separators=(",", ":")) + "\n" for film in films)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                if path.suffix == ".gz":
                    with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
                        packed.writelines(line.encode() for line in lines)
                else:
                    file.writelines(line.encode() for line in lines)
                file.flush()
                os.fsync(file.fileno())
            Path(scratch).chmod(0o644)
            Path(scratch).replace(path)
        finally:
            Path(scratch).unlink(missing_ok=True)
    except OSError as error:
        raise NotWritable(path, str(error)) from error


def template_aliases(parts: Parts, numbers: Iterable[int], templates: Iterable[str], space: str) -> set[str]:
    """Return further names of the templates by the redirects among templates.

    Parameters
    ----------
    space
        What that namespace is called in this wiki: "Template", "Vorlage", ...
    """
    known = set(templates)
    prefix = f"{space}:"
    told = [
        (source.removeprefix(prefix), target.removeprefix(prefix))
        for number in numbers
        for source, target in parts[number].told()["redirects"]
        if source.startswith(prefix) and target.startswith(prefix)
    ]
    found: set[str] = set()
    while more := {source for source, target in told if target in known | found} - known - found:
        found |= more
    return found


def _redirects(
    parts: Parts, numbers: Iterable[int], pages: set[str], wanted: set[str]
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return where wanted pages lead, and for each film the redirects that lead to it."""
    leads: dict[str, str] = {}
    aliases: dict[str, set[str]] = {}
    pending: list[tuple[str, str]] = []
    for number in numbers:
        for source, target in parts[number].told()["redirects"]:
            if source in pages:
                continue
            if source in wanted:
                leads[intern(source)] = intern(target)
            if target in pages:
                aliases.setdefault(target, set()).add(source)
            elif source in wanted:
                pending.append((source, target))
    missing = {target for _, target in pending if target not in leads}
    if missing:  # redirects that lead to redirects
        for number in numbers:
            for source, target in parts[number].told()["redirects"]:
                if source in missing:
                    leads.setdefault(intern(source), intern(target))
    return leads, aliases


def _incoming(
    parts: Parts, numbers: Iterable[int], pages: set[str], aliases: Mapping[str, set[str]]
) -> Counter[str]:
    """Count the articles that link to each film, by its name or a redirect's."""
    owners: dict[int, str] = {}
    for page in sorted(pages):
        for name in (page, *sorted(aliases.get(page, ()))):
            owners.setdefault(hash_of(name), page)
    wanted = np.sort(np.fromiter(owners, np.uint64, len(owners)))
    totals = np.zeros(len(wanted), np.int64)
    for number in numbers:
        targets, counts = parts[number].links()
        at = np.searchsorted(targets, wanted)
        inside = np.minimum(at, max(len(targets) - 1, 0))
        met = (
            (at < len(targets)) & (targets[inside] == wanted) if len(targets) else np.zeros(len(wanted), bool)
        )
        totals[met] += counts[inside[met]]
    incoming: Counter[str] = Counter()
    for hashed, total in zip(wanted.tolist(), totals.tolist(), strict=True):
        incoming[owners[hashed]] += total
    return incoming


def _resolve(film: dict[str, Any], redirects: Mapping[str, str]) -> None:
    """Put pages in place of the redirects that a film's article names."""
    for role in _RESOLVED:
        film[role] = list(dict.fromkeys(_end(name, redirects) for name in film[role]))
    ends = {_end(name, redirects) for name in film["links"]} - {film["page"]}
    film["links"] = sorted(ends)


def _end(name: str, redirects: Mapping[str, str]) -> str:
    for _ in range(LINK_CHAIN):
        if name not in redirects:
            break
        name = redirects[name]
    return name


def _interned(film: dict[str, Any]) -> dict[str, Any]:
    """Keep each link's name once, however many films name it: they are most of the memory."""
    return {
        key: list(map(intern, value)) if isinstance(value, list) else value for key, value in film.items()
    }
