from __future__ import annotations

import numpy as np

from models.pictures.spreading import evened, separate, stack


def test_separating_parts_points_on_one_spot_within_the_frame_and_moves_no_others() -> None:
    crowd = np.full((12, 2), 150.0)
    lone = np.array([[400.0, 400.0], [460.0, 400.0]])  # labels are wide: apart enough in height only
    parted = separate(np.vstack([crowd, lone]), (0.0, 0.0, 500.0, 500.0), 40.0)
    apart = np.hypot(*(parted[:, None] - parted[None]).T)[~np.eye(14, dtype=bool)]
    assert apart.min() > 25
    assert parted.min() >= 0
    assert parted.max() <= 500
    np.testing.assert_allclose(parted[12:], lone, atol=0.05)


def test_stacking_parts_crowded_points_and_moves_none_sideways() -> None:
    points = np.stack([np.linspace(0, 30, 12), np.full(12, 50.0)], axis=1)
    stacked = stack(points, (0.0, 1000.0), wide=100.0, tall=40.0)
    np.testing.assert_array_equal(stacked[:, 0], points[:, 0])
    assert np.diff(np.sort(stacked[:, 1])).min() > 35
    assert stacked[:, 1].min() >= 0


def test_stacking_leaves_points_alone_that_lie_far_apart_sideways() -> None:
    points = np.array([(0.0, 50.0), (500.0, 50.0), (1000.0, 50.0)])
    np.testing.assert_array_equal(stack(points, (0.0, 100.0), wide=100.0, tall=40.0), points)


def test_stacking_keeps_who_is_above_whom() -> None:
    heights = np.random.default_rng(0).uniform(400, 500, 15)
    stacked = stack(np.stack([np.zeros(15), heights], axis=1), (0.0, 1000.0), wide=10.0, tall=50.0)
    np.testing.assert_array_equal(stacked[:, 1].argsort(), heights.argsort())


def test_evening_keeps_the_order_and_fills_the_unit_interval() -> None:
    values = np.array([[0.0], [1.0], [1.1], [100.0]])
    shares = evened(values)[:, 0]
    assert (np.diff(shares) > 0).all()
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert shares[1] > 0.1


def test_one_value_is_in_the_middle() -> None:
    assert evened(np.array([[3.0]])).tolist() == [[0.5]]
