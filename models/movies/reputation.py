"""How widely known each film is and how well liked by those who know it: two numbers a film.

Both are learned by gradient boosting on what the catalogue knows of a film (`facts`): prominence from how
many people of a ratings file have rated a film, acclaim from which share of those who judged it liked it. No
rating ships, only what the regressions say of each film; films that nobody rated have theirs as well.
Without a ratings file the links have to do: how many articles link to a film where that is known, else to
how many its own does; and links to awards against sequels (`acclaim`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor

from models.movies.acclaim import acclaim_direction, find_examples
from models.movies.audience import Audience
from models.movies.catalogue import Catalogue
from models.movies.facts import film_facts, means_of_links

UTMOST_ACCLAIM = 2.5  # standard deviations; what lies further out is the regression's noise
DOUBT = 3.0  # a film's share of likes counts so many average judgements beside its own
FOLDS = 3

Numbers = NDArray[np.float64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Reputation:
    """Standard scores of each film: (films,) each.

    `prominence` is 0 for the mean of all films; `acclaim` for the mean of those films that people rate.
    """

    prominence: Scores
    acclaim: Scores


def reputation_from_links(catalogue: Catalogue, vectors: NDArray[np.float32]) -> Reputation:
    """Return what can be told without anybody's ratings; `vectors` are unit rows (films, dimensions)."""
    links = np.log1p(_links_that_tell(catalogue).astype(np.float64))
    leaning = vectors @ acclaim_direction(vectors, find_examples(catalogue))
    return Reputation(_standard(links, links), _bounded(leaning.astype(np.float64)))


def _links_that_tell(catalogue: Catalogue) -> NDArray[np.int64]:
    """Return how many articles link to each film, or else to how many its own does: (films,)."""
    incoming = [film.in_links for film in catalogue.films]
    if all(count is not None for count in incoming):
        return np.array(incoming, np.int64)
    return np.diff(catalogue.pointers)


def learn_reputation(catalogue: Catalogue, audience: Audience, seed: int) -> Reputation:
    """Fit both regressions to an audience and return what they say of every film."""
    facts = film_facts(catalogue)
    known, inputs = _prominence_problem(catalogue, facts, audience)
    prominence = _prominence_model(seed).fit(inputs, known).predict(inputs)
    evened = np.sqrt(prominence - prominence.min())  # or the few best known films would be everybody's list
    return Reputation(_standard(evened, evened), _learn_acclaim(inputs, audience, seed))


def prominence_of_unseen_films(catalogue: Catalogue, audience: Audience, seed: int) -> Numbers:
    """Return each film's prominence from a regression that never saw this film's number of ratings."""
    known, inputs = _prominence_problem(catalogue, film_facts(catalogue), audience)
    fold = np.random.default_rng(seed).integers(FOLDS, size=len(known))
    found = np.zeros(len(known))
    for out in range(FOLDS):
        model = _prominence_model(seed).fit(inputs[fold != out], known[fold != out])
        found[fold == out] = model.predict(inputs[fold == out])
    return found


def _prominence_problem(catalogue: Catalogue, facts: Numbers, audience: Audience) -> tuple[Numbers, Numbers]:
    """Return what is to be foretold, (films,), and from what, (films, facts)."""
    known = np.log1p(audience.rated)
    return known, np.hstack([facts, means_of_links(catalogue, known)])


def _prominence_model(seed: int) -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        max_iter=300,
        learning_rate=0.07,
        max_leaf_nodes=31,
        min_samples_leaf=20,
        early_stopping=False,
        random_state=seed,
    )


def _learn_acclaim(inputs: Numbers, audience: Audience, seed: int) -> Scores:
    """Fit the share of likes among judgements, the films that many judged weighing more."""
    judged = audience.likes + audience.dislikes
    rows = np.flatnonzero(judged)
    mean = audience.likes.sum() / max(float(judged.sum()), 1.0)
    share = (audience.likes[rows] + DOUBT * mean) / (judged[rows] + DOUBT)
    model = HistGradientBoostingRegressor(
        max_iter=80, learning_rate=0.07, max_leaf_nodes=8, min_samples_leaf=30, random_state=seed
    )
    model.fit(inputs[rows], share, sample_weight=judged[rows] / (judged[rows] + DOUBT))
    found = model.predict(inputs)
    return _bounded(found, found[rows])


def _bounded(values: Numbers, among: Numbers | None = None) -> Scores:
    scores: Scores = np.clip(
        _standard(values, values if among is None else among), -UTMOST_ACCLAIM, UTMOST_ACCLAIM
    )
    return scores


def _standard(values: Numbers, among: Numbers) -> Scores:
    """Return how many standard deviations of `among` each value lies from its mean."""
    scores: Scores = ((values - among.mean()) / max(float(among.std()), 1e-9)).astype(np.float32)
    return scores
