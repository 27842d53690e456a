"""Vectors laid side by side keep what each of them knows, also of words that one of them lacks."""

from __future__ import annotations

import numpy as np

from models.words.training.blend import Block, blend, unit_rows

RNG = np.random.default_rng(0)
KINDS = np.repeat(np.arange(8), 25)  # the kind of each word
WORDS = len(KINDS)
ALL = np.ones(WORDS, dtype=bool)


def seen(signs: np.ndarray) -> np.ndarray:
    """Return vectors that tell words apart by the signs of their kinds, with noise."""
    return (signs[KINDS] @ RNG.normal(size=(signs.shape[1], 30)) + RNG.normal(size=(WORDS, 30))).astype(
        np.float32
    )


BITS = np.array([[kind >> bit & 1 for bit in range(3)] for kind in range(8)]) * 6.0 - 3.0
LEFT, RIGHT = seen(BITS[:, :2]), seen(BITS[:, 1:])


def purity(rows: np.ndarray, of: np.ndarray = ALL) -> float:
    """Return the share of words whose nearest word is of the same kind."""
    units = unit_rows(rows - rows.mean(axis=0))
    near = units @ units.T
    np.fill_diagonal(near, -9)
    return float((KINDS[near.argmax(axis=1)] == KINDS)[of].mean())


def test_a_blend_tells_apart_what_neither_part_does() -> None:
    both = blend([Block(LEFT, ALL, 1.0), Block(RIGHT, ALL, 1.0)], 10)
    assert both.shape == (WORDS, 10)
    np.testing.assert_allclose(np.linalg.norm(both, axis=1), 1, atol=1e-5)
    assert max(purity(LEFT), purity(RIGHT)) < 0.7 < 0.95 < purity(both)


def test_a_word_that_a_part_lacks_gets_what_the_others_expect() -> None:
    known = ALL.copy()
    known[::5] = False
    lacking = np.where(known[:, None], LEFT, 0).astype(np.float32)
    both = blend([Block(RIGHT, ALL, 1.0), Block(lacking, known, 1.0)], 10)
    assert purity(both, known) > 0.9
    assert purity(both, ~known) > 0.3  # what RIGHT knows, and no worse than that


def test_evenness_lets_small_directions_count() -> None:
    rows = RNG.normal(size=(WORDS, 5)).astype(np.float32) * np.array([3, 1, 1, 1, 1], np.float32)
    plain, even = (blend([Block(rows, ALL, 1.0)], 5, evenness).std(axis=0) for evenness in (0.0, 1.0))
    assert plain[0] / plain[1] > 1.5
    assert even[0] / even[1] < 0.85 * plain[0] / plain[1]
