"""How far the cookbook's recipe came on the links of `train films`: measured once, and kept with the films.

Training it takes minutes, so it is not done before everybody's eyes. The figures lie in the manifest of the
films' artifact, with a hash of the very links that they are of; for any other links they say nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from models.movies.sampling import Split

METRIC = "cookbook_on_train_films"
"""The name of the record among a manifest's metrics."""


@dataclass(frozen=True, slots=True)
class RecipeRecord:
    """Recall@10 of held-out links after each epoch of the recipe.

    Attributes
    ----------
    links_sha256 : str
        Which links taught, chose and judged; see `hash_links`.
    seed, dimensions : int
        What the recipe was trained with; all else is as the notebook has it.
    chosen_by, judged_by : tuple of float, (epochs,)
        Of either half of what was held out.
    """

    links_sha256: str
    seed: int
    dimensions: int
    chosen_by: tuple[float, ...]
    judged_by: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.chosen_by or len(self.chosen_by) != len(self.judged_by):
            raise ValueError("an epoch lacks a figure")

    @property
    def epochs(self) -> int:
        """How many there were."""
        return len(self.chosen_by)

    @property
    def length(self) -> str:
        """How many epochs there were, in words."""
        return "1 epoch" if self.epochs == 1 else f"{self.epochs} epochs"

    def metrics(self) -> dict[str, Any]:
        """Return the record as it lies among a manifest's metrics."""
        return {METRIC: asdict(self)}

    @classmethod
    def of(cls, metrics: Mapping[str, Any], links_sha256: str) -> RecipeRecord | None:
        """Return the record among a manifest's metrics; None where there is none of just these links."""
        try:
            fields: dict[str, Any] = dict(metrics[METRIC])
            for name in ("chosen_by", "judged_by"):
                fields[name] = tuple(map(float, fields[name]))
            record = cls(**fields)
        except (KeyError, TypeError, ValueError):
            return None
        return record if record.links_sha256 == links_sha256 else None


def hash_links(chosen_by: Split, judged_by: Split) -> str:
    """Return what tells these links, and how they are divided, from any others."""
    training = chosen_by.training
    digest = hashlib.sha256()
    for numbers in (
        np.array([len(training.films), len(training.links)]),
        training.pointers,
        training.columns,
        chosen_by.films,
        chosen_by.links,
        judged_by.films,
        judged_by.links,
    ):
        digest.update(len(numbers).to_bytes(8, "little"))
        digest.update(numbers.astype("<i8").tobytes())
    return digest.hexdigest()
