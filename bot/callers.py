"""For whom the work at hand is done: each command, press and autocompletion says so where it begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Caller:
    """A person in a server, or in private, where the person stands for the place.

    `rehearsing` is a talk's preparation: it takes turns like everybody, and has a limit of its own.
    """

    person: int
    place: int
    rehearsing: bool = False


HOUSE = Caller(0, 0)
"""The bot itself: what many people wait for at once, such as a vote's end or texts written together."""

_caller: ContextVar[Caller] = ContextVar("caller", default=HOUSE)


def current_caller() -> Caller:
    """Return for whom the running task works."""
    return _caller.get()


def work_for(person: int, guild_id: int | None) -> None:
    """Let the running task work for a person from now on."""
    _caller.set(Caller(person, guild_id or person))


def work_for_all() -> None:
    """Let the running task work for nobody in particular: a new task begins with its maker's caller."""
    _caller.set(HOUSE)


@contextmanager
def rehearsal() -> Iterator[None]:
    """Let the running task prepare a talk for its caller."""
    token = _caller.set(replace(_caller.get(), rehearsing=True))
    try:
        yield
    finally:
        _caller.reset(token)
