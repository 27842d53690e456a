"""Word vectors of any size that nobody wrote: as clustered, and as hard to search, as real ones.

Gaussian noise in 300 dimensions would be no stand-in: all its points are as far from each other. Real vectors
lie in clusters near a surface of few dimensions. So the rows are drawn from a mixture of 30,000 clusters with
Zipf-like sizes, in 40 dimensions with falling variance, turned into 300, with noise in all 300 on top. How
hard a search is, the local intrinsic dimension of the points tells (Levina and Bickel 2004).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.words.space.vectors import WordVectors
from models.words.store.vector_file import Chunk, VectorFile

CLUSTERS = 30_000
LATENT = 40
SPREAD = 0.7  # of a cluster, beside that of the centres
NOISE = 0.4  # its length in all dimensions, beside that of the signal

_ROWS_AT_ONCE = 50_000
_NEAR = 100


def synthetic(rows: int, dimensions: int = 300, seed: int = 0) -> VectorFile:
    """Return made-up vectors; the same seed gives the same ones."""
    row_bytes = dimensions * 4

    def chunks() -> Iterator[Chunk]:
        rng = np.random.default_rng(seed)
        variances = 1 / (1 + np.arange(LATENT) / 8)
        turned = np.linalg.qr(rng.standard_normal((dimensions, LATENT)))[0].T  # (latent, dimensions)
        basis = (np.sqrt(variances)[:, None] * turned).astype(np.float32)
        centres = rng.standard_normal((CLUSTERS, LATENT), dtype=np.float32)
        shares = np.arange(1, CLUSTERS + 1) ** -0.5
        noise = np.float32(NOISE * np.sqrt((1 + SPREAD**2) * variances.sum() / dimensions))
        for start in range(0, rows, _ROWS_AT_ONCE):
            count = min(_ROWS_AT_ONCE, rows - start)
            cluster = rng.choice(CLUSTERS, count, p=shares / shares.sum())
            points = centres[cluster] + np.float32(SPREAD) * rng.standard_normal((count, LATENT), np.float32)
            block = points @ basis + noise * rng.standard_normal((count, dimensions), np.float32)
            words = [f"word{row}" for row in range(start, start + count)]
            yield Chunk(words, block, (start + count) * row_bytes)

    return VectorFile("synthetic", "synthetic", rows, dimensions, rows * row_bytes, chunks)


def local_dimension(vectors: WordVectors, rows: NDArray[np.int64]) -> float:
    """Return the median intrinsic dimension around some rows, by the distances of the 100 nearest."""
    queries = np.stack([vectors.mean([row]) for row in rows.tolist()])
    hits = vectors.nearest(queries, _NEAR, [[row] for row in rows.tolist()])
    distances = np.sqrt(2 - 2 * np.stack([each.similarities for each in hits]))  # (rows, 100)
    return float(np.median(-1 / np.log(distances[:, :-1] / distances[:, -1:]).mean(axis=1)))
