"""Talks to give in tests."""

from __future__ import annotations

from tests.room import Room

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
