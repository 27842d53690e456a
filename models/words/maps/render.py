"""The calls that a worker process gets for a map, and what it sends back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from models.pictures.palette import THEMES, ThemeName
from models.pictures.picture import Animation, Picture
from models.words.maps.categories import WordMap
from models.words.maps.guests import Guest
from models.words.maps.layout import lay_out
from models.words.maps.methods import laid_out
from models.words.maps.motion import moving
from models.words.maps.picture import Painting, still
from models.words.maps.principal import principal_components
from models.words.maps.projection import Method, Projection, Step, project
from models.words.maps.quality import kept_shares, knn_purity
from models.words.maps.sprites import check_number
from models.words.maps.turning import turning

P = TypeVar("P", Picture, Animation)


@dataclass(frozen=True, slots=True, eq=False)
class Rendered(Generic[P]):
    """A picture, the points it shows, their kNN purity, and the mean share of neighbours kept (0 to 1).

    `kept` is as drawn, of each word's `neighbours` nearest ones.
    """

    picture: P
    projection: Projection
    purity: float
    kept: float
    neighbours: int


def render(
    word_map: WordMap,
    perplexity: float,
    seed: int,
    theme: ThemeName,
    source: str,
    *,
    method: Method = "tsne",
    projection: Projection | None = None,
    guests: Sequence[Guest] = (),
) -> Rendered[Picture]:
    """Lay a map out and draw it.

    Parameters
    ----------
    word_map
        What to draw.
    perplexity
        As in `projection.project`.
    seed
        Same arguments, same bytes.
    theme
        "dark" or "light".
    source
        What people call the vectors; stands on the picture.
    method
        How to lay it out.
    projection
        What `render` gave for the same words, perplexity, seed and method, if at hand: saves its time.
    guests
        Words that join the map and move none of its own.

    Raises
    ------
    WrongNumberOfWords
        If the map has fewer than 4 or more than 300 words.
    """
    if projection is None:
        projection = laid_out(word_map.vectors, perplexity, seed, method)
    painting = Painting(word_map, projection, lay_out(word_map, projection, guests), THEMES[theme], source)
    return _rendered(painting, still(painting))


def side_by_side(
    word_map: WordMap,
    perplexity: float,
    seed: int,
    theme: ThemeName,
    source: str,
    *,
    methods: Sequence[Method],
    projections: Sequence[Projection] = (),
    guests: Sequence[Guest] = (),
) -> tuple[Rendered[Picture], ...]:
    """Draw the same words by several methods, a picture each; the other parameters are those of `render`."""
    at_hand: Sequence[Projection | None] = projections or [None] * len(methods)
    return tuple(
        render(word_map, perplexity, seed, theme, source, method=method, projection=projection, guests=guests)
        for method, projection in zip(methods, at_hand, strict=True)
    )


def animate(
    word_map: WordMap, perplexity: float, seed: int, theme: ThemeName, source: str
) -> Rendered[Animation]:
    """Draw a map as it forms, iteration by iteration; the parameters are those of `render`.

    Raises
    ------
    WrongNumberOfWords
        If the map has fewer than 4 words.
    WrongNumberInMotion
        If it has more than 150.
    """
    check_number(len(word_map.words))
    steps: list[Step] = []
    projection = project(word_map.vectors, perplexity, seed, steps.append)
    painting = Painting(word_map, projection, lay_out(word_map, projection), THEMES[theme], source)
    return _rendered(painting, moving(painting, steps))


def turn(word_map: WordMap, seed: int, theme: ThemeName, source: str) -> Rendered[Animation]:
    """Draw the first three principal components of a map, turned once about.

    Raises
    ------
    WrongNumberInMotion
        If the map has more than 150 words.
    """
    check_number(len(word_map.words))
    vectors = word_map.vectors.astype(np.float64)
    space, variance = principal_components(vectors, 3)
    projection = Projection(space[:, :2], np.nan, seed, np.nan, "pca", variance)
    layout = lay_out(word_map, projection)
    painting = Painting(word_map, projection, layout, THEMES[theme], source)
    kept = float(kept_shares(vectors, space, layout.neighbours).mean())
    purity = knn_purity(space, word_map.labels)
    return Rendered(turning(painting, space, kept), projection, purity, kept, layout.neighbours)


def _rendered(painting: Painting, picture: P) -> Rendered[P]:
    projection = painting.projection
    purity = knn_purity(projection.points, painting.word_map.labels)
    return Rendered(picture, projection, purity, painting.kept, painting.layout.neighbours)
