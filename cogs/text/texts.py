"""Text as people send it: from a fenced block, or on the one line that a slash command has."""

from __future__ import annotations

import re

from bot.markup import unquoted
from models.errors import WrongNumberOfCharacters

MAX_TEXT = 4000
FENCE = re.compile(r"\s*```(?:[\w+-]*\n)?(?P<text>.*?)\n?```\s*", re.DOTALL)


def read_text(sent: str) -> str:
    r"""Return the text that was meant: out of its fence or back-ticks.

    Outside of a fence `\n` stands for line breaks where there is none, as on the one line of a slash command.

    Raises
    ------
    WrongNumberOfCharacters
        When it is longer than `MAX_TEXT`.
    """
    if len(sent) > MAX_TEXT:
        raise WrongNumberOfCharacters(len(sent), 1, MAX_TEXT)
    if fence := FENCE.fullmatch(sent):
        return fence["text"]
    text = unquoted(sent)
    return text if "\n" in text else text.replace("\\n", "\n")
