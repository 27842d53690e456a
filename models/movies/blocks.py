"""The film vector: trained links, genres, time and acclaim, side by side, of unit length.

A linear SVM on such a vector is an SVM whose kernel is a weighted sum: of the cosines of the trained vectors,
of the genres and of the times, and of the product of two films' acclaim. The weights were chosen on a part of
the taste data's users.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIRST_YEAR, LAST_YEAR, YEAR_STEP = 1890, 2030, 10


@dataclass(frozen=True, slots=True)
class BlockWeights:
    """How much genres, year and a standard deviation of acclaim weigh beside the trained vector's 1.

    `year_reach` tells how far years reach.
    """

    genres: float = 0.9
    year: float = 0.35
    year_reach: float = 12.0
    acclaim: float = 0.4


def film_vectors(
    trained: NDArray[np.float32],
    genres: Sequence[Sequence[str]],
    years: Sequence[int | None],
    acclaim: NDArray[np.float32],
    *,
    genre_names: Sequence[str],
    weights: BlockWeights,
) -> NDArray[np.float32]:
    """Return unit rows (films, dimensions + genres + years + 1) from trained rows (films, dimensions).

    `acclaim` holds a standard score a film, (films,); it is the last coordinate.
    """
    return unit_rows(
        np.hstack(
            [
                unit_rows(trained),
                weights.genres * genre_block(genres, genre_names),
                weights.year * year_block(years, weights.year_reach),
                weights.acclaim * acclaim[:, None],
            ]
        )
    )


def genre_block(genres: Sequence[Sequence[str]], names: Sequence[str]) -> NDArray[np.float32]:
    """Return unit rows with a coordinate for each genre: (films, genres); no genre gives zeros."""
    number = {name: column for column, name in enumerate(names)}
    combinations: dict[Sequence[str], int] = {}  # many films share theirs
    which = [combinations.setdefault(tuple(of_film), len(combinations)) for of_film in genres]
    block = np.zeros((len(combinations), len(names)), np.float32)
    for row, combination in enumerate(combinations):
        block[row, [number[name] for name in combination if name in number]] = 1.0
    return unit_rows(block)[which]


def year_block(years: Sequence[int | None], reach: float) -> NDArray[np.float32]:
    """Return unit rows whose dot product falls off smoothly with the years between, over about `reach`.

    Each coordinate is a bump exp(-(year - centre)² / 2 reach²), (films, centres); no year gives zeros.
    """
    centres = np.arange(FIRST_YEAR, LAST_YEAR, YEAR_STEP)
    known = np.array([year is not None for year in years], bool)
    when = np.array([year or 0 for year in years], np.float64)
    bumps = np.exp(-((when[:, None] - centres) ** 2) / (2 * reach**2)) * known[:, None]
    return unit_rows(bumps.astype(np.float32))


def unit_rows(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each row divided by its length; rows of zeros stay zeros."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
