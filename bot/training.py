"""Trainings before everybody's eyes: each in a process of its own, of the lowest priority, with one thread.

What it finds comes through a pipe as small frozen dataclasses (`models.live.lesson`), and the only thing that
goes the other way is to stop. A process that loses its bot reads the end of the pipe, and stops too. A
training of which nothing was heard in time is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.compute import ComputeError, ShuttingDown, TimedOut, WorkerDied, be_modest, process_context
from models.errors import ModelError
from models.live.learning import learn
from models.live.lesson import Begun, Lesson, Look, Point, Report, Told
from models.publishing import claim

log = logging.getLogger(__name__)

NICENESS = 19
"""The lowest: whoever waits for an answer goes first."""

GRACE_S = 300.0
"""How long a training may take beyond its time, to begin and to judge what it has learned."""

AT_WORK = ".at-work-"
"""Before the token of a training that is under way, the name of a folder that its bot has locked."""

MOST_POINTS = 5_000
FAREWELL_S = 5.0
"""How long a stopping bot waits for a process that it has killed."""


class TrainingsOff(ComputeError):
    """Whoever runs the bot wants nothing trained."""


class TrainingsBusy(ComputeError):
    """As many trainings as there may be are under way; the first of them ends in about `wait_s` seconds."""

    wait_s: int


class TrainingForgotten(ComputeError):
    """Nobody may have anything of it any more: it, its maker or its place was forgotten."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """What a training did not see coming."""

    traceback: str


class Training:
    """A training on its way, as far as it has told: read it between two `news`."""

    def __init__(self, lesson: Lesson, token: str, let_go: Callable[[], None]) -> None:
        self.lesson = lesson
        self.token = token
        self.begun: Begun | None = None
        self.points: list[Point] = []
        self.look: Look | None = None
        self.best: Point | None = None
        self.report: Report | None = None
        self.error: Exception | None = None
        self.over = False
        self.started_s = time.monotonic()
        self._let_go = let_go
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._process: Any = None
        self._connection: Connection | None = None
        self._stopped = False
        self._watchdog: asyncio.TimerHandle | None = None

    @property
    def left_s(self) -> float:
        """How many seconds of learning are left."""
        return max(0.0, self.lesson.seconds - (self.points[-1].seconds if self.points else 0.0))

    async def news(self) -> None:
        """Wait until there is something that was not there at the last call, or it is over."""
        if not self.over:
            await self._news.wait()
        self._news.clear()

    async def end(self) -> None:
        """Wait until it is over."""
        while not self.over:
            await self.news()

    def stop(self) -> None:
        """Have it come to its end, with its best so far."""
        if not self._stopped and self._connection is not None:
            self._stopped = True
            with contextlib.suppress(OSError):
                self._connection.send(None)

    async def start(self) -> None:
        """Start the process, and a thread that hears of it."""
        context = process_context()
        self._connection, other = context.Pipe()
        process = context.Process(target=_work, args=(self.lesson, other, NICENESS), daemon=True)
        started = self._loop.create_future()

        def live() -> None:
            fault = _fault_of(process.start)
            other.close()
            self._tell(_settle, started, fault)
            if fault is None:
                self._read(process)

        threading.Thread(target=live, daemon=True).start()
        await started
        self._process = process
        self._watchdog = self._loop.call_later(self.lesson.seconds + GRACE_S, self._run_out)
        if self.error is not None:  # killed while it came about
            process.kill()

    def kill(self, error: Exception) -> None:
        """End the process at once, for a reason."""
        self.error = self.error or error
        if self._process is not None:
            self._process.kill()

    def give_up(self) -> None:
        """Let whoever waits for its end go: no process of it is left."""
        if not self.over:
            self.over = True
            self._let_go()
            self._news.set()

    def _run_out(self) -> None:
        self.kill(TimedOut(self.lesson.seconds + GRACE_S))

    def _read(self, process: Any) -> None:
        """Hand on what the process tells until it ends."""
        assert self._connection is not None  # noqa: S101  the process has its other end
        try:
            while True:
                self._tell(self._take, self._connection.recv())
        except (EOFError, OSError):
            process.join()
            self._tell(self._end, process.exitcode)

    def _tell(self, what: Callable[..., None], *args: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits
            self._loop.call_soon_threadsafe(what, *args)

    def _take(self, told: Told | Report | ModelError | _Fault) -> None:
        match told:
            case Begun():
                self.begun = told
            case Look():
                self.look = told
                self.points.append(told.point)
                if told.best:
                    self.best = told.point
                if len(self.points) > MOST_POINTS:
                    self.stop()
            case Report():
                self.report = told
            case ModelError():
                self.error = self.error or told
            case _Fault():
                log.error("a training failed\n%s", told.traceback)
                self.error = self.error or WorkerDied("it failed")
        self._news.set()

    def _end(self, exit_code: int) -> None:
        if self.report is None and self.error is None:
            self.error = WorkerDied(f"it ended with {exit_code}")
        if self._watchdog is not None:
            self._watchdog.cancel()
        self.give_up()


def _fault_of(start: Callable[[], None]) -> Exception | None:
    try:
        start()
    except Exception as error:
        return error
    return None


def _settle(started: asyncio.Future[None], fault: Exception | None) -> None:
    if started.done():  # nobody waits any more
        return
    if fault is None:
        started.set_result(None)
    else:
        started.set_exception(fault)


class Trainings:
    """The trainings under way, so many at a time on this machine.

    Parameters
    ----------
    folder : Path
        Where what is trained is kept; bots of one machine that share it share the number as well.
    most : int
        How many may be under way; 0 for none at all.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self.folder = folder
        self._most = most
        self._running: dict[str, Training] = {}
        self._closing = False

    @property
    def running(self) -> tuple[Training, ...]:
        """Those of this bot."""
        return tuple(self._running.values())

    def get(self, token: str) -> Training | None:
        """Return the training of a token, if this bot has it under way."""
        return self._running.get(token)

    def check_on(self) -> None:
        """Raise TrainingsOff or ShuttingDown where none will begin any more."""
        if self._closing:
            raise ShuttingDown
        if self._most == 0:
            raise TrainingsOff

    def check_free(self) -> None:
        """Let nobody prepare a training that could not begin.

        Raises
        ------
        TrainingsOff, TrainingsBusy, ShuttingDown
        """
        self.check_on()
        if len(self._running) + len(self._elsewhere()) >= self._most:
            waits = [each.left_s for each in self._running.values()]
            raise TrainingsBusy(max(1, round(min(waits, default=60.0))))

    async def begin(self, lesson: Lesson, token: str) -> Training:
        """Start a training; raises as `check_free` does."""
        self.check_free()
        release = await asyncio.to_thread(claim, self.folder / f"{AT_WORK}{token}")
        if release is None:
            raise TrainingsBusy(60)
        training = Training(lesson, token, lambda: self._let_go(token, release))
        self._running[token] = training
        try:
            await training.start()
        except BaseException:
            training.stop()
            training.give_up()
            raise
        return training

    async def discard(self, token: str) -> None:
        """End a training at once, if this bot has it under way, and wait until it writes nothing any more."""
        if (training := self._running.get(token)) is not None:
            training.kill(TrainingForgotten())
            await training.end()

    def is_under_way(self, token: str) -> bool:
        """Tell whether this bot, or another one of the machine, has a training under way."""
        if token in self._running:
            return True
        folder = self.folder / f"{AT_WORK}{token}"
        if not folder.exists():
            return False
        release = claim(folder)
        if release is not None:
            release()
        return release is None

    async def close(self) -> None:
        """End all processes; what they have kept so far stays."""
        self._closing = True
        for training in self.running:
            training.kill(ShuttingDown())
        for training in self.running:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(training.end(), FAREWELL_S)

    def _elsewhere(self) -> list[str]:
        """Return the tokens of trainings that other bots of the machine have under way."""
        tokens = [each.name.removeprefix(AT_WORK) for each in self.folder.glob(f"{AT_WORK}*")]
        return [token for token in tokens if token not in self._running and self.is_under_way(token)]

    def _let_go(self, token: str, release: Callable[[], None]) -> None:
        self._running.pop(token, None)
        release()


class _Pipe:
    """A lesson's watcher at the other end of a pipe."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stopped = False

    def tell(self, told: Told) -> None:
        """Send it, if anybody listens still."""
        try:
            self._connection.send(told)
        except OSError:
            self._stopped = True

    def stopped(self) -> bool:
        """Tell whether the bot said so, or is gone."""
        if not self._stopped:
            with contextlib.suppress(OSError):
                self._stopped = self._connection.poll()
        return self._stopped


def _work(lesson: Lesson, connection: Connection, niceness: int) -> None:
    """Learn, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the bot's to answer
    os.environ["OMP_NUM_THREADS"] = "1"  # read by torch when it is loaded
    be_modest()
    if hasattr(os, "nice"):
        os.nice(max(0, niceness - os.nice(0)))
    try:
        connection.send(learn(lesson, _Pipe(connection), time.monotonic))
    except ModelError as error:
        connection.send(error)
    except OSError:  # the bot is gone
        return
    except Exception:
        connection.send(_Fault(traceback.format_exc()))
