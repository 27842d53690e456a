"""How a command is written to who reads of it: `/list add` by slash, `!list add` to who types.

Texts of our own name commands as slash commands do. Where somebody has typed, the same hint carries the
prefix that they typed; where nobody has, it is a slash command, which works everywhere. What is always shown
as typed carries the prefix of the place. Each server chooses its own: nothing else may show one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

SLASH = "/"
_HINT = re.compile(r"`/(?P<call>[a-z][^`]*)`")


@dataclass(frozen=True, slots=True)
class Face:
    """How somebody calls commands.

    Attributes
    ----------
    prefix : str
        What stands before a command's name.
    fallbacks : mapping
        For each group that can be called by itself when typed: what it is called by slash, where it cannot.
    groups : mapping
        The names in each group.
    typed : str
        What typed commands start with where they are, by whatever way they call.
    """

    prefix: str = SLASH
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    typed: str = "!"

    def call(self, typed: str) -> str:
        """Return a call, given as it is typed but without the prefix, as it is written here."""
        group, _, rest = typed.partition(" ")
        if self.prefix != SLASH or group not in self.fallbacks:
            return f"{self.prefix}{typed}"
        inner = rest.partition(" ")[0]
        return f"{self.prefix}{typed}" if inner in self.groups.get(group, ()) else self._by_slash(group, rest)

    def _by_slash(self, group: str, rest: str) -> str:
        return f"{self.prefix}{group} {self.fallbacks[group]} {rest}".rstrip()


_BY_SLASH = Face()
_face: ContextVar[Face] = ContextVar("face", default=_BY_SLASH)


def write_for(face: Face) -> None:
    """Write hints for who calls commands so, in the running task from now on."""
    _face.set(face)


def call(typed: str) -> str:
    """Return a call such as `list add Alien` with what stands before it here."""
    return _face.get().call(typed)


def typed_prefix() -> str:
    """Return what typed commands start with here: a talk shows its commands as they are typed."""
    return _face.get().typed


def hinted(text: str) -> str:
    """Return a text of our own with its hints, such as `/list add`, as they are written here."""
    return _HINT.sub(lambda hint: f"`{call(hint['call'])}`", text)
