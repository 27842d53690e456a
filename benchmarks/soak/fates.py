"""Why an act got no answer: each one is accounted for, and what no trouble explains is a fault of the bot."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum

from testbed.wire.answers import Interaction
from testbed.wire.bed import Wire

ON_THE_WAY_S = 1.0
"""What was sent so shortly before a session was lost may never have come out of the socket."""


class Fate(StrEnum):
    """What became of an interaction that was not answered in time."""

    NOT_TOLD = "asked while the session was lost"
    LOST_ON_THE_WAY = "sent just before the session was lost"
    TOLD_LATE = "told to the bot after a resume, too late to acknowledge"
    REFUSED = "Discord refused the answer with 429 or 500 until it was too late"
    LATE = "acknowledged too late"
    HALF = "acknowledged, and never answered"
    IGNORED = "never acknowledged"


OURS = (Fate.HALF, Fate.IGNORED)
"""Faults, whatever else went on."""


def fate(wire: Wire, asked: Interaction) -> Fate:
    """Return what became of an interaction that was not answered."""
    told = wire.gateway.told.get(asked.record.id)
    if told is None:
        return Fate.NOT_TOLD
    if told - asked.at >= wire.acknowledge_within_s:
        return Fate.TOLD_LATE
    answered = wire.rest.acknowledged.get(asked.record.id)
    statuses = _statuses(wire, asked)
    if answered is None or answered[1] - asked.at >= wire.acknowledge_within_s:
        if answered is None and lost_on_the_way(wire, told):
            return Fate.LOST_ON_THE_WAY
        if statuses & {429, 500}:
            return Fate.REFUSED
        return Fate.IGNORED if answered is None else Fate.LATE
    return Fate.REFUSED if statuses & {429, 500} else Fate.HALF


def lost_on_the_way(wire: Wire, told: float) -> bool:
    """Return whether a session was lost so soon after something was told that it may never have arrived."""
    lost = wire.gateway.forgotten
    place = bisect_left(lost, told)
    return place < len(lost) and lost[place] - told < ON_THE_WAY_S


def _statuses(wire: Wire, asked: Interaction) -> set[int]:
    """Return how Discord answered the requests that answer an interaction."""
    marks = (f"/interactions/{asked.record.id}/", f"/{asked.record.token}")
    return {
        each.status
        for each in wire.requests
        if each.at >= asked.at and any(mark in each.path for mark in marks)
    }
