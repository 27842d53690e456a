"""Rehearsed answers as bytes, for the database, and back: a zip of what is said, and of the files."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import discord

from bot.presses.press import Press, item_type
from bot.views import SHORT_LIVED
from cogs.talk.kept import KeptFile, KeptMessage
from cogs.talk.rehearsal import Rehearsed

SAID = "answers.json"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, LookupError, TypeError)
"""What is raised for a flipped byte, wherever it is: with one of them a zip seems to want a password."""


class AnswersDamaged(Exception):
    """What was kept is no longer what it was."""


def pack(answers: Iterable[Rehearsed]) -> bytes:
    """Return answers as bytes. Of their buttons those stay that carry all they need in their ids."""
    files: list[KeptFile] = []
    said = [
        {
            "query": each.query,
            "problem": each.problem,
            "messages": [_said(message, files) for message in each.messages],
        }
        for each in answers
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # pictures are packed already
        archive.writestr(SAID, json.dumps(said, ensure_ascii=False), zipfile.ZIP_DEFLATED)
        for number, file in enumerate(files):
            archive.writestr(str(number), file.data)
    return buffer.getvalue()


def unpack(data: bytes, kinds: Sequence[type[Press]]) -> tuple[Rehearsed, ...]:
    """Return the answers that were packed; `kinds` are the presses that are answered.

    Raises
    ------
    AnswersDamaged
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:  # which checks the sum of all that it reads
            return tuple(
                Rehearsed(
                    each["query"],
                    tuple(_message(message, archive, kinds) for message in each["messages"]),
                    each["problem"],
                )
                for each in json.loads(archive.read(SAID))
            )
    except DAMAGED as error:
        raise AnswersDamaged from error


def _said(message: KeptMessage, files: list[KeptFile]) -> dict[str, Any]:
    first = len(files)
    files += message.files
    rows = message.view.to_components() if message.view is not None else []
    buttons = [each for row in rows for each in row["components"]]
    return {
        "content": message.content,
        "embeds": [embed.to_dict() for embed in message.embeds],
        "files": [
            {"number": number, "name": file.name, "alt": file.alt}
            for number, file in enumerate(message.files, start=first)
        ],
        "rows": rows,
        "short_lived": any(_is_short_lived(each) for each in buttons),
    }


def _message(said: dict[str, Any], archive: zipfile.ZipFile, kinds: Sequence[type[Press]]) -> KeptMessage:
    files = [KeptFile(each["name"], each["alt"], archive.read(str(each["number"]))) for each in said["files"]]
    embeds = [discord.Embed.from_dict(each) for each in said["embeds"]]
    return KeptMessage(said["content"], embeds, files, _view(said["rows"], kinds), lacks=said["short_lived"])


def _view(rows: list[dict[str, Any]], kinds: Sequence[type[Press]]) -> discord.ui.View | None:
    """Return the buttons and menus that are answered for ever."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for each in row["components"]:
            kind = next((kind for kind in kinds if kind.parse(each.get("custom_id", "")) is not None), None)
            if kind is not None:
                item = _item(each)
                item.row = number
                view.add_item(item_type(kind)(item))
    return view if view.children else None


def _item(component: Any) -> discord.ui.Item[Any]:
    if component["type"] == discord.ComponentType.button.value:
        return discord.ui.Button.from_component(discord.Button(component))
    return discord.ui.Select.from_component(discord.SelectMenu(component))


def _is_short_lived(component: dict[str, Any]) -> bool:
    return str(component.get("custom_id", "")).startswith(f"{SHORT_LIVED}:")
