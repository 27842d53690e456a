"""How a text is shown: whole in a block of code, or its end there and the whole in a file."""

from __future__ import annotations

import io
from dataclasses import dataclass

import discord

from bot.markup import fenced
from bot.replies import MESSAGE_LIMIT, plural
from models.text.endings import Kind

CURSOR = "▌"
NOTE_ROOM = 120
LANGUAGES = {Kind.CODE: "py"}
"""What Discord colours a block as, and the ending of a file."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """What a message shows of a text.

    Attributes
    ----------
    content : str
        The message, within Discord's limit.
    whole : str or None
        The text itself where the message has room for its end only.
    kind : Kind
        Names the file.
    """

    content: str
    whole: str | None
    kind: Kind

    def files(self) -> list[discord.File]:
        """Return the file with the whole text, if there has to be one."""
        if self.whole is None:
            return []
        name = f"text.{LANGUAGES.get(self.kind, 'txt')}"
        return [discord.File(io.BytesIO(self.whole.encode()), name, description="The whole text.")]


def text_page(text: str, kind: Kind, *, growing: bool = False) -> TextPage:
    """Return the page that shows `text`; a text that is still growing ends with a cursor."""
    language = LANGUAGES.get(kind, "")
    shown = text + CURSOR if growing else text
    content = fenced(shown or " ", language)
    if len(content) <= MESSAGE_LIMIT:
        return TextPage(content, None, kind)
    room = MESSAGE_LIMIT - NOTE_ROOM - len(fenced("", language))
    while len(fenced(shown[-room:], language)) > MESSAGE_LIMIT - NOTE_ROOM:
        room -= 50
    hidden = len(shown) - room
    where = "the file has it all" if not growing else "a file will have it all"
    note = f"{plural(hidden, 'character')} before this; {where}."
    return TextPage(f"{note}\n{fenced(shown[-room:], language)}", text, kind)
