from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from models.words.errors import WrongNumberOfWords
from models.words.maps.categories import WordMap, build
from models.words.maps.parse import EXAMPLE, MAX_WORDS, MIN_WORDS
from models.words.maps.projection import (
    ITERATIONS,
    LEAST_PERPLEXITY,
    Step,
    clamp_perplexity,
    most_perplexity,
    perplexity_for,
    project,
)
from models.words.maps.quality import kept_shares, knn_purity, neighbours_of
from models.words.space.vectors import WordVectors

ROOT = Path(__file__).parents[4]
IN_ANOTHER_PROCESS = """
import pickle, sys
from models.words.maps.projection import project
sys.stdout.buffer.write(project(pickle.load(sys.stdin.buffer), 7.0, 3).points.tobytes())
"""


@pytest.fixture(scope="module")
def example(default_vectors: WordVectors) -> WordMap:
    return build(default_vectors, EXAMPLE)


def balls(counts: list[int], dimensions: int = 20, spread: float = 0.05) -> npt.NDArray[np.float32]:
    """Return unit vectors strewn about orthogonal axes, as many about each as `counts` says."""
    random = np.random.default_rng(0)
    centres = np.repeat(np.eye(len(counts), dimensions), counts, axis=0)
    rows = centres + random.normal(0, spread, centres.shape)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("seed", range(4))
def test_the_example_keeps_its_categories_together(example: WordMap, seed: int) -> None:
    projection = project(example.vectors, perplexity_for(len(example.words)), seed)
    assert knn_purity(projection.points, example.labels) >= 0.95


@pytest.mark.parametrize("counts", [[2, 2], [3, 4], [10, 20, 30], [150, 150]])
def test_balls_of_vectors_stay_apart(counts: list[int]) -> None:
    labels = np.repeat(np.arange(len(counts)), counts)
    projection = project(balls(counts), perplexity_for(len(labels)), 1)
    assert knn_purity(projection.points, labels, k=1) == 1.0


def test_the_same_seed_gives_the_same_bytes(example: WordMap) -> None:
    first, again = (project(example.vectors, 7.0, 3) for _ in range(2))
    assert first.points.tobytes() == again.points.tobytes()
    assert first.kl_divergence == again.kl_divergence


@pytest.mark.parametrize("threads", ["1", "2"])
def test_another_process_gives_the_same_bytes_whatever_its_threads(example: WordMap, threads: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        input=pickle.dumps(example.vectors),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads},
        check=True,
    )
    assert run.stdout == project(example.vectors, 7.0, 3).points.tobytes()


def test_another_seed_gives_another_map(example: WordMap) -> None:
    first, second = (project(example.vectors, 7.0, seed) for seed in (3, 4))
    assert first.points.tobytes() != second.points.tobytes()


@pytest.mark.parametrize("seed", [-1, 0, 2**64, -(2**70)])
def test_any_whole_number_is_a_seed(seed: int) -> None:
    assert np.isfinite(project(balls([3, 3]), 2.0, seed).points).all()


def test_what_was_used_comes_back() -> None:
    projection = project(balls([5, 5]), 100.0, 9)
    assert projection.perplexity == 3.0
    assert projection.seed == 9
    assert projection.points.shape == (10, 2)
    assert projection.kl_divergence > 0


@pytest.mark.parametrize("n", [0, 1, 3, MAX_WORDS + 1])
def test_too_few_or_too_many_words_are_refused(n: int) -> None:
    with pytest.raises(WrongNumberOfWords) as refused:
        project(np.zeros((n, 5), dtype=np.float32), 5.0, 1)
    assert (refused.value.given, refused.value.least, refused.value.most) == (n, MIN_WORDS, MAX_WORDS)


@pytest.mark.parametrize("n", [4, 5, 30])
def test_equal_words_still_give_a_map(n: int) -> None:
    projection = project(np.repeat(balls([1]), n, axis=0), perplexity_for(n), 1)
    assert np.isfinite(projection.points).all()


@pytest.mark.parametrize("n", [4, 7, 36, 150, 300])
def test_the_default_perplexity_suits_the_number_of_words(n: int) -> None:
    assert LEAST_PERPLEXITY <= perplexity_for(n) <= most_perplexity(n) < n
    assert perplexity_for(n) == pytest.approx(min(max(n / 5, LEAST_PERPLEXITY), 30))


def test_a_perplexity_that_the_words_bear_is_kept() -> None:
    assert clamp_perplexity(5.0, 36) == (5.0, False)


@pytest.mark.parametrize(
    ("asked", "used"),
    [(100.0, 35 / 3), (0.1, LEAST_PERPLEXITY), (-math.inf, LEAST_PERPLEXITY), (math.nan, LEAST_PERPLEXITY)],
)
def test_any_other_perplexity_is_brought_into_range(asked: float, used: float) -> None:
    assert clamp_perplexity(asked, 36) == (used, True)


def test_purity_is_the_mean_share_of_own_neighbours() -> None:
    points = [(0.0, 0.0), (1.0, 0.0), (10.0, 0.0), (11.0, 0.0)]
    assert knn_purity(points, [0, 0, 1, 1], k=1) == 1.0
    assert knn_purity(points, [0, 1, 0, 1], k=1) == 0.0
    assert knn_purity(points, [0, 0, 1, 1], k=3) == pytest.approx(1 / 3)


def test_who_watches_sees_every_fifth_iteration_and_changes_nothing(example: WordMap) -> None:
    steps: list[Step] = []
    watched = project(example.vectors, 7.0, 3, steps.append)
    assert [step.iteration for step in steps] == list(range(0, ITERATIONS + 1, 5))
    assert watched.points.tobytes() == project(example.vectors, 7.0, 3).points.tobytes()


def test_the_divergence_falls_once_the_exaggeration_ends(example: WordMap) -> None:
    steps: list[Step] = []
    projection = project(example.vectors, 7.0, 3, steps.append)
    early = [step.kl_divergence for step in steps if step.exaggerated]
    late = [step.kl_divergence for step in steps if not step.exaggerated]
    assert late[0] < early[-1] < early[0]
    assert max(np.diff(late)) < 0.01  # momentum may carry it a little too far
    assert late[-1] == min(late)
    assert late[-1] == pytest.approx(projection.kl_divergence, abs=1e-3)


def test_a_map_like_its_vectors_keeps_all_neighbours() -> None:
    angles = np.linspace(0, 3, 9) ** 1.5
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    assert kept_shares(circle, circle, 3).tolist() == [1.0] * 9


def test_a_word_keeps_the_share_of_its_neighbours_that_is_near_it_on_the_map() -> None:
    angles = np.deg2rad([0, 10, 21, 90, 101, 113])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    points = [(0.0, 0.0), (1.0, 0.0), (50.0, 1.0), (50.0, 0.0), (51.0, 0.0), (2.0, 0.0)]
    shares = kept_shares(vectors, points, 2)  # the third of each three has changed places
    assert shares.tolist() == [0.5, 0.5, 0.0, 0.5, 0.5, 0.0]


@pytest.mark.parametrize(("n", "k"), [(4, 1), (5, 2), (9, 4), (11, 5), (300, 5)])
def test_at_most_half_of_the_others_are_neighbours(n: int, k: int) -> None:
    assert neighbours_of(n) == k
