"""The answer to a match, and who may not be matched."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.markup import plain
from bot.refusals import OutOfMatches, TakesNoMatches, TooFewToMatch
from bot.replies import bar, card
from bot.services import Services
from cogs.groups.people import NAME_LIMIT
from cogs.shared.films import bold
from cogs.shared.opinions import opinions_of
from models.figures import figure
from models.movies.errors import TooFewRatings
from models.movies.group import Member
from models.movies.library import Library
from models.movies.match import LEAST_RATINGS, ONESELF, STRANGERS, Match, match_tastes
from storage.consents import Scope

WORDS = ((0.9, "Kindred spirits"), (0.7, "Much alike"), (0.3, "Alike in part"), (0.1, "Rather different"))
LEAST_ALIKE = "Opposites"


def name_of(person: discord.abc.User) -> str:
    """Return how a person is called here."""
    return plain(person.display_name, NAME_LIMIT)


async def compare(services: Services, asker: discord.abc.User, asked: discord.abc.User) -> discord.Embed:
    """Return the card of a match; whether both have agreed is for the caller to see to.

    Raises
    ------
    OutOfMatches, TakesNoMatches, TooFewRatings, TooFewToMatch
        When the one or the other is out of it, or has rated too little.
    """
    out = await services.consents.opted_out([asker.id, asked.id], Scope.MATCH)
    if asker.id in out:
        raise OutOfMatches
    if asked.id in out:
        raise TakesNoMatches(asked.display_name)
    one, other = [(await opinions_of(services, each.id)).member for each in (asker, asked)]
    if (given := _opinions(one)) < LEAST_RATINGS:
        raise TooFewRatings(given, LEAST_RATINGS)
    if _opinions(other) < LEAST_RATINGS:
        raise TooFewToMatch(asked.display_name, LEAST_RATINGS)
    found = await services.compute.short(match_tastes, services.films, one, other)
    return match_card(services.films, (name_of(asker), name_of(asked)), found)


def match_card(library: Library, names: Sequence[str], found: Match) -> discord.Embed:
    """Return the figure in words, and the films that show it."""
    word = next((word for least, word in WORDS if found.less_alike >= least), LEAST_ALIKE)
    share = f"{found.less_alike:.0%}"
    embed = card(
        f"{names[0]} and {names[1]}: {word.lower()}",
        f"**{share}** of pairs of strangers are less alike than you two.\n"
        f"The cosine between your hyperplanes' normals is `{figure(found.cosine, '+.2f')}`: "
        f"1 is the same taste, −1 the opposite. Two strangers come to about {STRANGERS}, "
        f"one person asked twice to {ONESELF}.",
        "Full bar: their favourite of all · half: on their hyperplane",
    )
    both = [_film_lines(library, names, pick.row, pick.likings) for pick in found.both]
    apart = [_film_lines(library, names, each.row, each.likings) for each in found.arguments]
    embed.add_field(name="You would both love", value="\n".join(both))
    embed.add_field(name="You would argue about", value="\n".join(apart))
    return embed


def _film_lines(library: Library, names: Sequence[str], row: int, likings: Sequence[float]) -> str:
    bars = [f"`{bar(liking)}` {name}" for name, liking in zip(names, likings, strict=True)]
    return "\n".join([bold(library.film(row)), *bars])


def _opinions(member: Member) -> int:
    return len(member.likes) + len(member.dislikes)
