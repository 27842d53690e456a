"""Exact search of the matrix rows with the highest cosine to some queries, in bounded scratch memory."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32] | NDArray[np.float16]

_SCORES = 1 << 20  # scores kept at once (4 MB): few enough to stay in the cache
_WIDENED = 1 << 20  # numbers of a half-precision matrix that are widened for a chunk (4 MB)
_WIDENED_AT_ONCE = 1 << 16  # and of these at a time, to stay in the cache
# The products are made tile by tile, each too small for OpenBLAS to share it out among threads: on a busy
# machine the slowest thread would be waited for every time. Small tiles also read mapped pages sooner.
_TILE_NUMBERS = 9_000
_TILE_PRODUCTS = 250_000
_QUERIES = 64
_MOST_CANDIDATES = 16_384
_MOST_THREADS = 4  # more only wait for the memory
_LEAST_PART = 50_000  # rows for which another thread is worth waking


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
        For each excluded row, in the order given, the place (1 = best) it would hold were nothing excluded;
        empty unless asked for.
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
    excluded: Sequence[Collection[int]] | None = None,
    *,
    places: bool = False,
) -> list[Hits]:
    """Return the `count` rows with the highest dot product for each query, never a excluded one.

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
    excluded : q collections of rows
        What is not to be found, for each query.
    places : bool
        Whether to tell where the excluded rows would have stood.
    """
    kept_out = [list(rows) for rows in excluded] if excluded is not None else [[] for _ in queries]
    hits: list[Hits] = []
    for start in range(0, len(queries), _QUERIES):
        part = slice(start, start + _QUERIES)
        hits.extend(
            _sweep(matrix, np.ascontiguousarray(queries[part], np.float32), count, kept_out[part], places)
        )
    return hits


def best_of(matrix: Matrix, query: NDArray[np.float32], rows: NDArray[np.int64], count: int) -> Hits:
    """Return the `count` best of some `rows` for a query (d,), ordered and measured as `nearest` does."""
    pairs = _Pairs(np.zeros_like(rows), rows, np.zeros(len(rows)))
    best = _best(matrix, query[None], pairs, count)
    return Hits(best.rows, best.scores, np.empty(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The scores of consecutive rows, (tiles, queries, rows of a tile), and the maxima of each tile."""

    start: int
    scores: NDArray[np.float32]
    maxima: NDArray[np.float32]  # (queries, tiles)

    def exclude(self, pairs: _Pairs) -> None:
        """Take those of the pairs that are in this chunk out of it."""
        tiles, _, height = self.scores.shape
        here = pairs.where((pairs.rows >= self.start) & (pairs.rows < self.start + tiles * height))
        tile, place = np.divmod(here.rows - self.start, height)
        self.scores[tile, here.queries, place] = -np.inf
        self.maxima[here.queries, tile] = self.scores[tile, here.queries].max(axis=1)

    def candidates(self, bounds: NDArray[np.float32]) -> _Pairs:
        """Return what reaches the bound (q,) of its query."""
        query, tile = _where(self.maxima >= bounds[:, None])
        scores = self.scores[tile, query]  # (hits, rows of a tile)
        hit, place = _where((scores >= bounds[query, None]) & (scores > -np.inf))
        rows = self.start + tile[hit] * self.scores.shape[2] + place
        return _Pairs(query[hit], rows, scores[hit, place].astype(np.float64))


def _sweep(
    matrix: Matrix, queries: NDArray[np.float32], count: int, kept_out: list[list[int]], places: bool
) -> Iterator[Hits]:
    """Go through the matrix once for up to `_QUERIES` queries, a part of it on each processor."""
    excluded = _excluded_pairs(matrix, queries, kept_out)
    count = min(count, len(matrix))

    def scan(rows: range) -> _Scan:
        return _scan(matrix, queries, rows, count=count, excluded=excluded, places=places)

    first, *others = _parts(len(matrix))
    elsewhere = [_threads().submit(scan, rows) for rows in others]
    scans = [scan(first), *(future.result() for future in elsewhere)]
    best = _best(matrix, queries, _Pairs.joined([part.found for part in scans]), count)
    better = np.sum([part.better for part in scans], axis=0)
    for query in range(len(queries)):
        own = best.queries == query
        standing = better[excluded.queries == query] + 1 if places else better[:0]
        yield Hits(best.rows[own], best.scores[own], standing)


@dataclass(frozen=True, slots=True)
class _Scan:
    """What some rows of the matrix hold: candidates, and how many rows beat each excluded pair."""

    found: _Pairs
    better: NDArray[np.int64]


def _scan(
    matrix: Matrix, queries: NDArray[np.float32], rows: range, *, count: int, excluded: _Pairs, places: bool
) -> _Scan:
    """Go through the rows of one part."""
    slack = np.float32(_slack(matrix))
    tops = np.empty((len(queries), 0), dtype=np.float32)  # the highest maxima of tiles so far
    found: list[_Pairs] = []
    better = np.zeros(len(excluded.rows), dtype=np.int64)
    for chunk in _chunks(matrix, queries, rows):
        if places:
            better += _count_better(matrix, queries, excluded, chunk)
        chunk.exclude(excluded)
        tops = np.concatenate([tops, chunk.maxima], axis=1)
        bounds = np.full(len(queries), -np.inf, dtype=np.float32)
        if tops.shape[1] >= count > 0:
            # The k-th highest maximum of a tile cannot exceed the k-th best score.
            tops = np.partition(tops, -count, axis=1)[:, -count:]
            bounds = tops[:, 0] - slack
        found.append(chunk.candidates(bounds))
        if sum(len(part.rows) for part in found) > _MOST_CANDIDATES:
            found = [_best(matrix, queries, _Pairs.joined(found), count)]
    return _Scan(_Pairs.joined(found), better)


def _parts(n: int) -> list[range]:
    """Share `n` rows out among the processors; few rows are not worth it."""
    number = min(os.cpu_count() or 1, _MOST_THREADS, n // _LEAST_PART) or 1
    edges = [n * part // number for part in range(number + 1)]
    return [range(low, high) for low, high in pairwise(edges)]


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_MOST_THREADS, thread_name_prefix="search")


def _chunks(matrix: Matrix, queries: NDArray[np.float32], rows: range) -> Iterator[_Chunk]:
    """Yield the scores of some rows, the last ones padded with -inf; each chunk overwrites the last one."""
    n, width = len(rows), matrix.shape[1]
    height = min(max(min(_TILE_NUMBERS, _TILE_PRODUCTS // len(queries)) // width, 8), n)
    size = _SCORES // len(queries)
    if matrix.dtype != np.float32:
        size = min(size, _WIDENED // width)
    tiles = max(min(size, n) // height, 1)
    scores = np.empty((tiles, len(queries), height), dtype=np.float32)
    wide = np.empty((0 if matrix.dtype == np.float32 else tiles * height, width), dtype=np.float32)
    for start in range(rows.start, rows.stop, tiles * height):
        block = _single(matrix[start : min(start + tiles * height, rows.stop)], wide)
        full, rest = divmod(len(block), height)
        scores = scores[: full + (rest > 0)]
        stack = block[: full * height].reshape(full, height, width)
        np.matmul(queries, stack.transpose(0, 2, 1), out=scores[:full])
        if rest:
            scores[full, :, :rest] = queries @ block[full * height :].T
            scores[full, :, rest:] = -np.inf
        yield _Chunk(start, scores, scores.max(axis=2).T)


def _single(block: Matrix, wide: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the block in single precision: itself, or written into the rows of `wide`.

    A finite number in half precision has the same bits in single, 13 places to the left, with an exponent
    that is 112 too small. Moving them takes a sixth of the time of NumPy's own conversion.
    """
    if block.dtype == np.float32:
        return block.astype(np.float32, copy=False)
    wide = wide[: len(block)]
    bits = wide.view(np.int32)
    height = max(_WIDENED_AT_ONCE // block.shape[1], 1)
    for start in range(0, len(block), height):
        part = slice(start, start + height)
        np.left_shift(block[part].view(np.int16), 13, out=bits[part], dtype=np.int32)
        bits[part] &= ~0x70000000  # the sign was copied to the left
        wide[part] *= np.float32(2.0**112)
    return wide


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


def _where(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows and columns of what is true, much faster than NumPy does for two dimensions."""
    row, column = np.divmod(np.flatnonzero(mask), mask.shape[1])
    return row, column


def _slack(matrix: Matrix) -> float:
    """Return more than rounding can shift the single-precision product of two unit vectors."""
    return max(1e-6, float(matrix.shape[1]) * 1.2e-7)


def _excluded_pairs(matrix: Matrix, queries: NDArray[np.float32], kept_out: list[list[int]]) -> _Pairs:
    query = np.repeat(np.arange(len(kept_out)), [len(rows) for rows in kept_out])
    rows = np.array([row for own in kept_out for row in own], dtype=np.int64)
    return _Pairs(query, rows, _exact(matrix, queries, query, rows))


def _count_better(
    matrix: Matrix, queries: NDArray[np.float32], pairs: _Pairs, chunk: _Chunk
) -> NDArray[np.int64]:
    """Count, for each pair, the rows of this chunk that its query prefers to its row."""
    slack = _slack(matrix)
    better = np.zeros(len(pairs.rows), dtype=np.int64)
    for pair, (query, row, score) in enumerate(zip(pairs.queries, pairs.rows, pairs.scores, strict=True)):
        tiles = np.flatnonzero(chunk.maxima[query] >= np.float32(score - slack))
        if not len(tiles):  # the common case, if it is well placed
            continue
        scores = chunk.scores[tiles, query]  # (tiles, rows of a tile)
        tile, place = _where(scores >= np.float32(score - slack))
        sure = scores[tile, place] > np.float32(score + slack)
        close = chunk.start + (tiles[tile] * chunk.scores.shape[2] + place)[~sure]
        exact = _exact(matrix, queries, np.full(len(close), query), close)
        better[pair] = np.count_nonzero(sure)
        better[pair] += np.count_nonzero((exact > score) | ((exact == score) & (close < row)))
    return better
