"""Held-out pairs to measure on, and negatives that are proven not to be links of the film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.movies.catalogue import Catalogue


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A catalogue without some of its pairs, and those pairs: films and links are arrays of (held out,)."""

    training: Catalogue
    films: NDArray[np.int64]
    links: NDArray[np.int64]


def hold_out(catalogue: Catalogue, share: float, seed: int, least_links: int = 4) -> Split:
    """Take one link from each of a random `share` of the films that have at least `least_links`.

    A link that stands in only two films stays: nothing could find it once it stood in one.
    """
    rng = np.random.default_rng(seed)
    rich = np.flatnonzero(np.diff(catalogue.pointers) >= least_links)
    films = np.sort(rng.choice(rich, size=round(share * len(rich)), replace=False))
    left = catalogue.counts.copy()
    places = []
    for film in films:
        candidates = np.arange(catalogue.pointers[film], catalogue.pointers[film + 1])
        candidates = candidates[left[catalogue.columns[candidates]] > 2]
        if len(candidates):
            places.append(int(rng.choice(candidates)))
            left[catalogue.columns[places[-1]]] -= 1
    taken = np.array(places, dtype=np.int64)
    keep = np.ones(len(catalogue.columns), bool)
    keep[taken] = False
    rows = catalogue.rows
    sizes = np.bincount(rows[keep], minlength=len(catalogue.films))
    training = replace(
        catalogue,
        pointers=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        columns=catalogue.columns[keep],
        counts=left,
    )
    return Split(training, rows[taken], catalogue.columns[taken])


class NegativeSampler:
    """Draws films and links that do not occur together, checked against every pair of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._width = len(catalogue.links)
        self._films = len(catalogue.films)
        self._pairs = np.sort(catalogue.rows * self._width + catalogue.columns)

    def is_pair(self, films: NDArray[np.int64], links: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell for each film and link whether they occur together."""
        keys = films * self._width + links
        at = np.searchsorted(self._pairs, keys)
        found: NDArray[np.bool_] = self._pairs[np.minimum(at, len(self._pairs) - 1)] == keys
        return found

    def draw(self, count: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return `count` films and as many links, both uniform, redrawn until none is a pair.

        Raises
        ------
        ValueError
            When every film has every link, so that no negative exists.
        """
        if len(self._pairs) >= self._films * self._width:
            raise ValueError("every film has every link")
        films = rng.integers(self._films, size=count)
        links = rng.integers(self._width, size=count)
        while len(wrong := np.flatnonzero(self.is_pair(films, links))):
            films[wrong] = rng.integers(self._films, size=len(wrong))
            links[wrong] = rng.integers(self._width, size=len(wrong))
        return films, links


def cookbook_batches(
    catalogue: Catalogue, positives: int, ratio: int, rng: np.random.Generator
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]]:
    """Yield one epoch of films, links and labels +1 / -1, with `ratio` negatives a positive, shuffled.

    The Deep Learning Cookbook's `batchify` (notebook 04.2), which redraws negatives likewise.
    """
    sampler = NegativeSampler(catalogue)
    rows = catalogue.rows
    order = rng.permutation(len(rows))
    for start in range(0, len(order), positives):
        chosen = order[start : start + positives]
        films, links = sampler.draw(len(chosen) * ratio, rng)
        yield (
            np.concatenate([rows[chosen], films]),
            np.concatenate([catalogue.columns[chosen], links]),
            np.repeat(np.array([1, -1], np.float32), [len(chosen), len(films)]),
        )
