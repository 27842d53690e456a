"""What a network makes of a text: what one of its cells does, or how surprised it is, token by token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.figures import figure
from models.pictures.picture import alt_text
from models.text.cells import BestCell, activity
from models.text.colouring import Colouring
from models.text.errors import NoCellFollows, UnknownCell
from models.text.library import TextModel
from models.text.properties import Property
from models.text.surprise import Surprise
from models.text.wrapping import fitting

MOST_BITS = 12.0
"""From here on a surprise has the full colour."""
ON = 0.5
LEAST_RANGE = 0.2
"""Less than this between a cell's lowest and highest activity is not blown up to the whole scale."""
STRETCHES = 8
STRETCH_LENGTH = 60
TITLES = {
    Property.BRACKETS: ("is on inside brackets", "off", "on"),
    Property.QUOTES: ("is on inside quotation marks", "off", "on"),
    Property.DOCSTRINGS: ("is on inside docstrings", "off", "on"),
    Property.INDENTATION: ("follows the indentation", "not indented", "deep"),
    Property.LINE: ("follows the line's length", "line begins", "long line"),
    Property.SPEAKER: ("is on in a speaker's name", "off", "on"),
}
"""What a cell does that follows a property, and the names of the scale's ends."""


@dataclass(frozen=True, slots=True, eq=False)
class CellReading:
    """What one cell did while the network read a text.

    Attributes
    ----------
    pieces : tuple of str
        The text, cut into tokens.
    activity : (pieces,) float32
        Of the cell right after each token, -1 to 1.
    best : BestCell or None
        What the cell is known to follow.
    cells : int
        How many cells the network has.
    left_out : int
        How many characters of the text did not fit.
    """

    model: str
    cell: int
    cells: int
    pieces: tuple[str, ...]
    activity: NDArray[np.float32]
    best: BestCell | None
    left_out: int

    @property
    def shares(self) -> NDArray[np.float32]:
        """How far on the cell was after each token, 0 to 1."""
        low, high = self.ends
        return np.asarray(np.clip((self.activity - low) / (high - low), 0.0, 1.0))

    @property
    def ends(self) -> tuple[float, float]:
        """The activity that counts as off, and the one that counts as on."""
        if self.best and self.best.off != self.best.on:
            return self.best.off, self.best.on
        low, high = float(self.activity.min()), float(self.activity.max())
        if high - low < LEAST_RANGE:
            low = float(np.clip((low + high - LEAST_RANGE) / 2, -1.0, 1.0 - LEAST_RANGE))
            return low, low + LEAST_RANGE
        return low, high

    def colouring(self) -> Colouring:
        """Return the text coloured by the cell."""
        title, note, low, high = self._words()
        on = list(_stretches(self.pieces, self.shares > ON))
        seen = f"Coloured: {_named(on)}." if on else "Nothing of it is coloured."
        return Colouring(
            pieces=self.pieces,
            shares=tuple(round(float(share), 4) for share in self.shares),
            title=title,
            note=note,
            low=low,
            high=high,
            scale="blue",
            alt=alt_text([f"A text, each token coloured by an LSTM's cell. {title}.", f"{note}.", seen]),
        )

    def _words(self) -> tuple[str, str, str, str]:
        if self.best is None:
            low, high = (figure(end, "+.2f") for end in self.ends)
            return f"Cell {self.cell}", f"{self.model}, {self.cells} cells", low, high
        follows, low, high = TITLES[Property(self.best.name)]
        strength = f"r = {abs(self.best.correlation):.2f} on text it has never seen"
        return f"Cell {self.cell} {follows}", f"{self.model} · {strength}", low, high


@dataclass(frozen=True, slots=True, eq=False)
class SurpriseReading:
    """What a text cost a network, bits a token."""

    model: str
    cost: Surprise
    left_out: int

    @property
    def peak(self) -> tuple[str, float]:
        """The piece that cost most, with its bits."""
        at = int(self.cost.bits.argmax())
        return self.cost.pieces[at], float(self.cost.bits[at])

    def colouring(self) -> Colouring:
        """Return the text coloured by the bits of its tokens."""
        note = f"{self.cost.total:,.0f} bits in all, {self.cost.per_character:.1f} a character"
        ranked = np.argsort(-self.cost.bits, kind="stable")[:STRETCHES]
        peaks = ", ".join(f"{_quoted(self.cost.pieces[at])} {self.cost.bits[at]:.0f}" for at in ranked)
        title = f"What surprises {self.model}"
        return Colouring(
            pieces=self.cost.pieces,
            shares=tuple(round(min(float(bits) / MOST_BITS, 1.0), 4) for bits in self.cost.bits),
            title=title,
            note=note,
            low="0 bits: expected",
            high=f"{MOST_BITS:.0f}+ bits",
            scale="vermilion",
            alt=alt_text(
                [f"{title}: a text, each token coloured by its bits.", f"{note}.", f"Most: {peaks}."]
            ),
        )


def read_cell(
    model: TextModel, text: str, cell: int | None = None, follows: str | None = None
) -> CellReading:
    """Let `model` read `text` and watch one of its cells.

    Parameters
    ----------
    cell : int, optional
        Its number; else the one that follows the property `follows` best; else the one for brackets or, where
        there is none, the one that follows its property most closely.

    Raises
    ------
    UnknownCell
        When the network has no cell of that number.
    NoCellFollows
        When no cell is known to follow that property.
    WrongNumberOfCharacters
        When there is no text.
    """
    best = _best(model, cell, follows)
    if cell is None:
        cell = best.cell if best else 0
    cells = model.reader.lstm.size
    if not 0 <= cell < cells:
        raise UnknownCell(model.name, cell, cells)
    shown = fitting(text)
    ids = model.reader.vocabulary.encode(shown)
    _, kept = model.reader.read(ids)
    return CellReading(
        model=model.name,
        cell=cell,
        cells=cells,
        pieces=model.reader.vocabulary.pieces(shown, ids),
        activity=activity(kept[:, cell]),
        best=best,
        left_out=len(text) - len(shown),
    )


def read_surprise(model: TextModel, text: str) -> SurpriseReading:
    """Let `model` tell what `text` costs it; raises WrongNumberOfCharacters when there is none."""
    shown = fitting(text)
    return SurpriseReading(model.name, model.surprise(shown), len(text) - len(shown))


def _best(model: TextModel, cell: int | None, follows: str | None) -> BestCell | None:
    known = model.best_cells
    if cell is not None:
        return next((best for best in known if best.cell == cell and follows in {None, best.name}), None)
    if follows is None:
        brackets = (best for best in known if best.name == Property.BRACKETS)
        return next(brackets, max(known, key=lambda best: abs(best.correlation), default=None))
    found = next((best for best in known if best.name == follows), None)
    if found is None:
        raise NoCellFollows(model.name, follows, tuple(best.name for best in known))
    return found


def _stretches(pieces: Sequence[str], on: NDArray[np.bool_]) -> Iterator[str]:
    """Yield the pieces in a row that are on, joined."""
    stretch = ""
    for piece, lit in zip(pieces, on.tolist(), strict=True):
        if lit:
            stretch += piece
        elif stretch:
            yield stretch
            stretch = ""
    if stretch:
        yield stretch


def _named(stretches: list[str]) -> str:
    more = len(stretches) - STRETCHES
    named = ", ".join(map(_quoted, stretches[:STRETCHES]))
    return named + (f" and {more} more" if more > 0 else "")


def _quoted(text: str) -> str:
    text = text.replace("\n", "↵")
    return f"“{text if len(text) <= STRETCH_LENGTH else text[: STRETCH_LENGTH - 1] + '…'}”"
