"""The one place where the films of a group's answer meet the lists: nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from models.movies.library import Film


def save_button(_films: Sequence[Film]) -> discord.ui.Item[Any] | None:
    """Return the button "Save to a list" for these films; None hides it, as long as there are no lists."""
    return None
