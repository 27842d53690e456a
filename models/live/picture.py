"""The curves of a training as a PNG: what it has learned from, and what was held out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from models.live.lesson import Baseline, Measure, Point
from models.pictures.canvas import Canvas
from models.pictures.lettering import displayable, fitting_size
from models.pictures.palette import LEAST_TEXT_CONTRAST, THEMES, Theme, ThemeName, diverging
from models.pictures.picture import Picture, alt_text

WIDTH, HEIGHT = 1000, 640  # a phone shows it at two fifths of that: 30 pixels here are 12 there
TURNED_UP = 0.02
"""What is held out has turned up once it is worse than its best by this share."""

_LEFT, _RIGHT, _BOTTOM, _TOP = 120.0, 700.0, 96.0, 520.0
_TITLE_SIZE, _LABEL_SIZE, _SMALL_SIZE = 34, 30, 27
_LINE_HEIGHT, _BETWEEN_LABELS = 33.0, 7.0
_TICKS = 4
_NAME_LENGTH = 28


@dataclass(frozen=True, slots=True)
class Curves:
    """What is drawn of a training: its points in order, the best of them, and lines to compare with."""

    name: str
    measure: Measure
    points: tuple[Point, ...]
    best: Point | None
    baselines: tuple[Baseline, ...]

    @property
    def turned_up(self) -> bool:
        """Whether what is held out has got worse since its best, while what is learned from got better."""
        if self.best is None or not self.points or self.points[-1] == self.best:
            return False
        last = self.points[-1]
        away = abs(last.held_out - self.best.held_out) > TURNED_UP * abs(self.best.held_out)
        return away and self.measure.better(last.training, self.best.training)


def draw(curves: Curves, theme: ThemeName = "dark") -> Picture:
    """Draw the curves: updates to the right, the figure upwards. Same arguments, same bytes."""
    colours = THEMES[theme]
    canvas = Canvas(WIDTH, HEIGHT, colours)
    title = f"{displayable(curves.name, _NAME_LENGTH)}: {curves.measure.unit}"
    canvas.write(
        (36, HEIGHT - 44),
        title,
        fitting_size(title, _TITLE_SIZE, WIDTH - 72),
        colours.text,
        bold=True,
    )
    better = "lower is better" if curves.measure.falls else "higher is better"
    canvas.write((36, HEIGHT - 86), better, _SMALL_SIZE, colours.quiet)
    scale = _Scale.of(curves)
    _draw_axes(canvas, scale, colours, f"{curves.measure.step}s")
    held_out = diverging(1.0, colours, LEAST_TEXT_CONTRAST)
    taught = diverging(-1.0, colours, LEAST_TEXT_CONTRAST)
    labels: list[_Label] = []
    for baseline in curves.baselines:
        y = scale.y(baseline.value)
        canvas.axes.plot([_LEFT, _RIGHT], [y, y], color=colours.quiet, linewidth=2.5, linestyle=(0, (4, 3)))
        value = _number(baseline.value)
        noted = (baseline.name, f"{baseline.note}: {value}")
        labels.append(_Label(y, noted if baseline.note else (f"{baseline.name} {value}",), colours.quiet))
    if curves.points:
        xs = [scale.x(each.updates) for each in curves.points]
        for values, colour, name in (
            ([each.training for each in curves.points], taught, "learned from"),
            ([each.held_out for each in curves.points], held_out, "held out"),
        ):
            ys = [scale.y(value) for value in values]
            canvas.axes.plot(xs, ys, color=colour, linewidth=5, solid_capstyle="round", zorder=2)
            labels.append(_Label(ys[-1], (f"{name} {_number(values[-1])}",), colour, name == "held out"))
    if curves.best is not None:
        canvas.mark(
            [scale.x(curves.best.updates)],
            [scale.y(curves.best.held_out)],
            "o",
            22,
            mark=held_out,
            edge=colours.background,
            edge_width=3,
        )
    _write_labels(canvas, labels)
    return canvas.picture(_describe(curves))


@dataclass(frozen=True, slots=True, order=True)
class _Label:
    """What is written beside the end of a line, at its height."""

    y: float
    lines: tuple[str, ...]
    colour: str
    bold: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where an update and a figure lie on the canvas."""

    updates: int
    low: float
    high: float

    @classmethod
    def of(cls, curves: Curves) -> _Scale:
        values = [value for each in curves.points for value in (each.training, each.held_out)]
        values += [each.value for each in curves.baselines]
        low, high = min(values, default=0.0), max(values, default=1.0)
        room = 0.06 * ((high - low) or 1.0)
        return cls(
            max((each.updates for each in curves.points), default=1), max(0.0, low - room), high + room
        )

    def x(self, updates: int) -> float:
        return _LEFT + (_RIGHT - _LEFT) * updates / max(1, self.updates)

    def y(self, value: float) -> float:
        return _BOTTOM + (_TOP - _BOTTOM) * (value - self.low) / (self.high - self.low)


def _draw_axes(canvas: Canvas, scale: _Scale, colours: Theme, steps: str) -> None:
    for tick in _ticks(scale.low, scale.high):
        y = scale.y(tick)
        canvas.axes.plot([_LEFT, _RIGHT], [y, y], color=colours.quiet, linewidth=1, alpha=0.35, zorder=0.5)
        canvas.write((_LEFT - 14, y), f"{tick:g}", _SMALL_SIZE, colours.quiet, align="right")
    canvas.write((_LEFT, _BOTTOM - 34), "0", _SMALL_SIZE, colours.quiet, align="center")
    canvas.write((_RIGHT, _BOTTOM - 34), f"{scale.updates:,}", _SMALL_SIZE, colours.quiet, align="center")
    canvas.write(((_LEFT + _RIGHT) / 2, _BOTTOM - 34), steps, _SMALL_SIZE, colours.quiet, align="center")


def _write_labels(canvas: Canvas, labels: list[_Label]) -> None:
    """Write what each line is at its right end, moved apart where lines lie close."""
    order = sorted(labels)
    heights = [label.y for label in order]
    apart = [(one.height + other.height) / 2 + _BETWEEN_LABELS for one, other in pairwise(order)]
    for place, least in enumerate(apart, 1):
        heights[place] = max(heights[place], heights[place - 1] + least)
    over = max(0.0, (heights[-1] if heights else 0.0) - _TOP)
    heights = [y - over for y in heights]
    for place in range(len(apart) - 1, -1, -1):
        heights[place] = min(heights[place], heights[place + 1] - apart[place])
    for y, label in zip(heights, order, strict=True):
        size = min(fitting_size(line, _LABEL_SIZE, WIDTH - _RIGHT - 40) for line in label.lines)
        for number, line in enumerate(label.lines):
            at = y + ((len(label.lines) - 1) / 2 - number) * _LINE_HEIGHT
            canvas.write((_RIGHT + 18, at), line, size, label.colour, bold=label.bold)


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers between the two, about `_TICKS` of them."""
    step = 10 ** math.floor(math.log10((high - low) / _TICKS))
    step *= next(each for each in (1, 2, 5, 10) if (high - low) / (each * step) <= _TICKS + 1)
    first = math.ceil(low / step)
    return [round(number * step, 10) for number in range(first, math.floor(high / step) + 1)]


def _number(value: float) -> str:
    return f"{value:.2f}"


def _describe(curves: Curves) -> str:
    unit = curves.measure.unit
    if not curves.points:
        return alt_text([f"The curves of {curves.name} before the first look."])
    first, last = curves.points[0], curves.points[-1]
    sentences = [
        f"Curves of a training, {curves.name}: {unit} over {_steps(last, curves)}.",
        f"On what was held out from {_number(first.held_out)} to {_number(last.held_out)}.",
        f"On what it has learned from: {_number(first.training)} to {_number(last.training)}.",
    ]
    if curves.best is not None:
        sentences.append(
            f"The best on what was held out is {_number(curves.best.held_out)}, after "
            f"{_steps(curves.best, curves)}."
        )
    if curves.turned_up:
        sentences.append("Since then what was held out has got worse: it learns its text by heart.")
    for each in curves.baselines:
        since = curves.measure.past_since(curves.points, each.value)
        passed = f", passed after {_steps(since, curves)}" if since else ""
        sentences.append(f"For comparison, {each.title}: {_number(each.value)}{passed}.")
    return alt_text(sentences)


def _steps(point: Point, curves: Curves) -> str:
    return f"{point.updates:,} {curves.measure.step}{'' if point.updates == 1 else 's'}"
