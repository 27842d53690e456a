from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from models.text.cells import BestCell, Moments, find_cells
from models.text.corpus import Document
from models.text.endings import Kind
from tests.handmade import BRACKET_CELL, LINE_CELL, reader

CODE = [
    Document("a", "total = sum(each[0] for each in pairs)\nprint(total)\nx = 1\n" * 5),
    Document("b", "for x in (1, 2):\n    while not f(x, g(x)):\n        return\n" * 5),
]
OTHER_CODE = [Document("c", "y = max(a, b)\nif y:\n    z = {1: [2]}\ndel y\n" * 5)]


@pytest.fixture(scope="module")
def found() -> dict[str, BestCell]:
    return {best.name: best for best in find_cells(reader(), Kind.CODE, CODE, OTHER_CODE)}


def test_the_cell_that_counts_brackets_is_found(found: dict[str, BestCell]) -> None:
    best = found["brackets"]
    assert best.cell == BRACKET_CELL
    assert best.correlation > 0.95
    assert best.off == pytest.approx(0, abs=0.05)
    assert best.on > 0.4


def test_the_cell_that_counts_the_line_is_found(found: dict[str, BestCell]) -> None:
    assert found["line"].cell == LINE_CELL
    assert found["line"].correlation > 0.99


def test_what_a_text_does_not_have_is_left_out(found: dict[str, BestCell]) -> None:
    assert "docstrings" not in found
    assert "quotes" not in found


def test_the_correlation_is_of_the_text_that_did_not_choose() -> None:
    without_brackets = [Document("d", "a = 1\nbbbbbbb = 2\n" * 9)]
    assert [each.name for each in find_cells(reader(), Kind.CODE, CODE, without_brackets)] == ["line"]


def test_what_is_found_can_be_written_as_json_and_read_again(found: dict[str, BestCell]) -> None:
    for best in found.values():
        fields = asdict(best)
        assert {type(value) for value in fields.values()} <= {str, int, float}
        assert BestCell(**fields) == best


def test_moments_of_stretches_give_pearsons_correlation_of_the_whole() -> None:
    random = np.random.default_rng(3)
    values = random.normal(size=(2, 50)).astype(np.float32)
    active = (random.normal(size=(50, 3)) + values[:1].T).astype(np.float32)
    values[1, ::3] = np.nan
    moments = Moments(2, 3)
    for part in (slice(0, 20), slice(20, 50)):
        moments.add(values[:, part], active[part])
    for row in range(2):
        known = ~np.isnan(values[row])
        for cell in range(3):
            expected = np.corrcoef(values[row, known], active[known, cell])[0, 1]
            assert moments.correlations()[row, cell] == pytest.approx(expected, abs=1e-5)


def test_a_cell_that_never_changes_follows_nothing() -> None:
    moments = Moments(1, 1)
    moments.add(np.array([[0.0, 1.0]], dtype=np.float32), np.full((2, 1), 0.3, dtype=np.float32))
    assert moments.correlations().tolist() == [[0.0]]
