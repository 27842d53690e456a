"""The search finds exactly the best rows, whatever is asked beside them, on whatever matrix."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.words.space import search
from models.words.space.search import Matrix, nearest


def unit_rows(n: int, d: int, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(n, d))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def by_sorting(matrix: Matrix, query: NDArray[np.float32]) -> NDArray[np.int64]:
    scores = matrix.astype(np.float64) @ query.astype(np.float64)
    return np.lexsort((np.arange(len(scores)), -scores)).astype(np.int64)


@pytest.mark.parametrize("n", [1, 63, 64, 65, 1000, 70_000])
@pytest.mark.parametrize("queries", [1, 3, 70])
def test_the_answer_is_that_of_sorting_everything(n: int, queries: int) -> None:
    matrix, asked = unit_rows(n, 8), unit_rows(queries, 8, seed=1)
    for query, hits in zip(asked, nearest(matrix, asked, 10), strict=True):
        assert hits.rows.tolist() == by_sorting(matrix, query)[:10].tolist()


def test_many_chunks_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, asked = unit_rows(5_000, 8), unit_rows(4, 8, seed=1)
    whole = [hits.rows.tolist() for hits in nearest(matrix, asked, 300)]
    monkeypatch.setattr(search, "_SCORES", 4096)
    monkeypatch.setattr(search, "_MOST_CANDIDATES", 500)
    assert [hits.rows.tolist() for hits in nearest(matrix, asked, 300)] == whole


def test_an_answer_does_not_depend_on_its_company() -> None:
    matrix, asked = unit_rows(20_000, 50), unit_rows(33, 50, seed=1)
    for query, together in zip(asked, nearest(matrix, asked, 10), strict=True):
        alone = nearest(matrix, query[None], 10)[0]
        assert alone.rows.tolist() == together.rows.tolist()
        assert alone.similarities.tolist() == together.similarities.tolist()


def test_equal_rows_come_in_order_of_frequency() -> None:
    matrix = np.tile(unit_rows(1, 5), (3_000, 1))
    hits = nearest(matrix, matrix[:1], 4, [[0, 2]])[0]
    assert hits.rows.tolist() == [1, 3, 4, 5]


def test_excluded_rows_are_never_found() -> None:
    matrix = unit_rows(500, 4)
    best = by_sorting(matrix, matrix[7])
    hits = nearest(matrix, matrix[7:8], 3, [best[:5].tolist()])[0]
    assert hits.rows.tolist() == best[5:8].tolist()


def test_there_are_fewer_hits_when_the_matrix_has_no_more() -> None:
    matrix = unit_rows(5, 4)
    assert sorted(nearest(matrix, matrix[:1], 10, [[1, 2]])[0].rows.tolist()) == [0, 3, 4]


def test_places_are_those_in_the_whole_order() -> None:
    matrix, asked = unit_rows(9_000, 6), unit_rows(2, 6, seed=3)
    excluded = [[5, 8_999, 0], [17]]
    for query, own, hits in zip(
        asked, excluded, nearest(matrix, asked, 3, excluded, places=True), strict=True
    ):
        order = by_sorting(matrix, query).tolist()
        assert hits.places.tolist() == [order.index(row) + 1 for row in own]


def test_places_of_equal_rows_follow_frequency() -> None:
    matrix = np.tile(unit_rows(1, 5), (200, 1))
    assert nearest(matrix, matrix[:1], 1, [[3, 150]], places=True)[0].places.tolist() == [4, 151]


def test_a_mapped_half_precision_matrix_will_do(tmp_path: Path) -> None:
    matrix = unit_rows(3_000, 16).astype(np.float16)
    np.save(tmp_path / "half.npy", matrix)
    mapped = np.load(tmp_path / "half.npy", mmap_mode="r")
    asked = unit_rows(2, 16, seed=2)
    for query, hits in zip(asked, nearest(mapped, asked, 5), strict=True):
        assert hits.rows.tolist() == by_sorting(matrix, query)[:5].tolist()


def test_every_number_in_half_precision_is_widened_exactly() -> None:
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)][:, None]
    wide = search._single(finite, np.empty(finite.shape, np.float32))
    exact = wide.view(np.uint32) == finite.astype(np.float32).view(np.uint32)
    # A library may have told the processor to take the least of numbers for nothing, for its own speed.
    tiny = (np.abs(finite) < np.finfo(np.float16).smallest_normal) & (wide == 0)
    assert (exact | tiny).all()


def test_half_precision_is_searched_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, asked = unit_rows(40_000, 100).astype(np.float16), unit_rows(3, 100, seed=2)
    monkeypatch.setattr(search, "_WIDENED", 100 * 2_000)
    monkeypatch.setattr(search, "_SCORES", 3 * 2_000)
    tracemalloc.start()
    found = nearest(matrix, asked, 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < matrix.nbytes  # widened as a whole it would take twice that
    for query, hits in zip(asked, found, strict=True):
        assert hits.rows.tolist() == by_sorting(matrix, query)[:20].tolist()


def test_the_best_of_some_rows_are_those_of_the_whole_search() -> None:
    matrix, query = unit_rows(900, 8), unit_rows(1, 8, seed=1)[0]
    whole = nearest(matrix, query[None], 5)[0]
    some = np.random.default_rng(0).permutation(np.append(whole.rows, range(100)))
    best = search.best_of(matrix, query, np.unique(some), 5)
    assert best.rows.tolist() == whole.rows.tolist()
    assert best.similarities.tolist() == whole.similarities.tolist()


def test_threads_do_not_disturb_each_other() -> None:
    matrix, asked = unit_rows(30_000, 20), unit_rows(24, 20, seed=4)
    expected = [hits.rows.tolist() for hits in nearest(matrix, asked, 5)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: nearest(matrix, query[None], 5)[0].rows.tolist(), asked))
    assert found == expected


def test_the_asked_for_queries_are_not_changed() -> None:
    matrix, asked = unit_rows(100, 4), unit_rows(2, 4, seed=1)
    before = asked.copy()
    nearest(matrix, asked, 3, [[1], [2]], places=True)
    assert np.array_equal(asked, before)
