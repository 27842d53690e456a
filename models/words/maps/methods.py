"""The ways to lay words out in the plane: t-SNE, and PCA or UMAP beside it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.words.maps.principal import principal_components
from models.words.maps.projection import Method, Projection, clamp_perplexity, project
from models.words.maps.umap import most_alike, uniform_approximation

METHOD_NAMES: dict[Method, str] = {"tsne": "t-SNE", "pca": "PCA", "umap": "UMAP"}


def laid_out(
    vectors: npt.NDArray[np.float32], perplexity: float, seed: int, method: Method = "tsne"
) -> Projection:
    """Lay unit vectors (n, d) out in the plane; same arguments, same points.

    Parameters
    ----------
    vectors
        Of 4 to 300 words.
    perplexity
        How many neighbours each word heeds, of t-SNE and of UMAP; PCA heeds all.
    seed
        Of t-SNE and of UMAP: nothing in PCA is random.
    method
        How.

    Raises
    ------
    WrongNumberOfWords
        If there are fewer than 4 or more than 300 vectors.
    """
    if method == "tsne":
        return project(vectors, perplexity, seed)
    exact = vectors.astype(np.float64)
    used, _ = clamp_perplexity(perplexity, len(vectors))
    if method == "umap":
        points = uniform_approximation(exact, most_alike(used, len(vectors)), seed)
        return Projection(points, used, seed, np.nan, method)
    points, variance = principal_components(exact, 2)
    return Projection(points, used, seed, np.nan, method, variance)
