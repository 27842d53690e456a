"""The buttons of a group: to join it, and under its films a rule each, and one to save."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import discord

from bot.presses.codecs import Codec
from bot.presses.press import Press, PressItem
from cogs.groups.answers import RULE_TEXTS, Answer
from models.movies.library import Film
from models.movies.rules import Rule

ID_BYTES = 8
RULES_A_ROW = 3
SAVE_ROW = 2
KEY = r"[0-9a-f]+"


def packed(people: Sequence[int]) -> str:
    """Return ids as text: 86 characters for eight people, of the 100 that Discord gives a button."""
    raw = b"".join(user_id.to_bytes(ID_BYTES, "big") for user_id in people)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unpacked(text: str) -> tuple[int, ...]:
    """Return the ids that `packed` wrote."""
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return tuple(int.from_bytes(raw[at : at + ID_BYTES], "big") for at in range(0, len(raw), ID_BYTES))


People = Annotated[tuple[int, ...], Codec(r"[\w-]+", packed, unpacked)]
Keys = Annotated[tuple[str, ...], Codec(rf"{KEY}(?:\.{KEY})*", ".".join, lambda text: tuple(text.split(".")))]


@dataclass(frozen=True)
class ShowRule(Press, kind="grp"):
    """Shows what another rule gives the same people; any of them may press."""

    rule: Rule
    people: People


@dataclass(frozen=True)
class TurnGroupPage(Press, kind="gm"):
    """Shows the same people another page by the same rule; any of them may press."""

    page: int
    rule: Rule
    people: People


@dataclass(frozen=True)
class SaveFilms(Press, kind="savefilms"):
    """Asks whoever presses on which list the films belong."""

    keys: Keys


@dataclass(frozen=True)
class JoinGroup(Press, kind="joingroup"):
    """Takes whoever presses into a group that is being asked for, or out of it again."""

    invitation_id: int


@dataclass(frozen=True)
class StartGroup(Press, kind="startgroup"):
    """Has the group begin before its time is up."""

    invitation_id: int


def invitation_buttons(invitation_id: int) -> discord.ui.View:
    """Return what an invitation is answered with."""
    view = discord.ui.View(timeout=None)
    view.add_item(JoinGroup(invitation_id).button("I'm in", emoji="🙋", style=discord.ButtonStyle.success))
    view.add_item(StartGroup(invitation_id).button("Start now"))
    return view


def group_buttons(found: Answer) -> discord.ui.View:
    """Return the rules, the one at work marked, what turns the page, and the button that saves the films."""
    view = discord.ui.View(timeout=None)
    for place, each in enumerate(Rule):
        style = discord.ButtonStyle.primary if each is found.rule else discord.ButtonStyle.secondary
        press = ShowRule(each, found.party.ids)
        view.add_item(press.button(RULE_TEXTS[each].label, style=style, row=place // RULES_A_ROW))
    view.add_item(save_button(found.films))
    turns = [("Back", found.page - 1)] if found.page else []
    turns += [("More", found.page + 1)] if found.more else []
    for label, page in turns:
        view.add_item(TurnGroupPage(page, found.rule, found.party.ids).button(label, row=SAVE_ROW))
    return view


def save_button(films: Sequence[Film]) -> PressItem:
    """Return the button for these films, five at most: an id has room for no more."""
    press = SaveFilms(tuple(film.key for film in films))
    return press.button("Save to a list", emoji="📌", row=SAVE_ROW)
