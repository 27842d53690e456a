"""Trainings run in processes of their own: bounded in number and time, stopped, killed, and heard of."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot import training as training_module
from bot.compute import ShuttingDown, TimedOut, WorkerDied
from bot.training import AT_WORK, Trainings, TrainingsBusy, TrainingsOff
from models.live.errors import TooLittleText
from models.live.kept import read_report
from models.live.lesson import Ending
from models.live.text import TextLesson
from models.publishing import claim
from models.text.endings import Kind
from tests.models.live.watching import rhyme


def lesson(folder: Path, lines: int = 150) -> TextLesson:
    """Return a lesson that would take longer than any test has patience for."""
    return TextLesson(rhyme(lines), False, folder, 3600.0, Kind.VERSE)


async def test_a_training_is_heard_of_one_at_a_time_and_stopped(tmp_path: Path) -> None:
    trainings = Trainings(tmp_path, most=1)
    training = await trainings.begin(lesson(tmp_path / "one"), "one")
    with pytest.raises(TrainingsBusy) as refused:
        await trainings.begin(lesson(tmp_path / "two"), "two")
    assert refused.value.wait_s > 0
    assert Trainings(tmp_path, most=1).is_under_way("one")
    with pytest.raises(TrainingsBusy):
        Trainings(tmp_path, most=1).check_free()  # another bot on the same machine
    while not training.points:
        await training.news()
    training.stop()
    await training.end()
    assert training.error is None
    report = training.report
    assert report is not None
    assert report.ending is Ending.STOPPED
    assert report.points[: len(training.points)] == tuple(training.points)
    found = read_report(tmp_path / "one")
    assert found is not None
    assert found[0] == report
    assert trainings.running == ()
    assert not (tmp_path / f"{AT_WORK}one").exists()
    trainings.check_free()


async def test_what_was_kept_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    trainings = Trainings(tmp_path, most=1)
    training = await trainings.begin(lesson(tmp_path / "one"), "one")
    while read_report(tmp_path / "one") is None:
        await training.news()
        await asyncio.sleep(0.05)
    training.kill(WorkerDied("somebody killed it"))
    await training.end()
    assert isinstance(training.error, WorkerDied)
    found = read_report(tmp_path / "one")
    assert found is not None
    assert found[0].ending is None
    refused = await trainings.begin(lesson(tmp_path / "two", lines=3), "two")
    await refused.end()
    assert isinstance(refused.error, TooLittleText)
    await trainings.begin(lesson(tmp_path / "three"), "three")
    await trainings.close()
    assert trainings.running == ()
    with pytest.raises(ShuttingDown):
        trainings.check_free()


async def test_one_that_takes_far_longer_than_its_time_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_module, "GRACE_S", 0.0)
    trainings = Trainings(tmp_path, most=1)
    training = await trainings.begin(replace(lesson(tmp_path / "one"), seconds=0.05), "one")
    await training.end()
    assert isinstance(training.error, TimedOut)
    assert training.report is None
    trainings.check_free()


async def test_where_nothing_is_to_be_trained_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(TrainingsOff):
        await Trainings(tmp_path, most=0).begin(lesson(tmp_path / "one"), "one")


def test_a_claim_is_one_process_s_until_it_is_given_up(tmp_path: Path) -> None:
    first = claim(tmp_path / "mine")
    assert first is not None
    assert claim(tmp_path / "mine") is None
    first()
    again = claim(tmp_path / "mine")
    assert again is not None
    again()
    assert not (tmp_path / "mine").exists()
