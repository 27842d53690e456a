"""A map of words as one HTML file: to zoom, to search, and to open without a network."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from models.pictures.palette import THEMES, ThemeName, style_of
from models.pictures.spreading import evened, evened_beside
from models.words.maps.categories import WordMap
from models.words.maps.guests import Guest, seat
from models.words.maps.methods import METHOD_NAMES
from models.words.maps.projection import Projection
from models.words.maps.quality import kept_shares, neighbours_of

_PARTS = Path(__file__).parent / "page"
_DROPPED = "dropped in"
_NEAREST = 5
_DECIMALS = 4


def offline_page(
    word_map: WordMap,
    projections: Sequence[Projection],
    theme: ThemeName,
    source: str,
    guests: Sequence[Guest] = (),
) -> str:
    """Return the page, which asks nothing of any server.

    Parameters
    ----------
    word_map
        The words.
    projections
        Where they lie, by each method to choose from; the first is shown.
    theme
        The one to begin with.
    source
        What people call the vectors.
    guests
        Words that joined the map.
    """
    names = [*word_map.words, *(guest.name for guest in guests)]
    title = f"Map of {len(names)} words"
    categories = ", ".join(category.name for category in word_map.categories)
    return Template(_part("html")).substitute(
        title=html.escape(title),
        theme=theme,
        styles=f"{_colours(len(word_map.categories) + bool(guests))}\n{_part('css')}",
        alt=html.escape(f"{title}: {categories}. Each can be found by the search above."),
        source=html.escape(f"Vectors: {source}"),
        data=_embedded(_data(word_map, projections, guests)),
        script=_part("js"),
    )


def _part(kind: str) -> str:
    return (_PARTS / f"page.{kind}").read_text(encoding="utf-8")


def _embedded(data: dict[str, Any]) -> str:
    """Return JSON in which nothing can end the element that it stands in."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(word_map: WordMap, projections: Sequence[Projection], guests: Sequence[Guest]) -> dict[str, Any]:
    vectors = np.vstack([word_map.vectors, *(guest.vector[None] for guest in guests)]).astype(np.float64)
    labels = [*word_map.labels.tolist(), *[len(word_map.categories)] * len(guests)]
    names = [*word_map.words, *(guest.name for guest in guests)]
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -np.inf)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :_NEAREST]
    return {
        "categories": [*(category.name for category in word_map.categories), *[_DROPPED] * bool(guests)],
        "words": [
            {
                "name": name,
                "category": label,
                "near": [[other, f"{cosines[at, other]:.2f}"] for other in nearest[at].tolist()],
            }
            for at, (name, label) in enumerate(zip(names, labels, strict=True))
        ],
        "maps": [_map(word_map, projection, guests) for projection in projections],
    }


def _map(word_map: WordMap, projection: Projection, guests: Sequence[Guest]) -> dict[str, Any]:
    places = evened(projection.points)  # gaps are narrowed, as on the pictures
    if guests:
        seats = np.stack([seat(guest.vector, word_map.vectors, projection) for guest in guests])
        places = np.vstack([places, evened_beside(projection.points, seats)])
    k = neighbours_of(len(projection.points))
    kept = kept_shares(word_map.vectors, places[: len(projection.points)], k).mean()
    nearest = f"{k} nearest words" if k > 1 else "nearest word"
    name = METHOD_NAMES[projection.method]
    return {
        "name": name,
        "points": places.round(_DECIMALS).tolist(),
        "kept": f"{name}: of each word's {nearest}, {kept:.0%} are nearest here too, on average.",
    }


def _colours(categories: int) -> str:
    """Return the rules that colour each category, in both themes."""
    rules = []
    for theme, colours in THEMES.items():
        root = f'[data-theme="{theme}"]'
        rules.append(
            f"{root} {{ --ground: {colours.background}; --text: {colours.text}; --quiet: {colours.quiet}; "
            f"--label: {colours.text}; --mark: {colours.text}; --edge: {colours.background}; }}"
        )
        for number in range(categories):
            style = style_of(number % 12, colours)
            look = f"--mark: {style.mark}; --edge: {style.edge}; --label: {style.text};"
            rules.append(f"{root} .c{number} {{ {look} }}")
    return "\n".join(rules)
