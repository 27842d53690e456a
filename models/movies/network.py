"""Film and link vectors whose dot product says whether the two occur together: least squares (numpy).

The loss is that of Hu, Koren and Volinsky (2008), "Collaborative filtering for implicit feedback datasets",
with cell weights of our own. For every film f and link l of the catalogue, x = 1 if f points to l, else 0:

    sum over all cells   w_fl * c_fl * (x_fl - film_f · link_l)^2
    w_fl = 1 / (norm_f^2 * count_l)        every link weighs as much as every other, and so does every film
    norm_f^2 = sum over f's links of 1 / count_l
    c_fl = 1 + positive_weight if x_fl = 1, else 1

so a rare link teaches as much as a common one. All cells that are not links are negatives: none is drawn, so
none can be a positive by mistake. The square roots of the weights are folded into the vectors
(film_f / norm_f and link_l / sqrt(count_l)), which keeps a link's popularity apart from its direction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.movies.catalogue import Catalogue

Vectors = NDArray[np.float32]

CELLS_PER_BATCH = 2_000_000  # numbers in the largest temporary array: 8 MB, so that it stays near the cache
PAIRS_AT_ONCE = 65_536
POSITIVE_WEIGHT = 3.0
RIDGE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Bipartite:
    """One side's view of the film-link pairs in compressed rows: targets are x_fl * sqrt(w_fl).

    Attributes
    ----------
    pointers : ndarray of int64, (rows + 1,)
    columns : ndarray of int64, (pairs,)
    targets : ndarray of float32, (pairs,)
    """

    pointers: NDArray[np.int64]
    columns: NDArray[np.int64]
    targets: NDArray[np.float32]

    def transposed(self, columns: int) -> Bipartite:
        """Return the same pairs seen from the other side, which has `columns` rows."""
        rows = np.repeat(np.arange(len(self.pointers) - 1), np.diff(self.pointers))
        order = np.argsort(self.columns, kind="stable")
        sizes = np.bincount(self.columns, minlength=columns)
        pointers = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        return Bipartite(pointers, rows[order], self.targets[order])


def weighted_targets(catalogue: Catalogue) -> Bipartite:
    """Return the films' rows with targets 1 / (norm_f * sqrt(count_l)), which make unit rows."""
    inverse = 1.0 / np.sqrt(np.maximum(catalogue.counts, 1))[catalogue.columns]
    squares = np.bincount(catalogue.rows, weights=inverse**2, minlength=len(catalogue.films))
    targets = inverse / np.sqrt(squares)[catalogue.rows]
    return Bipartite(catalogue.pointers, catalogue.columns, targets.astype(np.float32))


def first_vectors(rows: int, dimensions: int, seed: int) -> Vectors:
    """Return small random vectors, (rows, dimensions), the same for the same seed."""
    drawn: Vectors = np.random.default_rng(seed).standard_normal((rows, dimensions), np.float32)
    return drawn * np.float32(0.1)


def best_vectors(pairs: Bipartite, others: Vectors, positive_weight: float, ridge: float) -> Vectors:
    """Return the vectors of one side that minimise the loss while the other side's stand still.

    For a row with positives E (their vectors) and targets t, and G = othersᵀ·others + ridge, the minimum is
    (G + a EᵀE)⁻¹ (1 + a) Eᵀt with a = positive_weight. A row has few positives, so it is found as
    P (1 + a E P)⁻¹ (1 + a) t with P = G⁻¹Eᵀ (push-through identity): a system as small as the row.

    Parameters
    ----------
    pairs : Bipartite
        The side to solve for.
    others : ndarray of float32, (columns, dimensions)
        The other side's vectors.

    Returns
    -------
    ndarray of float32, (rows, dimensions)
    """
    dimensions = others.shape[1]
    ridges = np.float32(ridge) * np.eye(dimensions, dtype=np.float32)
    gram = others.T @ others + ridges  # (dimensions, dimensions)
    inverse = np.linalg.inv(gram.astype(np.float64)).astype(np.float32)
    solved = others @ inverse  # (columns, dimensions): G⁻¹ of each
    found = np.zeros((len(pairs.pointers) - 1, dimensions), np.float32)
    sizes = np.diff(pairs.pointers)
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]
    start = 0
    while start < len(order):
        longest = int(sizes[order[start]])
        rows = order[start : start + max(1, CELLS_PER_BATCH // (2 * longest * dimensions))]
        longest = int(sizes[rows].max())
        if longest > dimensions // 2:  # then the row's own system is the larger one
            rows = rows[:1]
            found[rows[0]] = _solve_row(pairs, int(rows[0]), others, gram, positive_weight)
        else:
            found[rows] = _solve_batch(pairs, rows, others=others, solved=solved, a=positive_weight)
        start += len(rows)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class BothSides:
    """The pairs as films see them and as links do, for sweeps over the two in turn."""

    films: Bipartite
    links: Bipartite

    @classmethod
    def of(cls, catalogue: Catalogue) -> BothSides:
        """Return both views of a catalogue's pairs."""
        films = weighted_targets(catalogue)
        return cls(films, films.transposed(len(catalogue.links)))

    def sweep(
        self, links: Vectors, positive_weight: float = POSITIVE_WEIGHT, ridge: float = RIDGE
    ) -> tuple[Vectors, Vectors]:
        """Return the best vectors of films given those of links, and the best of links given these."""
        films = best_vectors(self.films, links, positive_weight, ridge)
        return films, best_vectors(self.links, films, positive_weight, ridge)


def scale_links(links: Vectors, counts: NDArray[np.int64]) -> Vectors:
    """Put back the popularity that is kept apart here, so that film · link ranks the links of a film."""
    return (links * np.sqrt(counts)[:, None]).astype(np.float32)


def mean_squared_error(pairs: Bipartite, rows: Vectors, columns: Vectors, positive_weight: float) -> float:
    """Return the loss without its ridge, as a share of that of all-zero vectors: 1 has learned nothing."""
    of_pair = np.repeat(np.arange(len(pairs.pointers) - 1), np.diff(pairs.pointers))
    everywhere = float(((rows.T @ rows) * (columns.T @ columns)).sum())  # sum of squared dot products
    at_pairs = np.concatenate(
        [
            np.einsum("nd,nd->n", rows[of_pair[part]], columns[pairs.columns[part]])
            for start in range(0, len(of_pair), PAIRS_AT_ONCE)
            for part in [slice(start, start + PAIRS_AT_ONCE)]
        ]
    )
    errors = (1 + positive_weight) * ((pairs.targets - at_pairs) ** 2).sum() - (at_pairs**2).sum()
    return (float(errors) + everywhere) / ((1 + positive_weight) * float((pairs.targets**2).sum()))


def _solve_batch(
    pairs: Bipartite, rows: NDArray[np.int64], *, others: Vectors, solved: Vectors, a: float
) -> Vectors:
    """Solve several rows at once; those with fewer positives than the longest are padded with zeros."""
    longest = int(np.diff(pairs.pointers)[rows].max())
    place = np.arange(longest)[None, :]
    real = place < np.diff(pairs.pointers)[rows][:, None]  # (batch, longest)
    at = np.where(real, pairs.pointers[rows][:, None] + place, 0)
    columns = pairs.columns[at]
    targets = pairs.targets[at] * real
    mask = real.astype(np.float32)[..., None]
    positives = others[columns] * mask  # (batch, longest, dimensions)
    steps = solved[columns] * mask
    system = np.eye(longest, dtype=np.float32) + np.float32(a) * positives @ steps.transpose(0, 2, 1)
    weights = np.linalg.solve(system, np.float32(1 + a) * targets[..., None])  # (batch, longest, 1)
    found: Vectors = (weights.transpose(0, 2, 1) @ steps)[:, 0, :]
    return found


def _solve_row(pairs: Bipartite, row: int, others: Vectors, gram: Vectors, a: float) -> Vectors:
    """Solve one row with many positives."""
    part = slice(int(pairs.pointers[row]), int(pairs.pointers[row + 1]))
    positives = others[pairs.columns[part]]
    right = np.float32(1 + a) * (positives.T @ pairs.targets[part])
    answer: Vectors = np.linalg.solve(gram + np.float32(a) * positives.T @ positives, right)
    return answer
