"""Temperatures that were known, and tables of said against found."""

from __future__ import annotations

import numpy as np
import pytest

from models.words.context.calibration import BOUNDS, calibrate, error, table


@pytest.mark.parametrize("temperature", [0.8, 1.0, 1.5])
@pytest.mark.parametrize("doubt", [0.001, 0.15])
def test_a_known_temperature_and_doubt_are_found(temperature: float, doubt: float) -> None:
    random = np.random.default_rng(0)
    scores = random.normal(0.0, 2.0, (6000, 8)).astype(np.float32)
    by_softmax = (scores + random.gumbel(size=scores.shape)).argmax(axis=1)
    by_chance = random.integers(8, size=6000)
    right = np.where(random.random(6000) < doubt, by_chance, by_softmax)
    even = np.full(8, -np.log(8), dtype=np.float32)
    found = calibrate(scores * np.float32(temperature), right, even)
    assert found.temperature == pytest.approx(temperature, rel=0.1)
    assert found.doubt == pytest.approx(doubt, abs=0.03)


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
