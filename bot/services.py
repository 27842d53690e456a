"""What the commands need to do their work, handed to each cog by its `setup`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.compute import Compute
from models.words.vectors import WordVectors


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that is opened when the bot starts and closed when it stops."""

    words: WordVectors
    compute: Compute
