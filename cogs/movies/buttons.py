"""Buttons and menus that keep a rating for whoever presses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import discord

from bot.presses.press import Press
from bot.replies import truncate
from cogs.shared.verdicts import MARKS, Rate
from models.movies.library import Film
from storage.ratings import Verdict

LABEL_LIMIT = 34
ID_LIMIT = 100
PAGES_ROW = 3


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


@dataclass(frozen=True)
class ShowPage(Press, kind="more"):
    """Shows another page of recommendations of the same kind; only the asker may turn it."""

    owner: int
    page: int
    count: int
    ends: Literal["both", "best"]
    known: Literal["known", "all"]
    years: str
    genre: str


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


def page_buttons(films: Sequence[Film], shown: ShowPage, *, more: bool) -> discord.ui.View:
    """Return the buttons that rate the films of a page, and those that lead to the pages beside it.

    These are left out where what was asked for is too long to be carried by a button.
    """
    view = numbered_buttons(films)
    turns = [("Back", shown.page - 1)] if shown.page else []
    turns += [("More", shown.page + 1)] if more else []
    for label, page in turns:
        press = replace(shown, page=page)
        if len(press.custom_id) <= ID_LIMIT:
            view.add_item(press.button(label, row=PAGES_ROW))
    return view
