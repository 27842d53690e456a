"""Goes on with everybody's texts side by side, a few tokens at a time, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

from threadpoolctl import ThreadpoolController

from bot.compute import Compute
from models.text.generate import Options, Writer, Writing

TOKENS_A_TURN = 16
ONE_THREAD = ThreadpoolController()
"""A step is too small to share: on a busy machine the threads of a BLAS would wait for each other."""


@dataclass(slots=True, eq=False)
class _Order:
    """A text that somebody waits for."""

    writer: Writer
    prompt: str
    options: Options
    writing: Writing | None = None
    error: BaseException | None = None
    grown: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        return self.error is not None or (self.writing is not None and self.writing.ending is not None)


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
            When the work could not be done.
        """
        order = _Order(writer, prompt, options)
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
                assert order.writing is not None  # noqa: S101 - set before the first turn ends
                yield order.writing
        finally:
            self._orders.remove(order)

    async def write(self, writer: Writer, prompt: str, options: Options) -> Writing:
        """Return the whole text; raises as `grow` does."""
        async for writing in self.grow(writer, prompt, options):
            last = writing
        return last

    async def _work(self) -> None:
        while turn := [order for order in self._orders if not order.over]:
            try:
                await self._compute.short(_advance, turn)
            except Exception as error:
                for order in turn:
                    order.error = error
            for order in turn:
                order.grown.set()


def _advance(orders: Iterable[_Order]) -> None:
    """Give every order its next tokens, those of one network together."""
    together: dict[Writer, list[Writing]] = {}
    for order in orders:
        if order.writing is None:
            order.writing = order.writer.begin(order.prompt, order.options)
        together.setdefault(order.writer, []).append(order.writing)
    with ONE_THREAD.limit(limits=1, user_api="blas"):
        for writer, writings in together.items():
            writer.advance(writings, TOKENS_A_TURN)
