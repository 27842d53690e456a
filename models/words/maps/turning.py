"""Words in three dimensions, turned once about: the first three principal components, as a film."""

from __future__ import annotations

import numpy as np

from models.pictures.film import Cel, Pixels
from models.pictures.picture import Animation
from models.pictures.spreading import evened
from models.words.maps.alt_text import describe
from models.words.maps.layout import Floats
from models.words.maps.picture import Painting
from models.words.maps.sprites import Sprites

_FRAMES = 72
_FRAME_MS = 90
_SIZES = (0.7, 0.85, 1.0, 1.15, 1.3)  # of markers, from far to near
_EYE = 4.0  # how far away the eye is, in radii of the cloud
_HALF_WIDTH, _HALF_HEIGHT = 0.88, 0.74  # of the frame, which the cloud fills as it turns


def turning(painting: Painting, space: Floats, kept: float) -> Animation:
    """Return the film of a map that turns.

    Parameters
    ----------
    painting
        The map in the plane, whose legend and colours it has.
    space
        The places (n, 3) of its words: to the right, up, and away from the eye.
    kept
        The share of neighbours that they keep.
    """
    sprites = Sprites(painting, _SIZES)
    cloud = _fitted(space)
    turns = np.arange(_FRAMES) / _FRAMES * 2 * np.pi
    cels = [Cel(_seen(sprites, painting, cloud, turn, kept), _FRAME_MS) for turn in turns.tolist()]
    height, width = cels[0].pixels.shape
    before = (
        "Animated: the words in three dimensions, turned once about the upright axis; "
        f"of each word's nearest, {kept:.0%} are nearest there. Laid flat:"
    )
    alt = describe(painting.word_map, painting.projection, painting.source, painting.layout, before)
    notes = painting.layout.numbered.sentences
    return Animation(sprites.palette.gif(cels), alt, width, height, len(cels), notes)


def seen(cloud: Floats, turn: float) -> tuple[Floats, Floats]:
    """Return where the eye sees points (n, 3) turned by an angle, (n, 2), and how much larger, (n,)."""
    right, up, away = cloud.T
    turned = np.cos(turn) * right + np.sin(turn) * away
    depth = np.cos(turn) * away - np.sin(turn) * right
    nearness = _EYE / (_EYE + depth)
    return np.stack([turned, up], axis=1) * nearness[:, None], nearness


def _seen(sprites: Sprites, painting: Painting, cloud: Floats, turn: float, kept: float) -> Pixels:
    places, nearness = seen(cloud, turn)
    left, bottom, right, top = painting.layout.spread.frame
    half = np.array([_HALF_WIDTH * (right - left), _HALF_HEIGHT * (top - bottom)]) / 2
    points = np.array([(left + right) / 2, (bottom + top) / 2]) + places * half
    sizes = np.abs(np.array(_SIZES)[None] - nearness[:, None]).argmin(axis=1)
    variance = painting.projection.variance
    what = f"Three main directions: {variance:.0%} of the variance, {kept:.0%} of the neighbours."
    return sprites.moment(points, "PCA in three dimensions", what, sizes)


def _fitted(space: Floats) -> Floats:
    """Return the cloud (n, 3) about its middle, so large that it stays within -1 and 1 as it turns.

    Its gaps are narrowed as those of a map in the plane are, so that words can be read.
    """
    around = evened(space) - 0.5
    wide = float(np.hypot(around[:, 0], around[:, 2]).max()) or 1.0
    tall = float(np.abs(around[:, 1]).max()) or 1.0
    return np.asarray(around / np.array([wide, tall, wide]))
