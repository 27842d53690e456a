"""A round as a PNG: each guess on its way to the secret word, and how the set of possible words shrinks."""

from __future__ import annotations

import math

import numpy as np

from models.pictures.canvas import Canvas
from models.pictures.lettering import displayable, fitting_size
from models.pictures.palette import (
    LEAST_MARK_CONTRAST,
    THEMES,
    Theme,
    ThemeName,
    diverging,
    sequential,
)
from models.pictures.picture import Picture, alt_text
from models.words.guess.bands import band_name
from models.words.guess.plan import GuessPlan, Told

WIDTH = 1000  # a phone shows it at two fifths of that: 30 pixels here are 12 there
MOST_ROWS = 14
"""Guesses that are drawn: the nearest one, and the newest."""

_MARGIN = 36
_HEADER = 118
_FOOTER = 84
_ROW = 62
_TITLE_SIZE = 34
_LABEL_SIZE = 34
_SMALL_SIZE = 27
_RADIUS = 12.0
_NAME_LENGTH = 15
_WAY = (300.0, 590.0)  # from the farthest word to the secret one
_FUNNEL = (650.0, WIDTH - 36.0)
_THINNEST = 44.0  # of the funnel, where one word is left


def draw(plan: GuessPlan, theme: ThemeName = "dark") -> Picture:
    """Draw a round: a row for each guess, in the order made. Same arguments, same bytes.

    On the left a guess lies the nearer to the secret word, the smaller its rank is, on a scale of powers of
    ten. On the right is what is left of all words after it, on such a scale too.
    """
    colours, rows = THEMES[theme], shown(plan.told)
    height = _HEADER + _ROW * len(rows) + _FOOTER
    canvas = Canvas(WIDTH, height, colours)
    top = height - _HEADER
    end = displayable(plan.secret, _NAME_LENGTH) if plan.secret is not None else "the word"
    canvas.write((_MARGIN, height - 46), f"on the way to {end}", _TITLE_SIZE, colours.text, bold=True)
    canvas.write(
        (_FUNNEL[1], height - 46), "still possible", _TITLE_SIZE, colours.text, bold=True, align="right"
    )
    canvas.write((_WAY[0], top + 24), "far", _SMALL_SIZE, colours.quiet, align="center")
    canvas.write((_WAY[1], top + 24), "★", _SMALL_SIZE, _near_colour(1.0, colours), align="center")
    canvas.write(
        (_FUNNEL[1], top + 24), f"of {plan.words:,} words", _SMALL_SIZE, colours.quiet, align="right"
    )
    for x in _WAY:
        canvas.axes.plot([x, x], [_FOOTER, top], color=colours.quiet, linewidth=2, alpha=0.7, zorder=0.5)
    _draw_funnel(canvas, plan, rows, top, colours)
    for place, told in enumerate(rows):
        _draw_row(canvas, told, top - _ROW * (place + 0.5), plan.words, colours)
    left_out = len(plan.told) - len(rows)
    foot = f"{left_out} earlier guesses left out." if left_out else "Left: rank, in powers of ten."
    canvas.write((_MARGIN, 36), f"{foot} {displayable(plan.source, 24)}", _SMALL_SIZE, colours.quiet)
    return canvas.picture(_describe(plan))


def shown(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Return the guesses that are drawn, in the order made."""
    if len(told) <= MOST_ROWS:
        return told
    nearest = min(told, key=lambda each: each.rank)
    newest = told[-MOST_ROWS:]
    return newest if nearest in newest else (nearest, *newest[1:])


def _draw_row(canvas: Canvas, told: Told, y: float, words: int, colours: Theme) -> None:
    """Draw a guess: its word, its place on the way, and the number of words that it leaves."""
    share = nearness(told.rank, words)
    x = _WAY[0] + share * (_WAY[1] - _WAY[0])
    colour = _near_colour(share, colours)
    label = f"{told.number}. {displayable(told.word, _NAME_LENGTH)}"
    size = fitting_size(label, _LABEL_SIZE, _WAY[0] - _MARGIN - 26)
    canvas.write((_MARGIN, y), label, size, colours.text, bold=told.found)
    canvas.axes.plot(
        [_WAY[0], x], [y, y], color=colour, linewidth=6, alpha=0.6, solid_capstyle="butt", zorder=1
    )
    canvas.mark(
        [x],
        [y],
        "*" if told.found else "o",
        (3 if told.found else 2) * _RADIUS,
        mark=colour,
        edge=colours.background,
    )
    middle = (_FUNNEL[0] + _FUNNEL[1]) / 2
    canvas.write((middle, y), f"{told.possible:,}", _LABEL_SIZE, colours.text, align="center", halo=3)


def _draw_funnel(canvas: Canvas, plan: GuessPlan, rows: tuple[Told, ...], top: float, colours: Theme) -> None:
    """Draw what is left after each guess as a bar about one middle, so that all together narrow down."""
    middle = (_FUNNEL[0] + _FUNNEL[1]) / 2
    whole = _FUNNEL[1] - _FUNNEL[0] - _THINNEST
    widths = np.array([_THINNEST + whole * _left(each.possible, plan.words) for each in rows])
    tops = top - _ROW * np.arange(len(rows)) - 5
    boxes = np.stack([middle - widths / 2, tops - _ROW + 10, middle + widths / 2, tops], axis=1)
    if len(rows):
        canvas.tile(
            boxes,
            [
                sequential(0.25 + 0.45 * (1 - _left(each.possible, plan.words)), colours, "blue")
                for each in rows
            ],
        )


def nearness(rank: int, words: int) -> float:
    """Return how near to the secret word a rank is: 1 for the word itself, 0 for the last of all words."""
    return 1 - math.log(1 + rank) / math.log(1 + words)


def _left(possible: int, words: int) -> float:
    """Return what is left of all words, from 0 for one of them to 1, on a scale of powers."""
    return math.log(max(possible, 1)) / math.log(max(words, 2))


def _near_colour(share: float, colours: Theme) -> str:
    return diverging(2 * share - 1, colours, LEAST_MARK_CONTRAST)


def _describe(plan: GuessPlan) -> str:
    """Return the alternative text: the nearest guess first, then the newest back to the first."""
    if not plan.told:
        return alt_text([f"A round without a guess: each of {plan.words:,} words is possible."])
    nearest = min(plan.told, key=lambda each: each.rank)
    sought = "a secret word" if plan.secret is None else plan.secret
    sentences = [
        f"Guesses of {sought}: {len(plan.told)}. Nearest: {_told(nearest)}.",
        f"Still possible: {plan.told[-1].possible:,} of {plan.words:,} words.",
    ]
    sentences += [
        f"{each.number}. {_told(each)}, {each.possible:,} possible." for each in reversed(plan.told)
    ]
    return alt_text(sentences)


def _told(told: Told) -> str:
    if told.found:
        return f"{told.word}, the word"
    return f"{told.word}, rank {told.rank:,}, similarity {band_name(told.band)}"
