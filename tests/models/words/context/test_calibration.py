"""Temperatures that were known, and tables of said against found."""

from __future__ import annotations

import numpy as np
import pytest

from models.words.context.calibration import BOUNDS, error, table, temperature


@pytest.mark.parametrize("known", [0.5, 1.0, 2.5])
def test_the_temperature_undoes_a_known_one(known: float) -> None:
    random = np.random.default_rng(0)
    scores = random.normal(0.0, 2.0, (4000, 8)).astype(np.float32)
    right = (scores + random.gumbel(size=scores.shape)).argmax(axis=1)  # drawn by the softmax of the scores
    assert temperature(scores * known, right) == pytest.approx(known, rel=0.06)


def test_a_table_sorts_by_how_sure_it_was_said_to_be() -> None:
    bins = table([0.95, 1.0, 0.6, 0.6, 0.02], [True, True, True, False, False])
    assert [(each.least, each.gaps) for each in bins] == [(0.0, 1), (0.5, 2), (0.9, 2)]
    assert bins[1].said == pytest.approx(0.6)
    assert bins[1].found == 0.5
    assert sum(each.gaps for each in bins) == 5
    assert {each.least for each in bins} <= {*BOUNDS}


def test_the_error_is_the_mean_distance_of_said_and_found() -> None:
    assert error(table([0.75] * 4, [True, True, True, False])) == pytest.approx(0.0)
    assert error(table([0.99] * 2 + [0.01] * 2, [False] * 2 + [False] * 2)) == pytest.approx(0.5)
