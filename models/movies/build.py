"""From a film file to an artifact: train with links held out, measure, train again on all, write (torch).

The link figures in the manifest are of vectors that never saw the held-out links; what ships was then trained
on every link for as many sweeps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.artifacts import Manifest, save_artifact
from models.movies.audience import Part, audience_of, part_of
from models.movies.blocks import BlockWeights, unit_rows
from models.movies.catalogue import Catalogue, hash_of, read_catalogue
from models.movies.cleaning import has_name
from models.movies.contents import describe
from models.movies.cookbook import train_cookbook
from models.movies.embeddings import KIND, load_embeddings, restore
from models.movies.evaluate import (
    Judge,
    Stars,
    franchise_recall,
    judges_of,
    measure_taste,
    nearest_by_cosine,
    read_stars,
    svm_scorer,
)
from models.movies.figures import (
    by_size,
    franchise_figures,
    list_figures,
    prominence_figures,
    taste_figures,
)
from models.movies.franchises import FRANCHISES
from models.movies.link_metrics import measure_links, measure_popularity
from models.movies.network import scale_links
from models.movies.reputation import Reputation, learn_reputation, reputation_from_links
from models.movies.sampling import Split, hold_out
from models.movies.train import Progress, TrainConfig, Trained, train
from models.quantise import quantise


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """Everything that decides what an artifact holds.

    Attributes
    ----------
    training : TrainConfig
    blocks : BlockWeights
    films : int
        At most so many films ship, the first of the file.
    min_count : int
        A link in fewer films is left out.
    held_out : float
        The share of films of which one link is held out for measuring.
    """

    training: TrainConfig = field(default_factory=TrainConfig)
    blocks: BlockWeights = field(default_factory=BlockWeights)
    films: int = 70_000
    min_count: int = 2
    held_out: float = 0.25


def build(
    data: Path,
    folder: Path,
    config: BuildConfig | None = None,
    *,
    ratings: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
    checkpoint: Path | None = None,
    cookbook_epochs: int = 0,
) -> Manifest:
    """Train on the films in `data` and write the artifact to `folder`.

    Parameters
    ----------
    ratings : Path, optional
        A list of userId,page,rating. One part of its users teaches how widely known and how well liked a
        film is, the other is measured on; what ships of either is two numbers a film, for all films.
    progress, checkpoint
        As in `train`.
    cookbook_epochs : int
        Train the cookbook's recipe too, for so many epochs, and write its figures beside ours.
    """
    config = config or BuildConfig()
    catalogue = read_catalogue(data, config.min_count)
    catalogue = Catalogue.of(catalogue.films[: config.films], config.min_count, catalogue.damaged_lines)
    split = hold_out(catalogue, config.held_out, config.training.seed)
    first = train(
        split.training, config.training, held_out=split, progress=progress, checkpoint=_step(checkpoint, "a")
    )
    whole = TrainConfig(**{**asdict(config.training), "sweeps": first.sweep})
    trained = train(catalogue, whole, progress=progress, checkpoint=_step(checkpoint, "b"))
    stars = _read_stars(ratings, catalogue) if ratings else {}
    tensors, documents = _parts(catalogue, trained, config, part_of(stars, Part.CHOOSE))
    about = {
        "name": data.name,
        "sha256": hash_of(data),
        "films": len(catalogue.films),
        "links": len(catalogue.links),
        "pairs": len(catalogue.columns),
        "damaged_lines": catalogue.damaged_lines,
    }
    metrics = link_figures(first, split)

    def save() -> Manifest:
        return save_artifact(
            folder,
            KIND,
            config=asdict(config) | {"sweeps_made": first.sweep},
            data=about,
            metrics=metrics,
            tensors=tensors,
            documents=documents,
        )

    save()
    embeddings = load_embeddings(folder)
    metrics["franchise_recall_at_10"] = franchise_figures(embeddings)
    reported = part_of(stars, Part.REPORT)
    judges = judges_of(reported)
    metrics |= taste_figures(embeddings, judges)
    if stars:
        metrics |= prominence_figures(catalogue, embeddings, stars, config.training.seed)
        metrics |= list_figures(embeddings, reported)
    if cookbook_epochs:
        metrics["cookbook"] = measure_cookbook(split, judges, cookbook_epochs, config.training.seed)
    return save()


def measure_cookbook(split: Split, judges: Sequence[Judge], epochs: int, seed: int) -> dict[str, Any]:
    """Train the cookbook's recipe on the same split and measure it by the same protocols."""
    films, links = train_cookbook(split.training, epochs=epochs, seed=seed)
    pages = [film.page for film in split.training.films]
    return {
        "epochs": epochs,
        "links": asdict(measure_links(films, links, split)),
        "franchise_recall_at_10": franchise_recall(pages, nearest_by_cosine(films), FRANCHISES),
        "taste": by_size(measure_taste(judges, svm_scorer(films))) if judges else {},
    }


def link_figures(trained: Trained, split: Split) -> dict[str, Any]:
    """Return the held-out link metrics beside popularity's."""
    ours = measure_links(trained.films, scale_links(trained.links, split.training.counts), split)
    return {"links": asdict(ours), "links_popularity": asdict(measure_popularity(split))}


def _parts(
    catalogue: Catalogue, trained: Trained, config: BuildConfig, learned_from: Stars
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays and the texts of the artifact; links without a name have taught, and stay behind."""
    films = catalogue.films
    rounded = quantise(unit_rows(trained.films)).rows
    reputation = _reputation(catalogue, restore(rounded), config, learned_from)
    named = np.array([has_name(link) for link in catalogue.links], bool)
    shown = named[catalogue.columns]
    at = np.cumsum(named) - 1
    links = [link for link, kept in zip(catalogue.links, named, strict=True) if kept]
    tensors, documents = describe(films, links)
    tensors |= {
        "film_vectors": rounded,
        "link_vectors": quantise(unit_rows(trained.links[named])).rows,
        "acclaim": reputation.acclaim.astype(np.float16),
        "prominence": reputation.prominence.astype(np.float16),
        "link_sizes": np.bincount(catalogue.rows[shown], minlength=len(films)).astype(np.uint16),
        "link_columns": at[catalogue.columns[shown]].astype(np.int32),
        "link_counts": catalogue.counts[named].astype(np.int32),
    }
    return tensors, documents


def _reputation(
    catalogue: Catalogue, trained: NDArray[np.float32], config: BuildConfig, learned_from: Stars
) -> Reputation:
    """Return how known and how liked films are: learned where there are ratings, else told by the links."""
    if learned_from:
        audience = audience_of(learned_from, len(catalogue.films))
        return learn_reputation(catalogue, audience, config.training.seed)
    return reputation_from_links(catalogue, trained)


def _read_stars(ratings: Path, catalogue: Catalogue) -> Stars:
    redirects = {name: film.page for film in catalogue.films for name in film.redirects}
    return read_stars(ratings, [film.page for film in catalogue.films], redirects)


def _step(checkpoint: Path | None, step: str) -> Path | None:
    """Name the checkpoint of one of the two trainings."""
    return checkpoint.with_name(f"{checkpoint.name}-{step}") if checkpoint else None
