"""The legend of a picture: entries in rows, as full as the width allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.pictures.lettering import text_width

LEGEND_SIZE = 30  # of the letters, in pixels
LEGEND_MARK = 34  # room for the marker before a name
LEGEND_ROW = 44
_GAP = 36


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """The left end and the middle, in pixels, of one entry of the legend."""

    left: float
    middle: float
    text: str


def legend_rows(texts: Iterable[str], left: float, right: float) -> list[list[tuple[float, str]]]:
    """Return the rows of a legend between two edges, each a list of (left end, text)."""
    rows: list[list[tuple[float, str]]] = [[]]
    at = left
    for text in texts:
        width = LEGEND_MARK + text_width(text, LEGEND_SIZE)
        if rows[-1] and at + width > right:
            rows.append([])
            at = left
        rows[-1].append((at, text))
        at += width + _GAP
    return rows


def legend_entries(rows: list[list[tuple[float, str]]], top: float) -> tuple[LegendEntry, ...]:
    """Return the entries of all rows in turn, the first row right below `top`."""
    return tuple(
        LegendEntry(left, top - LEGEND_ROW * (row + 0.5), text)
        for row, entries in enumerate(rows)
        for left, text in entries
    )
