"""Goes on with everybody's texts side by side, a few tokens at a time, off the event loop."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field

from bot.callers import Caller, work_for_all
from bot.compute import AlreadyRunning, Busy, Compute
from models.text.generate import Options, Writer, Writing

TOKENS_A_TURN = 16
MOST_A_TURN = 24
"""Texts that are gone on with together; the others follow in the next turn."""

MOST_OF_PERSON = 4
"""Texts of one person in a turn: as many as `temperatures` sets side by side."""

MOST_WAITING_OF_PERSON = 12
MOST_WAITING = 200
"""Texts of everybody that may be under way; each keeps what its network remembers."""


@dataclass(slots=True, eq=False)
class _Order:
    """A text that somebody waits for."""

    writer: Writer
    writing: Writing
    caller: Caller
    error: BaseException | None = None
    grown: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        return self.error is not None or self.writing.ending is not None


class Scribe:
    """Writes texts: those asked for at the same time cost little more together than one alone."""

    def __init__(self, compute: Compute) -> None:
        self._compute = compute
        self._orders: list[_Order] = []
        self._at_work: asyncio.Task[None] | None = None

    async def grow(self, writer: Writer, prompt: str, options: Options) -> AsyncIterator[Writing]:
        """Yield the text whenever it has grown; the last time it has its ending.

        Whoever is slow to take it sees it grow in larger steps.

        Raises
        ------
        bot.compute.ComputeError
            When the work could not be done, or the caller has too much of it under way.
        """
        (begun,) = await self._begin(writer, prompt, [options])
        async for writing in self._go_on(writer, begun):
            yield writing

    async def write(self, writer: Writer, prompt: str, options: Options) -> Writing:
        """Return the whole text; raises as `grow` does."""
        (writing,) = await self.write_several(writer, prompt, [options])
        return writing

    async def write_several(
        self, writer: Writer, prompt: str, options: Sequence[Options]
    ) -> Sequence[Writing]:
        """Return the prompt with a continuation for each of the options; raises as `grow` does."""
        begun = await self._begin(writer, prompt, options)
        return await asyncio.gather(*(self._finish(writer, each) for each in begun))

    async def _begin(self, writer: Writer, prompt: str, options: Sequence[Options]) -> Sequence[Writing]:
        caller = self._compute.admit()
        under_way = sum(order.caller == caller for order in self._orders)
        if under_way + len(options) > MOST_WAITING_OF_PERSON:
            raise AlreadyRunning
        if len(self._orders) + len(options) > MOST_WAITING:
            raise Busy
        return await self._compute.short(writer.begin_several, prompt, options)

    async def _finish(self, writer: Writer, begun: Writing) -> Writing:
        async for _ in self._go_on(writer, begun):
            pass
        return begun

    async def _go_on(self, writer: Writer, begun: Writing) -> AsyncIterator[Writing]:
        order = _Order(writer, begun, self._compute.admit())
        self._orders.append(order)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())
        try:
            over = False
            while not over:
                await order.grown.wait()
                order.grown.clear()
                over = order.over
                if order.error is not None:
                    raise order.error
                yield order.writing
        finally:
            self._orders.remove(order)

    async def _work(self) -> None:
        work_for_all()
        while turn := self._next_turn():
            try:
                used_s = await self._compute.short(_advance, turn)
            except Exception as error:
                for order in turn:
                    order.error = error
            else:
                for order in turn:
                    self._compute.spend(order.caller, used_s / len(turn))
            for order in turn:
                order.grown.set()

    def _next_turn(self) -> list[_Order]:
        """Return the texts to go on with: a few of each person, those first that had no turn last time."""
        turn: list[_Order] = []
        of_person: Counter[Caller] = Counter()
        for order in self._orders:
            if order.over or of_person[order.caller] >= MOST_OF_PERSON or len(turn) >= MOST_A_TURN:
                continue
            of_person[order.caller] += 1
            turn.append(order)
        later = [order for order in self._orders if order not in turn]
        self._orders[:] = later + turn
        return turn


def _advance(orders: Iterable[_Order]) -> float:
    """Give every order its next tokens, those of one network together; return the seconds that took."""
    began = time.thread_time()
    together: dict[Writer, list[Writing]] = {}
    for order in orders:
        together.setdefault(order.writer, []).append(order.writing)
    for writer, writings in together.items():
        writer.advance(writings, TOKENS_A_TURN)
    return time.thread_time() - began
