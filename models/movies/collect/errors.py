"""What can be wrong with a dump."""

from __future__ import annotations

from models.errors import ModelError


class CollectError(ModelError):
    """Anything that keeps films from being collected."""


class DumpUnreadable(CollectError):
    """The file is no dump of a wiki, or cannot be opened.

    Attributes
    ----------
    address : str
        Where it lies.
    reason : str
    """

    address: str
    reason: str


class WrongIndex(CollectError):
    """The index is of another dump, or of a longer one.

    Attributes
    ----------
    index, dump : str
        Where they lie.
    reason : str
    """

    index: str
    dump: str
    reason: str


class TooMuchDamage(CollectError):
    """So much of a dump is damaged that a catalogue made of it would mislead.

    Attributes
    ----------
    address : str
    damaged, streams : int
        How many bz2 streams are damaged, of about how many.
    """

    address: str
    damaged: int
    streams: int


class NoFilms(CollectError):
    """No page of a dump is of a film.

    Attributes
    ----------
    address : str
    pages : int
        How many were read.
    language : str
        As which language's they were read.
    """

    address: str
    pages: int
    language: str


class ClusterLost(CollectError):
    """The processes that collect cannot be reached, or die again and again at one block.

    Attributes
    ----------
    scheduler : str
        Its address; empty for processes of this machine.
    reason : str
    """

    scheduler: str
    reason: str
