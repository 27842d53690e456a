from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PIL import Image

from models.pictures.film import Palette, blit
from models.pictures.palette import THEMES
from models.pictures.picture import MAX_ALT_LENGTH, Animation
from models.words.errors import WrongNumberInMotion
from models.words.maps.categories import Category, WordMap, build, parse
from models.words.maps.layout import HEADER, WIDTH, lay_out
from models.words.maps.motion import chosen
from models.words.maps.parse import EXAMPLE
from models.words.maps.picture import Painting, paint_ground, paint_words
from models.words.maps.projection import ITERATIONS, Step, perplexity_for, project
from models.words.maps.render import Rendered, animate
from models.words.space.vectors import WordVectors

BYTES = 3_000_000


@pytest.fixture(scope="module")
def example(default_vectors: WordVectors) -> WordMap:
    return build(default_vectors, EXAMPLE)


@pytest.fixture(scope="module")
def film(example: WordMap) -> Rendered[Animation]:
    return animate(example, 7.2, 1, "dark", "GloVe")


def frames(animation: Animation) -> list[np.ndarray[Any, Any]]:
    image = Image.open(io.BytesIO(animation.gif))
    pictures = []
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        pictures.append(np.asarray(image.convert("RGB")).astype(int))
    return pictures


def test_the_film_has_its_frames_and_comes_to_rest(film: Rendered[Animation]) -> None:
    image = Image.open(io.BytesIO(film.picture.gif))
    assert image.format == "GIF"
    assert image.info["loop"] == 0
    shown_ms = []
    for number in range(film.picture.frames):
        image.seek(number)
        shown_ms.append(image.info["duration"])
    assert 40 <= len(shown_ms) <= 60
    assert image.n_frames == film.picture.frames  # type: ignore[attr-defined]
    assert set(shown_ms[1:-1]) == {80}
    assert shown_ms[-1] >= 4000
    assert image.size == (film.picture.width, film.picture.height)


def test_the_last_frame_is_the_still_picture(example: WordMap, film: Rendered[Animation]) -> None:
    projection = project(example.vectors, 7.2, 1)
    assert projection.points.tobytes() == film.projection.points.tobytes()
    painting = Painting(example, projection, lay_out(example, projection), THEMES["dark"], "GloVe")
    scale = film.picture.width / WIDTH
    canvas = paint_ground(painting, scale)
    paint_words(canvas, painting)
    below = round(HEADER * scale) + 1
    difference = np.abs(frames(film.picture)[-1][below:] - canvas.pixels()[below:].astype(int))
    assert difference.max() <= 24  # shades of a palette
    assert difference.mean() < 0.5


def test_things_move_between_frames_and_the_same_seed_gives_the_same_bytes(
    example: WordMap, film: Rendered[Animation]
) -> None:
    pictures = frames(film.picture)
    moved = [(one != other).any() for one, other in pairwise(pictures)]
    assert all(moved)
    assert animate(example, 7.2, 1, "dark", "GloVe").picture == film.picture
    assert animate(example, 7.2, 2, "dark", "GloVe").picture.gif != film.picture.gif


def test_a_film_is_small_enough_to_send(default_vectors: WordVectors, film: Rendered[Animation]) -> None:
    assert len(film.picture.gif) < BYTES
    large = build(default_vectors, parse("france coffee football"), grow_to=50)
    made = animate(large, perplexity_for(150), 1, "light", "GloVe").picture
    assert len(made.gif) < BYTES
    assert len(made.alt) <= MAX_ALT_LENGTH


def test_a_film_of_too_many_words_is_refused_before_anything_is_calculated() -> None:
    large = WordMap((Category("many", tuple(map(str, range(151)))),), np.zeros((151, 50), np.float32))
    with pytest.raises(WrongNumberInMotion) as refused:
        animate(large, 30.0, 1, "dark", "GloVe")
    assert (refused.value.given, refused.value.most) == (151, 150)


def test_the_alt_text_tells_that_it_moves(film: Rendered[Animation]) -> None:
    assert film.picture.alt.startswith(
        "Animated: the map forms in 750 iterations, its KL divergence falls from"
    )
    assert "36 words from GloVe" in film.picture.alt


@pytest.mark.parametrize("text", ["a: cat dog horse cow", "a: cat dog car bus tea"])
def test_the_smallest_maps_move_too(default_vectors: WordVectors, text: str) -> None:
    small = build(default_vectors, parse(text))
    assert animate(small, 1.5, 1, "dark", "GloVe").picture.frames > 40


def test_frames_are_dense_while_things_move() -> None:
    steps = [Step(iteration, np.zeros((4, 2)), 1.0) for iteration in range(0, ITERATIONS + 1, 5)]
    shown = [step.iteration for step in chosen(steps)]
    assert shown[:4] == [0, 5, 10, 15]
    assert {250, 255, 260, 750} <= set(shown)
    assert shown == sorted(set(shown))


def test_a_sprite_at_the_edge_is_cut_and_its_background_is_clear() -> None:
    ground = np.full((5, 5), 7, dtype=np.uint8)
    blit(ground, np.array([[0, 1], [2, 3]], dtype=np.uint8), (0.0, 0.0))
    blit(ground, np.array([[0, 4], [5, 6]], dtype=np.uint8), (4.0, 4.0))
    blit(ground, np.array([[9, 9], [9, 9]], dtype=np.uint8), (20.0, -20.0))
    assert ground[0, 0] == 3
    assert ground[3:, 3:].tolist() == [[7, 4], [5, 6]]
    assert (ground == 7).sum() == 21


def test_a_palette_has_the_colours_it_was_made_of() -> None:
    palette = Palette("#000000", ["#FF8800", "#FFFFFF", "#FF8800"])
    image = np.array([[(0, 0, 0), (255, 136, 0), (255, 255, 255)]], dtype=np.uint8)
    background, orange, white = palette.of(image)[0].tolist()
    assert background == 0
    assert len({background, orange, white}) == 3
