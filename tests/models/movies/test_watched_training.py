"""Films find their places by their links before an onlooker, who may have it stopped."""

from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.live import film_training
from models.live.film_recipe import METRIC, RecipeRecord, hash_links
from models.live.film_training import PATIENCE, TOLD_NEIGHBOURS, catalogue_of, divided
from models.live.films import COOKBOOK, COOKBOOK_DIMENSIONS, MOST_SWEEPS, POPULARITY, FilmsLesson
from models.live.learning import learn
from models.live.lesson import MEASURES, Baseline, Begun, Ending, Point, Report, Subject
from models.live.recipe_training import record_recipe
from models.movies.catalogue import Catalogue
from models.movies.cookbook import train_cookbook
from models.movies.embeddings import Embeddings, load_embeddings
from models.movies.link_metrics import measure_links
from tests.models.live.watching import Onlooker


def taught(lesson: FilmsLesson, onlooker: Onlooker, step: float = 0.1) -> Report:
    """Learn by a clock that goes on by so much whenever somebody looks at it."""
    ticks = itertools.count()
    return learn(lesson, onlooker, lambda: next(ticks) * step)


def test_each_sweep_is_told_and_the_best_is_judged_beside_popularity(
    artifact: Path, embeddings: Embeddings
) -> None:
    onlooker = Onlooker()
    watched = embeddings.pages[7]
    report = taught(FilmsLesson(artifact, (watched, "A page that is gone"), dimensions=4), onlooker)
    begun = onlooker.told[0]
    assert isinstance(begun, Begun)
    assert begun.learned_from + begun.chosen_by + begun.judged_by == len(embeddings.columns)
    assert [each.point.updates for each in onlooker.looks] == list(range(1, len(report.points) + 1))
    assert report.ending is (Ending.DONE if len(report.points) == MOST_SWEEPS else Ending.PATIENCE)
    assert report.best.held_out == max(each.held_out for each in report.points)
    assert len(report.points) - report.best.updates <= PATIENCE
    assert report.judged is not None
    assert report.judged > report.judged_baselines[0].value
    for look in onlooker.looks:
        (line,) = look.sample.splitlines()
        name, *near = line.split("\t")
        assert name == f"{embeddings.titles[7]} ({embeddings.years[7]})"
        assert len(near) == TOLD_NEIGHBOURS
        assert name not in near


def test_without_a_film_it_watches_some_of_different_genres(artifact: Path) -> None:
    onlooker = Onlooker(stops_after=1)
    report = taught(FilmsLesson(artifact), onlooker)
    assert report.ending is Ending.STOPPED
    named = [line.split("\t")[0].split()[0] for line in onlooker.looks[0].sample.splitlines()]
    assert sorted(named) == ["Even", "Odd"]


def test_it_ends_when_its_time_is_up(artifact: Path) -> None:
    report = taught(FilmsLesson(artifact, seconds=5.0), Onlooker(), step=2.0)
    assert report.ending is Ending.TIME
    assert len(report.points) == 3


@pytest.mark.parametrize("seed", [0, 1])
def test_what_is_held_out_neither_teaches_nor_chooses_and_judges(embeddings: Embeddings, seed: int) -> None:
    familiar, chosen_by, judged_by = divided(catalogue_of(embeddings), seed)
    parts = {
        name: set(zip(each.films.tolist(), each.links.tolist(), strict=True))
        for name, each in (("familiar", familiar), ("chosen", chosen_by), ("judged", judged_by))
    }
    training = familiar.training
    learned = set(zip(training.rows.tolist(), training.columns.tolist(), strict=True))
    assert parts["familiar"] <= learned
    assert learned.isdisjoint(parts["chosen"] | parts["judged"])
    assert parts["chosen"].isdisjoint(parts["judged"])


@pytest.fixture(scope="module")
def recorded(artifact: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecipeRecord]:
    """Return a copy of the small catalogue, with what two epochs of the cookbook's recipe found in it."""
    folder = tmp_path_factory.mktemp("recorded") / "artifact"
    shutil.copytree(artifact, folder)
    return folder, record_recipe(folder, 2)


def test_the_cookbooks_recipe_is_a_line_where_it_learned_the_same_links(
    artifact: Path, recorded: tuple[Path, RecipeRecord]
) -> None:
    folder, record = recorded
    assert record.epochs == 2
    _, chosen_by, judged_by = divided(catalogue_of(load_embeddings(folder)), seed=0)
    films, links = train_cookbook(chosen_by.training, epochs=2, dimensions=COOKBOOK_DIMENSIONS)
    assert record.judged_by[-1] == measure_links(films, links, judged_by).recall_at_10
    report = taught(FilmsLesson(folder, dimensions=4), Onlooker(stops_after=1))
    assert report.begun.baselines[1:] == (Baseline(COOKBOOK, record.chosen_by[-1], "2 epochs"),)
    assert report.judged_baselines[1:] == (Baseline(COOKBOOK, record.judged_by[-1], "2 epochs"),)
    for lesson in (FilmsLesson(artifact, dimensions=4), FilmsLesson(folder, dimensions=4, seed=1)):
        without = taught(lesson, Onlooker(stops_after=1))
        assert [each.name for each in without.begun.baselines] == [POPULARITY]
        assert [each.name for each in without.judged_baselines] == [POPULARITY]


def test_a_record_is_of_its_links_alone(recorded: tuple[Path, RecipeRecord]) -> None:
    folder, record = recorded
    catalogue = catalogue_of(load_embeddings(folder))
    metrics = json.loads(json.dumps(record.metrics()))
    others = replace(catalogue, columns=np.flip(catalogue.columns).copy())

    def hashed(of: Catalogue, seed: int = 0) -> str:
        return hash_links(*divided(of, seed)[1:])

    assert RecipeRecord.of(metrics, hashed(catalogue)) == record
    assert {hashed(catalogue, 1), hashed(others)}.isdisjoint({record.links_sha256})
    broken: dict[str, Any]
    for broken in (
        {},
        {METRIC: None},
        {METRIC: []},
        {METRIC: {}},
        {METRIC: {**metrics[METRIC], "judged_by": []}},
        {METRIC: {**metrics[METRIC], "judged_by": ["much", "more"]}},
        {METRIC: {**metrics[METRIC], "chosen_by": [], "judged_by": []}},
        {METRIC: {**metrics[METRIC], "more": 1}},
    ):
        assert RecipeRecord.of(broken, record.links_sha256) is None, broken


def test_each_sweep_is_left_time_to_be_seen(artifact: Path) -> None:
    report = taught(FilmsLesson(artifact, dimensions=4, pace_s=0.02), Onlooker(), step=0.001)
    seconds = [each.seconds for each in report.points]
    assert all(later - sooner >= 0.019 for sooner, later in itertools.pairwise(seconds))


def test_a_training_that_waits_to_be_seen_can_be_stopped(artifact: Path) -> None:
    class Leaver(Onlooker):
        """Stays until it has been asked a few times."""

        asked = 0

        def stopped(self) -> bool:
            self.asked += 1
            return self.asked > 3

    report = taught(FilmsLesson(artifact, dimensions=4, pace_s=1e6), Leaver())
    assert report.ending is Ending.STOPPED
    assert len(report.points) == 2


def test_neighbours_are_told_among_films_as_widely_known(
    artifact: Path, embeddings: Embeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_training, "WELL_KNOWN", 20)
    by_fame = np.argsort(-embeddings.prominence, kind="stable").tolist()
    place = {f"{embeddings.titles[row]} ({embeddings.years[row]})": at for at, row in enumerate(by_fame)}
    watched = tuple(embeddings.pages[by_fame[at]] for at in (0, 40))
    onlooker = Onlooker(stops_after=1)
    taught(FilmsLesson(artifact, watched, dimensions=4), onlooker)
    known, obscure = (line.split("\t")[1:] for line in onlooker.looks[0].sample.splitlines())
    assert max(place[name] for name in known) < 20
    assert 20 <= max(place[name] for name in obscure) < 80


def test_a_line_is_passed_only_while_the_curve_is_past_it() -> None:
    def past(*held_out: float, subject: Subject = Subject.FILMS) -> int | None:
        points = [Point(at, at, 0.0, value) for at, value in enumerate(held_out, 1)]
        since = MEASURES[subject].past_since(points, 0.3)
        return since.updates if since else None

    assert past() is None
    assert past(0.1, 0.3) is None
    assert past(0.1, 0.31, 0.4) == 2
    assert past(0.1, 0.31, 0.3) is None
    assert past(0.4, 0.2, 0.5) == 3
    assert past(0.4, 0.2, 0.1, subject=Subject.TEXT) == 2
