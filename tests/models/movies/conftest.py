"""A checkerboard of films and links, whose right answers are known by construction."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.movies.build import BuildConfig, build
from models.movies.catalogue import Catalogue
from models.movies.embeddings import Embeddings, load_embeddings
from models.movies.film_record import FilmRecord
from models.movies.train import TrainConfig
from tests.once import once

SMALL = BuildConfig(training=TrainConfig(dimensions=8, sweeps=8), held_out=0.2)


def checkerboard(films: int = 120, links: int = 60, per_film: int = 10) -> list[FilmRecord]:
    """Even films have even links, odd films odd links: nothing else is to be learned.

    Even films are dramas that win awards; every eighth odd film is a numbered sequel.
    """
    rng = np.random.default_rng(0)
    made = []
    for number in range(films):
        own = rng.choice(np.arange(number % 2, links, 2), size=per_film, replace=False)
        names = [f"Link {link}" for link in sorted(own)]
        if number % 2:
            title, genre = f"Odd {number}" + (" II" if number % 4 == 1 else ""), "Action"
        else:
            title, genre = f"Even {number}", "Drama"
            names += ["Academy Awards"] if number % 4 == 0 else []
        year = 1950 + number // 2 if number % 2 else 1930 + number // 2
        made.append(FilmRecord(f"{title} ({year} film)", title, year, (genre,), tuple(names)))
    return made


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.of(checkerboard())


@pytest.fixture
def write_films(tmp_path: Path) -> Callable[[list[FilmRecord]], Path]:
    def write(films: list[FilmRecord]) -> Path:
        path = tmp_path / "films.ndjson"
        path.write_text("".join(as_line(film) + "\n" for film in films), encoding="utf-8")
        return path

    return write


def as_line(film: FilmRecord) -> str:
    fields = {"page": film.page, "title": film.title, "year": film.year}
    return json.dumps({**fields, "genres": film.genres, "links": film.links})


def small_artifact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a catalogue of the checkerboard, trained once for all tests."""

    def make(folder: Path) -> None:
        data = folder / "films.ndjson"
        data.write_text("".join(as_line(film) + "\n" for film in checkerboard()), encoding="utf-8")
        build(data, folder / "artifact", SMALL)

    return once(tmp_path_factory, "films", make) / "artifact"


@pytest.fixture(scope="session")
def artifact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_artifact(tmp_path_factory)


@pytest.fixture(scope="session")
def embeddings(artifact: Path) -> Embeddings:
    return load_embeddings(artifact)


@pytest.fixture(scope="session")
def parity(embeddings: Embeddings) -> np.ndarray:
    """+1 for even films, -1 for odd ones."""
    return np.array([1 if title.startswith("Even") else -1 for title in embeddings.titles])
