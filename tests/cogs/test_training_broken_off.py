"""What a restart breaks off is settled: its best is kept, or the message says that there is none."""

from __future__ import annotations

import json

import discord
import pytest

from models.live.kept import REPORT
from models.live.lesson import Begun, Point, Report, Subject
from storage.places import Place
from storage.trained import NewTrained, Trained
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
    await room.bot.services.people.forget(room.ada.id)
    room.bot.dispatch("forgotten", room.ada.id)
    await room.say("!ping")
    assert not folder.exists()


async def shown(room: Room, message: discord.Message) -> discord.Embed:
    return next(each for each in room.channel.history() if each.id == message.id).embeds[0]
