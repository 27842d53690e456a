"""PCA and UMAP lay the same words out beside t-SNE, and PCA turns them in three dimensions."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from models.pictures.picture import Animation
from models.words.errors import WrongNumberInMotion
from models.words.maps.categories import Category, WordMap, build, parse
from models.words.maps.guests import seat
from models.words.maps.methods import laid_out
from models.words.maps.principal import placed_by_components, principal_components
from models.words.maps.projection import Method
from models.words.maps.quality import kept_shares, knn_purity
from models.words.maps.render import Rendered, side_by_side, turn
from models.words.maps.turning import seen
from models.words.maps.umap import memberships, most_alike
from models.words.space.vectors import WordVectors

MOST_BYTES = 8_000_000
OTHERS: tuple[Method, ...] = ("pca", "umap")


@pytest.fixture(scope="module")
def example(default_vectors: WordVectors) -> WordMap:
    return build(default_vectors, parse(""))


@pytest.fixture(scope="module")
def film(example: WordMap) -> Rendered[Animation]:
    return turn(example, 1, "dark", "GloVe")


@pytest.mark.parametrize("method", OTHERS)
def test_each_method_keeps_categories_and_neighbours(example: WordMap, method: Method) -> None:
    points = laid_out(example.vectors, 7.2, 1, method).points
    assert knn_purity(points, example.labels) > 0.9
    assert kept_shares(example.vectors, points, 5).mean() > 3 * 5 / (len(points) - 1)
    assert points.tobytes() == laid_out(example.vectors, 7.2, 1, method).points.tobytes()


@pytest.mark.parametrize("method", OTHERS)
@pytest.mark.parametrize("n", [4, 5, 300])
def test_few_many_and_equal_words_have_places(method: Method, n: int) -> None:
    rows = np.random.default_rng(0).normal(size=(n, 50))
    unit = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    for vectors in (unit, np.repeat(unit[:1], n, axis=0)):
        assert np.isfinite(laid_out(vectors, 30.0, 1, method).points).all()


@pytest.mark.parametrize("method", OTHERS)
def test_a_guest_lands_among_its_kind(example: WordMap, method: Method) -> None:
    projection = laid_out(example.vectors, 7.2, 1, method)
    for twin in (0, 20):
        place = seat(example.vectors[twin], example.vectors, projection)
        near = np.linalg.norm(projection.points - place, axis=1).argsort()[:3]
        assert set(example.labels[near]) == {example.labels[twin]}


def test_words_in_a_plane_lose_nothing_by_components() -> None:
    flat = np.array([[3.0, 0, 0], [-3, 0, 0], [0, 1, 0], [0, -1, 0]])
    points, variance = principal_components(flat, 2)
    assert variance == pytest.approx(1)
    assert np.abs(points).tolist() == np.abs(flat[:, :2]).tolist()
    assert placed_by_components(flat[0], flat, 2) == pytest.approx(points[0])
    assert principal_components(flat, 1)[1] == pytest.approx(0.9)


def test_the_nearest_word_is_surely_a_neighbour_and_a_far_one_is_none() -> None:
    far = np.abs(np.subtract.outer(*[np.array([0.0, 1.0, 2.5, 9.0, 20.0])] * 2))
    weights = memberships(far, 2)
    assert weights[0, 1] == 1
    assert weights[0, 4] == 0
    assert weights.tolist() == weights.T.tolist()
    assert (weights.diagonal() == 0).all()
    assert [most_alike(perplexity, 36) for perplexity in (1.0, 7.2, 40.0)] == [2, 7, 15]
    assert most_alike(7.2, 4) == 3


def test_the_same_words_are_drawn_by_each_method(example: WordMap) -> None:
    tsne, pca = side_by_side(example, 7.2, 1, "light", "GloVe", methods=("tsne", "pca"))
    assert tsne.kept > pca.kept > 5 / 35
    assert "Map (t-SNE) of 36" in tsne.picture.alt
    assert "Map (PCA) of 36" in pca.picture.alt
    again = side_by_side(example, 7.2, 1, "light", "GloVe", methods=("pca",), projections=[pca.projection])
    assert again[0].picture == pca.picture


def test_a_turn_shows_every_side_and_is_small_enough_to_send(film: Rendered[Animation]) -> None:
    image = Image.open(io.BytesIO(film.picture.gif))
    assert image.n_frames == film.picture.frames == 72  # type: ignore[attr-defined]
    assert len(film.picture.gif) < MOST_BYTES
    assert film.picture.alt.startswith("Animated: the words in three dimensions")


def test_what_is_near_looks_larger_and_a_half_turn_brings_it_behind() -> None:
    cloud = np.array([[0.0, 0.5, -1.0], [1.0, 0.0, 0.0]])
    places, nearness = seen(cloud, 0.0)
    assert nearness[0] > nearness[1] == 1
    assert places[1].tolist() == [1, 0]
    behind, further = seen(cloud, np.pi)
    assert further[0] < 1
    assert behind[1].tolist() == pytest.approx([-1, 0])


def test_too_many_words_do_not_turn_and_four_do(default_vectors: WordVectors) -> None:
    large = WordMap((Category("many", tuple(map(str, range(151)))),), np.zeros((151, 50), np.float32))
    with pytest.raises(WrongNumberInMotion):
        turn(large, 1, "dark", "GloVe")
    small = build(default_vectors, parse("a: cat dog horse cow"))
    assert turn(small, 1, "light", "GloVe").picture.frames == 72
