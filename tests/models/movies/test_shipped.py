"""The artifact in the repository does what the model card says."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from models.live.film_recipe import RecipeRecord, hash_links
from models.live.film_training import catalogue_of, divided
from models.live.films import FilmsLesson
from models.movies.cleaning import clean_title, has_name
from models.movies.embeddings import SHIPPED, Embeddings, load_embeddings
from models.movies.film_keys import film_key
from models.movies.filters import Filter
from models.movies.library import open_library
from models.movies.neighbours import Neighbours
from models.movies.taste import TasteModel
from models.movies.titles.search import TitleIndex
from models.movies.titles.spelling import article
from models.movies.titles.title_keys import TitleKeys


@pytest.fixture(scope="module")
def shipped() -> Embeddings:
    return load_embeddings()


@pytest.fixture(scope="module")
def titles(shipped: Embeddings) -> TitleIndex:
    return TitleIndex(shipped.pages, shipped.titles, shipped.years)


def rows(titles: TitleIndex, *pages: str) -> list[int]:
    found = [titles.row(page) for page in pages]
    assert None not in found
    return [row for row in found if row is not None]


def test_it_is_under_20_megabytes(shipped: Embeddings) -> None:
    assert shipped.manifest.size_bytes < 20_000_000


SVD_400_WITH_GENRES = {"5": 0.604, "10": 0.625, "20": 0.658}  # and a linear SVM, by the same protocol


def test_its_figures_beat_the_baselines(shipped: Embeddings) -> None:
    metrics = shipped.manifest.metrics
    assert metrics["links"]["mrr"] > 2 * metrics["links_popularity"]["mrr"]
    for size, baseline in SVD_400_WITH_GENRES.items():
        assert metrics["taste"][size] > baseline + 0.02
        others = metrics["taste_otherwise"]
        assert metrics["taste"][size] > max(others[way][size] for way in ("links", "prominence", "no_prior"))


def test_its_lists_are_known_to_people_kept_out_and_liked_by_them(shipped: Embeddings) -> None:
    lists = shipped.manifest.metrics["list"]
    for size, ours in lists["as shown"].items():
        assert ours["liked"] > lists["prominence alone"][size]["liked"]
        assert ours["liked_of_judged"] > 0.05 + lists["prominence alone"][size]["liked_of_judged"]
        assert ours["rated"] > 3 * lists["taste alone"][size]["rated"] > lists["chance"][size]["rated"]


def test_prominence_is_more_than_the_number_of_links(shipped: Embeddings) -> None:
    found = shipped.manifest.metrics["prominence_rank_correlation"]
    assert found["prominence"] > found["film_unseen"] > found["links"] + 0.1


def test_the_cookbooks_recipe_was_measured_on_the_links_that_train_films_holds_out(
    shipped: Embeddings,
) -> None:
    found = hash_links(*divided(catalogue_of(shipped), FilmsLesson(SHIPPED).seed)[1:])
    record = RecipeRecord.of(shipped.manifest.metrics, found)
    assert record is not None, "run `hyperplane movies train-cookbook`"
    assert record.epochs == 8


def test_no_link_is_without_a_name_and_no_title_is_damaged(shipped: Embeddings) -> None:
    assert all(has_name(link) for link in shipped.links)
    assert all(clean_title(title, title) == title for title in shipped.titles)


def test_its_titles_are_found_by_todays_rules_and_no_film_is_there_twice(shipped: Embeddings) -> None:
    made = TitleKeys.of(shipped.titles)
    assert list(shipped.title_keys.keys) == made.keys, "raise RULES; run `hyperplane movies refresh`"
    np.testing.assert_array_equal(shipped.title_keys.rows, made.rows)
    np.testing.assert_array_equal(shipped.title_keys.starts, made.starts)
    spelt_twice = [
        (shipped.pages[one], shipped.pages[other])
        for rows in made.shared()
        for one, other in combinations(rows, 2)
        if shipped.years[one] == shipped.years[other]
        and "(" not in shipped.pages[one] + shipped.pages[other]
        and article(shipped.titles[one]) == article(shipped.titles[other])
    ]
    assert spelt_twice == []
    for row in range(0, len(shipped.pages), 500):
        assert shipped.film_keys.row(film_key(shipped.pages[row])) == row


@pytest.mark.parametrize(
    ("likes", "dislikes"),
    [
        (["Alien (film)", "The Matrix", "Toy Story"], ["Grease (film)", "Notting Hill (film)"]),
        (["Alien (film)"], []),
        ([], ["Grease (film)"]),
        (["Notting Hill (film)"], ["Grease (film)", "The Matrix", "Alien (film)"]),
    ],
)
def test_from_the_first_rating_the_ends_are_right(
    shipped: Embeddings, titles: TitleIndex, likes: list[str], dislikes: list[str]
) -> None:
    library = open_library()
    liked, disliked = rows(titles, *likes), rows(titles, *dislikes)
    taste = library.taste(tuple(liked), tuple(disliked))
    assert (taste.distances[liked] > 0).all()
    assert (taste.distances[disliked] < 0).all()
    best, worst = library.recommend(taste, 5, Filter(), (*liked, *disliked))
    assert all(pick.distance > 0 for pick in best)
    assert all(pick.distance < 0 for pick in worst)


def test_whoever_likes_a_kind_of_film_is_shown_that_kind(shipped: Embeddings, titles: TitleIndex) -> None:
    library = open_library()
    likes = rows(titles, "Toy Story", "Shrek", "Finding Nemo", "The Lion King", "Spirited Away")
    dislikes = rows(titles, "The Exorcist", "Pulp Fiction", "Platoon (film)", "Saw (2004 film)")
    taste = library.taste(tuple(likes), tuple(dislikes))
    best, worst = library.recommend(taste, 5, Filter(), (*likes, *dislikes))
    animated = [sum("Animated" in shipped.genres[pick.row] for pick in side) for side in (best, worst)]
    assert animated[0] >= 4
    assert animated[1] == 0


def test_films_of_the_same_crew_are_not_of_the_same_kind(shipped: Embeddings, titles: TitleIndex) -> None:
    near = Neighbours(shipped)
    for page, other in (("When Harry Met Sally...", "Misery (film)"), ("Schindler's List", "Hook (film)")):
        (row,) = rows(titles, page)
        found = near.films(row, 10)
        assert other not in {shipped.pages[film.index] for film in found}
        assert all(set(shipped.genres[row]) & set(shipped.genres[film.index]) for film in found)
        similarities = [film.similarity for film in found]
        assert similarities == sorted(similarities, reverse=True)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Star Wars (film)", ["The Empire Strikes Back", "Return of the Jedi"]),
        ("The Godfather", ["The Godfather Part II", "The Godfather Part III"]),
        ("Toy Story", ["Toy Story 2", "Toy Story 3"]),
        ("The Matrix", ["The Matrix Reloaded", "The Matrix Revolutions"]),
        ("Alien (film)", ["Aliens (film)", "Alien 3"]),
        ("Before Sunrise", ["Before Sunset", "Before Midnight (2013 film)"]),
        ("Goldfinger (film)", ["Thunderball (film)", "Dr. No (film)", "From Russia with Love (film)"]),
    ],
)
def test_a_film_lovers_answers_are_among_the_five_nearest(
    shipped: Embeddings, titles: TitleIndex, page: str, expected: list[str]
) -> None:
    found = [shipped.pages[near.index] for near in Neighbours(shipped).films(rows(titles, page)[0], 5)]
    assert set(expected) <= set(found)


def test_a_link_finds_its_films(shipped: Embeddings) -> None:
    near = Neighbours(shipped)
    column = near.find_link("james bond")
    assert column is not None
    found = [film.index for film in near.films_near_link(column, 5)]
    assert all(column in {fact.column for fact in shipped.links_of(row)} for row in found)


def test_liking_cartoons_and_disliking_horror_ranks_other_cartoons_above_other_horror(
    shipped: Embeddings, titles: TitleIndex
) -> None:
    likes = rows(titles, "Toy Story", "Shrek", "The Incredibles")
    dislikes = rows(titles, "The Exorcist", "Saw VI", "Halloween (1978 film)")
    distances = TasteModel(shipped).fit(likes, dislikes).distances
    genre = [set(names) for names in shipped.genres]
    cartoons = [row for row, names in enumerate(genre) if "Animated" in names and row not in likes]
    horror = [row for row, names in enumerate(genre) if "Horror" in names and row not in dislikes]
    assert np.median(distances[cartoons]) > np.quantile(distances[horror], 0.9)
