"""A map as it forms: a film of t-SNE's iterations that ends with the still picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.pictures.canvas import Canvas
from models.pictures.film import Cel, Palette, Pixels, blit
from models.pictures.lettering import text_width
from models.pictures.picture import Animation
from models.words.errors import WrongNumberInMotion
from models.words.maps.alt_text import describe
from models.words.maps.layout import HEADER, WIDTH, Floats
from models.words.maps.parse import MIN_WORDS
from models.words.maps.picture import Painting, paint_ground, paint_header, paint_marker, paint_words
from models.words.maps.projection import EARLY_ITERATIONS, ITERATIONS, Step

MOST_WORDS = 150  # of a film: what it costs grows faster than they do
MOST_MOVING_WORDS = 40  # beyond that, words that move only hide each other
_FRAME_MS = 80
_FIRST_MS = 800
_LAST_MS = 5000
_SCALE = 2 / 3  # of the film beside the still picture
_LEAST_SIZE = 14  # of the last picture's labels, in pixels of the film, as far as the full scale allows
_MOVING_SIZE = 24  # of words that move
_AT_FIRST = 70  # iterations of each phase in which nearly all of its motion happens


def check_number(words: int) -> None:
    """Refuse a map that is too large to be shown as it forms.

    Raises
    ------
    WrongNumberInMotion
    """
    if words > MOST_WORDS:
        raise WrongNumberInMotion(words, MIN_WORDS, MOST_WORDS)


def chosen(steps: Sequence[Step]) -> list[Step]:
    """Return the steps to show: all while things move, ever fewer as they settle, the last in any case."""
    return [step for step in steps if _is_shown(step.iteration)]


def moving(painting: Painting, steps: Sequence[Step]) -> Animation:
    """Return the film of a map.

    Parameters
    ----------
    painting
        The map at the end.
    steps
        The way there, as `projection.project` showed it.

    Returns
    -------
    Animation
        The same bytes for the same arguments. Every picture is laid out by the rule of the last one, each to
        fill the frame; the last one is the still picture with another header.
    """
    shown = chosen(steps)
    film = _Film(painting)
    cels = [Cel(film.on_the_way(step), _FRAME_MS) for step in shown[:-1]]
    cels[0] = Cel(cels[0].pixels, _FIRST_MS)
    cels.append(Cel(film.at_the_end(), _LAST_MS))
    height, width = cels[-1].pixels.shape
    before = (
        f"Animated: the map forms in {ITERATIONS} iterations, its KL divergence falls from "
        f"{shown[0].kl_divergence:.2f} to {painting.projection.kl_divergence:.2f}. At the end:"
    )
    alt = describe(painting.word_map, painting.projection, painting.source, painting.layout, before)
    notes = painting.layout.numbered.sentences
    return Animation(film.palette.gif(cels), alt, width, height, len(cels), notes)


def _is_shown(iteration: int) -> bool:
    into_phase = iteration if iteration <= EARLY_ITERATIONS else iteration - EARLY_ITERATIONS
    every = 5 if into_phase <= _AT_FIRST else 20 if iteration <= EARLY_ITERATIONS + 4 * _AT_FIRST else 50
    return iteration in (EARLY_ITERATIONS, ITERATIONS) or into_phase % every == 0


class _Film:
    """The ground, the sprites and the palette that all pictures of a film share."""

    def __init__(self, painting: Painting) -> None:
        self._painting = painting
        layout, styles, colours = painting.layout, painting.styles, painting.colours
        self._scale = min(1.0, max(_SCALE, _LEAST_SIZE / layout.size))
        marks = [colour for style in styles for colour in (style.mark, style.edge, style.text)]
        self.palette = Palette(colours.background, [colours.text, colours.quiet, *marks])
        self._ground = self.palette.of(paint_ground(painting, self._scale, ringed=False).pixels())
        self._header = Canvas(WIDTH, HEADER, colours, self._scale)
        self._markers = self._draw_markers()
        self._words = self._draw_words() if len(layout.texts) <= MOST_MOVING_WORDS else []

    def on_the_way(self, step: Step) -> Pixels:
        """Return the picture of a step: markers, and words beside them if there are few."""
        picture = self._ground.copy()
        points = self._painting.layout.spread.points(step.points)
        for sprite, point in zip(self._words, points, strict=False):
            self._lay(picture, sprite, self._beside(point, sprite))
        for number, point in zip(self._painting.word_map.labels, points, strict=True):
            self._lay(picture, self._markers[number], point)
        phase = "early exaggeration" if step.exaggerated else "fine tuning"
        what = f"Iteration {step.iteration} of {ITERATIONS} · {phase}"
        self._write(picture, step.kl_divergence, what)
        return picture

    def at_the_end(self) -> Pixels:
        """Return the still picture."""
        canvas = paint_ground(self._painting, self._scale)
        paint_words(canvas, self._painting)
        picture = self.palette.of(canvas.pixels())
        what = f"After {ITERATIONS} iterations. Words used alike lie close together."
        self._write(picture, self._painting.projection.kl_divergence, what)
        return picture

    def _write(self, picture: Pixels, divergence: float, what: str) -> None:
        header, colours = self._header, self._painting.colours
        header.wipe()
        paint_header(header, HEADER, colours, f"KL divergence {divergence:.3f}", what)
        strip = self.palette.of(header.pixels())
        picture[: len(strip)] = strip

    def _lay(self, picture: Pixels, sprite: Pixels, middle: Floats) -> None:
        blit(picture, sprite, (middle[0] * self._scale, len(picture) - middle[1] * self._scale))

    def _beside(self, point: Floats, sprite: Pixels) -> Floats:
        """Return the middle of a word to the right of its marker, or to the left where there is no room."""
        way = self._painting.layout.radius + sprite.shape[1] / self._scale / 2
        side = 1.0 if point[0] + 2 * way < WIDTH else -1.0
        return np.array([point[0] + side * way, point[1]])

    def _draw_markers(self) -> list[Pixels]:
        """Return the marker of each category."""
        radius = self._painting.layout.radius
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
