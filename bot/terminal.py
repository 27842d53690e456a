"""What the command line's commands share: how they end, and a bar that shows how far they are."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import typer

Update = Callable[..., None]
"""Takes how much is done, of how much, and optionally another description."""


class Stop(Exception):
    """The program cannot go on; the text is the one sentence to say why."""


@contextmanager
def needing_torch() -> Iterator[None]:
    """Import what trains while this is open; say what to install where that fails."""
    try:
        yield
    except ImportError as error:
        raise Stop("Training needs torch: install the extra hyperplane[train].") from error


@contextmanager
def progress(title: str) -> Iterator[Update]:
    """Show a bar on standard error until the work is done; yield what moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def update(done: float, total: float | None, description: str = title) -> None:
            bar.update(task, completed=done, total=total, description=description)

        yield update


def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` until it ends or the process is told to stop, and let it close what it opened."""

    async def supervise() -> None:
        task = asyncio.current_task()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            if sys.platform != "win32" and task is not None:
                loop.add_signal_handler(name, task.cancel)
        try:
            await work
        except asyncio.CancelledError:
            typer.echo("Stopped.")

    try:
        asyncio.run(supervise())
    except KeyboardInterrupt:
        typer.echo("Stopped.")
