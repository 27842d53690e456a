"""The buttons and menus under a movie night; all they need is in their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

import discord

from bot.presses.press import Press
from storage.night import Night, Slot

IN_A_ROW = 5
LAST_ROW = 3


@dataclass(frozen=True)
class ToggleSlot(Press, kind="nightslot"):
    """Says that the presser can make a time, or takes that back."""

    night_id: int
    number: int


@dataclass(frozen=True)
class ChooseSlots(Press, kind="nightslots"):
    """Says which times the presser can make: those chosen from a menu, and no others."""

    night_id: int


@dataclass(frozen=True)
class ProposeTimes(Press, kind="nightpropose"):
    """Opens a form for more times, to whoever presses."""

    night_id: int


@dataclass(frozen=True)
class SettleNight(Press, kind="nightsettle"):
    """Asks the organiser on which time to settle."""

    night_id: int


@dataclass(frozen=True)
class SettleOn(Press, kind="nighton"):
    """Settles on the time that is chosen from a menu."""

    night_id: int


@dataclass(frozen=True)
class Come(Press, kind="nightcome"):
    """Says whether the presser comes."""

    night_id: int
    coming: Literal["yes", "no"]


@dataclass(frozen=True)
class RemindMe(Press, kind="nightremind"):
    """Has the presser, who comes, reminded, or takes that back."""

    night_id: int


def buttons_of(night: Night) -> discord.ui.View:
    """Return what can be done with a night as it stands."""
    if night.is_open:
        return _slot_buttons(night)
    return come_buttons(night) if night.is_settled else discord.ui.View(timeout=None)


def come_buttons(night: Night) -> discord.ui.View:
    """Return what people answer when the time is settled."""
    view = discord.ui.View(timeout=None)
    view.add_item(Come(night.id, "yes").button("I come", emoji="✅", style=discord.ButtonStyle.success))
    view.add_item(Come(night.id, "no").button("I can't"))
    if night.plan.remind_minutes:
        view.add_item(RemindMe(night.id).button("Remind me", emoji="🔔"))
    return view


def settle_menu(night: Night, slots: Sequence[Slot]) -> discord.ui.View:
    """Return a menu of times to settle on, in the order given."""
    view = discord.ui.View(timeout=None)
    view.add_item(
        SettleOn(night.id).menu("Settle on …", [_option(night, slot, count=True) for slot in slots])
    )
    return view


def in_order(night: Night) -> tuple[Slot, ...]:
    """Return the times of a night, the earliest first."""
    return tuple(sorted(night.slots, key=lambda slot: slot.starts_at))


def _slot_buttons(night: Night) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    slots = in_order(night)
    options = [_option(night, slot) for slot in slots]
    view.add_item(ChooseSlots(night.id).menu("All times that you can make …", options, many=True, row=0))
    for place, slot in enumerate(slots):
        toggle = ToggleSlot(night.id, slot.number)
        row = 1 + place // IN_A_ROW
        view.add_item(toggle.button(str(slot.number), style=discord.ButtonStyle.primary, row=row))
    view.add_item(ProposeTimes(night.id).button("Propose a time", emoji="➕", row=LAST_ROW))
    view.add_item(SettleNight(night.id).button("Settle it", emoji="📌", row=LAST_ROW))
    return view


def _option(night: Night, slot: Slot, *, count: bool = False) -> discord.SelectOption:
    """Return a time as a menu shows it: no menu writes it in the reader's own zone."""
    local = slot.starts_at.astimezone(ZoneInfo(night.plan.zone))
    city = night.plan.zone.rpartition("/")[2].replace("_", " ")
    made = f"{len(slot.voters)} can make it · " if count else ""
    return discord.SelectOption(
        label=f"{slot.number}. {local:%a} {local.day} {local:%b %Y, %H:%M}",
        value=str(slot.number),
        description=f"{made}{city} time",
    )
