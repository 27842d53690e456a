"""What a restart breaks off is settled: its best is kept, or the message says that there is none."""

from __future__ import annotations

import json

import discord
import pytest

from bot.training import TrainingForgotten
from models.live.kept import REPORT, read_report
from models.live.lesson import Begun, Point, Report, Subject
from models.live.text import TextLesson
from models.publishing import SCRATCH_PREFIX
from models.text.endings import Kind
from storage.places import Place
from storage.trained import NewTrained, Trained
from tests.models.live.watching import rhyme
from tests.room import Room

pytestmark = pytest.mark.own_bot

POINT = Point(100, 1.0, 1.0, 2.0)


async def begun(room: Room, name: str) -> tuple[Trained, discord.Message]:
    """Return a training that a run of the bot has begun and not ended, with its message."""
    message = (await room.say("!ping")).message
    new = NewTrained(
        Place.server(room.guild_id), name, "text", room.ada.id, "a text", name * 4,
        room.bot.application_id or 0, room.channel.id,
    )  # fmt: skip
    made = await room.bot.services.trained.begin(new, discord.utils.utcnow())
    await room.bot.services.trained.said(made.id, message.id)
    return made, message


async def test_what_a_restart_breaks_off_keeps_its_best_or_says_so(room: Room) -> None:
    _, gone = await begun(room, "gone")
    made, left = await begun(room, "left")
    report = Report(Subject.TEXT, None, Begun(3000, 300, 300, ()), (POINT,), POINT)
    folder = room.bot.services.trainings.folder / made.token
    folder.mkdir(parents=True)
    stranger = room.bot.services.trainings.folder / "nobodys"
    stranger.mkdir()
    manifest = {"metrics": {REPORT: report.document()}, "files": {"weights": {"size_bytes": 5}}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    await room.restart()
    assert "restarted before **gone** had learned anything" in str((await shown(room, gone)).description)
    assert "broke off, and its best until then was kept" in str((await shown(room, left)).description)
    (kept,) = await room.bot.services.trained.of(Place.server(room.guild_id))
    assert kept.is_kept
    assert not stranger.exists()
    assert "files of **left** are gone or damaged" in (await room.say("!complete style=left arr")).text


async def test_forgetting_a_person_takes_what_they_had_trained_and_ends_what_is_learned(room: Room) -> None:
    trainings = room.bot.services.trainings
    made, _ = await begun(room, "left")
    learning, _ = await begun(room, "learning")
    lesson = TextLesson(rhyme(150), False, trainings.folder / learning.token, 3600.0, Kind.VERSE)
    training = await trainings.begin(lesson, learning.token)
    while read_report(lesson.folder) is None:
        await training.news()
    for folder in (trainings.folder / made.token, trainings.folder / f"{SCRATCH_PREFIX}killed"):
        folder.mkdir()
    question = await room.say("!forgetme")
    await room.ada.click(question.message, label="Forget everything")
    assert "I know nothing about you any more" in room.newest().text
    assert isinstance(training.error, TrainingForgotten)
    assert list(trainings.folder.iterdir()) == []


async def shown(room: Room, message: discord.Message) -> discord.Embed:
    return next(each for each in room.channel.history() if each.id == message.id).embeds[0]
