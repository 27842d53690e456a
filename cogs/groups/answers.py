"""The answer to a group: films with everybody's liking, who goes without, and why these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.replies import BAR_CELLS, bar, card, enumeration
from bot.services import Services
from cogs.groups.people import Party, Person, gather
from cogs.shared.films import bold, link_name
from cogs.shared.passed_over import keep_shown, passed_over, stepped_back_line
from models.movies.group import GroupPick, Together, recommend_together
from models.movies.library import Film, Library
from models.movies.rules import Rule

FILMS = 5
FEW = 4
"""People up to which each has a line of their own under a film; more share lines."""

SHORT_CELLS = 5
NO_BREAK = "\N{NO-BREAK SPACE}"
STAR = "★"
LEGEND = "Full bar: their favourite of all · half: on their hyperplane · ↳ what of it your tastes point to"


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule's name on its button, and what it looks at."""

    label: str
    meaning: str


RULE_TEXTS = {
    Rule.AVERAGE: RuleText("Average", "the highest liking on average"),
    Rule.NO_MISERY: RuleText("No misery", "the highest average of films on nobody's wrong side"),
    Rule.LEAST_MISERY: RuleText("Least misery", "as good as possible for whoever likes it least"),
    Rule.MOST_PLEASURE: RuleText("Most pleasure", "as good as possible for whoever likes it most"),
    Rule.BORDA: RuleText("Borda", "points for every film that a film beats, from each of you"),
    Rule.FAIR_TURNS: RuleText("Fair turns", "each of you names a favourite in turn"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A card with the films of a page on it, for these people; `more` tells of a next page."""

    embed: discord.Embed
    films: tuple[Film, ...]
    party: Party
    rule: Rule
    page: int
    more: bool


async def answer(
    services: Services, guild: discord.Guild, ids: Sequence[int], rule: Rule, page: int = 0
) -> Answer:
    """Return a page of films, from 0, for some members by a rule.

    Raises
    ------
    Refused
        When fewer than two of them take part.
    NoFilmsLeft
    """
    party = await gather(services, guild, ids)
    library = services.films
    passed = await passed_over(services, party.ids, together=True)
    found = await services.compute.short(
        recommend_together, library, party.members, rule, FILMS, passed_over=passed, page=page
    )
    films = tuple(library.film(pick.row) for pick in found.picks)
    await keep_shown(services, party.ids, films, together=True)
    embed = group_card(library, party, found)
    embed.title = f"{embed.title}, page {page + 1}" if page else embed.title
    return Answer(embed, films, party, rule, page, found.more)


def group_card(library: Library, party: Party, found: Together) -> discord.Embed:
    """Return the card: the rule, who goes without, and the films with their reasons."""
    text = RULE_TEXTS[found.rule]
    parts = [f"**{text.label}:** {text.meaning}.\n{without_line(party.people, found)}"]
    parts += [film_lines(library, party.people, place, pick) for place, pick in enumerate(found.picks, 1)]
    stepped_back = stepped_back_line([library.film(row) for row in found.stepped_back])
    parts += [stepped_back] if stepped_back else []
    names = enumeration([person.shown for person in party.people])
    embed = card(f"For {names}", "\n\n".join(parts), LEGEND)
    if party.notes:
        embed.add_field(name="Left out", value="\n".join(party.notes))
    return embed


def without_line(people: Sequence[Person], found: Together) -> str:
    """Say who has no film of their best tenth under this rule."""
    if not found.without_pick:
        return f"Everybody gets a pick ({STAR}, of their best tenth)."
    names = enumeration([f"**{people[at].shown}**" for at in found.without_pick])
    verb = "gets" if len(found.without_pick) == 1 else "get"
    hint = "" if found.rule is Rule.FAIR_TURNS else " Try Fair turns."
    return f"{names} never {verb} a pick ({STAR}, of their best tenth).{hint}"


def film_lines(library: Library, people: Sequence[Person], place: int, pick: GroupPick) -> str:
    """Return a film with a bar for each member, and the links that speak for it."""
    film = library.film(pick.row)
    links = ", ".join(link_name(link.name) for link in pick.reasons)
    why = " · ".join(part for part in (", ".join(film.genres[:1]), links) if part)
    return "\n".join([f"{place}. {bold(film)}", bars(people, pick), f"↳ {why}" if why else ""]).strip()


def bars(people: Sequence[Person], pick: GroupPick) -> str:
    """Return everybody's bar: a line each for a few, shorter ones that flow for more."""
    few = len(people) <= FEW
    cells = BAR_CELLS if few else SHORT_CELLS
    made = []
    for at, (person, liking) in enumerate(zip(people, pick.likings, strict=True)):
        star = f" {STAR}" if at in pick.pick_of else ""
        made.append(f"`{bar(liking, cells)}` {person.shown}{star}".replace(" ", NO_BREAK))
    return ("\n" if few else " ").join(made)
