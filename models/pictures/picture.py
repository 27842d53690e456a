"""What a drawing gives back: a PNG or a GIF, with its alternative text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MAX_ALT_LENGTH = 1024  # Discord's limit for the description of an attachment


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, its alternative text, its size in pixels, and how many of its points have no label.

    `notes` are sentences that whoever looks at it needs: names that are numbers in it.
    """

    png: bytes
    alt: str
    width: int
    height: int
    unlabelled: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Animation:
    """A GIF, its alternative text, its size in pixels, how many pictures it has, and notes on it."""

    gif: bytes
    alt: str
    width: int
    height: int
    frames: int
    notes: tuple[str, ...] = ()


def alt_text(sentences: Iterable[str]) -> str:
    """Return the first of these sentences, as many as an attachment's description holds."""
    text = ""
    for sentence in sentences:
        longer = f"{text} {sentence}".strip()
        if len(longer) > MAX_ALT_LENGTH:
            break
        text = longer
    return text
