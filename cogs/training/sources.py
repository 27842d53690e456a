"""Which text is to be learned: attached, pasted, of a message of one's own, or one that ships."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import discord

from bot.context import Context
from bot.refusals import NothingToTrainOn, OwnTextsOff
from models.live.decoding import MOST_BYTES, decode, tidied
from models.live.errors import TooMuchText
from models.live.shipped import ShippedName

ABOUT = {
    "shakespeare": "Shakespeare's plays",
    "python": "Python's standard library",
    "encyclopedia": "sentences of Wikipedia and of OpenStax's textbooks",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A text to learn.

    Attributes
    ----------
    text : str
        The text, or the name of one that ships.
    shipped : bool
        Which of the two it is.
    about : str
        What it is, in words that may be kept.
    file_name, encoding : str
        Of an attached one.
    """

    text: str
    shipped: bool
    about: str
    file_name: str = ""
    encoding: str = ""


class Asked(Protocol):
    """What a text is asked for."""

    @property
    def shipped(self) -> tuple[str, ...]:
        """The texts that are there already for it."""

    @property
    def by_hand(self) -> bool:
        """Whether a text that somebody pastes can be long enough."""


async def find_source(
    ctx: Context,
    file: discord.Attachment | None,
    pasted: str,
    shipped: ShippedName | None,
    asked: Asked,
) -> Source | None:
    """Return the one text that a call brings along or names, or None where there is none.

    Raises
    ------
    NothingToTrainOn
        Where there are several.
    OwnTextsOff
        Where whoever runs the bot wants none but those that ship.
    TooMuchText, NotAText
    """
    replied = _replied(ctx)
    if file is None and replied is not None and replied.attachments and not pasted and shipped is None:
        file = replied.attachments[0]
    if not pasted.strip() and file is None and shipped is None and replied is not None:
        pasted = replied.content
    given = [file is not None, bool(pasted.strip()), shipped is not None]
    if sum(given) > 1:
        raise NothingToTrainOn(asked.shipped, asked.by_hand, several=True)
    if shipped is None and any(given) and not ctx.bot.settings.own_texts:
        raise OwnTextsOff(asked.shipped)
    if shipped is not None:
        return Source(shipped, True, ABOUT[shipped])
    if file is not None:
        if file.size > MOST_BYTES:
            raise TooMuchText(MOST_BYTES)
        found = await ctx.bot.services.compute.short(decode, await file.read())
        return Source(found.text, False, "a file that somebody brought", file.filename, found.encoding)
    return pasted_source(pasted) if pasted.strip() else None


def pasted_source(text: str) -> Source:
    """Return a text that was pasted."""
    return Source(tidied(text), False, "a text that somebody pasted")


def _replied(ctx: Context) -> discord.Message | None:
    """Return the message of the caller's own that a typed call replies to: others have not been asked."""
    reference = ctx.message.reference if ctx.interaction is None else None
    resolved = reference.resolved if reference is not None else None
    own = isinstance(resolved, discord.Message) and resolved.author.id == ctx.author.id
    return resolved if isinstance(resolved, discord.Message) and own else None
