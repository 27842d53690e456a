from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest

from models.pictures.boxes import crossing, meeting, overlapping
from models.pictures.palette import (
    LEAST_MARK_CONTRAST,
    LEAST_TEXT_CONTRAST,
    THEMES,
    ThemeName,
    contrast_ratio,
    style_of,
)
from models.pictures.picture import MAX_ALT_LENGTH, Picture
from models.words.maps.alt_text import describe
from models.words.maps.categories import MAX_CATEGORIES, Category, WordMap, build, parse
from models.words.maps.layout import WIDTH, Layout, lay_out
from models.words.maps.parse import EXAMPLE
from models.words.maps.projection import Projection, perplexity_for, project
from models.words.maps.quality import kept_shares, knn_purity
from models.words.maps.render import Rendered, render
from models.words.space.vectors import WordVectors

ROOT = Path(__file__).parents[4]
BARE_WORDS = [
    "france coffee football dog",
    "france coffee football dog piano hospital car mathematics jacket mountain king computer",
]
IN_ANOTHER_PROCESS = """
import pickle, sys
from models.words.maps.render import render
sys.stdout.buffer.write(render(pickle.load(sys.stdin.buffer), 7.2, 1, "dark", "GloVe").picture.png)
"""


def drawn(word_map: WordMap, *, theme: ThemeName = "dark", source: str = "GloVe") -> Picture:
    return render(word_map, 7.2, 1, theme, source, projection=projected(word_map)).picture


@pytest.fixture(scope="module")
def example(default_vectors: WordVectors) -> WordMap:
    return build(default_vectors, EXAMPLE)


@pytest.fixture(scope="module")
def rendered(example: WordMap) -> Rendered[Picture]:
    return render(example, 7.2, 1, "dark", "GloVe")


def made(*categories: tuple[str, list[str]]) -> WordMap:
    """Return a map of these words, with vectors about one axis for each category."""
    counts = [len(words) for _, words in categories]
    rows = np.repeat(np.eye(len(counts), 16), counts, axis=0)
    rows += np.random.default_rng(0).normal(0, 0.1, rows.shape)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return WordMap(tuple(Category(name, tuple(words)) for name, words in categories), rows.astype(np.float32))


def numbered(categories: int, words: int) -> WordMap:
    return made(*((f"category {i}", [f"word {i} {j}" for j in range(words)]) for i in range(categories)))


def projected(word_map: WordMap, seed: int = 1) -> Projection:
    return project(word_map.vectors, perplexity_for(len(word_map.words)), seed)


@pytest.fixture(scope="module")
def layouts(default_vectors: WordVectors) -> list[Layout]:
    """Return the layouts of the example, of grown words, and of the smallest and the largest map."""
    grown = [build(default_vectors, parse(text)) for text in BARE_WORDS]
    maps = [build(default_vectors, EXAMPLE), *grown, numbered(2, 2), numbered(12, 25)]
    return [lay_out(word_map, projected(word_map)) for word_map in maps]


def test_the_picture_is_a_png_of_the_size_it_tells(rendered: Rendered[Picture]) -> None:
    pixels = matplotlib.image.imread(io.BytesIO(rendered.picture.png), format="png")
    assert pixels.shape[:2] == (rendered.picture.height, rendered.picture.width)
    assert rendered.picture.width == WIDTH


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_background_is_opaque_and_of_the_theme(example: WordMap, theme: ThemeName) -> None:
    picture = drawn(example, theme=theme)
    pixels = matplotlib.image.imread(io.BytesIO(picture.png), format="png")
    assert (pixels[..., 3] == 1).all()
    background = tuple(bytes.fromhex(THEMES[theme].background[1:]))
    assert tuple(np.round(pixels[0, 0, :3] * 255).astype(int)) == background


def test_the_same_arguments_give_the_same_bytes(example: WordMap, rendered: Rendered[Picture]) -> None:
    assert render(example, 7.2, 1, "dark", "GloVe").picture == rendered.picture


def test_another_process_gives_the_same_bytes(example: WordMap, rendered: Rendered[Picture]) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_ANOTHER_PROCESS],
        input=pickle.dumps(example),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=True,
    )
    assert run.stdout == rendered.picture.png


def test_another_seed_gives_another_picture(example: WordMap, rendered: Rendered[Picture]) -> None:
    assert render(example, 7.2, 2, "dark", "GloVe").picture.png != rendered.picture.png


def test_the_answer_travels_between_processes(rendered: Rendered[Picture]) -> None:
    arrived = pickle.loads(pickle.dumps(rendered))
    assert arrived.picture == rendered.picture
    np.testing.assert_array_equal(arrived.projection.points, rendered.projection.points)


def test_the_example_is_pure_in_the_plane_and_as_drawn(example: WordMap, rendered: Rendered[Picture]) -> None:
    assert rendered.purity >= 0.95
    shown = lay_out(example, rendered.projection).points
    assert knn_purity(shown, example.labels) >= 0.95


def test_labels_lie_in_the_picture_and_on_nothing_else(layouts: list[Layout]) -> None:
    for layout in layouts:
        boxes = layout.labels.boxes[layout.labels.placed].T  # (4, placed)
        assert (boxes[:2] >= 0).all()
        assert (boxes[2] <= WIDTH).all()
        assert (boxes[3] <= layout.height).all()
        hits = overlapping(boxes[:, :, None], boxes[:, None, :])
        np.fill_diagonal(hits, val=False)
        assert not hits.any()
        markers = np.concatenate([layout.points - layout.radius, layout.points + layout.radius], axis=1).T
        assert not overlapping(boxes[:, :, None], markers[:, None, :]).any()


def test_a_line_to_a_label_meets_no_other_line_and_no_other_marker(layouts: list[Layout]) -> None:
    for layout in layouts:
        leaders = layout.labels.leaders.T  # (4, lines)
        assert not meeting(leaders[:, :, None], leaders[:, None, :]).any()
        markers = np.concatenate([layout.points - layout.radius, layout.points + layout.radius], axis=1).T
        assert (crossing(leaders[:, :, None], markers[:, None, :]).sum(axis=1) == 1).all()


def test_every_word_of_an_ordinary_map_has_a_label(layouts: list[Layout]) -> None:
    for layout in layouts[:-1]:
        assert layout.labels.placed.all()


def test_few_labels_are_large_enough_for_a_phone(example: WordMap, rendered: Rendered[Picture]) -> None:
    at_400_pixels = lay_out(example, rendered.projection).size * 400 / WIDTH
    assert at_400_pixels >= 9


def test_300_words_stay_small_enough_to_send() -> None:
    word_map = numbered(12, 25)
    picture = drawn(word_map, source="x" * 500)
    assert len(picture.png) < 1_250_000
    assert len(picture.alt) <= MAX_ALT_LENGTH


@pytest.mark.parametrize("theme", list(THEMES))
def test_all_text_and_markers_stand_out_from_the_background(theme: ThemeName) -> None:
    chosen = THEMES[theme]
    styles = [style_of(category, chosen) for category in range(MAX_CATEGORIES)]
    texts = [chosen.text, chosen.quiet, *(style.text for style in styles)]
    assert min(contrast_ratio(text, chosen.background) for text in texts) >= LEAST_TEXT_CONTRAST
    marks = [style.edge if style.hollow else style.mark for style in styles]
    assert min(contrast_ratio(mark, chosen.background) for mark in marks) >= LEAST_MARK_CONTRAST


def test_categories_differ_in_shape_and_repeat_no_colour_of_the_same_kind() -> None:
    styles = [style_of(category, THEMES["dark"]) for category in range(MAX_CATEGORIES)]
    for one, other in combinations(styles, 2):
        assert one.shape != other.shape
        assert (one.text, one.hollow) != (other.text, other.hollow)


def test_any_writing_is_drawn_without_a_warning() -> None:
    words = [
        "$x^2$",
        "a_b",
        "_",
        "\ue000",
        "W" * 300,
        "日本語",
        "שלום",
        "مرحبا",
        "😀",
        "Łódź",
        "\u0301",
        "ไทย",
    ]
    word_map = made(("名前 " * 30, words), ("$", ["a", "b", "c", "d"]))
    picture = drawn(word_map, source="\ue001$")
    assert picture.unlabelled == 0


def test_the_alt_text_tells_categories_counts_and_words(rendered: Rendered[Picture]) -> None:
    alt = rendered.picture.alt
    assert "36 words from GloVe" in alt
    assert "countries (12), drinks (12), sports (12)" in alt
    assert "Each category lies together" in alt
    assert "coffee, tea" in alt


def test_the_alt_text_tells_of_the_rings(rendered: Rendered[Picture]) -> None:
    assert (
        f"of its 5 nearest words is nearest here too: {rendered.kept:.0%} on average" in rendered.picture.alt
    )


def test_rings_tell_of_the_points_as_drawn(example: WordMap, rendered: Rendered[Picture]) -> None:
    layout = lay_out(example, rendered.projection)
    np.testing.assert_array_equal(layout.kept, kept_shares(example.vectors, layout.points, 5))
    assert rendered.kept == layout.kept.mean()
    assert rendered.kept > 4 * 5 / 35  # four times what chance keeps


def test_the_alt_text_names_words_that_lie_among_others() -> None:
    word_map = numbered(2, 8)
    points = np.array([(i % 8 + 100 * (i // 8), 0.0) for i in range(16)])
    points[0] = (103.5, 1.0)
    alt = describe(word_map, Projection(points, 3.0, 1, 0.0), "GloVe")
    assert "Among category 1: word 0 0." in alt


def in_a_row(*categories: int) -> str:
    """Return the alternative text of a map whose words lie in a row, in categories by number; −1 is a gap."""
    sizes = Counter(number for number in categories if number >= 0)
    word_map = made(
        *((f"c{number}", [f"{number} {i}" for i in range(sizes[number])]) for number in sorted(sizes))
    )
    places: dict[int, list[float]] = {}
    for at, number in enumerate(categories):
        if number < 0:
            continue
        places.setdefault(number, []).append(at + number * 0.001)
    points = np.array([(x, 0.0) for number in sorted(places) for x in places[number]])
    return describe(word_map, Projection(points, 3.0, 1, 0.0), "GloVe")


@pytest.mark.parametrize(
    ("categories", "told"),
    [
        ([0] * 3 + [-1] * 3 + [1] * 3, "Each category lies together, apart from the others."),
        ([0] * 2 + [1] * 9, "Each category lies together, apart from the others."),
        ([0] * 9 + [1] * 7 + [2] * 2 + [1] + [2] * 7, "Lying together: c0. Mostly together: c1, c2."),
        ([0] * 9 + [1, 2] * 6, "Lying together: c0. c1 mixes with c2. c2 mixes with c1."),
    ],
)
def test_the_alt_text_says_which_categories_stand_apart_and_which_mix(
    categories: list[int], told: str
) -> None:
    alt = in_a_row(*categories)
    assert told in alt
    assert ("mix" in alt) == ("mix" in told)


def test_a_word_without_letters_is_a_number_in_the_picture_and_told() -> None:
    picture = drawn(made(("a", ["x\ue000", "b", "c"]), ("\ue001", ["d", "e", "f"])))
    (note,) = picture.notes
    assert "№1 is x\ue000, №2 is \ue001." in note
    assert picture.alt.startswith(note)
