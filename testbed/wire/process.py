"""The bot as a process of its own, talking to the wire only through its two sockets."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from testbed.workplace import ROOT, workplace

GRACE_S = 60.0
LINE_LIMIT_BYTES = 2**20


class BotProcess:
    """A running bot; `output` is what it has written so far, log and errors together."""

    def __init__(self, process: asyncio.subprocess.Process, on_end: Callable[[], None]) -> None:
        self._process = process
        self._on_end = on_end
        self.lines: list[str] = []
        self._reader = asyncio.create_task(self._read())
        self._watcher = asyncio.create_task(self._watch())

    @property
    def output(self) -> str:
        return "".join(self.lines)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    async def stop(self) -> int:
        """Ask it to end as an operator would (SIGTERM), kill it if it does not, return its exit code."""
        if self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), GRACE_S)
            except TimeoutError:
                return await self.kill()
        return await self._drain()

    async def kill(self) -> int:
        """End it without a word, and only it: what it started lives on until the end of the context."""
        if self._process.returncode is None:
            self._process.kill()
        return await self._drain()

    async def clear_away(self) -> None:
        """End it and every process that it started."""
        await self.stop()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await asyncio.gather(self._reader, self._watcher)

    async def _drain(self) -> int:
        code = await self._process.wait()
        await asyncio.wait({self._reader}, timeout=1.0)  # a surviving child may hold the pipe open
        return code

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.lines.append(line.decode(errors="replace"))

    async def _watch(self) -> None:
        await self._process.wait()
        await asyncio.wait({self._reader}, timeout=1.0)
        self._on_end()


@asynccontextmanager
async def started(
    arguments: tuple[str, ...], environment: Mapping[str, str], on_end: Callable[[], None]
) -> AsyncIterator[BotProcess]:
    """Start `python -m testbed.wire.launch`, and end it at the end."""
    with workplace("bot-") as folder:  # away from the developer's .env
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "testbed.wire.launch",
            *arguments,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,  # a process group of its own, to be cleared away as a whole
            limit=LINE_LIMIT_BYTES,
        )
        bot = BotProcess(process, on_end)
        try:
            yield bot
        finally:
            await bot.clear_away()
