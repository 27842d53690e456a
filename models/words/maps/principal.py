"""Principal components: the directions in which words differ most."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def principal_components(vectors: Floats, count: int) -> tuple[Floats, float]:
    """Return the first `count` coordinates (n, count) of vectors (n, d), and their share of the variance."""
    axes, spread = _axes(vectors, count)
    points = ((vectors - vectors.mean(axis=0)) @ axes.T).round(9)  # no picture hangs on the last digit
    return points, float(spread[:count].sum() / max(float(spread.sum()), np.finfo(np.float64).tiny))


def placed_by_components(vector: Floats, vectors: Floats, count: int) -> Floats:
    """Return where a new vector (d,) falls among the first `count` components of `vectors` (n, d)."""
    axes, _ = _axes(vectors, count)
    return np.asarray(axes @ (vector - vectors.mean(axis=0)))


def _axes(vectors: Floats, count: int) -> tuple[Floats, Floats]:
    """Return the directions (count, d) of the largest variances, with a fixed sign, and all variances."""
    _, sizes, rows = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    axes = rows[:count]
    largest = axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)]
    axes = axes * np.where(largest < 0, -1.0, 1.0)[:, None]
    lacking = count - len(axes)
    return np.vstack([axes, np.zeros((lacking, vectors.shape[1]))]), sizes**2
