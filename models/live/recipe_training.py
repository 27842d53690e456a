"""The cookbook's recipe, trained on the links that `train films` learns from, and measured alike (torch)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.artifacts import add_metrics
from models.live.film_recipe import RecipeRecord, hash_links
from models.live.film_training import catalogue_of, divided
from models.live.films import COOKBOOK_DIMENSIONS, FilmsLesson
from models.movies.cookbook import Epoch, train_cookbook
from models.movies.embeddings import BUILD_COMMAND, KIND, load_embeddings
from models.movies.link_metrics import measure_links


@dataclass(frozen=True, slots=True)
class RecipeStep:
    """The recipe after so many epochs: its mean loss, what it finds of the links that choose, and judge."""

    epoch: int
    loss: float
    chosen_by: float
    judged_by: float


def record_recipe(
    folder: Path, epochs: int, progress: Callable[[RecipeStep], None] | None = None
) -> RecipeRecord:
    """Train the recipe as `train films` trains, and write its figures into the manifest of the films.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
    NotWritable
    """
    seed = FilmsLesson(folder).seed
    _, chosen_by, judged_by = divided(catalogue_of(load_embeddings(folder)), seed)
    steps: list[RecipeStep] = []

    def measure(epoch: Epoch) -> None:
        found = (
            measure_links(epoch.films, epoch.links, part).recall_at_10 for part in (chosen_by, judged_by)
        )
        steps.append(RecipeStep(epoch.number, epoch.loss, *found))
        if progress:
            progress(steps[-1])

    train_cookbook(
        chosen_by.training, epochs=epochs, dimensions=COOKBOOK_DIMENSIONS, seed=seed, progress=measure
    )
    record = RecipeRecord(
        hash_links(chosen_by, judged_by),
        seed,
        COOKBOOK_DIMENSIONS,
        tuple(each.chosen_by for each in steps),
        tuple(each.judged_by for each in steps),
    )
    add_metrics(folder, KIND, BUILD_COMMAND, record.metrics())
    return record
