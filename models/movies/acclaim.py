"""Acclaim without anybody's ratings: the direction from sequels and Razzies towards acclaimed films.

A person's first few ratings say little, so their hyperplane starts from what the articles themselves reveal.
Films whose articles link to an award, a festival or the National Film Registry are one class; numbered
sequels and films linked to the Golden Raspberries the other; a logistic regression over the film vectors
gives the direction. It has no rating in it, only links and titles, and it reaches films without such a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from models.movies.catalogue import Catalogue

LEAST_EXAMPLES = 20  # of each class; with fewer there is no direction, and people start from nothing
REGULARISATION_C = 0.01
_PRAISED = re.compile(
    r"Academy Award|Oscar for|Golden Globe|BAFTA|Cannes|Palme|Venice.*Festival|Berlin International|Telluride"
    r"|Sundance|Toronto International|New York Film Festival|Independent Spirit|National Film Registry"
)
_DERIDED = re.compile(r"Golden Raspberry|Razzie|box office bomb")
_NUMBERED = re.compile(r"\D.*\b(?:[2-9]|II|III|IV|V|VI)$")


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Films that articles praise and films they deride or number, as masks over the films: (films,)."""

    praised: NDArray[np.bool_]
    derided: NDArray[np.bool_]


def find_examples(catalogue: Catalogue) -> Examples:
    """Sort films into the two classes; a film in both is in neither."""
    praised = _films_with(catalogue, _PRAISED)
    numbered = [_NUMBERED.match(film.title.split(":")[0].strip()) is not None for film in catalogue.films]
    derided = _films_with(catalogue, _DERIDED) | np.array(numbered, bool)
    return Examples(praised & ~derided, derided & ~praised)


def acclaim_direction(vectors: NDArray[np.float32], examples: Examples) -> NDArray[np.float32]:
    """Return the unit direction (dimensions,) from derided to praised, zeros where examples are too few."""
    chosen = examples.praised | examples.derided
    if min(examples.praised.sum(), examples.derided.sum()) < LEAST_EXAMPLES:
        return np.zeros(vectors.shape[1], np.float32)
    model = LogisticRegression(C=REGULARISATION_C, class_weight="balanced", max_iter=300)
    model.fit(vectors[chosen], examples.praised[chosen])
    direction = np.asarray(model.coef_[0], np.float64)
    return (direction / np.linalg.norm(direction)).astype(np.float32)


def _films_with(catalogue: Catalogue, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
    """Tell for each film whether one of its links matches, rare links included."""
    matching = {link for film in catalogue.films for link in film.links if pattern.search(link)}
    links: Sequence[bool] = [not matching.isdisjoint(film.links) for film in catalogue.films]
    return np.array(links, bool)
