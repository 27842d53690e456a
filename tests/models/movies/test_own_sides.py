"""The smallest turn: all on their own sides, and no shorter way there."""

from __future__ import annotations

import numpy as np
import pytest

from models.movies.own_sides import GAP, smallest_turn

DIMENSIONS = 12


def problem(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return points, their sides and a normal that knows nothing of them."""
    rng = np.random.default_rng(seed)
    sides = np.array([1.0, -1.0, *rng.choice([1.0, -1.0], int(rng.integers(0, 7)))])
    points = rng.normal(size=(len(sides), DIMENSIONS))
    return points / np.linalg.norm(points, axis=1, keepdims=True), sides, rng.normal(size=DIMENSIONS)


def parted(along: np.ndarray, sides: np.ndarray) -> float:
    return float(along[sides > 0].min() - along[sides < 0].max())


@pytest.mark.parametrize("seed", range(12))
def test_all_come_to_their_own_side_and_no_shorter_step_does_it(seed: int) -> None:
    points, sides, normal = problem(seed)
    step = smallest_turn(points @ points.T, points @ normal, sides) @ points
    assert parted(points @ (normal + step), sides) >= GAP - 1e-7
    if parted(points @ normal, sides) >= GAP:
        assert np.abs(step).max() < 1e-9
        return
    # Convex: any other way that parts them is at least as long, those found by going on from ours too.
    rng = np.random.default_rng(seed)
    others = step + 0.05 * rng.normal(size=(3_000, DIMENSIONS))
    fair = [other for other in others if parted(points @ (normal + other), sides) >= GAP]
    assert all(np.linalg.norm(other) > np.linalg.norm(step) - 1e-7 for other in fair)


def test_the_same_point_on_both_sides_changes_nothing() -> None:
    points = np.ones((2, 3))
    sides = np.array([1.0, -1.0])
    assert not smallest_turn(points @ points.T, points @ np.ones(3), sides).any()
