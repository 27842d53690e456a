"""Buttons and menus that keep a rating for whoever presses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.presses.press import Press
from bot.replies import truncate
from cogs.movies.cards import MARKS
from models.movies.library import Film
from storage.ratings import Verdict

LABEL_LIMIT = 34


@dataclass(frozen=True)
class Rate(Press, kind="rate"):
    """Keeps a verdict on the film of a key for the person who presses."""

    verdict: Verdict
    key: str


@dataclass(frozen=True)
class RateChosen(Press, kind="pick"):
    """Keeps a verdict on the film that is chosen from a menu; only the asker may choose."""

    verdict: Verdict
    owner: int
    number: int


@dataclass(frozen=True)
class UnrateChosen(Press, kind="unrate"):
    """Takes back what was said of the film that is chosen from a menu; only the asker may choose."""

    owner: int
    number: int


@dataclass(frozen=True)
class ShowFilm(Press, kind="film"):
    """Shows the card of the film that is chosen from a menu; only the asker may choose."""

    owner: int


@dataclass(frozen=True)
class ShowSimilar(Press, kind="similar"):
    """Lists what is near the film that is chosen from a menu; only the asker may choose."""

    owner: int


@dataclass(frozen=True)
class ShowWhy(Press, kind="why"):
    """Tells why the film that is chosen from a menu lies where it does; only the asker may choose."""

    owner: int


def taste_buttons(films: Sequence[Film]) -> discord.ui.View:
    """Return a row for each film: like it, named, or dislike it."""
    view = discord.ui.View(timeout=None)
    for row, film in enumerate(films):
        name = truncate(film.name, LABEL_LIMIT)
        view.add_item(Rate(Verdict.LIKE, film.key).button(name, emoji=MARKS[Verdict.LIKE], row=row))
        view.add_item(Rate(Verdict.DISLIKE, film.key).button(emoji=MARKS[Verdict.DISLIKE], row=row))
    return view


def numbered_buttons(films: Sequence[Film]) -> discord.ui.View:
    """Return a row for each verdict with a button for each of up to five films, by their places."""
    view = discord.ui.View(timeout=None)
    for row, verdict in enumerate(Verdict):
        for place, film in enumerate(films[:5], start=1):
            view.add_item(Rate(verdict, film.key).button(str(place), emoji=MARKS[verdict], row=row))
    return view
