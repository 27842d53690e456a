"""Films beside the cookbook's way: fitting and ranking a taste, the cold-start meter, training to its metric.

All runs on one thread, ours and the peer's alike, on what ships: no data file is needed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

from benchmarks.table import Row, markdown
from benchmarks.timing import faster
from models.movies.catalogue import Catalogue
from models.movies.cookbook import train_cookbook
from models.movies.embeddings import Embeddings, load_embeddings
from models.movies.evaluate import self_test
from models.movies.film_keys import key_numbers
from models.movies.film_record import FilmRecord
from models.movies.library import Library
from models.movies.link_metrics import LinkScores, measure_links, measure_popularity
from models.movies.ranking import ranking
from models.movies.sampling import Split, hold_out
from models.movies.taste import KNOWN_FILMS, TasteModel
from models.movies.titles.title_keys import TitleKeys
from models.movies.train import Progress, TrainConfig, train

RATINGS = (20, 200)
SEED = 1
TOP = 100
ROUNDING = 1e-6  # of distance, which is a dot product of unit vectors in float32
PAIRS = 60
TRAINED_FILMS = 6_000  # the most linked: all of them take minutes
HELD_OUT = 0.25
EPOCHS = 8  # the length for which the manifest has the recipe's figures
SWEEPS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rated:
    """The rows of a person's likes and dislikes."""

    likes: list[int]
    dislikes: list[int]


def measure() -> list[Row]:
    """Return all rows; torch's number of threads is afterwards as it was."""
    embeddings = load_embeddings()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            return [opening(), *tastes(embeddings), meter(embeddings), *training(embeddings)]
    finally:
        torch.set_num_threads(threads)


def opening() -> Row:
    """Return the row for opening the catalogue, beside making the keys of titles and films at each start."""

    def ours() -> Library:
        return Library(load_embeddings())

    def peer() -> tuple[object, object]:
        space = ours().embeddings
        return TitleKeys.of(space.titles), key_numbers(space.pages)

    films = f"{len(load_embeddings().pages):,} films"
    return faster(
        f"opening the catalogue, {films}",
        ours,
        peer,
        "peer: ourselves, keys of titles and films made at each start and not with the artifact",
        rounds=3,
        repeats=1,
    )


def tastes(embeddings: Embeddings) -> list[Row]:
    """Return the rows for fitting and ranking, and for whether both ways give the same order."""
    model = TasteModel(embeddings)
    vectors = np.ascontiguousarray(embeddings.vectors, dtype=np.float64)  # the peer has nothing to convert
    films = f"{len(vectors):,} films"
    rows = []
    for count in RATINGS:
        rated = person(embeddings, count)
        ours = partial(our_ranking, model, rated)
        problem = model.points(rated.likes, rated.dislikes)
        rows += [
            faster(
                f"fit and rank {films}, {count} ratings",
                ours,
                partial(peer_ranking, vectors, problem),
                "peer: SVC(kernel='linear').fit, decision_function, argsort",
            ),
            faster(
                "the same, a careful peer",
                ours,
                partial(careful_ranking, vectors, problem),
                "peer: SVC(kernel='linear').fit, vectors @ coef_, argsort",
            ),
            agreement(model, rated, vectors, count),
        ]
    return rows


def agreement(model: TasteModel, rated: Rated, vectors: Floats, count: int) -> Row:
    """Return how many of our best films are among the peer's, both solved to the same tolerance.

    Films may change places where rounding decides: no film of our order lies farther out by the peer's
    distances than the one before it, but for that.
    """
    points, labels, weights = model.points(rated.likes, rated.dislikes)
    machine = SVC(kernel="linear", tol=1e-6).fit(points, labels, sample_weight=weights)
    distances = machine.decision_function(vectors) / np.linalg.norm(machine.coef_)
    order = our_ranking(model, rated)
    peers = np.argsort(-distances)
    inversion = max(0.0, float(np.diff(distances[order]).max()))
    assert inversion < ROUNDING, inversion
    shared, same = len(set(order[:TOP]) & set(peers[:TOP])), int((order[:TOP] == peers[:TOP]).sum())
    everywhere = (order == peers).mean()
    return Row(
        f"of the top {TOP}, {count} ratings, the same films",
        f"{shared}",
        f"{TOP}",
        shared / TOP,
        f"{same} of them, {everywhere:.1%} of all in the same place; others swap at {inversion:.0e} apart",
    )


def meter(embeddings: Embeddings) -> Row:
    """Return the row for the cold-start meter: fit without a like and a dislike, measure both, 60 times."""
    model = TasteModel(embeddings)
    rated = person(embeddings, RATINGS[0])
    vectors = np.ascontiguousarray(embeddings.vectors, dtype=np.float64)
    found = self_test(model, embeddings, rated.likes, rated.dislikes, PAIRS)
    assert found is not None
    row = faster(
        f"cold-start meter, {RATINGS[0]} ratings, {found.pairs} pairs left out",
        lambda: self_test(model, embeddings, rated.likes, rated.dislikes, PAIRS),
        lambda: peer_meter(model, rated, vectors),
        f"peer: SVC(kernel='linear') for each pair; both say {found.taste_auc:.2f}",
    )
    assert abs(peer_meter(model, rated, vectors) - found.taste_auc) < 1 / PAIRS
    return row


def training(embeddings: Embeddings) -> list[Row]:
    """Return the rows for the time to the metric the cookbook's recipe ends with, and for where ours ends."""
    split = hold_out(most_linked(embeddings, TRAINED_FILMS), HELD_OUT, SEED)
    begun = time.perf_counter()
    films, links = train_cookbook(split.training, epochs=EPOCHS, seed=SEED)
    peer_s = time.perf_counter() - begun
    goal = measure_links(films, links, split)
    sweep, our_s, last = seconds_to(goal, split)
    size = f"{len(split.training.films):,} films, {len(split.training.columns):,} pairs"
    return [
        Row(
            "training to the recipe's recall@10 and MRR",
            f"{our_s:.1f} s",
            f"{peer_s:.1f} s",
            peer_s / our_s,
            f"{size}; ours after {_sweeps(sweep)}, with measuring; peer: {EPOCHS} epochs, without",
        ),
        Row(
            f"recall@10 of held-out links after {_sweeps(SWEEPS)}",
            f"{last.recall_at_10:.3f}",
            f"{goal.recall_at_10:.3f}",
            last.recall_at_10 / goal.recall_at_10,
            f"{measure_popularity(split).recall_at_10:.3f} by popularity alone",
        ),
        Row(
            f"MRR of held-out links after {_sweeps(SWEEPS)}",
            f"{last.mrr:.3f}",
            f"{goal.mrr:.3f}",
            last.mrr / goal.mrr,
            f"{measure_popularity(split).mrr:.3f} by popularity alone",
        ),
    ]


def seconds_to(goal: LinkScores, split: Split) -> tuple[int, float, LinkScores]:
    """Train ours; return the first sweep that reaches both figures, the seconds it took, the last scores."""
    reached: list[tuple[int, float]] = []
    scores: list[LinkScores] = []
    begun = time.perf_counter()

    def note(progress: Progress) -> None:
        now = progress.held_out
        assert now is not None
        scores.append(now)
        if now.recall_at_10 >= goal.recall_at_10 and now.mrr >= goal.mrr:
            reached.append((progress.sweep, time.perf_counter() - begun))

    train(split.training, TrainConfig(sweeps=SWEEPS, seed=SEED), held_out=split, progress=note)
    if not reached:
        raise RuntimeError(f"not at {goal} after {SWEEPS} sweeps: {scores}")
    return *reached[0], scores[-1]


def our_ranking(model: TasteModel, rated: Rated) -> NDArray[np.int64]:
    """Fit and return the rows of all films, best first."""
    return ranking(model.fit(rated.likes, rated.dislikes).distances)


def peer_ranking(vectors: Floats, problem: tuple[Floats, Floats, Floats]) -> NDArray[np.int64]:
    """Do the same on the same points as notebook 04.2 of the Deep Learning Cookbook does."""
    points, labels, weights = problem
    machine = SVC(kernel="linear").fit(points, labels, sample_weight=weights)
    return np.argsort(-machine.decision_function(vectors))


def careful_ranking(vectors: Floats, problem: tuple[Floats, Floats, Floats]) -> NDArray[np.int64]:
    """Do the same, as somebody would who knows that `decision_function` goes over all support vectors."""
    points, labels, weights = problem
    machine = SVC(kernel="linear").fit(points, labels, sample_weight=weights)
    return np.argsort(-(vectors @ machine.coef_[0]))


def peer_meter(model: TasteModel, rated: Rated, vectors: Floats) -> float:
    """Return the AUC over the same pairs, each fitted by a plain SVC."""
    pairs = [(like, dislike) for like in rated.likes for dislike in rated.dislikes]
    won = []
    for at in np.random.default_rng(0).permutation(len(pairs))[:PAIRS]:
        like, dislike = pairs[int(at)]
        points, labels, weights = model.points(
            [x for x in rated.likes if x != like], [x for x in rated.dislikes if x != dislike]
        )
        machine = SVC(kernel="linear").fit(points, labels, sample_weight=weights)
        better, worse = machine.decision_function(vectors[[like, dislike]])
        won.append(better > worse)
    return float(np.mean(won))


def person(embeddings: Embeddings, count: int) -> Rated:
    """Invent a person who has rated known films, by a direction of their own and as much chance."""
    rng = np.random.default_rng(SEED)
    known = np.argsort(-embeddings.prominence, kind="stable")[:KNOWN_FILMS]
    rows = rng.choice(known, count, replace=False)
    pleasure = embeddings.vectors[rows] @ rng.normal(size=embeddings.vectors.shape[1])
    ordered = rows[np.argsort(-(pleasure + rng.normal(scale=pleasure.std(), size=count)))].tolist()
    return Rated(ordered[: count // 2], ordered[count // 2 :])


def most_linked(embeddings: Embeddings, count: int) -> Catalogue:
    """Return the films with the most links as a catalogue to train on, made from the facts that ship."""
    return Catalogue.of(
        FilmRecord(
            embeddings.pages[row],
            embeddings.titles[row],
            embeddings.years[row],
            embeddings.genres[row],
            tuple(embeddings.links[c] for c in _columns(embeddings, row)),
        )
        for row in np.argsort(-embeddings.link_numbers, kind="stable")[:count].tolist()
    )


def _columns(embeddings: Embeddings, row: int) -> Sequence[int]:
    found: list[int] = embeddings.columns[embeddings.pointers[row] : embeddings.pointers[row + 1]].tolist()
    return found


def _sweeps(count: int) -> str:
    return "1 sweep" if count == 1 else f"{count} sweeps"


def main() -> None:
    """Measure and print the table."""
    print(markdown(measure()))


if __name__ == "__main__":
    main()
