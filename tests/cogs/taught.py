"""What was trained in a place, or is being trained, put there without training: the files are real ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import discord
import numpy as np

from models.artifacts import MANIFEST_FILE
from models.live.kept import REPORT
from models.live.lesson import Begun, Point, Report, Subject
from models.text.library import SHIPPED
from models.words.store.prepare import prepare
from models.words.store.vector_file import from_matrix
from storage.places import Place
from storage.trained import NewTrained, Trained
from tests.room import Answer, Room

POINT = Point(100, 1.0, 1.0, 2.0)
KEPT = (Subject.TEXT, Subject.WORDS)
ASKED = {
    Subject.TEXT: ("complete", "style", "My lord,"),
    Subject.WORDS: ("neighbours", "trained", "ship"),
}
WORDS = ("ship", "boat", "galley", "sea", "king", "queen")


def report_on(subject: Subject) -> Report:
    """Return the report of a training that was broken off."""
    return Report(subject, None, Begun(3000, 300, 300, ()), (POINT,), POINT)


async def begun(
    room: Room,
    name: str,
    subject: Subject,
    *,
    maker_id: int | None = None,
    place: Place | None = None,
    at: datetime | None = None,
    message: discord.Message | None = None,
) -> Trained:
    """Return what a run of the bot has begun to train for Ada, in this server, and not ended."""
    store, place = room.bot.services.trained, place or Place.server(room.guild_id)
    new = NewTrained(
        place,
        name,
        subject,
        maker_id or room.ada.id,
        "a text",
        f"{name.encode().hex()[:20]}-{place.guild_id or place.owner_id}",
        room.bot.application_id or 0,
        message.channel.id if message else room.channel.id,
    )
    made = await store.begin(new, at or room.env.now())
    if message is not None:
        await store.said(made.id, message.id)
    return made


async def taught(
    room: Room,
    name: str,
    subject: Subject,
    *,
    words: Sequence[str] = WORDS,
    maker_id: int | None = None,
    place: Place | None = None,
    at: datetime | None = None,
) -> Trained:
    """Return what was trained and is kept."""
    made = await begun(room, name, subject, maker_id=maker_id, place=place, at=at)
    write(room.bot.services.trainings.folder / made.token, subject, words)
    kept = await room.bot.services.trained.keep(made.id, "{}", 5)
    assert kept is not None
    return kept


def write(folder: Path, subject: Subject, words: Sequence[str] = WORDS) -> None:
    """Write what a training keeps: a style that ships, or vectors by chance."""
    metrics = {REPORT: report_on(subject).document()}
    if subject is Subject.TEXT:
        shutil.copytree(SHIPPED / "shakespeare", folder)
        manifest = folder / MANIFEST_FILE
        document = json.loads(manifest.read_text())
        document["metrics"] |= metrics
        manifest.write_text(json.dumps(document))
        return
    matrix = np.random.default_rng(0).normal(size=(len(words), 8)).astype(np.float32)
    source = from_matrix("a text", "by chance", list(words), matrix)
    prepare(source, folder.parent, folder.name, metrics=metrics)


async def ask(room: Room, subject: Subject, name: str, face: str = "prefix") -> Answer:
    """Let Ada ask what was trained."""
    command, option, text = ASKED[subject]
    return await room.ask(face, command, text, **{option: name})
