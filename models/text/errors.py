"""What text models, and what is seen inside of them, refuse.

ModelError
├── UnknownTextModel              no text model of that name, with the names there are
├── UnknownAttentionModel         no attention model of that name, with the names there are
├── UnknownHead                   a layer or a head that an attention model has not
├── NoHeadLooks                   a pattern that no head is known to follow, with those that one does
├── UnknownToken                  a token that a text has not
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


class UnknownAttentionModel(ModelError):
    """There is no attention model of that name; `available` are those there are."""

    name: str
    available: tuple[str, ...]


class UnknownHead(ModelError):
    """The network `model` has `layers` layers of `heads` heads, numbered from 1; another was asked for."""

    model: str
    layers: int
    heads: int


class NoHeadLooks(ModelError):
    """No head of `model` is known to look where `wanted` says; `available` are the names that one has."""

    model: str
    wanted: str
    available: tuple[str, ...]


class UnknownToken(ModelError):
    """A text has no token `wanted`; it has `count`, of which `some` are the first."""

    wanted: str
    count: int
    some: tuple[str, ...]


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
