"""Films for eight people over the whole catalogue, beside a loop over scikit-learn's SVC."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

from benchmarks.table import Row, markdown
from benchmarks.timing import faster, seconds
from models.movies.filters import Filter
from models.movies.group import Member, liking, recommend_together
from models.movies.library import Library, open_library
from models.movies.rules import Rule
from models.movies.taste import KNOWN_FILMS

MEMBERS = 8
RATINGS = 40
SEED = 2
ALLOWED_S = 0.5
ALL = Filter(obscure=True)


def measure() -> list[Row]:
    """Return the rows: every hyperplane fitted anew each time, on two cores as people have them."""
    library = open_library()
    members = [person(library, seed) for seed in range(MEMBERS)]
    vectors = np.ascontiguousarray(library.embeddings.vectors, dtype=np.float64)
    films = f"{MEMBERS} members, {RATINGS} ratings each, {len(library):,} films"
    return [
        faster(
            f"recommend together, {films}",
            lambda: ours(library, members, Rule.AVERAGE),
            lambda: naive(library, members, vectors),
            "fitted anew; peer: SVC(kernel='linear').fit and decision_function in a loop, mean, argsort",
            rounds=3,
            repeats=3,
        ),
        slowest_rule(library, members),
        switching(library, members),
    ]


def slowest_rule(library: Library, members: Sequence[Member]) -> Row:
    """Return the row for the rule that takes longest, against the half second that people may wait."""
    taken = {rule: min(seconds(partial(ours, library, members, rule)) for _ in range(5)) for rule in Rule}
    rule = max(taken, key=lambda each: taken[each])
    return Row(
        "the same, the slowest rule",
        f"{taken[rule] * 1e3:.1f} ms",
        f"{ALLOWED_S * 1e3:.0f} ms",
        ALLOWED_S / taken[rule],
        f"{rule}; peer: the most that we allow",
    )


def switching(library: Library, members: Sequence[Member]) -> Row:
    """Return the row for another rule over the same people, known films only, as a button shows it."""
    return faster(
        "another rule by button",
        lambda: recommend_together(library, members, Rule.LEAST_MISERY),
        lambda: ours(library, members, Rule.LEAST_MISERY),
        "known films, hyperplanes still at hand; peer: the first time, over all films",
    )


def ours(library: Library, members: Sequence[Member], rule: Rule) -> object:
    """Fit everybody anew and recommend."""
    library.taste.cache_clear()
    return recommend_together(library, members, rule, wanted=ALL)


def naive(library: Library, members: Sequence[Member], vectors: NDArray[np.float64]) -> NDArray[np.int64]:
    """Do the same as one would who knows scikit-learn, without series and reasons."""
    total = np.zeros(len(vectors))
    for member in members:
        points, labels, weights = library.model.points(member.likes, member.dislikes)
        machine = SVC(kernel="linear").fit(points, labels, sample_weight=weights)
        total += liking(machine.decision_function(vectors))
    return np.argsort(-total)


def person(library: Library, seed: int) -> Member:
    """Invent a member who has rated known films by a direction of their own."""
    space = library.embeddings
    rng = np.random.default_rng([SEED, seed])
    known = np.argsort(-space.prominence, kind="stable")[:KNOWN_FILMS]
    rows = rng.choice(known, RATINGS, replace=False)
    ordered = rows[np.argsort(-(space.vectors[rows] @ rng.normal(size=space.vectors.shape[1])))].tolist()
    half = RATINGS // 2
    return Member(tuple(sorted(ordered[:half])), tuple(sorted(ordered[half:])))


def main() -> None:
    """Measure and print the table."""
    print(markdown(measure()))


if __name__ == "__main__":
    main()
