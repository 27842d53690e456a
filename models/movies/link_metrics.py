"""How well vectors predict links that training never saw: recall@10 and mean reciprocal rank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.sampling import Split

MEASURED = 2_000  # held-out links that are ranked; all of them change the second decimal at most
_BATCH = 256


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Of the held-out links of films, ranked among all links the film is not known to have."""

    recall_at_10: float
    mrr: float


def measure_links(films: NDArray[np.float32], links: NDArray[np.float32], split: Split) -> LinkScores:
    """Measure film (films, k) · link (links, k) as the score of a link."""
    return _measure(lambda rows: films[rows] @ links.T, split)


def measure_popularity(split: Split) -> LinkScores:
    """Measure the trivial baseline: the links that most films have."""
    counts = split.training.counts.astype(np.float32)
    return _measure(lambda rows: np.broadcast_to(counts, (len(rows), len(counts))).copy(), split)


def _measure(score: Callable[[NDArray[np.int64]], NDArray[np.float32]], split: Split) -> LinkScores:
    step = max(1, len(split.films) // MEASURED)
    films, links = split.films[::step], split.links[::step]
    training = split.training
    ranks = []
    for start in range(0, len(films), _BATCH):
        rows, wanted = films[start : start + _BATCH], links[start : start + _BATCH]
        scores = score(rows)
        target = scores[np.arange(len(rows)), wanted]
        for at, row in enumerate(rows):
            scores[at, training.columns[training.pointers[row] : training.pointers[row + 1]]] = -np.inf
        higher = (scores > target[:, None]).sum(1)
        level = (scores == target[:, None]).sum(1) - 1
        ranks.append(1 + higher + np.maximum(level, 0) / 2)
    rank = np.concatenate(ranks)
    return LinkScores(float((rank <= 10).mean()), float((1 / rank).mean()))
