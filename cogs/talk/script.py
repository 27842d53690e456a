"""A talk as its YAML file says it: steps, each with a title, a line of text and commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic.dataclasses import dataclass

MOST_BYTES = 100_000
MOST_STEPS = 40
MOST_COMMANDS = 4

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1500)]
Query = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_STRICT)
class Step:
    """What is shown at one press: commands as people type them, without the prefix."""

    title: Title
    text: Text = ""
    commands: Annotated[tuple[Query, ...], Field(max_length=MOST_COMMANDS)] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Talk:
    """A talk; `seed` goes to every command that takes one and names none."""

    title: Title
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MOST_STEPS)]
    about: Text = ""
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1


_TALK = TypeAdapter(Talk)


def as_json(talk: Talk) -> str:
    """Return a talk as text that `from_json` reads."""
    return _TALK.dump_json(talk).decode()


def from_json(text: str) -> Talk:
    """Return the talk that `as_json` wrote.

    Raises
    ------
    pydantic.ValidationError
    """
    return _TALK.validate_json(text)


def parse(path: Path) -> Talk:
    """Read a talk.

    Raises
    ------
    OSError, UnicodeDecodeError, yaml.YAMLError, pydantic.ValidationError
    """
    with path.open("rb") as file:
        text = file.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise yaml.YAMLError(f"it is longer than {MOST_BYTES:,} bytes")
    return _TALK.validate_python(yaml.safe_load(text.decode()))
