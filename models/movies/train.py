"""Training film and link vectors: seeded, measured on held-out links, stopped early, resumable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from models.checkpoints import read_checkpoint, write_checkpoint
from models.movies.catalogue import Catalogue
from models.movies.link_metrics import LinkScores, measure_links
from models.movies.network import (
    POSITIVE_WEIGHT,
    RIDGE,
    BothSides,
    Vectors,
    first_vectors,
    mean_squared_error,
    scale_links,
)
from models.movies.sampling import Split


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """What decides the outcome of training; the defaults are what ships.

    Attributes
    ----------
    dimensions : int
        Of the trained vectors.
    positive_weight : float
        How much more a link counts than a film and link that do not occur together: 1 + this.
    ridge : float
        Keeps vectors short; the loss is that of `network`.
    sweeps, patience : int
        At most so many solutions of both sides in turn, and how many without a better metric end it.
    seed : int
        Of the first vectors and of the held-out links.
    """

    dimensions: int = 128
    positive_weight: float = POSITIVE_WEIGHT
    ridge: float = RIDGE
    sweeps: int = 10
    patience: int = 3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """After one sweep: its number, the loss (1 has learned nothing) and the held-out scores, if measured."""

    sweep: int
    sweeps: int
    loss: float
    held_out: LinkScores | None


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What training found: vectors of films and of links, and the sweep they come from.

    `films` (films, dimensions) and `links` (links, dimensions) are float32 and not of unit length;
    film · link * sqrt(count of the link) ranks the links of a film.
    """

    films: NDArray[np.float32]
    links: NDArray[np.float32]
    sweep: int


def train(
    catalogue: Catalogue,
    config: TrainConfig,
    *,
    held_out: Split | None = None,
    progress: Callable[[Progress], None] | None = None,
    checkpoint: Path | None = None,
) -> Trained:
    """Train vectors on `catalogue`.

    Parameters
    ----------
    catalogue : Catalogue
        The pairs to learn; with `held_out` these are `held_out.training`.
    held_out : Split, optional
        Stops the training when its mean reciprocal rank has not risen for `patience` sweeps; the best sweep
        is returned. Without it every sweep is made.
    progress : callable, optional
        Called after each sweep.
    checkpoint : Path, optional
        Where to keep the state after each sweep; training of the same data and config resumes from there.
    """
    sides = BothSides.of(catalogue)
    fingerprint = _fingerprint(catalogue, config)
    state = _read(checkpoint, fingerprint) if checkpoint else None
    if state is None:
        state = _State(0, first_vectors(len(catalogue.links), config.dimensions, config.seed))
    while state.sweep < config.sweeps and not state.spent(config.patience if held_out else None):
        films, links = sides.sweep(state.links, config.positive_weight, config.ridge)
        scores = None
        if held_out is not None:
            scores = measure_links(films, scale_links(links, catalogue.counts), held_out)
        state.advance(films, links, scores)
        if progress:
            loss = mean_squared_error(sides.films, films, links, config.positive_weight)
            progress(Progress(state.sweep, config.sweeps, loss, scores))
        if checkpoint:
            _write(checkpoint, fingerprint, state)
    if state.best is None:
        raise ValueError("a training of no sweeps")
    return state.best


@dataclass(slots=True)
class _State:
    """Where a training stands: all that the next sweep needs."""

    sweep: int
    links: Vectors
    best: Trained | None = None
    best_score: float = -1.0

    def spent(self, patience: int | None) -> bool:
        """Tell whether the metric has not risen for `patience` sweeps."""
        return patience is not None and self.best is not None and self.sweep - self.best.sweep >= patience

    def advance(self, films: Vectors, links: Vectors, scores: LinkScores | None) -> None:
        """Take over the vectors of the next sweep; without scores the latest are the best."""
        self.sweep += 1
        self.links = links
        if scores is None or scores.mrr > self.best_score:
            self.best = Trained(films, links, self.sweep)
            self.best_score = scores.mrr if scores else -1.0


def _fingerprint(catalogue: Catalogue, config: TrainConfig) -> str:
    """Identify data and config, so that a checkpoint of other ones is not resumed."""
    hashed = hashlib.sha256(json.dumps(asdict(config), sort_keys=True).encode())
    hashed.update(catalogue.pointers.tobytes())
    hashed.update(catalogue.columns.tobytes())
    hashed.update("\n".join(catalogue.links).encode())
    return hashed.hexdigest()


def _write(path: Path, fingerprint: str, state: _State) -> None:
    assert state.best is not None  # noqa: S101 - kept after a sweep, and each sweep leaves a best one
    kept = {
        "sweep": state.sweep,
        "links": torch.from_numpy(state.links),
        "best_films": torch.from_numpy(state.best.films),
        "best_links": torch.from_numpy(state.best.links).clone(),
        "best_sweep": state.best.sweep,
        "best_score": state.best_score,
    }
    write_checkpoint(path, fingerprint, kept)


def _read(path: Path, fingerprint: str) -> _State | None:
    kept = read_checkpoint(path, fingerprint)
    if kept is None:
        return None
    best = Trained(kept["best_films"].numpy(), kept["best_links"].numpy(), kept["best_sweep"])
    return _State(kept["sweep"], kept["links"].numpy(), best, kept["best_score"])
