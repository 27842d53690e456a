"""The map of a taste in words: its sentences, and the whole of it for those who cannot see it."""

from __future__ import annotations

from models.figures import figure
from models.movies.tastemap import KINDS, Kind, MappedFilm, TasteMap
from models.pictures.lettering import displayable
from models.pictures.picture import MAX_ALT_LENGTH, alt_text

NAMES: dict[Kind, str] = {
    "liked": "liked",
    "disliked": "disliked",
    "best": "best for you",
    "worst": "worst for you",
}
_TITLE_LENGTH = 24
_ALT_TITLE_LENGTH = 40
_ALT_FILMS = 5  # of each kind that are named


def label(film: MappedFilm) -> str:
    """Return what stands beside a film's marker: its title, cut if long, and its year."""
    return _with_year(displayable(film.title, _TITLE_LENGTH), film)


def summary(taste_map: TasteMap) -> str:
    """Say how many ratings the map rests on, and how many of them it does not show."""
    likes, dislikes = _plural(taste_map.likes, "like"), _plural(taste_map.dislikes, "dislike")
    text = f"{_plural(taste_map.ratings, 'rating')}: {likes}, {dislikes}"
    return text + (f" · {taste_map.left_out:,} not shown" if taste_map.left_out else "")


def stand_in(taste_map: TasteMap) -> str:
    """Say what the side without ratings is, where there is one; else an empty text."""
    if taste_map.likes and taste_map.dislikes:
        return ""
    lacking = "dislikes" if taste_map.likes else "likes"
    return f"No {lacking} yet: the average well-known film stands in for them."


def describe(taste_map: TasteMap) -> str:
    """Return the alternative text of a map, at most 1024 characters, with as many titles as fit."""
    texts = (" ".join(_sentences(taste_map, count)) for count in range(_ALT_FILMS, 1, -1))
    shortest = alt_text(_sentences(taste_map, 1))
    return next((text for text in texts if len(text) <= MAX_ALT_LENGTH), shortest)


def _sentences(taste_map: TasteMap, count: int) -> list[str]:
    """Return the sentences of the alternative text, which name `count` films of each kind."""
    sentences = [
        f"Taste map from {summary(taste_map)}.",
        "A vertical line, the hyperplane, has what you would love on its right, what not on its left.",
        f"The margin reaches {taste_map.margin:.2f} to either side.",
        stand_in(taste_map),
    ]
    for kind in KINDS:
        films = sorted(taste_map.of_kind(kind), key=lambda film: -abs(film.distance))
        if films:
            named = ", ".join(_spoken(film) for film in films[:count])
            sentences.append(f"{NAMES[kind].capitalize()}: {named}{_more(films, count)}.")
    if astray := [film for film in taste_map.films if _is_astray(film)]:
        named = ", ".join(_name(film) for film in astray[:count])
        sentences.append(f"Rated, yet on the other side: {named}{_more(astray, count)}.")
    return [sentence for sentence in sentences if sentence]


def _is_astray(film: MappedFilm) -> bool:
    return (film.kind == "liked" and film.distance < 0) or (film.kind == "disliked" and film.distance > 0)


def _more(films: list[MappedFilm], count: int) -> str:
    return f" and {len(films) - count} more" if len(films) > count else ""


def _spoken(film: MappedFilm) -> str:
    return f"{_name(film)} {figure(film.distance, '+.2f')}"


def _name(film: MappedFilm) -> str:
    title = film.title
    return _with_year(
        title if len(title) <= _ALT_TITLE_LENGTH else title[: _ALT_TITLE_LENGTH - 1] + "…", film
    )


def _with_year(title: str, film: MappedFilm) -> str:
    return title if film.year is None else f"{title} ({film.year})"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
