"""The rows that all benchmarks give, and the table that is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement of ours beside a peer's.

    Attributes
    ----------
    ours, peer : str
        With their units.
    ratio : float
        How many times better ours is; below 1 it is worse.
    """

    what: str
    ours: str
    peer: str
    ratio: float
    note: str = ""


def markdown(rows: Iterable[Row]) -> str:
    """Return the rows as a table."""
    lines = ["| what | ours | peer | ratio | note |", "|---|--:|--:|--:|---|"]
    lines += [f"| {row.what} | {row.ours} | {row.peer} | {_times(row.ratio)} | {row.note} |" for row in rows]
    return "\n".join(lines)


def _times(ratio: float) -> str:
    return f"{ratio:.1f}×" if ratio >= 1 else f"{ratio:.2g}×"
