"""How films and tastes are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.replies import card, enumeration, plural
from cogs.shared.films import bold, link_name
from cogs.shared.opinions import Opinions
from cogs.shared.passed_over import stepped_back_line
from cogs.shared.verdicts import MARKS
from models.figures import figure
from models.movies.evaluate import SelfTest
from models.movies.library import Film
from models.movies.portrait import Portrait, Surroundings
from models.movies.reasons import Evidence, Reasons, Why
from models.movies.recommendation import Direction, Recommendation, Recommended
from models.movies.taste import Standing
from storage.ratings import Verdict

ENOUGH = 5
"""Likes and dislikes, each, from which on a taste is worth its name."""

LINKS_TOLD = 14
CREDITED = 6
NAMED = 2
"""Ratings that are named in a line."""


def noted(films: Sequence[Film], verdict: Verdict, earlier: Sequence[Verdict | None]) -> str:
    """Say what was kept, film by film, and what it took the place of."""
    lines = []
    for film, before in zip(films, earlier, strict=True):
        change = f" (was {MARKS[before]})" if before not in (None, verdict) else ""
        again = " (as before)" if before is verdict else ""
        lines.append(f"{MARKS[verdict]} {bold(film)}{change}{again}")
    return "\n".join(lines)


def tally(person: Opinions) -> str:
    """Return how many films a person has rated, and what would help most."""
    likes, dislikes = len(person.likes), len(person.dislikes)
    text = f"{plural(likes, 'like')}, {plural(dislikes, 'dislike')}"
    lacking = [
        plural(ENOUGH - number, f"more {noun}", f"more {noun}s")
        for number, noun in ((likes, "like"), (dislikes, "dislike"))
        if number < ENOUGH
    ]
    return f"{text} · {enumeration(lacking)} would help" if lacking else text


def standing_line(standing: Standing) -> str:
    """Say what a taste rests on and lacks."""
    match standing.missing:
        case "both":
            return (
                "You have rated nothing yet, so this is average taste: what most people know and like. "
                + hinted("Tell me a few with `/like` and `/dislike`.")
            )
        case "likes" | "dislikes":
            return f"You have rated no {standing.missing} yet. A few {standing.missing} would help most."
    few = min(standing.likes, standing.dislikes)
    if few < ENOUGH:
        wanted = f"{ENOUGH - few} more of each"
        return f"With so few ratings average taste still has a say: {wanted} would help."
    return ""


def meter_line(test: SelfTest | None) -> str:
    """Say how well a person's own ratings predict each other, beside fame alone."""
    if test is None:
        return "With two likes and two dislikes I can check myself on them."
    ours, fame = f"{test.taste_auc:.0%}", f"{test.fame_auc:.0%}"
    verdict = "better than" if test.taste_auc > test.fame_auc + 0.02 else "no better yet than"
    return (
        f"Checked on your own ratings: leaving out a like and a dislike, I put the right one first {ours} of "
        f"the time, {verdict} fame alone ({fame})."
    )


def recommendation_card(
    found: Recommendation, person: Opinions, *, worst: bool, obscure: bool
) -> discord.Embed:
    """Return the films of a recommendation with their reasons, and what it rests on."""
    parts = [
        standing_line(found.standing),
        f"**Best** · the buttons below rate these\n{pick_lines(found.best)}",
        stepped_back_line(found.stepped_back),
    ]
    if worst:
        parts.append(f"**Worst**\n{pick_lines(found.worst, numbered=False)}")
    order = "" if obscure else ", in the order of distance and of how widely a film is known"
    embed = card("", "\n\n".join(part for part in parts if part), hyperplane_of(found.standing) + order)
    if found.direction is not None:
        embed.add_field(name="Your hyperplane points", value=directions(found.direction), inline=False)
        embed.add_field(name="How far to trust me", value=meter_line(found.self_test), inline=False)
    if person.gone:
        gone = f"{plural(len(person.gone), 'rating')} of films that I no longer have are kept, but not used."
        embed.add_field(name="Kept", value=gone, inline=False)
    return embed


def pick_lines(picks: Sequence[Recommended], *, numbered: bool = True) -> str:
    """List picks with their distances, genres and reasons; numbers say which button rates which film."""
    lines = []
    for place, pick in enumerate(picks, start=1):
        genres = f" · {', '.join(pick.film.genres[:2])}" if pick.film.genres else ""
        mark = f"{place}." if numbered else "•"
        lines.append(
            f"{mark} `{figure(pick.distance, '+.2f')}` {bold(pick.film)}{genres}\n↳ {because(pick.reasons)}"
        )
    return "\n".join(lines) or "No film is left here."


def because(reasons: Reasons) -> str:
    """Say in one line which ratings carry a film to its side."""
    told = [_named(each) for each in reasons.evidence[:NAMED]]
    if reasons.average_taste:
        told.append("average taste")
    return enumeration(told) or "where most films lie"


def _named(evidence: Evidence) -> str:
    """Name one rating: a like draws a film near it up, a dislike pushes a film unlike it up."""
    shared = [link_name(name) for name in evidence.shared[:2]]
    both = f" ({enumeration(shared)})" if shared and evidence.resembles else ""
    return f"{'like' if evidence.resembles else 'unlike'} *{plain(evidence.film.title)}*{both}"


def directions(direction: Direction) -> str:
    """Say towards which genres and links a hyperplane's normal points, and away from which."""
    sides = (("toward", direction.toward), ("away from", direction.away))
    return "\n".join(
        f"**{side}** {enumeration([link_name(name) for name in names])}" for side, names in sides
    )


def why_card(why: Why, standing: Standing) -> discord.Embed:
    """Say why a film lies where it does, in parts that add up."""
    side = "the liked side" if why.distance >= 0 else "the other side"
    embed = card(
        f"Why {plain(why.film.name)}",
        f"{bold(why.film)} lies `{figure(why.distance, '+.2f')}` from your hyperplane, on {side}: "
        f"place {why.place:,} of {why.among:,}.\n{standing_line(standing)}",
        hyperplane_of(standing),
    )
    parts = [_part(each) for each in (*why.supports, *why.against)]
    if why.others:
        parts.append(f"`{figure(why.others_part, '+.2f')}` your {plural(why.others, 'other rating')}")
    parts.append(f"`{figure(why.average_taste, '+.2f')}` average taste")
    parts.append(f"`{figure(why.middle, '+.2f')}` where the middle of all films lies")
    embed.add_field(name=f"In short: {because(why.in_short)}", value="\n".join(parts), inline=False)
    return embed


def _part(evidence: Evidence) -> str:
    """Word what one rating adds to a film's distance."""
    shared = ", ".join(map(link_name, evidence.shared[:3]))
    both = f" · both: {shared}" if shared else ""
    added = figure(evidence.contribution, "+.2f")
    return f"`{added}` {'👍' if evidence.liked else '👎'} {bold(evidence.film)}{both}"


def hyperplane_of(standing: Standing) -> str:
    """Say what the distances beside films are."""
    return (
        f"signed distance from the hyperplane of your {plural(standing.likes, 'like')} "
        f"and {plural(standing.dislikes, 'dislike')}"
    )


def film_card(portrait: Portrait) -> discord.Embed:
    """Return what is known of a film; the title leads to its article."""
    film = portrait.film
    facts = [", ".join(film.genres) or "No genre is known.", ", ".join(portrait.countries)]
    facts.append(f"in {enumeration(portrait.languages)}" if portrait.languages else "")
    lines = [" · ".join(plain(fact) for fact in facts if fact)]
    for role, people in (("Directed by", portrait.roles.directors), ("With", portrait.roles.starring)):
        lines += [f"{role} {enumeration([link_name(name) for name in people[:CREDITED]])}"] if people else []
    embed = card(plain(film.name), "\n".join(lines))
    embed.url = f"https://en.wikipedia.org/wiki/{quote(film.page.replace(' ', '_'))}"
    if portrait.told:
        shown = enumeration([link_name(name) for name in portrait.told[:LINKS_TOLD]])
        embed.add_field(name="People and subjects, those of most films first", value=shown, inline=False)
    near = enumeration([link_name(name) for name in portrait.near_links])
    embed.add_field(name="Its vector lies near", value=near, inline=False)
    embed.set_footer(text=f"{plural(portrait.links, 'link')} · Wikipedia: {film.page}")
    return embed


def near_card(near: Surroundings, heading: str) -> discord.Embed:
    """Return what lies near a film or a link."""
    lines = [f"`{figure(similarity, '.2f')}` {bold(film)}" for film, similarity in near.films]
    how = "similarity in kind, time, title and the names they share: 1 is the film itself"
    embed = card(f"{heading} {plain(near.name)}", "\n".join(lines), how)
    if near.links:
        links = enumeration([link_name(name) for name in near.links])
        embed.add_field(name="Nearest links", value=links, inline=False)
    return embed
