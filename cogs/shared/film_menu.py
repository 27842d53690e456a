"""Asking which of several films of one title was meant, by a menu that outlives a restart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import discord

from bot.markup import code, plain
from bot.presses.press import Press, chosen
from bot.replies import CHOICE_LIMIT, enumeration, truncate
from bot.views import check_owner
from cogs.shared.titles import Named
from models.movies.errors import UnknownFilm
from models.movies.library import Film, Library

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

MENUS = 5


def film_menus(doubtful: Sequence[Named], press_of: Callable[[int], Press]) -> discord.ui.View:
    """Return a menu for each title that fits several films.

    Parameters
    ----------
    doubtful
        The titles.
    press_of
        Makes what a menu of a given number asks for; the film that is chosen comes with the press.
    """
    view = discord.ui.View(timeout=None)
    for number, each in enumerate(doubtful[:MENUS]):
        options = [
            discord.SelectOption(label=truncate(film.name, CHOICE_LIMIT), value=film.key)
            for film in each.films
        ]
        view.add_item(press_of(number).menu(f"Which {each.asked}?", options))
    return view


def chosen_film(library: Library, interaction: discord.Interaction[HyperplaneBot], owner: int) -> Film:
    """Return the film that was chosen; only who asked may choose.

    Raises
    ------
    Refused, UnknownFilm
    """
    check_owner(interaction, owner)
    return film_of(library, chosen(interaction))


def film_of(library: Library, key: str) -> Film:
    """Return the film of a button or an option.

    Raises
    ------
    UnknownFilm
        When the catalogue has lost it since.
    """
    film = library.by_key(key)
    if film is None:
        raise UnknownFilm("that film")
    return film


def tell_doubts(embed: discord.Embed, found: Sequence[Named], remedy: str = "Choose below") -> None:
    """Add what titles could not be taken: those that fit several films, or none."""
    if doubtful := [each for each in found if not each.sure and each.films]:
        titles = enumeration([code(each.asked) for each in doubtful])
        embed.add_field(name="Several films fit", value=f"{remedy}: {titles}.", inline=False)
    for each in found:
        if not each.films:
            close = enumeration([f"**{plain(name)}**" for name in each.close], "or")
            value = f"{code(each.asked)}: did you mean {close}?"
            embed.add_field(name="Not found", value=value, inline=False)
