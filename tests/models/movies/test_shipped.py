"""The artifact in the repository does what the model card says."""

from __future__ import annotations

import numpy as np
import pytest

from models.movies.embeddings import Embeddings, load_embeddings
from models.movies.neighbours import Neighbours
from models.movies.taste import TasteModel
from models.movies.titles.search import TitleIndex


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


def test_its_figures_beat_the_cookbooks_and_the_baselines(shipped: Embeddings) -> None:
    metrics = shipped.manifest.metrics
    cookbook = metrics["cookbook"]
    assert metrics["links"]["mrr"] > cookbook["links"]["mrr"] > metrics["links_popularity"]["mrr"]
    assert metrics["franchise_recall_at_10"]["vectors"] > cookbook["franchise_recall_at_10"]
    for size, floor in (("5", 0.607), ("10", 0.617), ("20", 0.657)):
        assert metrics["taste"][size] > floor + 0.01
        assert metrics["taste"][size] > max(cookbook["taste"][size], metrics["taste_otherwise"]["fame"][size])


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Star Wars (film)", ["The Empire Strikes Back", "Return of the Jedi"]),
        ("The Godfather", ["The Godfather Part II", "The Godfather Part III"]),
        ("Toy Story", ["Toy Story 2", "Toy Story 3"]),
        ("The Matrix", ["The Matrix Reloaded", "The Matrix Revolutions"]),
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
