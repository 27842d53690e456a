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
from models.movies.cookbook import train_cookbook
from models.movies.embeddings import KIND, Embeddings, load_embeddings, restore
from models.movies.evaluate import (
    Judge,
    Stars,
    TasteScore,
    franchise_recall,
    judges_of,
    measure_taste,
    nearest_by_cosine,
    rank_correlation,
    read_stars,
    svm_scorer,
    taste_scorer,
)
from models.movies.evaluate_list import measure_lists
from models.movies.franchises import FRANCHISES
from models.movies.library import Library
from models.movies.link_metrics import measure_links, measure_popularity
from models.movies.neighbours import Neighbours
from models.movies.reputation import (
    Reputation,
    learn_reputation,
    prominence_of_unseen_films,
    reputation_from_links,
)
from models.movies.sampling import Split, hold_out
from models.movies.taste import TasteModel
from models.movies.train import Progress, TrainConfig, Trained, scale_links, train
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
    stars = read_stars(ratings, [film.page for film in catalogue.films]) if ratings else {}
    tensors, documents = _parts(catalogue, trained, config, part_of(stars, Part.CHOOSE))
    about = {
        "name": data.name,
        "sha256": hash_of(data),
        "films": len(catalogue.films),
        "links": len(catalogue.links),
        "pairs": len(catalogue.columns),
        "damaged_lines": catalogue.damaged_lines,
    }
    metrics = _link_figures(first, split)

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
    metrics["franchise_recall_at_10"] = _franchise_figures(embeddings)
    reported = part_of(stars, Part.REPORT)
    judges = judges_of(reported)
    metrics |= _taste_figures(embeddings, judges)
    if stars:
        metrics |= _prominence_figures(catalogue, embeddings, stars, config.training.seed)
        metrics |= _list_figures(embeddings, reported)
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
        "taste": _by_size(measure_taste(judges, svm_scorer(films))) if judges else {},
    }


def _taste_figures(embeddings: Embeddings, judges: Sequence[Judge]) -> dict[str, Any]:
    """Return the taste protocol's figures, beside those of simpler ways to score."""
    if not judges:
        return {}
    model = TasteModel(embeddings)
    links, nothing = embeddings.link_numbers.astype(np.float64), model.fit([], []).distances
    return {
        "taste": _by_size(measure_taste(judges, taste_scorer(model))),
        "taste_otherwise": {
            "links": _by_size(measure_taste(judges, lambda _likes, _dislikes: links)),
            "prominence": _by_size(measure_taste(judges, lambda _likes, _dislikes: embeddings.prominence)),
            "average_taste": _by_size(measure_taste(judges, lambda _likes, _dislikes: nothing)),
            "no_prior": _by_size(measure_taste(judges, svm_scorer(embeddings.vectors[:, :-1]))),
            "likes_only": _by_size(measure_taste(judges, lambda likes, _: model.fit(likes, []).distances)),
            "dislikes_only": _by_size(measure_taste(judges, lambda _, bad: model.fit([], bad).distances)),
        },
    }


def _prominence_figures(
    catalogue: Catalogue, embeddings: Embeddings, stars: Stars, seed: int
) -> dict[str, Any]:
    """Return rank correlations with how many of the people reported on rated a film that any of them did."""
    films = len(catalogue.films)
    theirs = audience_of(part_of(stars, Part.REPORT), films).rated
    learned = audience_of(part_of(stars, Part.CHOOSE), films)
    some = theirs > 0
    ways: dict[str, NDArray[np.generic]] = {
        "prominence": embeddings.prominence,
        "film_unseen": prominence_of_unseen_films(catalogue, learned, seed),
        "links": np.diff(catalogue.pointers),
        "other_people": learned.rated,
    }
    return {
        "prominence_rank_correlation": {
            way: round(float(rank_correlation(scores[some], theirs[some])), 4) for way, scores in ways.items()
        }
    }


def _list_figures(embeddings: Embeddings, stars: Stars) -> dict[str, Any]:
    """Return the list protocol's figures by method and number of ratings."""
    found: dict[str, dict[str, Any]] = {}
    for score in measure_lists(Library(embeddings), stars):
        found.setdefault(score.method, {})[str(score.n)] = {
            "rated": round(score.rated, 4),
            "liked": round(score.liked, 4),
            "liked_of_judged": round(score.liked_of_judged, 4),
        }
    return {"list": found}


def _by_size(scores: Sequence[TasteScore]) -> dict[str, float]:
    """Return the AUC by the number of likes and dislikes, without sizes that no user has."""
    return {str(score.n): round(score.auc, 4) for score in scores if score.users}


def _franchise_figures(embeddings: Embeddings) -> dict[str, float]:
    """Return franchise recall of the vectors alone and of the search for similar films."""
    near = Neighbours(embeddings)
    pages = embeddings.pages
    return {
        "vectors": franchise_recall(pages, nearest_by_cosine(embeddings.vectors), FRANCHISES),
        "similar": franchise_recall(pages, lambda row, n: [x.index for x in near.films(row, n)], FRANCHISES),
    }


def _link_figures(trained: Trained, split: Split) -> dict[str, Any]:
    """Return the held-out link metrics beside popularity's."""
    ours = measure_links(trained.films, scale_links(trained.links, split.training.counts), split)
    return {"links": asdict(ours), "links_popularity": asdict(measure_popularity(split))}


def _parts(
    catalogue: Catalogue, trained: Trained, config: BuildConfig, learned_from: Stars
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays and the texts of the artifact; links without a name have taught, and stay behind."""
    films = catalogue.films
    names = sorted({genre for film in films for genre in film.genres})
    number = {name: at for at, name in enumerate(names)}
    rounded = quantise(unit_rows(trained.films)).rows
    reputation = _reputation(catalogue, restore(rounded), config, learned_from)
    named = np.array([has_name(link) for link in catalogue.links], bool)
    shown = named[catalogue.columns]
    at = np.cumsum(named) - 1
    tensors: dict[str, NDArray[Any]] = {
        "film_vectors": rounded,
        "link_vectors": quantise(unit_rows(trained.links[named])).rows,
        "acclaim": reputation.acclaim.astype(np.float16),
        "prominence": reputation.prominence.astype(np.float16),
        "link_sizes": np.bincount(catalogue.rows[shown], minlength=len(films)).astype(np.uint16),
        "link_columns": at[catalogue.columns[shown]].astype(np.int32),
        "link_counts": catalogue.counts[named].astype(np.int32),
    }
    documents: dict[str, object] = {
        "catalogue": {
            "pages": [film.page for film in films],
            "titles": ["" if film.title == film.page else film.title for film in films],
            "years": [film.year for film in films],
            "genres": [[number[genre] for genre in film.genres] for film in films],
            "genre_names": names,
            "links": [link for link, kept in zip(catalogue.links, named, strict=True) if kept],
        }
    }
    if redirects := {name: film.page for film in films for name in film.redirects}:
        documents["redirects"] = redirects
    if roles := {
        film.page: {"directors": film.directors, "starring": film.starring}
        for film in films
        if film.directors or film.starring
    }:
        documents["roles"] = roles
    return tensors, documents


def _reputation(
    catalogue: Catalogue, trained: NDArray[np.float32], config: BuildConfig, learned_from: Stars
) -> Reputation:
    """Return how known and how liked films are: learned where there are ratings, else told by the links."""
    if learned_from:
        audience = audience_of(learned_from, len(catalogue.films))
        return learn_reputation(catalogue, audience, config.training.seed)
    return reputation_from_links(catalogue, trained)


def _step(checkpoint: Path | None, step: str) -> Path | None:
    """Name the checkpoint of one of the two trainings."""
    return checkpoint.with_name(f"{checkpoint.name}-{step}") if checkpoint else None
