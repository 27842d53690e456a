"""The buttons under a round of the guessing game; all they need is in their ids."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.presses.press import Press
from bot.views import theme_label
from models.pictures.palette import ThemeName, other_theme
from storage.guess_round import GuessRound


@dataclass(frozen=True)
class GuessWord(Press, kind="guess"):
    """Opens a form for a guess, to whoever presses."""

    round_id: int


@dataclass(frozen=True)
class AskHint(Press, kind="guesshint"):
    """Has the next hint told."""

    round_id: int


@dataclass(frozen=True)
class GiveUp(Press, kind="guessgiveup"):
    """Says that the presser wants to give up."""

    round_id: int


@dataclass(frozen=True)
class StartAnother(Press, kind="guessnew"):
    """Starts another round in the channel of the button, after this one."""

    round_id: int


@dataclass(frozen=True)
class OtherTheme(Press, kind="guesstheme"):
    """Has a message's picture, of the first so many guesses, drawn in this theme."""

    round_id: int
    guesses: int
    theme: ThemeName


def buttons_of(played: GuessRound, theme: ThemeName | None = None) -> discord.ui.View:
    """Return what can be done in a round as it stands; `theme` is that of the message's picture, if any."""
    view = discord.ui.View(timeout=None)
    if played.is_open:
        view.add_item(GuessWord(played.id).button("Guess", emoji="💭", style=discord.ButtonStyle.primary))
        view.add_item(AskHint(played.id).button("Hint", emoji="💡"))
        view.add_item(GiveUp(played.id).button("Give up", emoji="🏳️"))
    else:
        view.add_item(
            StartAnother(played.id).button("Another word", emoji="🔁", style=discord.ButtonStyle.primary)
        )
    if theme is not None:
        other = other_theme(theme)
        view.add_item(OtherTheme(played.id, len(played.guesses), other).button(theme_label(other)))
    return view
