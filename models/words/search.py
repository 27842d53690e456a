"""Exact search of the matrix rows with the highest cosine to some queries, in bounded scratch memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32] | NDArray[np.float16]

_SCORES = 1 << 20  # scores made at once (4 MB): few enough to stay in the cache, enough to keep a BLAS busy
_WIDENED = 1 << 22  # numbers of a half-precision matrix that are widened at once (16 MB)
_BLOCK = 64  # rows that share one maximum
_QUERIES = 64
_MOST_CANDIDATES = 16_384


@dataclass(frozen=True, slots=True)
class Hits:
    """The best rows for one query.

    Attributes
    ----------
    rows : (k,) int
        Best first; equal ones in the order of the matrix.
    similarities : (k,) float
        The dot products, in double precision.
    places : (b,) int
        For each barred row, in the order given, the place (1 = best) it would hold were nothing barred; empty
        unless asked for.
    """

    rows: NDArray[np.int64]
    similarities: NDArray[np.float64]
    places: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Some (query, row) pairs with the score of each, as three arrays of one length."""

    queries: NDArray[np.int64]
    rows: NDArray[np.int64]
    scores: NDArray[np.float64]

    @staticmethod
    def joined(parts: Sequence[_Pairs]) -> _Pairs:
        return _Pairs(
            np.concatenate([part.queries for part in parts]),
            np.concatenate([part.rows for part in parts]),
            np.concatenate([part.scores for part in parts]),
        )

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> _Pairs:
        return _Pairs(self.queries[chosen], self.rows[chosen], self.scores[chosen])


def nearest(
    matrix: Matrix,
    queries: NDArray[np.float32],
    count: int,
    barred: Sequence[Collection[int]] | None = None,
    *,
    places: bool = False,
) -> list[Hits]:
    """Return the `count` rows with the highest dot product for each query, never a barred one.

    Single-precision products only pick candidates; the order is that of the same products in double
    precision, ties by row. So an answer depends neither on the number of queries asked together nor on the
    BLAS.

    Parameters
    ----------
    matrix : (n, d)
        Unit rows; may be memory-mapped, and is never copied.
    queries : (q, d)
        Unit rows.
    count : int
        How many rows to find; fewer come back when the matrix has no more.
    barred : q collections of rows
        What is not to be found, for each query.
    places : bool
        Whether to tell where the barred rows would have stood.
    """
    bars = [list(rows) for rows in barred] if barred is not None else [[] for _ in queries]
    hits: list[Hits] = []
    for start in range(0, len(queries), _QUERIES):
        part = slice(start, start + _QUERIES)
        hits.extend(
            _sweep(matrix, np.ascontiguousarray(queries[part], np.float32), count, bars[part], places)
        )
    return hits


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The scores of consecutive rows, in blocks of rows far apart: a maximum then needs no shuffling.

    `blocks` is (queries, rows of a block, blocks), and `maxima` (queries, blocks).
    """

    start: int
    blocks: NDArray[np.float32]
    maxima: NDArray[np.float32]

    def bar(self, pairs: _Pairs) -> None:
        """Take those of the pairs that are in this chunk out of it."""
        columns = self.blocks.shape[2]
        here = pairs.where(
            (pairs.rows >= self.start) & (pairs.rows < self.start + self.blocks.shape[1] * columns)
        )
        place, column = np.divmod(here.rows - self.start, columns)
        self.blocks[here.queries, place, column] = -np.inf
        self.maxima[here.queries, column] = self.blocks[here.queries, :, column].max(axis=1)

    def candidates(self, bounds: NDArray[np.float32]) -> _Pairs:
        """Return what reaches the bound (q,) of its query."""
        query, block = np.nonzero(self.maxima >= bounds[:, None])
        scores = self.blocks[query, :, block]  # (hits, rows of a block)
        hit, place = np.nonzero((scores >= bounds[query, None]) & (scores > -np.inf))
        rows = self.start + place * self.blocks.shape[2] + block[hit]
        return _Pairs(query[hit], rows, scores[hit, place].astype(np.float64))


def _sweep(
    matrix: Matrix, queries: NDArray[np.float32], count: int, bars: list[list[int]], places: bool
) -> Iterator[Hits]:
    """Go through the matrix once for up to `_QUERIES` queries."""
    barred = _barred_pairs(matrix, queries, bars)
    slack = np.float32(_slack(matrix))
    count = min(count, len(matrix))
    tops = np.empty((len(queries), 0), dtype=np.float32)  # the highest block maxima so far
    found: list[_Pairs] = []
    better = np.zeros(len(barred.rows), dtype=np.int64)
    for chunk in _chunks(matrix, queries):
        if places:
            better += _count_better(matrix, queries, barred, chunk)
        chunk.bar(barred)
        tops = np.concatenate([tops, chunk.maxima], axis=1)
        bounds = np.full(len(queries), -np.inf, dtype=np.float32)
        if tops.shape[1] >= count > 0:
            # The k-th highest block maximum cannot exceed the k-th best score.
            tops = np.partition(tops, -count, axis=1)[:, -count:]
            bounds = tops[:, 0] - slack
        found.append(chunk.candidates(bounds))
        if sum(len(part.rows) for part in found) > _MOST_CANDIDATES:
            found = [_best(matrix, queries, _Pairs.joined(found), count)]
    best = _best(matrix, queries, _Pairs.joined(found), count)
    for query in range(len(queries)):
        own = best.queries == query
        standing = better[barred.queries == query] + 1 if places else better[:0]
        yield Hits(best.rows[own], best.scores[own], standing)


def _chunks(matrix: Matrix, queries: NDArray[np.float32]) -> Iterator[_Chunk]:
    """Yield the scores of the matrix, the last ones padded with -inf; each chunk overwrites the last one."""
    size = _SCORES // len(queries)
    if matrix.dtype != np.float32:
        size = min(size, _WIDENED // matrix.shape[1])
    size = _padded(min(size, len(matrix)))
    scores = np.empty((len(queries), size), dtype=np.float32)
    for start in range(0, len(matrix), size):
        rows = matrix[start : start + size].astype(np.float32, copy=False)
        if len(rows) < size:
            scores = scores[:, : _padded(len(rows))]
            scores[:, len(rows) :] = -np.inf
        np.matmul(queries, rows.T, out=scores[:, : len(rows)])
        blocks = scores.reshape(len(queries), _BLOCK, -1)
        yield _Chunk(start, blocks, blocks.max(axis=1))


def _best(matrix: Matrix, queries: NDArray[np.float32], pairs: _Pairs, count: int) -> _Pairs:
    """Return the `count` best pairs of each query by their exact scores, sorted."""
    pairs = _Pairs(pairs.queries, pairs.rows, _exact(matrix, queries, pairs.queries, pairs.rows))
    pairs = pairs.where(np.lexsort((pairs.rows, -pairs.scores, pairs.queries)))
    first = np.searchsorted(pairs.queries, pairs.queries)
    return pairs.where(np.arange(len(first)) - first < count)


def _exact(
    matrix: Matrix, queries: NDArray[np.float32], query: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the products of matching queries and rows in double precision."""
    scores = np.empty(len(rows), dtype=np.float64)
    for start in range(0, len(rows), 4096):
        part = slice(start, start + 4096)
        left, right = matrix[rows[part]].astype(np.float64), queries[query[part]].astype(np.float64)
        scores[part] = np.einsum("ij,ij->i", left, right)
    return scores


def _padded(rows: int) -> int:
    """Return `rows` rounded up to whole blocks."""
    return -(-rows // _BLOCK) * _BLOCK


def _slack(matrix: Matrix) -> float:
    """Return more than rounding can shift the single-precision product of two unit vectors."""
    return max(1e-6, float(matrix.shape[1]) * 1.2e-7)


def _barred_pairs(matrix: Matrix, queries: NDArray[np.float32], bars: list[list[int]]) -> _Pairs:
    query = np.repeat(np.arange(len(bars)), [len(rows) for rows in bars])
    rows = np.array([row for own in bars for row in own], dtype=np.int64)
    return _Pairs(query, rows, _exact(matrix, queries, query, rows))


def _count_better(
    matrix: Matrix, queries: NDArray[np.float32], pairs: _Pairs, chunk: _Chunk
) -> NDArray[np.int64]:
    """Count, for each pair, the rows of this chunk that its query prefers to its row."""
    slack = _slack(matrix)
    better = np.zeros(len(pairs.rows), dtype=np.int64)
    for pair, (query, row, score) in enumerate(zip(pairs.queries, pairs.rows, pairs.scores, strict=True)):
        columns = np.flatnonzero(
            chunk.maxima[query] >= np.float32(score - slack)
        )  # few, if it is well placed
        scores = chunk.blocks[query].take(columns, axis=1)
        place, column = np.nonzero(scores >= np.float32(score - slack))
        sure = scores[place, column] > np.float32(score + slack)
        close = chunk.start + (place * chunk.blocks.shape[2] + columns[column])[~sure]
        exact = _exact(matrix, queries, np.full(len(close), query), close)
        better[pair] = np.count_nonzero(sure)
        better[pair] += np.count_nonzero((exact > score) | ((exact == score) & (close < row)))
    return better
