"""The highest rate at which a fleet answers in time, found by raising what is offered."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simcord.backend.models import ResponseKind

from benchmarks.processes.acts import Act, Acts
from benchmarks.processes.fleet import Fleet, Spent, started
from benchmarks.soak.acts import ANSWER_S
from bot.replies import APOLOGY_COLOUR
from models.movies.library import Library, open_library
from models.words.store.shelf import Shelf
from testbed.postgresql import Cluster, running_cluster
from testbed.wire.answers import Answer, Interaction

FLEETS = (1, 2, 4)
STEP_S = 6.0
WARM_S = 5.0
FIRST_RATE = 16.0
TRIES = 5
LIMIT_S = 1.0
REFUSED = 0.01
"""A step counts as failed when more answers than this are apologies."""


@dataclass(frozen=True, slots=True)
class Step:
    """One offered rate for some seconds: how long the answers took, and who worked for them."""

    rate: float
    seconds: tuple[float, ...]
    refused: int
    spent: Spent

    @property
    def p99(self) -> float:
        """Return the seconds within which all answers but one in a hundred came."""
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[98]

    @property
    def holds(self) -> bool:
        """Return whether people would call it served."""
        return self.p99 < LIMIT_S and self.refused <= REFUSED * len(self.seconds)

    def ms(self, share: Callable[[Spent], float]) -> float:
        """Return the milliseconds of a processor that an answer took."""
        return share(self.spent) * 1000 / len(self.seconds)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a number of processes carried.

    Attributes
    ----------
    mixed, pressed : Step
        The highest rate that held, of all that people do and of presses on votes alone.
    memory_mb : float
        Of one bot in the end, what it shares with others as its share.
    connections : int
        To PostgreSQL, of all bots.
    """

    name: str
    mixed: Step
    pressed: Step
    memory_mb: float
    connections: int


async def measure(data_dir: Path) -> list[Carried]:
    """Return what each fleet carries, that on SQLite first; `data_dir` keeps the prepared vectors."""
    Shelf(data_dir / "vectors").open()
    library = open_library()
    carried = [await _carried("1, SQLite", 1, None, data_dir, library)]
    for number in FLEETS:
        with running_cluster() as cluster:
            carried.append(await _carried(f"{number}, PostgreSQL", number, cluster, data_dir, library))
    return carried


async def _carried(
    name: str, number: int, cluster: Cluster | None, data_dir: Path, library: Library
) -> Carried:
    acts = Acts(library)
    async with started(number, cluster, data_dir, library) as fleet:
        await _step(fleet, acts.any, FIRST_RATE, WARM_S)
        mixed = await _highest(fleet, acts.any)
        pressed = await _highest(fleet, acts.press)
        return Carried(name, mixed, pressed, fleet.memory_mb(), fleet.connections())


async def _highest(fleet: Fleet, act: Act) -> Step:
    """Raise the rate until it fails, then look between; return the highest step that held."""
    held: Step | None = None
    failed = float("inf")
    rate = FIRST_RATE
    for _ in range(TRIES):
        step = await _step(fleet, act, rate, STEP_S)
        if step.holds:
            held = step if held is None or step.rate > held.rate else held
        else:
            failed = rate
        least = held.rate if held else rate / 4
        rate = 2 * rate if failed == float("inf") else (least * failed) ** 0.5
    if held is None:
        raise RuntimeError(f"not even {rate:.0f} a second were answered within {LIMIT_S:g} s")
    return held


async def _step(fleet: Fleet, act: Act, rate: float, for_s: float) -> Step:
    """Offer so many acts a second, whatever becomes of them; a latency counts from when the act was due."""
    before, began = fleet.spent(), time.monotonic()
    asked: list[tuple[float, Interaction]] = []
    for number in range(int(rate * for_s)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        asked.append((due, act(*next(fleet.people))))
    answers = [(due, each, await each.answer(ANSWER_S, where=_is_whole)) for due, each in asked]
    spent = fleet.spent() - before
    seconds = tuple(_answered_at(each, answer) - due for due, each, answer in answers)
    refused = sum(answer.embeds[0].colour == APOLOGY_COLOUR for _, _, answer in answers)
    return Step(rate, seconds, refused, spent)


def _is_whole(answer: Answer) -> bool:
    """Whether it is said to the person: a pressed message changes for others' sake too."""
    return answer.kind is not ResponseKind.DEFERRED_UPDATE or bool(answer.followups)


def _answered_at(asked: Interaction, answer: Answer) -> float:
    return answer.followups[0].at if answer.followups else asked.at + answer.answered_after_s
