"""SimCord looks at every button that is alive for every task, many times a command: here it asks for less.

It also waits a twentieth of a second for what is about to happen at once; here it lets that happen first.
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from simcord import _dpy_internals, env

MOST_TURNS = 100

_EXPIRY = discord.ui.View._BaseView__timeout_task_impl.__code__  # type: ignore[attr-defined]
_is_expiry = _dpy_internals._view_timeout_task_identity


def look_less(patch: pytest.MonkeyPatch) -> None:
    """Have the same answers given as before, at a tenth of the cost."""
    patch.setattr(_dpy_internals, "is_view_wait_future", _is_end_of_view)
    patch.setattr(_dpy_internals, "_view_timeout_task_identity", _is_expiry_task)
    patch.setattr(env, "asyncio", _Prompt())


def _is_end_of_view(client: discord.Client, waiter: Any) -> bool:
    """Return whether somebody waits for the end of a view or a form."""
    if waiter is None or waiter.done():
        return False
    store = client._connection._view_store
    views = [item._view for items in store._views.values() for item in items.values()]
    return any(
        vars(view).get("_BaseView__stopped") is waiter for view in [*views, *store._modals.values()] if view
    )


def _is_expiry_task(client: discord.Client, task: asyncio.Task[Any]) -> bool:
    """Return whether a task waits for a view to expire: discord.py starts all of them in one place."""
    return getattr(task.get_coro(), "cr_code", None) is _EXPIRY and _is_expiry(client, task)


class _Prompt:
    """The module `asyncio`, but nobody waits who can look anew: the loop had something to do at once."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    @staticmethod
    async def wait(tasks: Any, **options: Any) -> Any:
        if options.get("return_when") == asyncio.FIRST_COMPLETED and await _is_busy():
            return set(), set(tasks)
        return await asyncio.wait(tasks, **options)

    @staticmethod
    async def sleep(delay_s: float) -> None:
        if delay_s == 0 or not await _is_busy():
            await asyncio.sleep(delay_s)


async def _is_busy() -> bool:
    """Return whether the loop had anything to do at once; it has done that then, all that came to an end."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for turn in range(MOST_TURNS):
        if not ready:
            return turn > 0
        await asyncio.sleep(0)
    return False
