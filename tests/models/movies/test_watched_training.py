"""Films find their places by their links before an onlooker, who may have it stopped."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from models.live.film_training import MOST_SWEEPS, PATIENCE, TOLD_NEIGHBOURS, catalogue_of, divided
from models.live.films import FilmsLesson
from models.live.learning import learn
from models.live.lesson import Begun, Ending, Report
from models.movies.embeddings import Embeddings
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
