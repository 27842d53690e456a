"""The one way to show what somebody typed: as it was typed, and never as markup, a link or a mention."""

from __future__ import annotations

import re

from bot.replies import truncate

UNSEEN = "\u200b"
"""Stands between characters that would do something together: the same to the eye."""

_CONTROLS = dict.fromkeys(
    character
    for block in (
        (0x00, 0x20),
        (0x7F, 0xA0),
        (0x202A, 0x202F),
        (0x2066, 0x206A),
    )  # the last two turn text about
    for character in range(*block)
    if not chr(character).isspace()
)
_ACTIVE = re.compile(r"[\\*_~`|\[\]<>]|:(?=//)|&(?=#?\w+;)|(?<=www)\.|^[#+=-]", re.IGNORECASE)
_NUMBER_OF_AN_ITEM = re.compile(r"^(\d{1,9})([.)])")
_BACKTICKS = re.compile(r"`(?=`)")
_QUOTED = re.compile(r"\s*(?P<ticks>`{1,2})(?P<text>[^`]+)(?P=ticks)\s*")


def one_line(text: str, limit: int) -> str:
    """Return a text on one line, without what is not seen but acts, cut to `limit` characters."""
    return truncate(" ".join(text.translate(_CONTROLS).split()), limit)


def plain(text: str, limit: int = 100) -> str:
    """Return somebody's text so that it shows as typed: no markdown, no mention, one line, cut to `limit`."""
    shown = _ACTIVE.sub(r"\\\g<0>", one_line(text, limit))
    return _NUMBER_OF_AN_ITEM.sub(r"\1\\\2", shown).replace("@", "@" + UNSEEN)


def code(text: str, limit: int = 100) -> str:
    """Return somebody's text as inline code that it cannot break out of."""
    return "`" + (one_line(text, limit).replace("`", "ˋ") or " ") + "`"


def fenced(text: str, language: str = "") -> str:
    """Return somebody's text, whole, as a block of code that it cannot break out of."""
    shown = _BACKTICKS.sub("`" + UNSEEN, text)
    if not shown.strip("\r\n"):
        shown = UNSEEN + shown  # a fence in which nothing stands is none
    return f"```{language}\n{shown}\n```"


def unfenced(shown: str) -> str:
    """Return the text that `fenced` has made fit for a block of code."""
    return shown.replace("`" + UNSEEN, "`").removeprefix(UNSEEN)


def unquoted(typed: str) -> str:
    """Return what somebody typed out of the back-ticks around the whole of it, if there are any."""
    quoted = _QUOTED.fullmatch(typed)
    return quoted["text"] if quoted else typed
