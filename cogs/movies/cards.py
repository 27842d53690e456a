"""How films and tastes are put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import discord

from bot.markup import plain
from bot.replies import card, enumeration, plural
from cogs.shared.films import bold, link_name
from cogs.shared.opinions import Opinions
from models.movies.cleaning import has_name
from models.movies.evaluate import SelfTest
from models.movies.filter_words import LANGUAGE
from models.movies.library import Film, Library
from models.movies.taste import Explanation, Pick, Standing, Support, Taste
from storage.ratings import Verdict

MARKS = {Verdict.LIKE: "👍", Verdict.DISLIKE: "👎", Verdict.SEEN: "👁️"}
ENOUGH = 5
"""Likes and dislikes, each, from which on a taste is worth its name."""

LINKS_TOLD = 14
OF_EVERY_FILM = 150
"""A link in more films than this is a studio or a kind of film, and says little of one."""
_CATEGORY = re.compile(r"Category:((?!\d{4}s ).+) films|Category:\d{4}s films")
_YEAR = re.compile(r"\d{4} in film")

PRIOR_SHARE = 0.5
"""The part of a pick's distance from which on it is told that average taste carries it."""


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
                "Tell me a few with `like` and `dislike`."
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


def pick_lines(library: Library, taste: Taste, picks: Sequence[Pick], *, numbered: bool = True) -> str:
    """List picks with their distances, genres and reasons; numbers say which button rates which film."""
    lines = []
    for place, pick in enumerate(picks, start=1):
        film = library.film(pick.row)
        reason = because(library, library.model.explain(taste, pick.row, 2))
        genres = f" · {', '.join(film.genres[:2])}" if film.genres else ""
        mark = f"{place}." if numbered else "•"
        lines.append(f"{mark} `{pick.distance:+.2f}` {bold(film)}{genres}\n↳ {reason}")
    return "\n".join(lines) or "No film is left here."


def because(library: Library, explanation: Explanation) -> str:
    """Say in one line which ratings carry a pick to its side."""
    reasons = [_support(library, support, explanation.distance) for support in explanation.supports]
    side = 1 if explanation.distance >= 0 else -1
    if side * explanation.prior > PRIOR_SHARE * abs(explanation.distance):
        reasons.append("average taste")
    return enumeration(reasons) or "where most films lie"


def _support(library: Library, support: Support, distance: float) -> str:
    """Word one rating's part: a like draws a film near it up, a dislike pushes a film unlike it up."""
    film = library.film(support.row)
    near = support.liked == (distance >= 0)
    shared = [link_name(link.name) for link in support.shared[:2]]
    both = f" ({enumeration(shared)})" if shared and near else ""
    return f"{'like' if near else 'unlike'} *{plain(film.title)}*{both}"


def directions(library: Library, taste: Taste) -> str:
    """Say towards which genres and links a hyperplane's normal points, and away from which."""
    toward_genres, away_genres = library.model.genre_leanings(taste, 2)
    toward, away = library.model.leanings(taste, 3, least_count=30)
    sides = (
        ("toward", toward_genres, [each.name for each in toward]),
        ("away from", away_genres, [each.name for each in away]),
    )
    return "\n".join(f"**{side}** {_names([*genres, *links])}" for side, genres, links in sides)


def _names(names: Iterable[str]) -> str:
    return enumeration([link_name(name) for name in names])


def film_card(library: Library, film: Film) -> discord.Embed:
    """Return what is known of a film; the title leads to its article."""
    own = library.embeddings.links_of(film.row)
    categories = [found[1] for link in own if (found := _CATEGORY.fullmatch(link.name)) and found[1]]
    countries = [
        name for name in categories if name not in library.embeddings.genre_names and "-" not in name
    ]
    languages = [name.removesuffix(LANGUAGE) for name in categories if name.endswith(LANGUAGE)]
    facts = [", ".join(film.genres) or "No genre is known.", ", ".join(countries)]
    facts.append(f"in {enumeration(languages)}" if languages else "")
    embed = card(plain(film.name), " · ".join(plain(fact) for fact in facts if fact))
    embed.url = f"https://en.wikipedia.org/wiki/{quote(film.page.replace(' ', '_'))}"
    told = [link.name for link in reversed(own) if link.count <= OF_EVERY_FILM and _is_told(link.name)]
    if told:
        shown = enumeration([link_name(name) for name in told[:LINKS_TOLD]])
        embed.add_field(name="People and subjects, those of most films first", value=shown, inline=False)
    near = [link_name(link.name) for link in library.neighbours.links(film.row, 8)]
    embed.add_field(name="Its vector lies near", value=enumeration(near), inline=False)
    embed.set_footer(text=f"{plural(len(own), 'link')} · Wikipedia: {film.page}")
    return embed


def _is_told(link: str) -> bool:
    """Tell whether a link says something beside what the card's first line does."""
    return has_name(link) and not _CATEGORY.fullmatch(link) and not _YEAR.fullmatch(link)
