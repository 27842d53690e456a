"""Asking which film a title in doubt was meant for, by a menu that outlives a restart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import discord

from bot.context import Context
from bot.markup import code, plain
from bot.presses.press import Press, chosen
from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, card, enumeration, truncate
from bot.views import check_owner
from cogs.shared.titles import SUGGESTED, Choosable, Named
from models.movies.errors import UnknownFilm
from models.movies.library import Film, Library

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

BELOW = "Choose below"
MENUS = 5
"""How many menus a message holds."""

WRITTEN_OUT = 300
"""How many characters of the titles that are left over are shown to be sent again."""


def film_menus(found: Sequence[Named[Choosable]], press_of: Callable[[int], Press]) -> discord.ui.View:
    """Return a menu for each title in doubt, up to as many as a message holds.

    Parameters
    ----------
    found
        The titles; those that are sure, or have nothing to choose from, have no menu.
    press_of
        Makes what a menu of a given number asks for; the film that is chosen comes with the press.
    """
    view = discord.ui.View(timeout=None)
    for number, each in enumerate(in_doubt(found)[:MENUS]):
        options = [
            discord.SelectOption(label=truncate(film.name, CHOICE_LIMIT), value=film.key)
            for film in each.choices[:CHOICES_LIMIT]
        ]
        question = f"Which {each.asked}?" if each.films else f"{each.asked}: did you mean …?"
        view.add_item(press_of(number).menu(question, options))
    return view


def in_doubt(found: Sequence[Named[Choosable]]) -> list[Named[Choosable]]:
    """Return the titles that there is something to choose for: first those of several films."""
    return sorted((each for each in found if each.choices), key=lambda each: not each.films)


async def ask_which(ctx: Context, found: Named[Choosable], press: Press) -> None:
    """Ask which film is meant, by a menu that answers with `press`.

    Raises
    ------
    UnknownFilm
        When there is nothing to offer.
    """
    if not found.choices:
        raise found.refusal
    embed = card("Which one?")
    tell_doubts(embed, [found])
    await ctx.answer(embed=embed, view=film_menus([found], lambda _: press))


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


def tell_doubts(
    embed: discord.Embed,
    found: Sequence[Named[Choosable]],
    remedy: str = BELOW,
    lacking: str = "I don't have that",
) -> None:
    """Add what titles could not be taken, and why.

    Parameters
    ----------
    embed
        The answer.
    found
        The titles, those that are sure too.
    remedy
        How to choose among several films that fit; by default from a menu below.
    lacking
        How to say that a title is none that can be meant.
    """
    if several := [each for each in found if each.films and not each.sure]:
        titles = enumeration([code(each.asked) for each in several])
        embed.add_field(name="Several films fit", value=f"{remedy}: {titles}.", inline=False)
    if missing := [each for each in found if not each.films]:
        embed.add_field(name=lacking, value="\n".join(map(_lacking, missing)), inline=False)
    left = in_doubt(found)[MENUS:]
    if left and remedy == BELOW:
        again = truncate("; ".join(each.asked for each in left), WRITTEN_OUT)
        told = f"A message holds {MENUS} menus. Send these once more: {code(again, WRITTEN_OUT)}"
        embed.add_field(name="And then", value=told, inline=False)


def _lacking(each: Named[Choosable]) -> str:
    """Say of one title that it is not here, and what may be meant."""
    asked = code(each.asked, 60)
    names = [f"**{plain(film.name, 60)}**" for film in each.offers[:SUGGESTED]]
    if each.better:
        return f"{asked} is no film that I know. For several, put semicolons between: {code(each.better)}"
    if each.year and names:
        return f"{asked}: none of {each.year}. I know {enumeration(names)}."
    return f"{asked}: did you mean {enumeration(names, 'or')}?" if names else f"{asked}: nothing like it."
