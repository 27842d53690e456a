"""What replies are made of: embeds, Discord's limits, and phrases."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Self

import discord

from models.pictures.picture import Animation, Picture

MESSAGE_LIMIT = 2000
EMBED_TITLE_LIMIT = 256
EMBED_DESCRIPTION_LIMIT = 4096
EMBED_FIELD_LIMIT = 1024
EMBED_FOOTER_LIMIT = 2048
ALT_TEXT_LIMIT = 1024
CHOICES_LIMIT = 25
CHOICE_LIMIT = 100

COLOUR = discord.Colour(0x0072B2)  # the blue of Okabe and Ito, as in the pictures
APOLOGY_COLOUR = discord.Colour(0xD55E00)  # their vermilion
BAR_CELLS = 10


class Card(discord.Embed):
    """An embed whose fields are cut to Discord's limits, each on lines of its own."""

    def add_field(self, *, name: Any, value: Any, inline: bool = False) -> Self:
        """Add a field; too long a one would have the whole answer refused."""
        name, value = truncate(str(name), EMBED_TITLE_LIMIT), truncate(str(value), EMBED_FIELD_LIMIT)
        return super().add_field(name=name, value=value, inline=inline)


def card(title: str, description: str = "", footer: str = "") -> Card:
    """Return an embed in the bot's colour, each part cut to Discord's limit."""
    embed = Card(
        title=truncate(title, EMBED_TITLE_LIMIT),
        description=truncate(description, EMBED_DESCRIPTION_LIMIT) or None,
        colour=COLOUR,
    )
    if footer:
        embed.set_footer(text=truncate(footer, EMBED_FOOTER_LIMIT))
    return embed


def apology(text: str) -> discord.Embed:
    """Return the embed that tells a person why there is no answer, and what to do."""
    return discord.Embed(description=truncate(text, EMBED_DESCRIPTION_LIMIT), colour=APOLOGY_COLOUR)


def truncate(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, an ellipsis standing for what was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def picture_file(picture: Picture | Animation, name: str) -> discord.File:
    """Return a picture as an attachment with its alternative text, to be sent once."""
    data = picture.gif if isinstance(picture, Animation) else picture.png
    return discord.File(io.BytesIO(data), name, description=truncate(picture.alt, ALT_TEXT_LIMIT))


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """Return the count with its noun: `1 word`, `3 words`, `400,000 words`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def ordinal(number: int) -> str:
    """Return a place in a row: `1st`, `2nd`, `3rd`, `11th`, `1,002nd`."""
    teen = 10 <= number % 100 <= 20
    return f"{number:,}" + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


def enumeration(items: Sequence[str], last: str = "and") -> str:
    """Return the items as one phrase: `tea, milk and coffee`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def bar(value: float, cells: int = BAR_CELLS) -> str:
    """Return a bar for a value from 0 to 1, for text of fixed width; what lies outside is empty or full."""
    filled = round(min(max(value, 0.0), 1.0) * cells)
    return "█" * filled + "░" * (cells - filled)


def message_link(guild_id: int | None, channel_id: int, message_id: int | None) -> str:
    """Return the address of a message, in a server or in private; without one, that of its channel."""
    return f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}/{message_id or ''}"
