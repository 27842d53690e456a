"""What the command line's commands share: how they end early, and a bar that shows how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
