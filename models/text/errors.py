"""What text models, and what is seen inside of them, refuse.

ModelError
├── UnknownTextModel              no text model of that name, with the names there are
├── UnknownCell                   a number that no cell of a network has
├── NoCellFollows                 a property that no cell is known to follow, with those that one does
└── WrongNumberOfCharacters
    └── TooLongToWriteOn          a text that the next token's buttons have no room for
"""

from __future__ import annotations

from models.errors import ModelError, WrongNumberOfCharacters


class UnknownTextModel(ModelError):
    """There is no text model of that name; `available` are those there are, the closest first."""

    name: str
    available: tuple[str, ...]


class UnknownCell(ModelError):
    """The network `model` has `cells` cells, numbered from 0, and none of this number."""

    model: str
    cell: int
    cells: int


class NoCellFollows(ModelError):
    """No cell of `model` is known to follow a property; `available` are those that one does."""

    model: str
    wanted: str
    available: tuple[str, ...]


class TooLongToWriteOn(WrongNumberOfCharacters):
    """A text is too long to be written on, token by token."""
