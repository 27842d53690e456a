"""The one call that a worker process gets for a map, and what it sends back."""

from __future__ import annotations

from dataclasses import dataclass

from models.pictures.palette import ThemeName
from models.pictures.picture import Picture
from models.words.maps.categories import WordMap
from models.words.maps.projection import Projection
from models.words.maps.quality import knn_purity


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A picture, the points it shows, and their kNN purity (0 to 1)."""

    picture: Picture
    projection: Projection
    purity: float


def render(word_map: WordMap, perplexity: float, seed: int, theme: ThemeName, source: str) -> Rendered:
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

    Raises
    ------
    WrongNumberOfWords
        If the map has fewer than 4 or more than 300 words.
    """
    # Here, not above: a process that only sends and unpickles should not load matplotlib.
    from models.words.maps.picture import draw_map  # noqa: PLC0415
    from models.words.maps.projection import project  # noqa: PLC0415

    projection = project(word_map.vectors, perplexity, seed)
    picture = draw_map(word_map, projection, theme=theme, source=source)
    return Rendered(picture, projection, knn_purity(projection.points, word_map.labels))


def warm_up() -> None:
    """Load what `render` needs, which takes seconds, so that the first person need not wait for it."""
    import openTSNE  # noqa: F401, PLC0415

    import models.words.maps.picture  # noqa: F401, PLC0415
