"""What the catalogue knows of a film, as numbers: the input of the regressions in `reputation`."""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from models.movies.catalogue import Catalogue
from models.movies.cleaning import has_name
from models.movies.film_record import FilmRecord
from models.movies.titles.spelling import normalise

COMMON_CATEGORY = 100  # a category of so many films, a genre or a country, has a column of its own
RARE = 3
STRONGEST = 4
CAUTION = 5.0  # a link's mean counts so many average films beside its own
_NOT_A_PERSON = re.compile(
    r"Category:.*|\d{4} in film|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d+"
)
_AWARD = re.compile(r"Award|Oscar|Festival|Registry|Palme|Golden|BAFTA|Best ")

Numbers = NDArray[np.float64]


def film_facts(catalogue: Catalogue) -> Numbers:
    """Return a row a film: (films, facts); what is not known is NaN.

    Its links and those to people, places and subjects; how many other films these stand in; the cast that
    Wikidata credits, the number of its item there (the first items were made for what everybody knew) and
    whether reviews are collected; its year, its title, how many films continue that title; its categories.
    """
    films = catalogue.films
    rows, columns = _told_pairs(catalogue)
    count = len(films)
    told = np.bincount(rows, minlength=count)
    reach = np.log(catalogue.counts[columns])
    reach_sum = np.bincount(rows, reach, count)
    reach_most = np.zeros(count)
    np.maximum.at(reach_most, rows, reach)
    rare = np.bincount(rows, catalogue.counts[columns] <= RARE, count)
    awards = _having(catalogue, [bool(_AWARD.search(link)) for link in catalogue.links])
    named = _having(catalogue, [has_name(link) for link in catalogue.links])
    every = np.diff(catalogue.pointers)
    parts = [
        np.log1p(every),
        np.log1p(told),
        reach_sum,
        reach_most,
        reach_sum / np.maximum(told, 1),
        rare,
        awards,
        named / np.maximum(every, 1),
        *_own_facts(films),
        continuations([film.title for film in films]),
    ]
    return np.column_stack([*parts, _categories(catalogue)]).astype(np.float64)


def means_of_links(catalogue: Catalogue, values: Numbers) -> Numbers:
    """Return what the other films of a film's links have on average: mean, total, most and best four.

    Parameters
    ----------
    values : (films,)
        A film's own value is never part of its row: each mean leaves it out.

    Returns
    -------
    (films, 4)
    """
    rows, columns = _told_pairs(catalogue)
    count = len(catalogue.films)
    totals = np.bincount(columns, values[rows], len(catalogue.links))
    others = catalogue.counts[columns] - 1
    means = (totals[columns] - values[rows] + CAUTION * values.mean()) / (others + CAUTION)
    most = np.zeros(count)
    np.maximum.at(most, rows, means)
    order = np.lexsort((-means, rows))
    sizes = np.bincount(rows, minlength=count)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    strongest = order[place < STRONGEST]
    return np.column_stack(
        [
            np.bincount(rows, means, count) / np.maximum(sizes, 1),
            np.bincount(rows, means**2, count),
            most,
            np.bincount(rows[strongest], means[strongest], count) / STRONGEST,
        ]
    )


def continuations(titles: list[str]) -> Numbers:
    """Return how many titles go on after each title: "Alien" has "Alien 3" and "Alien: Covenant"."""
    keys = [normalise(title) for title in titles]
    ordered = sorted(set(keys))
    found = {key: bisect_left(ordered, f"{key} \uffff") - bisect_left(ordered, f"{key} ") for key in ordered}
    return np.array([found[key] for key in keys], np.float64)


def _told_pairs(catalogue: Catalogue) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs whose link is a person, a company, a place or a subject: films and links."""
    tells = np.array([_NOT_A_PERSON.fullmatch(link) is None for link in catalogue.links], bool)
    kept = tells[catalogue.columns]
    return catalogue.rows[kept], catalogue.columns[kept]


def _having(catalogue: Catalogue, wanted: list[bool]) -> NDArray[np.int64]:
    """Return how many of the wanted links each film has."""
    kept = np.array(wanted, bool)[catalogue.columns]
    return np.bincount(catalogue.rows[kept], minlength=len(catalogue.films))


def _own_facts(films: tuple[FilmRecord, ...]) -> list[Numbers]:
    """Return what stands in the film's own line."""
    return [
        np.array(column, np.float64)
        for column in zip(
            *(
                (
                    film.cast,
                    film.reviewed,
                    np.log(film.item) if film.item else np.nan,
                    film.year or np.nan,
                    "(" in film.page,
                    len(film.title),
                    len(film.genres),
                )
                for film in films
            ),
            strict=True,
        )
    ]


def _categories(catalogue: Catalogue) -> NDArray[np.bool_]:
    """Return a column for each common category: (films, categories)."""
    common = [
        at
        for at, link in enumerate(catalogue.links)
        if link.startswith("Category:") and catalogue.counts[at] >= COMMON_CATEGORY
    ]
    number = np.full(len(catalogue.links), -1)
    number[common] = np.arange(len(common))
    kept = number[catalogue.columns] >= 0
    table = np.zeros((len(catalogue.films), len(common)), bool)
    table[catalogue.rows[kept], number[catalogue.columns[kept]]] = True
    return table
