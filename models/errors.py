"""What models/ raises on purpose: exceptions that carry data, which bot/sentences turns into words.

Here is what all models share; each package of models has an `errors` of its own beside it.

ModelError
├── ArtifactMissing              nothing there; names the command that makes it
├── ArtifactDamaged              there, but not whole
├── NotWritable                  no room or no right to write
├── CorpusUnreadable             a file or folder that holds no text to learn from
├── WrongNumber                  too few or too many of something
│   └── WrongNumberOfCharacters
├── models.words.errors
├── models.movies.errors
├── models.text.errors
└── models.times.errors
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, dataclass_transform


@dataclass_transform(eq_default=False)
class ErrorWithData(Exception):
    """An exception that is a dataclass, by being a subclass: what its body names is its data.

    It survives pickling, so that one process can raise what another one is told.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        """Make a dataclass of the subclass; two exceptions are the same only if they are one."""
        super().__init_subclass__(**options)
        dataclass(eq=False)(cls)

    def __post_init__(self) -> None:
        """Keep the data where pickle looks for what to make an exception of anew."""
        self.args = tuple(vars(self).values())

    def __str__(self) -> str:
        """Return the data, for a traceback; what people read is bot/sentences' to say."""
        return ", ".join(map(str, self.args))


class ModelError(ErrorWithData):
    """Anything that models/ raises on purpose."""


class ArtifactMissing(ModelError):
    """Nothing is at `path`; `command` makes it."""

    path: Path
    command: str


class ArtifactDamaged(ModelError):
    """What is at `path` is not whole, because of `reason`; `command` makes it anew."""

    path: Path
    reason: str
    command: str


class NotWritable(ModelError):
    """Writing to `path` failed because of `reason`; `needed_bytes` is how much room it wants, if known."""

    path: Path
    reason: str
    needed_bytes: int | None = None


class CheckpointDamaged(ModelError):
    """What a training should go on from, at `path`, is no checkpoint or not whole."""

    path: Path


class CorpusUnreadable(ModelError):
    """A file or folder holds no text to learn from, because of `reason`."""

    path: Path
    reason: str


class WrongNumber(ModelError):
    """There are `given` of what the subclass names, outside `least`..`most`."""

    given: int
    least: int
    most: int


class WrongNumberOfCharacters(WrongNumber):
    """A text is too long, or there is none."""
