"""The buttons under a training; all they need is in their ids."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.presses.press import Press
from bot.views import theme_label
from models.pictures.palette import ThemeName, other_theme


@dataclass(frozen=True)
class StopTraining(Press, kind="trainstop"):
    """Has a training come to its end, with its best so far."""

    trained_id: int


@dataclass(frozen=True)
class TrainingTheme(Press, kind="traintheme"):
    """Has the curves of a message drawn in this theme."""

    trained_id: int
    theme: ThemeName


def stop_button(trained_id: int) -> discord.ui.View:
    """Return what can be done while it learns."""
    view = discord.ui.View(timeout=None)
    view.add_item(StopTraining(trained_id).button("Stop, keep the best", emoji="⏹️"))
    return view


def theme_button(trained_id: int, theme: ThemeName) -> discord.ui.View:
    """Return what can be done with the curves of something that is kept, now in `theme`."""
    view = discord.ui.View(timeout=None)
    other = other_theme(theme)
    view.add_item(TrainingTheme(trained_id, other).button(theme_label(other)))
    return view
