"""SimCord looks at every button that is alive for every task, many times a command: here it asks for less."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from simcord import _dpy_internals

_EXPIRY = discord.ui.View._BaseView__timeout_task_impl.__code__  # type: ignore[attr-defined]
_is_expiry = _dpy_internals._view_timeout_task_identity


def look_less(patch: pytest.MonkeyPatch) -> None:
    """Have the same answers given as before, at a tenth of the cost."""
    patch.setattr(_dpy_internals, "is_view_wait_future", _is_end_of_view)
    patch.setattr(_dpy_internals, "_view_timeout_task_identity", _is_expiry_task)


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
