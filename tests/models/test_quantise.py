"""A matrix of one byte a number is the same matrix to within half a step of each row."""

from __future__ import annotations

import numpy as np
import pytest

from models.quantise import LARGEST, dequantise, quantise


@pytest.mark.parametrize("scale", [1e-20, 1e-3, 1.0, 1e20])
def test_no_number_is_off_by_more_than_half_a_step_of_its_row(scale: float) -> None:
    matrix = (np.random.default_rng(0).normal(size=(50, 30)) * scale).astype(np.float32)
    made = quantise(matrix)
    off = np.abs(dequantise(made.rows, made.scales) - matrix).max(axis=1)
    assert (off <= 0.5001 * made.scales).all()
    assert (np.abs(made.rows).max(axis=1) == LARGEST).all()


def test_rows_of_zeros_and_matrices_without_rows_come_back_as_they_were() -> None:
    for shape in ((3, 4), (0, 4)):
        made = quantise(np.zeros(shape, np.float32))
        assert (dequantise(made.rows, made.scales) == np.zeros(shape)).all()
        assert made.rows.shape == shape
