from __future__ import annotations

import numpy as np
import pytest

from models.pictures.boxes import overlapping
from models.words.errors import AlreadyOnMap, FullMap
from models.words.maps.categories import WordMap, build, parse
from models.words.maps.guests import MOST_GUESTS, Guest, affinities, place_out_of_sample, welcome
from models.words.maps.layout import WIDTH, lay_out
from models.words.maps.parse import EXAMPLE
from models.words.maps.projection import Projection, perplexity_for, project
from models.words.maps.render import render
from models.words.space.vectors import WordVectors

WORDS = ["london", "latte", "goalkeeper", "puppy", "cognac", "cuba", "skiing", "brewery", "paris", "car"]


@pytest.fixture(scope="module")
def example(default_vectors: WordVectors) -> WordMap:
    return build(default_vectors, EXAMPLE)


@pytest.fixture(scope="module")
def projection(example: WordMap) -> Projection:
    return project(example.vectors, 7.2, 1)


@pytest.fixture(scope="module")
def guests(default_vectors: WordVectors, example: WordMap) -> list[Guest]:
    guests: list[Guest] = []
    for word in WORDS:
        guests.append(welcome(default_vectors, default_vectors.term(word), example, guests))
    return guests


def test_a_guest_moves_no_other_word(example: WordMap, projection: Projection, guests: list[Guest]) -> None:
    before = lay_out(example, projection)
    after = [lay_out(example, projection, guests[:count]) for count in (1, 4, 10)]
    for layout in after:
        assert layout.points[:36].tobytes() == before.points.tobytes()
        np.testing.assert_array_equal(layout.kept[:36], before.kept)
        assert (layout.height, layout.radius) == (before.height, before.radius)
    assert after[2].points[: 36 + 4].tobytes() == after[1].points.tobytes()  # nor an earlier guest


def test_a_guest_lies_on_no_marker_and_has_a_label(
    example: WordMap, projection: Projection, guests: list[Guest]
) -> None:
    layout = lay_out(example, projection, guests)
    apart = np.hypot(*(layout.points[:, None] - layout.points[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= 2 * layout.radius
    assert layout.labels.placed.all()
    boxes = layout.labels.boxes.T
    hits = overlapping(boxes[:, :, None], boxes[:, None, :])
    np.fill_diagonal(hits, val=False)
    assert not hits.any()
    assert (boxes[0] >= 0).all()
    assert (boxes[2] <= WIDTH).all()


def test_most_labels_stay_where_they_were(
    example: WordMap, projection: Projection, guests: list[Guest]
) -> None:
    before, after = lay_out(example, projection), lay_out(example, projection, guests[:1])
    stayed = (before.labels.boxes == after.labels.boxes[:36]).all(axis=1)
    assert stayed.mean() >= 0.8


@pytest.mark.parametrize(("word", "category"), [("london", 0), ("latte", 1), ("softball", 2)])
def test_a_guest_lands_among_its_kind(
    default_vectors: WordVectors, example: WordMap, projection: Projection, word: str, category: int
) -> None:
    vector = default_vectors.vector(default_vectors.term(word))
    place = place_out_of_sample(vector, example.vectors, projection)
    near = np.hypot(*(projection.points - place).T).argsort()[:3]
    assert (example.labels[near] == category).all()


def test_a_word_of_the_map_as_a_guest_lands_beside_itself(example: WordMap, projection: Projection) -> None:
    for number in (0, 13, 30):
        place = place_out_of_sample(example.vectors[number], example.vectors, projection)
        near = np.hypot(*(projection.points - place).T).argsort()[:5]
        assert number in near


@pytest.mark.parametrize("n", [4, 5, 6])
def test_a_guest_finds_a_place_on_the_smallest_maps(default_vectors: WordVectors, n: int) -> None:
    small = build(default_vectors, parse("all: " + " ".join(["cat", "dog", "car", "bus", "tea", "cup"][:n])))
    projection = project(small.vectors, perplexity_for(n), 1)
    guest = welcome(default_vectors, default_vectors.term("kitten"), small, [])
    layout = lay_out(small, projection, [guest])
    assert np.isfinite(layout.points).all()
    assert layout.labels.placed.all()


def test_a_guest_finds_a_place_where_all_words_are_equal(default_vectors: WordVectors) -> None:
    vector = default_vectors.vector(default_vectors.term("cat"))
    projection = project(np.repeat(vector[None], 5, axis=0), 1.5, 1)
    assert np.isfinite(place_out_of_sample(vector, np.repeat(vector[None], 5, axis=0), projection)).all()


def test_affinities_have_the_perplexity_asked_for() -> None:
    squared = np.random.default_rng(0).uniform(0.1, 2.0, 30)
    p = affinities(squared, 7.0)
    assert p.sum() == pytest.approx(1)
    assert np.exp(-(p * np.log(p)).sum()) == pytest.approx(7)
    assert p.argmax() == squared.argmin()


def test_the_picture_with_guests_is_the_same_with_a_known_projection(
    example: WordMap, projection: Projection, guests: list[Guest]
) -> None:
    known, anew = (
        render(example, 7.2, 1, "dark", "GloVe", projection=each, guests=guests[:2])
        for each in (projection, None)
    )
    assert known.picture == anew.picture
    assert "Dropped in, as a star: london, beside " in known.picture.alt


def test_a_word_that_is_there_already_is_no_guest(
    default_vectors: WordVectors, example: WordMap, guests: list[Guest]
) -> None:
    for word in ("coffee", "Coffee", "london"):
        with pytest.raises(AlreadyOnMap, match=word.lower()):
            welcome(default_vectors, default_vectors.term(word), example, guests[:1])


def test_a_map_takes_ten_guests(default_vectors: WordVectors, example: WordMap, guests: list[Guest]) -> None:
    assert len(guests) == MOST_GUESTS
    with pytest.raises(FullMap):
        welcome(default_vectors, default_vectors.term("lamp"), example, guests)
