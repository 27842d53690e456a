"""Turns at a few places for much work: servers take turns and, within one, its people, by the time they used.

Start-time fair queueing (Goyal, Vin and Cheng, 1996), once among the servers and once among the people of the
one whose turn it is: of those who wait, the one that has used least goes first, and whoever comes anew starts
level with those who are there, by a clock that goes on as they are served. So who asks for much waits for it,
and nobody else does.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Collection, Hashable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.callers import HOUSE, Caller

KeyT = TypeVar("KeyT", bound=Hashable)


class Shares(Generic[KeyT]):
    """How many seconds each of some parties has used, on a clock that stands at the least of those served."""

    def __init__(self) -> None:
        self._used_s: dict[KeyT, float] = {}
        self._now_s = 0.0

    def join(self, key: KeyT) -> None:
        """Let a party wait, level with those who are there at best."""
        self._used_s[key] = max(self._used_s.get(key, 0.0), self._now_s)

    def next(self, keys: Iterable[KeyT]) -> KeyT:
        """Return the one among waiting parties that has used least."""
        chosen = min(keys, key=self._used_s.__getitem__)
        self._now_s = max(self._now_s, self._used_s[chosen])
        return chosen

    def charge(self, key: KeyT, cost_s: float, parties: int = 1) -> None:
        """Add what a party has used, as one of so many that shared the time.

        The clock goes on by a party's part of it, as in weighted fair queueing: so those who come anew, one
        after the other, don't pass somebody who has used something for ever.
        """
        self._used_s[key] = self._used_s.get(key, self._now_s) + cost_s
        self._now_s += cost_s / parties

    def forget_idle(self, active: Collection[KeyT]) -> None:
        """Forget the parties that are neither there nor ahead of those who are."""
        if not active:
            self._used_s.clear()
            self._now_s = 0.0
            return
        self._used_s = {
            key: used for key, used in self._used_s.items() if key in active or used > self._now_s
        }

    def __len__(self) -> int:
        """Return how many parties are remembered."""
        return len(self._used_s)


@dataclass(slots=True)
class Turn:
    """A job's turn; `cost_s` is what it used, if that is not the time from its begin to its end."""

    cost_s: float | None = None
    now: Callable[[], float] = time.monotonic
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.now()

    @property
    def used_s(self) -> float:
        """What it has used up to now."""
        return self.now() - self.began if self.cost_s is None else self.cost_s


class FairQueue:
    """Lets `width` jobs run at a time, one of each person; the house goes first, and as often as it likes."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._waiting: dict[Caller, deque[asyncio.Future[None]]] = {}
        self._running: list[Caller] = []
        self._people: Shares[Caller] = Shares()
        self._places: Shares[int] = Shares()

    def of_person(self, caller: Caller) -> int:
        """Return how many jobs of a person wait or run."""
        return len(self._waiting.get(caller, ())) + self._running.count(caller)

    def of_place(self, place: int) -> int:
        """Return how many jobs of a server wait or run."""
        waiting = sum(len(jobs) for caller, jobs in self._waiting.items() if caller.place == place)
        return waiting + sum(caller.place == place for caller in self._running)

    @asynccontextmanager
    async def turn(self, caller: Caller, within_s: float) -> AsyncIterator[Turn]:
        """Wait for a turn, and hold it as long as the block lasts.

        Raises
        ------
        TimeoutError
            When it has not come within `within_s` seconds.
        """
        await self._come(caller, within_s)
        turn = Turn()
        try:
            yield turn
        finally:
            self._leave(caller, turn.used_s)

    def turn_away(self, error: Exception) -> None:
        """Tell all who wait that it was in vain."""
        for jobs in self._waiting.values():
            for job in jobs:
                if not job.done():
                    job.set_exception(error)

    async def _come(self, caller: Caller, within_s: float) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(caller, deque()).append(turn)
        self._people.join(caller)
        self._places.join(caller.place)
        self._give_turns()
        try:
            async with asyncio.timeout(within_s):  # `wait_for` may swallow a cancellation
                await turn
        except BaseException:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._leave(caller, 0.0)  # it came just when it was not wanted any more
            else:
                self._give_up(caller, turn)
            raise

    def _give_turns(self) -> None:
        while len(self._running) < self._width and (caller := self._next()) is not None:
            jobs = self._waiting[caller]
            job = jobs.popleft()
            if not jobs:
                del self._waiting[caller]
            if not job.done():
                self._running.append(caller)
                job.set_result(None)

    def _next(self) -> Caller | None:
        if HOUSE in self._waiting:
            return HOUSE
        ready = [caller for caller in self._waiting if caller not in self._running]
        if not ready:
            return None
        place = self._places.next({caller.place for caller in ready})
        return self._people.next([caller for caller in ready if caller.place == place])

    def _leave(self, caller: Caller, cost_s: float) -> None:
        self._running.remove(caller)
        if caller != HOUSE:
            there = {caller, *self._waiting, *self._running} - {HOUSE}
            self._people.charge(caller, cost_s, sum(each.place == caller.place for each in there))
            self._places.charge(caller.place, cost_s, len({each.place for each in there}))
        self._give_turns()
        active = {*self._waiting, *self._running}
        self._people.forget_idle(active)
        self._places.forget_idle({each.place for each in active})

    def _give_up(self, caller: Caller, turn: asyncio.Future[None]) -> None:
        jobs = self._waiting.get(caller)
        if jobs is not None and turn in jobs:
            jobs.remove(turn)
            if not jobs:
                del self._waiting[caller]
