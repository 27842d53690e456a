"""What the pictures of a film of words share: a ground, a marker for each category, and the words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.pictures.boxes import distance, overlapping
from models.pictures.canvas import Canvas
from models.pictures.film import Palette, Pixels, blit
from models.pictures.lettering import text_width
from models.words.errors import WrongNumberInMotion
from models.words.maps.layout import HEADER, WIDTH, Floats
from models.words.maps.parse import MIN_WORDS
from models.words.maps.picture import Painting, paint_ground, paint_header, paint_marker, paint_words

MOST_WORDS = 150  # of a film: what it costs grows faster than they do
MOST_MOVING_WORDS = 40  # beyond that, words that move only hide each other
_SCALE = 2 / 3  # of the film beside the still picture
_LEAST_SIZE = 14  # of the last picture's labels, in pixels of the film, as far as the full scale allows
_MOVING_SIZE = 24  # of words that move


def check_number(words: int) -> None:
    """Refuse a map that is too large to move.

    Raises
    ------
    WrongNumberInMotion
    """
    if words > MOST_WORDS:
        raise WrongNumberInMotion(words, MIN_WORDS, MOST_WORDS)


class Sprites:
    """The ground, the sprites and the palette that all pictures of a film share.

    Parameters
    ----------
    painting
        What the film is of.
    sizes
        In how many radii of its own each marker is there.
    """

    def __init__(self, painting: Painting, sizes: tuple[float, ...] = (1.0,)) -> None:
        self._painting = painting
        layout, styles, colours = painting.layout, painting.styles, painting.colours
        self._scale = min(1.0, max(_SCALE, _LEAST_SIZE / layout.size))
        marks = [colour for style in styles for colour in (style.mark, style.edge, style.text)]
        self.palette = Palette(colours.background, [colours.text, colours.quiet, *marks])
        self._ground = self.palette.of(paint_ground(painting, self._scale, ringed=False).pixels())
        self._header = Canvas(WIDTH, HEADER, colours, self._scale)
        self._markers = [self._draw_markers(size * layout.radius) for size in sizes]
        self._words = self._draw_words() if len(layout.texts) <= MOST_MOVING_WORDS else []

    def moment(
        self, points: Floats, title: str, what: str, sizes: npt.NDArray[np.intp] | None = None
    ) -> Pixels:
        """Return a picture with its markers at points (n, 2), and words beside them if there are few.

        With `sizes` (n,), the numbers of the markers' sizes, the smaller lie behind the larger, and a word
        that would cover a marker or an earlier word is left out.
        """
        picture = self._ground.copy()
        labels = self._painting.word_map.labels
        chosen = np.zeros(len(labels), dtype=np.intp) if sizes is None else sizes
        beside = [self._beside(point, word) for point, word in zip(points, self._words, strict=False)]
        written = range(len(beside)) if sizes is None else self._apart(beside, points)
        for at in written:
            self._lay(picture, self._words[at], beside[at])
        for at in chosen.argsort(kind="stable").tolist():
            self._lay(picture, self._markers[chosen[at]][labels[at]], points[at])
        return self._headed(picture, title, what)

    def still(self, title: str, what: str) -> Pixels:
        """Return the still picture, under another header."""
        canvas = paint_ground(self._painting, self._scale)
        paint_words(canvas, self._painting)
        return self._headed(self.palette.of(canvas.pixels()), title, what)

    def _apart(self, middles: list[Floats], points: Floats) -> list[int]:
        """Return which words can be written at their middles, over no point and no word before them."""
        if not middles:
            return []
        halves = np.array([word.shape[::-1] for word in self._words]) / self._scale / 2
        boxes = np.hstack([np.stack(middles) - halves, np.stack(middles) + halves]).T  # (4, n)
        over = overlapping(boxes[:, :, None], boxes[:, None, :])
        marked = (distance(boxes[:, :, None], points.T[:, None, :]) == 0).any(axis=1)
        kept: list[int] = []
        for at in np.flatnonzero(~marked).tolist():
            if not over[at, kept].any():
                kept.append(at)
        return kept

    def _headed(self, picture: Pixels, title: str, what: str) -> Pixels:
        self._header.wipe()
        paint_header(self._header, HEADER, self._painting.colours, title, what)
        strip = self.palette.of(self._header.pixels())
        picture[: len(strip)] = strip
        return picture

    def _lay(self, picture: Pixels, sprite: Pixels, middle: Floats) -> None:
        blit(picture, sprite, (middle[0] * self._scale, len(picture) - middle[1] * self._scale))

    def _beside(self, point: Floats, sprite: Pixels) -> Floats:
        """Return the middle of a word to the right of its marker, or to the left where there is no room."""
        way = self._painting.layout.radius + sprite.shape[1] / self._scale / 2
        side = 1.0 if point[0] + 2 * way < WIDTH else -1.0
        return np.array([point[0] + side * way, point[1]])

    def _draw_markers(self, radius: float) -> list[Pixels]:
        """Return the marker of each category."""
        side = round(3 * radius)
        canvas = Canvas(side, side, self._painting.colours, self._scale)
        sprites = []
        for style in self._painting.styles:
            canvas.wipe()
            paint_marker(canvas, np.array([[side / 2, side / 2]]), style, radius)
            sprites.append(self.palette.of(canvas.pixels()))
        return sprites

    def _draw_words(self) -> list[Pixels]:
        """Return each word, in the colour of its category."""
        texts, styles = self._painting.layout.texts, self._painting.styles
        widths = [text_width(text, _MOVING_SIZE) + 4 for text in texts]
        height = 1.4 * _MOVING_SIZE
        canvas = Canvas(round(max(widths)), round(height), self._painting.colours, self._scale)
        sprites = []
        for text, width, number in zip(texts, widths, self._painting.word_map.labels, strict=True):
            canvas.wipe()
            canvas.write((2, height / 2), text, _MOVING_SIZE, styles[number].text)
            sprites.append(self.palette.of(canvas.pixels())[:, : round(width * self._scale)])
        return sprites
