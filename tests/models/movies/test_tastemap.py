from __future__ import annotations

import dataclasses
import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest

from models.movies.embeddings import Embeddings
from models.movies.errors import TooFewRatings
from models.movies.taste import Taste, TasteConfig, TasteModel
from models.movies.tastemap import MAX_FILMS, MappedFilm, TasteMap, plan
from models.movies.tastemap_layout import CLEARANCE, RADIUS, WIDTH, Layout, lay_out
from models.movies.tastemap_picture import draw
from models.movies.tastemap_text import describe, label, stand_in, summary
from models.pictures.boxes import overlapping
from models.pictures.palette import THEMES, ThemeName
from models.pictures.picture import MAX_ALT_LENGTH

ROOT = Path(__file__).parents[3]
EVEN, ODD = [0, 2, 4, 6, 8], [1, 3, 5, 7, 9]
ALL_EVEN, ALL_ODD = list(range(0, 80, 2)), list(range(1, 80, 2))
IN_ANOTHER_PROCESS = """
import pickle, sys
from models.movies.tastemap_picture import draw
taste_map = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(draw(taste_map, "dark").png)
assert not {"sklearn", "models.movies.taste", "models.movies.embeddings"} & set(sys.modules)
"""


@pytest.fixture(scope="module")
def model(embeddings: Embeddings) -> TasteModel:
    return TasteModel(embeddings)


def planned(model: TasteModel, embeddings: Embeddings, likes: list[int], dislikes: list[int]) -> TasteMap:
    taste = model.fit(likes, dislikes)
    best, worst = model.rank(taste, 5)
    return plan(embeddings, taste, likes, dislikes, best=best, worst=worst)


@pytest.fixture(scope="module")
def taste_map(model: TasteModel, embeddings: Embeddings) -> TasteMap:
    return planned(model, embeddings, EVEN, ODD)


@pytest.fixture(scope="module")
def crowded(model: TasteModel, embeddings: Embeddings) -> TasteMap:
    return planned(model, embeddings, ALL_EVEN, ALL_ODD)


@pytest.fixture(scope="module")
def layouts(
    model: TasteModel, embeddings: Embeddings, taste_map: TasteMap, crowded: TasteMap
) -> list[tuple[TasteMap, Layout]]:
    one_sided = [planned(model, embeddings, [0], []), planned(model, embeddings, [], ODD)]
    return [(made, lay_out(made)) for made in (taste_map, crowded, *one_sided)]


def test_the_margin_is_where_the_svm_says_one(model: TasteModel, embeddings: Embeddings) -> None:
    from sklearn.svm import SVC

    plain = TasteModel(embeddings, TasteConfig(prior=0.0, c=1000.0))
    points, labels, weights = plain.points(EVEN, ODD)
    machine = SVC(kernel="linear", C=1000.0, tol=1e-6).fit(points, labels, sample_weight=weights)
    taste = plain.fit(EVEN, ODD)
    assert taste.margin == pytest.approx(1 / np.linalg.norm(machine.coef_), rel=1e-3)
    nearest = np.abs(taste.distances[[*EVEN, *ODD]]).min()  # hard margin: no rated film lies within
    assert nearest == pytest.approx(taste.margin, rel=1e-3)


def test_where_nothing_was_fitted_there_is_no_margin(embeddings: Embeddings) -> None:
    assert TasteModel(embeddings, TasteConfig(prior=0.0)).fit([], []).margin == 0.0


def test_it_shows_the_rated_the_best_and_the_worst_films(taste_map: TasteMap) -> None:
    titles = {kind: {film.title for film in taste_map.of_kind(kind)} for kind in ("liked", "disliked")}
    assert len(titles["liked"]) == len(titles["disliked"]) == 5
    assert all(title.startswith("Even") for title in titles["liked"])
    assert all(title.startswith("Odd") for title in titles["disliked"])
    assert all(film.title.startswith("Even") for film in taste_map.of_kind("best"))
    assert all(film.title.startswith("Odd") for film in taste_map.of_kind("worst"))
    assert (len(taste_map.of_kind("best")), len(taste_map.of_kind("worst"))) == (5, 5)


def test_what_is_liked_lies_right_of_the_hyperplane_and_what_is_not_left(taste_map: TasteMap) -> None:
    layout = lay_out(taste_map)
    for film, (x, _) in zip(taste_map.films, layout.points, strict=True):
        assert (x > layout.scale.zero) == (film.kind in ("liked", "best"))


def test_sideways_is_the_signed_distance_to_scale(
    model: TasteModel, embeddings: Embeddings, layouts: list[tuple[TasteMap, Layout]]
) -> None:
    taste = model.fit(EVEN, ODD)
    expected = [taste.distances[embeddings.titles.index(film.title)] for film in layouts[0][0].films]
    np.testing.assert_allclose([film.distance for film in layouts[0][0].films], expected, atol=1e-5)
    for made, layout in layouts:
        distances = np.array([film.distance for film in made.films])
        across = (layout.points[:, 0] - layout.scale.zero) / layout.scale.per_unit
        np.testing.assert_allclose(across, distances, atol=1e-9)


def test_the_distance_is_right_where_the_taste_measured_other_films(
    model: TasteModel, embeddings: Embeddings, taste_map: TasteMap
) -> None:
    best, worst = model.rank(model.fit(EVEN, ODD), 5)
    narrow = model.fit(EVEN, ODD, wanted=[7])
    assert plan(embeddings, narrow, EVEN, ODD, best=best, worst=worst) == taste_map


def test_margin_and_hyperplane_are_in_the_frame(layouts: list[tuple[TasteMap, Layout]]) -> None:
    for made, layout in layouts:
        left, _, right, _ = layout.frame
        assert left < layout.scale.x(-made.margin) < layout.scale.zero < layout.scale.x(made.margin) < right
        assert 0.0 in layout.ticks
        assert all(left < layout.scale.x(tick) < right for tick in layout.ticks)


def test_a_margin_far_wider_than_the_films_are_out_does_not_squeeze_them(taste_map: TasteMap) -> None:
    layout = lay_out(dataclasses.replace(taste_map, margin=1000.0))
    assert np.ptp(layout.points[:, 0]) > WIDTH / 3
    draw(dataclasses.replace(taste_map, margin=1000.0), "dark")


def test_upwards_is_the_main_direction_within_the_hyperplane(embeddings: Embeddings) -> None:
    rng = np.random.default_rng(0)
    n, dimensions = len(embeddings.titles), embeddings.vectors.shape[1]
    made = rng.normal(0, 0.01, (n, dimensions)).astype(np.float32)
    made[:, 0] += np.where(np.arange(n) % 2, -5.0, 5.0)  # the normal's way: the most spread of all
    made[:, 1] += np.where(np.arange(n) % 4 < 2, -1.0, 1.0)
    normal = np.eye(dimensions, dtype=np.float32)[0]
    space = dataclasses.replace(embeddings, vectors=made)
    standing = TasteModel(embeddings).standing(5, 5)
    rated = np.array([*EVEN, *ODD])
    taste = Taste(normal, 0.0, made[:, 0], rated, np.zeros(10), standing, margin=1.0)
    drawn = plan(space, taste, EVEN, ODD, best=[], worst=[])
    np.testing.assert_allclose([film.distance for film in drawn.films], made[rated, 0], atol=1e-5)
    heights = np.array([film.height for film in drawn.films])
    np.testing.assert_allclose(heights, made[rated, 1] - made[rated, 1].mean(), atol=0.1)
    mirrored = made * np.where(np.arange(dimensions) == 1, -1.0, 1.0).astype(np.float32)
    again = plan(dataclasses.replace(space, vectors=mirrored), taste, EVEN, ODD, best=[], worst=[])
    np.testing.assert_allclose([film.height for film in again.films], -heights, atol=1e-5)


def test_support_vectors_are_those_the_svm_gave_weight(model: TasteModel, embeddings: Embeddings) -> None:
    taste = model.fit(ALL_EVEN, ALL_ODD)
    holding = {embeddings.titles[row] for row in taste.rated[taste.weights != 0]}
    assert 0 < len(holding) < 80
    drawn = planned(model, embeddings, ALL_EVEN, ALL_ODD)
    for film in drawn.films:
        assert film.supports == (film.title in holding)


def test_of_too_many_ratings_the_outermost_and_the_heaviest_stay_and_the_rest_is_counted(
    model: TasteModel, embeddings: Embeddings, crowded: TasteMap
) -> None:
    taste = model.fit(ALL_EVEN, ALL_ODD)
    shown = {film.title for film in crowded.films}
    assert len(crowded.films) == MAX_FILMS
    assert crowded.left_out == 80 - (MAX_FILMS - 10)
    assert len(crowded.of_kind("liked")) == len(crowded.of_kind("disliked")) == 20
    assert embeddings.titles[max(ALL_EVEN, key=lambda row: taste.distances[row])] in shown
    assert embeddings.titles[min(ALL_ODD, key=lambda row: taste.distances[row])] in shown
    assert embeddings.titles[taste.rated[np.abs(taste.weights).argmax()]] in shown
    assert f"{crowded.left_out} not shown" in summary(crowded)
    assert f"{crowded.left_out} not shown" in describe(crowded)


def test_room_that_one_side_does_not_need_goes_to_the_other(
    model: TasteModel, embeddings: Embeddings
) -> None:
    drawn = planned(model, embeddings, ALL_EVEN, [1, 3])
    assert (len(drawn.of_kind("liked")), len(drawn.of_kind("disliked"))) == (38, 2)
    assert drawn.left_out == 2


def test_a_film_liked_and_disliked_counts_as_disliked(model: TasteModel, embeddings: Embeddings) -> None:
    drawn = planned(model, embeddings, [0, 0, 2, 1], [1, 3])
    assert (drawn.likes, drawn.dislikes, drawn.ratings) == (2, 2, 4)
    assert len({film.title for film in drawn.films}) == len(drawn.films)


def test_no_film_is_drawn_twice(model: TasteModel, embeddings: Embeddings) -> None:
    taste = model.fit([0], [1])
    best, _ = model.rank(taste, 5)
    rated_now = [best[0].row]
    drawn = plan(embeddings, taste, [0, *rated_now], [1], best=best, worst=best)
    assert len(drawn.of_kind("best")) == 4
    assert drawn.of_kind("worst") == []


def test_without_a_rating_there_is_no_map(model: TasteModel, embeddings: Embeddings) -> None:
    with pytest.raises(TooFewRatings) as refused:
        planned(model, embeddings, [], [])
    assert (refused.value.given, refused.value.least) == (0, 1)


def test_it_is_small_on_its_way_to_another_process(crowded: TasteMap) -> None:
    sent = pickle.dumps(crowded)
    assert len(sent) < 10_000
    assert pickle.loads(sent) == crowded


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_picture_is_an_opaque_png_of_the_theme_and_of_the_size_it_tells(
    taste_map: TasteMap, theme: ThemeName
) -> None:
    picture = draw(taste_map, theme)
    pixels = matplotlib.image.imread(io.BytesIO(picture.png), format="png")
    assert pixels.shape[:2] == (picture.height, picture.width)
    assert picture.width == WIDTH
    assert (pixels[..., 3] == 1).all()
    background = tuple(bytes.fromhex(THEMES[theme].background[1:]))
    assert tuple(np.round(pixels[0, 0, :3] * 255).astype(int)) == background
    assert len(picture.png) < 1_000_000


def test_another_process_gives_the_same_bytes_and_needs_neither_svm_nor_catalogue(
    taste_map: TasteMap,
) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_ANOTHER_PROCESS],
        input=pickle.dumps(taste_map),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=True,
    )
    assert run.stdout == draw(taste_map, "dark").png


@pytest.mark.parametrize(("likes", "dislikes"), [([0], []), ([], [1]), (EVEN, []), ([], ODD), ([0], [1])])
def test_few_and_one_sided_ratings_give_a_picture_that_says_so(
    model: TasteModel, embeddings: Embeddings, likes: list[int], dislikes: list[int]
) -> None:
    drawn = planned(model, embeddings, likes, dislikes)
    picture = draw(drawn, "light")
    assert picture.unlabelled == 0
    told = stand_in(drawn)
    assert bool(told) == (not likes or not dislikes)
    assert told in picture.alt
    assert ("No dislikes yet" in told) == (not dislikes)
    assert ("No likes yet" in told) == (not likes)


def test_a_single_film_without_any_other_is_drawn(model: TasteModel, embeddings: Embeddings) -> None:
    alone = plan(embeddings, model.fit([0], []), [0], [], best=[], worst=[])
    assert len(alone.films) == 1
    assert draw(alone, "dark").unlabelled == 0


def test_labels_lie_in_the_frame_and_on_no_film_and_no_other_label(
    layouts: list[tuple[TasteMap, Layout]],
) -> None:
    for _, layout in layouts:
        boxes = layout.labels.boxes[layout.labels.placed].T  # (4, placed)
        left, bottom, right, top = layout.frame
        assert (boxes[0] >= left).all()
        assert (boxes[1] >= bottom).all()
        assert (boxes[2] <= right).all()
        assert (boxes[3] <= top).all()
        hits = overlapping(boxes[:, :, None], boxes[:, None, :])
        np.fill_diagonal(hits, val=False)
        assert not hits.any()
        films = np.concatenate([layout.points - CLEARANCE, layout.points + CLEARANCE], axis=1).T
        assert not overlapping(boxes[:, :, None], films[:, None, :]).any()


def test_films_lie_in_the_frame_and_none_hides_another(layouts: list[tuple[TasteMap, Layout]]) -> None:
    for _, layout in layouts:
        left, bottom, right, top = layout.frame
        assert (layout.points - RADIUS >= (left, bottom)).all()
        assert (layout.points + RADIUS <= (right, top)).all()
        apart = np.hypot(*(layout.points[:, None] - layout.points[None]).T)
        np.fill_diagonal(apart, np.inf)
        assert apart.min() > RADIUS


def test_labels_of_few_films_are_all_there_and_large_enough_for_a_phone(taste_map: TasteMap) -> None:
    layout = lay_out(taste_map)
    assert layout.labels.placed.all()
    assert layout.size * 400 / WIDTH >= 9


def test_a_label_keeps_the_year_of_a_long_title() -> None:
    film = MappedFilm(
        "The Assassination of Jesse James by the Coward", 2007, "liked", 0.1, 0.0, supports=True
    )
    assert label(film) == "The Assassination of Je… (2007)"
    assert label(dataclasses.replace(film, title="Up", year=None)) == "Up"


def test_the_alt_text_names_each_kind_with_its_films_and_distances(taste_map: TasteMap) -> None:
    alt = describe(taste_map)
    assert alt.startswith("Taste map from 10 ratings: 5 likes, 5 dislikes.")
    for start, kind in (
        ("Liked: Even", "liked"),
        ("Disliked: Odd", "disliked"),
        ("Best for you: Even", "best"),
        ("Worst for you: Odd", "worst"),
    ):
        assert start in alt
        outermost = max(taste_map.films, key=lambda film: (film.kind == kind, abs(film.distance)))
        assert f"{outermost.title} ({outermost.year}) " in alt
    assert f"{taste_map.margin:.2f}" in alt


def test_the_alt_text_names_rated_films_that_ended_up_on_the_other_side(taste_map: TasteMap) -> None:
    astray = dataclasses.replace(taste_map.films[0], title="Odd One Out", distance=-0.1)
    alt = describe(dataclasses.replace(taste_map, films=(astray, *taste_map.films[1:])))
    assert "on the other side: Odd One Out" in alt


def test_the_alt_text_names_all_kinds_even_when_titles_are_long(crowded: TasteMap) -> None:
    films = tuple(dataclasses.replace(film, title="W" * 300) for film in crowded.films)
    alt = describe(dataclasses.replace(crowded, films=films))
    assert len(alt) <= MAX_ALT_LENGTH
    assert all(name in alt for name in ("Liked:", "Disliked:", "Best for you:", "Worst for you:"))


def test_any_writing_is_drawn_without_a_warning(taste_map: TasteMap) -> None:
    titles = ["$x^2$", "a_b", "日本語", "שלום", "😀", "\ue000", "W" * 300]
    films = tuple(
        dataclasses.replace(film, title=title) for film, title in zip(taste_map.films, titles, strict=False)
    )
    assert draw(dataclasses.replace(taste_map, films=films), "dark").unlabelled == 0
