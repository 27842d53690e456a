"""Which cell of a network follows which property of a text (placeholder: being written)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BestCell:
    """The cell whose activity follows a property best.

    Attributes
    ----------
    name : str
        The property: "brackets", "quotes", ...
    cell : int
        Its number.
    correlation : float
        Pearson's, on text that was neither trained on nor used to choose the cell; its sign tells which way.
    """

    name: str
    cell: int
    correlation: float
