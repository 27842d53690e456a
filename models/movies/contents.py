"""What an artifact says of its films, and how they are found in it: all of it but what is trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.movies.film_keys import key_numbers
from models.movies.film_record import FilmRecord
from models.movies.titles.title_keys import RULES, TitleKeys


def describe(
    films: Sequence[FilmRecord], links: Sequence[str]
) -> tuple[dict[str, NDArray[Any]], dict[str, object]]:
    """Return the arrays and the texts of films and of the links that ship, by name.

    The keys of films and titles could be made of the rest; they are kept, as a bot that starts has no time.
    """
    keys = TitleKeys.of([film.title for film in films])
    tensors: dict[str, NDArray[Any]] = {
        "film_keys": key_numbers([film.page for film in films]),
        "title_sizes": keys.sizes.astype(np.uint16),
        "title_rows": keys.rows,
    }
    documents: dict[str, object] = {
        "catalogue": _catalogue(films, links),
        "title_keys": {"rules": RULES, "keys": "\n".join(keys.keys)},
    }
    if redirects := {name: film.page for film in films for name in film.redirects}:
        documents["redirects"] = redirects
    if roles := {
        film.page: {"directors": film.directors, "starring": film.starring}
        for film in films
        if film.directors or film.starring
    }:
        documents["roles"] = roles
    return tensors, documents


def _catalogue(films: Sequence[FilmRecord], links: Sequence[str]) -> dict[str, object]:
    names = sorted({genre for film in films for genre in film.genres})
    number = {name: at for at, name in enumerate(names)}
    return {
        "pages": [film.page for film in films],
        "titles": ["" if film.title == film.page else film.title for film in films],
        "years": [film.year for film in films],
        "genres": [[number[genre] for genre in film.genres] for film in films],
        "genre_names": names,
        "links": list(links),
    }
