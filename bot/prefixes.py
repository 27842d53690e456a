"""What typed commands may start with: a sign or two such as `?`, or a word such as `hey`."""

from __future__ import annotations

import unicodedata

LONGEST = 10
DISCORDS_OWN = ("/", "@", "#")
"""What Discord's own field answers with a menu, so that a command could hardly be typed."""


class UnfitPrefixError(ValueError):
    """A text can be no prefix; the message, to follow its name, says why."""


def as_prefix(text: str) -> str:
    """Return a prefix as it is kept: a word has a space after it, to be a word of its own.

    Raises
    ------
    UnfitPrefixError
    """
    prefix = unicodedata.normalize("NFC", text.strip())
    if not prefix:
        raise UnfitPrefixError("has no sign in it")
    if len(prefix) > LONGEST:
        raise UnfitPrefixError(f"has {len(prefix)} characters, and {LONGEST} are the most")
    if any(each.isspace() for each in prefix):
        raise UnfitPrefixError("has a space in it")
    if prefix.startswith(DISCORDS_OWN):
        raise UnfitPrefixError(f"starts with {prefix[0]}, which opens a menu of Discord's own")
    if not prefix.isprintable():
        raise UnfitPrefixError("has a sign in it that nobody sees")
    if any(each in "`<\\" for each in prefix):
        raise UnfitPrefixError("has a sign in it that Discord takes for markup")
    return f"{prefix} " if prefix[-1].isalnum() else prefix


def spellings(prefix: str) -> tuple[str, ...]:
    """Return the ways in which a prefix is typed: phones begin a message with a capital."""
    return tuple(dict.fromkeys((prefix, prefix.capitalize(), prefix.upper(), prefix.lower())))
