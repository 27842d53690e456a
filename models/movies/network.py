"""Film and link vectors whose dot product says whether the two occur together: least squares (torch).

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
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.movies.catalogue import Catalogue

CELLS_PER_BATCH = 2_000_000  # numbers in the largest temporary tensor: 8 MB, so that it stays near the cache


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


def first_vectors(rows: int, dimensions: int, seed: int) -> Tensor:
    """Return small random vectors, (rows, dimensions), the same for the same seed."""
    return torch.randn(rows, dimensions, generator=torch.Generator().manual_seed(seed)) * 0.1


def best_vectors(pairs: Bipartite, others: Tensor, positive_weight: float, ridge: float) -> Tensor:
    """Return the vectors of one side that minimise the loss while the other side's stand still.

    For a row with positives E (their vectors) and targets t, and G = othersᵀ·others + ridge, the minimum is
    (G + a EᵀE)⁻¹ (1 + a) Eᵀt with a = positive_weight. A row has few positives, so it is found as
    P (1 + a E P)⁻¹ (1 + a) t with P = G⁻¹Eᵀ (push-through identity): a system as small as the row.

    Parameters
    ----------
    pairs : Bipartite
        The side to solve for.
    others : Tensor, (columns, dimensions)
        The other side's vectors.

    Returns
    -------
    Tensor, (rows, dimensions)
    """
    dimensions = others.shape[1]
    gram = others.T @ others + ridge * torch.eye(dimensions)  # (dimensions, dimensions)
    solved = others @ torch.linalg.inv(gram.double()).float()  # (columns, dimensions): G⁻¹ of each
    found = torch.zeros(len(pairs.pointers) - 1, dimensions)
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


def mean_squared_error(pairs: Bipartite, rows: Tensor, columns: Tensor, positive_weight: float) -> float:
    """Return the loss without its ridge, as a share of that of all-zero vectors: 1 has learned nothing."""
    of_pair = np.repeat(np.arange(len(pairs.pointers) - 1), np.diff(pairs.pointers))
    targets = torch.from_numpy(pairs.targets)
    everywhere = float(((rows.T @ rows) * (columns.T @ columns)).sum())  # sum of squared dot products
    at_pairs = torch.cat(
        [
            (rows[torch.from_numpy(of_pair[s : s + 65_536])] * columns[torch.from_numpy(c)]).sum(1)
            for s in range(0, len(of_pair), 65_536)
            for c in [pairs.columns[s : s + 65_536]]
        ]
    )
    errors = (1 + positive_weight) * ((targets - at_pairs) ** 2).sum() - (at_pairs**2).sum()
    return (float(errors) + everywhere) / ((1 + positive_weight) * float((targets**2).sum()))


def _solve_batch(
    pairs: Bipartite, rows: NDArray[np.int64], *, others: Tensor, solved: Tensor, a: float
) -> Tensor:
    """Solve several rows at once; those with fewer positives than the longest are padded with zeros."""
    longest = int(np.diff(pairs.pointers)[rows].max())
    place = np.arange(longest)[None, :]
    real = place < np.diff(pairs.pointers)[rows][:, None]  # (batch, longest)
    at = np.where(real, pairs.pointers[rows][:, None] + place, 0)
    columns = torch.from_numpy(pairs.columns[at])
    targets = torch.from_numpy(pairs.targets[at] * real)
    mask = torch.from_numpy(real.astype(np.float32))[..., None]
    positives = others[columns] * mask  # (batch, longest, dimensions)
    steps = solved[columns] * mask
    system = torch.eye(longest) + a * positives @ steps.transpose(1, 2)
    weights = torch.linalg.solve(system, (1 + a) * targets)
    found: Tensor = (weights[:, None, :] @ steps)[:, 0, :]
    return found


def _solve_row(pairs: Bipartite, row: int, others: Tensor, gram: Tensor, a: float) -> Tensor:
    """Solve one row with many positives."""
    part = slice(int(pairs.pointers[row]), int(pairs.pointers[row + 1]))
    positives = others[torch.from_numpy(pairs.columns[part])]
    targets = torch.from_numpy(pairs.targets[part])
    right = (1 + a) * (positives.T @ targets)
    answer: Tensor = torch.linalg.solve(gram + a * positives.T @ positives, right)
    return answer
