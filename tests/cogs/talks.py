"""Talks to give in tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import simcord

from tests.room import Answer, Room

SMALL = """
title: Small talk
about: Of words.
steps:
  - title: Near
    text: What is near?
    commands: [neighbours coffee]
  - title: Far
    commands:
      - similarity cat dog
      - odd breakfast lunch dinner car
  - title: The end
    text: Your turn.
"""
PICTURED = """
title: Pictures
steps: [{title: A, commands: [analogy man king woman]}, {title: The end}]
"""


def write(room: Room, text: str, name: str = "small") -> None:
    folder = room.bot.settings.talks_dir
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def stage(room: Room) -> simcord.ChannelHandle:
    """Return where the talk is given: the newest thread, or else the channel."""
    threads: list[simcord.ChannelHandle] = room.channel.threads
    return threads[-1] if threads else room.channel


def newest(place: simcord.ChannelHandle) -> Answer:
    assert place.last_message is not None
    return Answer(place.last_message, private=False)


def shown(place: simcord.ChannelHandle) -> list[Answer]:
    return [Answer(message, private=False) for message in place.history()]


async def started(room: Room, face: str, name: str = "small", **options: Any) -> simcord.ChannelHandle:
    if face == "slash":
        await room.ada.slash(room.channel, "talk start", name=name, **options)
    else:
        named_options = " ".join(f"{key}={value}" for key, value in options.items())
        await room.ada.send(room.channel, f"!talk start {name} {named_options}")
    return stage(room)


async def turn(room: Room, place: simcord.ChannelHandle) -> Answer:
    """Let the speaker press, and return the newest message then."""
    answer = newest(place)
    await room.ada.click(answer.message, label=answer.labels[0])
    return newest(place)


async def unzipped(answer: Answer) -> zipfile.ZipFile:
    page, attachment = answer.message.attachments
    assert page.filename.endswith(".html")
    return zipfile.ZipFile(io.BytesIO(await attachment.read()))


def shown_text(place: simcord.ChannelHandle) -> str:
    return "\n".join(each.text for each in shown(place))


def handout_of(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """Return the page and the pictures that it shows; all of those must be there and be pictures."""
    page = archive.read("handout.md").decode()
    pictures = [name for name in archive.namelist() if name.startswith("images/")]
    assert all(f"]({name})" in page for name in pictures)
    assert all(archive.read(name)[:4] in (b"\x89PNG", b"GIF8", b"RIFF") for name in pictures)
    return page, pictures
