"""Which cell of a network follows which property of a text: chosen on one text, judged on another.

The signal of a cell is tanh of what it keeps for itself, which follows every property better than what it
hands on: the gate between the two closes whenever the next token does not depend on it. The idea is that of
Karpathy, Johnson and Fei-Fei, "Visualizing and Understanding Recurrent Networks" (2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.text.corpus import Document
from models.text.endings import Kind
from models.text.lstm import Floats
from models.text.properties import PROPERTIES, properties
from models.text.reader import Reader

CHOOSING_TOKENS = 60_000
JUDGING_TOKENS = 30_000
LEAST_VARIANCE = 0.01
"""Below this, as when one token in a hundred is inside brackets, there is too little to follow."""


@dataclass(frozen=True, slots=True)
class BestCell:
    """The cell whose activity follows a property best.

    Attributes
    ----------
    name : str
        The property: "brackets", "quotes", ...
    cell : int
        Its number.
    correlation : float
        Pearson's, on text that was neither trained on nor used to choose the cell; its sign tells which way.
    off, on : float
        The activity, -1 to 1, to expect where the property is at its lowest and at its highest, by linear
        regression on the text that it was chosen by.
    """

    name: str
    cell: int
    correlation: float
    off: float
    on: float


def find_cells(
    reader: Reader, kind: Kind, choosing: Sequence[Document], judging: Sequence[Document]
) -> tuple[BestCell, ...]:
    """Return the cell that follows each property best in `choosing`, with its correlation in `judging`.

    At most `CHOOSING_TOKENS` and `JUDGING_TOKENS` are read. A property that hardly varies in one of the texts
    is left out.
    """
    chosen = _moments(reader, kind, choosing, CHOOSING_TOKENS)
    judged = _moments(reader, kind, judging, JUDGING_TOKENS)
    found = []
    for row, name in enumerate(PROPERTIES[kind]):
        if min(chosen.variance[row], judged.variance[row]) < LEAST_VARIANCE:
            continue
        cell = int(np.abs(chosen.correlations()[row]).argmax())
        off, on = chosen.expected(row, cell)
        correlation = float(judged.correlations()[row, cell])
        found.append(BestCell(name.value, cell, round(correlation, 4), round(off, 4), round(on, 4)))
    return tuple(found)


def activity(cells: Floats) -> Floats:
    """Return the signal, -1 to 1, of what cells keep."""
    return np.tanh(cells)


class Moments:
    """Sums from which the correlation of every property with every cell follows, a stretch of text at a time.

    Parameters
    ----------
    kinds, cells : int
        How many properties and cells there are.
    """

    def __init__(self, kinds: int, cells: int) -> None:
        self._count = np.zeros(kinds)
        self._values, self._squares = np.zeros(kinds), np.zeros(kinds)
        self._lowest, self._highest = np.full(kinds, np.inf), np.full(kinds, -np.inf)
        self._activity, self._activity_squares, self._products = np.zeros((3, kinds, cells))

    def add(self, values: NDArray[np.float32], active: Floats) -> None:
        """Take in properties (kinds, tokens), nan where unknown, with the activity (tokens, cells)."""
        known = ~np.isnan(values)
        weights, filled = known.astype(np.float32), np.where(known, values, 0)
        self._count += known.sum(axis=1)
        self._values += filled.sum(axis=1)
        self._squares += (filled**2).sum(axis=1)
        self._lowest = np.fmin(self._lowest, np.fmin.reduce(values, axis=1, initial=np.inf))
        self._highest = np.fmax(self._highest, np.fmax.reduce(values, axis=1, initial=-np.inf))
        self._activity += weights @ active
        self._activity_squares += weights @ active**2
        self._products += filled @ active

    @property
    def variance(self) -> NDArray[np.float64]:
        """The variance (kinds,) of each property, 0 where nothing is known of it."""
        count = np.maximum(self._count, 1)
        return np.asarray(self._squares / count - (self._values / count) ** 2)

    def correlations(self) -> NDArray[np.float64]:
        """Return Pearson's r (kinds, cells); 0 where a property or a cell is constant."""
        count = np.maximum(self._count, 1)[:, None]
        spread = self._activity_squares / count - (self._activity / count) ** 2
        product = np.sqrt(np.maximum(spread, 0) * self.variance[:, None])
        return np.divide(self._covariance(), product, out=np.zeros_like(product), where=product > 1e-9)

    def expected(self, row: int, cell: int) -> tuple[float, float]:
        """Return the activity to expect, by regression, where property `row` is lowest and highest."""
        slope = self._covariance()[row, cell] / self.variance[row]
        mean, middle = (sums / self._count[row] for sums in (self._activity[row, cell], self._values[row]))
        ends = mean + slope * (np.array([self._lowest[row], self._highest[row]]) - middle)
        off, on = np.clip(ends, -1.0, 1.0).tolist()
        return off, on

    def _covariance(self) -> NDArray[np.float64]:
        count = np.maximum(self._count, 1)[:, None]
        return np.asarray(self._products / count - self._activity / count * self._values[:, None] / count)


def _moments(reader: Reader, kind: Kind, documents: Sequence[Document], tokens: int) -> Moments:
    """Read the beginning of every document, equally much of each."""
    moments = Moments(len(PROPERTIES[kind]), reader.lstm.size)
    most = max(1, tokens // max(1, len(documents)))
    for document in documents:
        ids = reader.vocabulary.encode(document.text)[:most]
        _, cells = reader.read(ids)
        pieces = reader.vocabulary.pieces(document.text, ids)
        moments.add(properties(kind, pieces), activity(cells))
    return moments
