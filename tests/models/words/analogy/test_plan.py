"""The picture of an analogy: a true parallelogram, the answers where they fall, nothing for other sums."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from models.pictures.palette import ThemeName
from models.words.analogy.picture import WIDTH, draw
from models.words.analogy.plan import Parallelogram, plan
from models.words.analogy.solve import parse, solve
from models.words.space.vectors import WordVectors
from tests.models.words.analogy.test_solve import SQUARE
from tests.models.words.conftest import Made

TEXTS = ["man king woman", "king - man + woman", "go went see", "new york, usa, paris", "france paris japan"]


def planned(vectors: WordVectors, text: str) -> Parallelogram | None:
    return plan(vectors, solve(vectors, parse(text, vectors.knows)))


def shape_of(vectors: WordVectors, text: str) -> Parallelogram:
    shape = planned(vectors, text)
    assert shape is not None
    return shape


@pytest.mark.parametrize("text", TEXTS)
def test_the_sides_are_parallel_and_b_lies_above(default_vectors: WordVectors, text: str) -> None:
    a, b, c, tip = (np.array([corner.x, corner.y]) for corner in shape_of(default_vectors, text).corners[:4])
    assert tip == pytest.approx(b - a + c)
    assert a == pytest.approx([0, 0])
    assert c[1] == pytest.approx(0)
    assert b[1] > 0


def test_distances_in_the_plane_are_the_true_ones(made: Made) -> None:
    a, b, c, tip, answer, *_ = shape_of(made(SQUARE), "man king woman").corners
    man, king, woman, *_ = (np.array(each) / np.linalg.norm(each) for each in SQUARE.values())
    assert np.hypot(b.x - a.x, b.y - a.y) == pytest.approx(np.linalg.norm(king - man), abs=1e-6)
    assert np.hypot(c.x - a.x, c.y - a.y) == pytest.approx(np.linalg.norm(woman - man), abs=1e-6)
    assert (answer.name, answer.role, tip.name) == ("queen", "answer", "king − man + woman")


@pytest.mark.parametrize(
    "text", ["king + queen", "king - man + woman + girl", "-king + queen", "man man woman"]
)
def test_other_sums_and_flat_ones_are_not_drawn(default_vectors: WordVectors, text: str) -> None:
    assert planned(default_vectors, text) is None


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_label_finds_room(default_vectors: WordVectors, text: str, theme: ThemeName) -> None:
    picture = draw(shape_of(default_vectors, text), theme)
    assert Image.open(io.BytesIO(picture.png)).size == (picture.width, picture.height)
    assert picture.width == WIDTH
    assert picture.unlabelled == 0
    assert draw(shape_of(default_vectors, text), theme).png == picture.png


def test_the_alternative_text_tells_what_is_seen(default_vectors: WordVectors) -> None:
    alt = draw(shape_of(default_vectors, "man king woman"), "dark").alt
    assert alt.startswith("man is to king as woman is to queen. A parallelogram: an arrow from man to king")
    assert "throne" in alt
