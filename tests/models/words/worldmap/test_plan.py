"""Countries come in the order of their closeness, and the picture shows all of them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from models.pictures.palette import ThemeName
from models.words.errors import NothingLeft, TooFewCountries, UnknownWords
from models.words.space.vectors import WordVectors
from models.words.worldmap.evaluate import evaluate, read_facts
from models.words.worldmap.outline import projected, shapes
from models.words.worldmap.parse import parse
from models.words.worldmap.picture import HEIGHT, NORTH, RADIUS, WIDTH, draw
from models.words.worldmap.plan import WorldPlan, closeness, plan, standardised
from tests.models.words.conftest import Made


def planned(vectors: WordVectors, text: str) -> WorldPlan:
    return plan(vectors, parse(text, vectors.knows))


@pytest.fixture
def compass(made: Made) -> WordVectors:
    """Return vectors of countries on both sides of a circle, each a little further from `start` to `end`."""
    names = [shape.name.casefold() for shape in shapes() if shape.name.isalpha()][:30]
    turns = np.linspace(0, np.pi, len(names))
    turns[1::2] *= -1
    circle = {
        name: (float(np.cos(turn)), float(np.sin(turn))) for name, turn in zip(names, turns, strict=True)
    }
    return made({**circle, "start": (1, 0), "end": (-1, 0)})


def test_the_order_is_that_of_closeness(compass: WordVectors) -> None:
    found = planned(compass, "start")
    names = [compass.vocabulary.word(row) for row in range(30)]
    assert [each.country.casefold() for each in found.ranked] == names
    assert found.nearest[0].country.casefold() == names[0]
    assert found.furthest[-1].country.casefold() == names[-1]
    backwards = planned(compass, "end - start")
    assert [each.country.casefold() for each in backwards.ranked] == names[::-1]
    assert backwards.title == "end − start"
    assert "United States" in found.unknown


def test_scores_are_standard_deviations(compass: WordVectors) -> None:
    scores = np.array([each.score for each in planned(compass, "start").ranked])
    assert scores.mean() == pytest.approx(0, abs=1e-3)
    assert scores.std() == pytest.approx(1, abs=1e-3)


def test_what_all_countries_share_counts_for_nothing() -> None:
    countries = np.array([[3.0, 1.0], [3.0, -1.0], [3.0, 0.0]])
    assert closeness(countries, np.array([1.0, 0.0])).tolist() == [0, 0, 0]
    assert closeness(countries, np.array([0.0, 2.0])).tolist() == [1, -1, 0]
    assert standardised(np.array([5.0, 5.0])).tolist() == [0, 0]


def test_what_cannot_be_compared_is_refused(compass: WordVectors, made: Made) -> None:
    with pytest.raises(UnknownWords, match=r"xx.*yy"):
        planned(compass, "xx - yy")
    with pytest.raises(NothingLeft):
        planned(compass, "start - start")
    with pytest.raises(TooFewCountries):
        planned(made({"coffee": (1, 0), "brazil": (0, 1)}), "coffee")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("sushi", {"Japan"}, set()),
        ("kangaroo", {"Australia"}, set()),
        ("pope", {"Vatican", "Italy"}, set()),
        ("cricket - baseball", {"India", "Sri Lanka"}, {"Mexico", "Cuba"}),
        ("oil", {"Iraq", "Kuwait"}, set()),
    ],
)
def test_real_vectors_know_their_geography(
    default_vectors: WordVectors, text: str, first: set[str], last: set[str]
) -> None:
    found = planned(default_vectors, text)
    assert first <= {each.country for each in found.nearest}
    assert last <= {each.country for each in found.furthest}


def test_it_beats_fame_on_facts_that_nothing_was_chosen_by(default_vectors: WordVectors) -> None:
    names = {shape.name for shape in shapes()}
    assert all(
        set(countries) <= names for part in ("development", "test") for countries in read_facts(part).values()
    )
    figures = evaluate(default_vectors, read_facts("test"))
    assert figures.facts > 50
    assert figures.closeness > figures.fame + 0.1


def test_every_country_is_on_the_map_once() -> None:
    names = [shape.name for shape in shapes()]
    assert len(names) == len(set(names)) > 190
    for shape in shapes():
        assert bool(shape.rings) != (shape.dot is not None), shape.name
        points = np.vstack(shape.rings) if shape.dot is None else shape.dot[None]
        across, up = (projected(points) * RADIUS).T
        assert np.abs(across).max() < WIDTH / 2, shape.name
        assert up.max() < NORTH * RADIUS, shape.name


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_picture_names_both_ends(default_vectors: WordVectors, theme: ThemeName) -> None:
    found = planned(default_vectors, "coffee")
    picture = draw(found, theme)
    assert Image.open(io.BytesIO(picture.png)).size == (WIDTH, HEIGHT)
    assert picture.png == draw(found, theme).png
    assert picture.unlabelled == 0
    assert all(each.country in picture.alt for each in (*found.nearest, *found.furthest))
    assert "Hatched, for want of a word: Central African Republic." in picture.alt
