"""A job on its way to another process and its outcome on the way back, as bytes.

A function travels by reference, as pickle does it: a lambda, or one made within another, travels nowhere.
"""

from __future__ import annotations

import pickle
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.compute.errors import JobTooLarge

MOST_BYTES = 4 * 2**20
"""Of a function with its arguments: a map of 300 words in 300 dimensions has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a function returned, and how many seconds of a processor that took."""

    result: Any
    cost_s: float


@dataclass(frozen=True, slots=True)
class Failed:
    """What a function raised."""

    error: Exception


def pack(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> bytes:
    """Return a job as a parcel.

    Raises
    ------
    JobTooLarge
        When it should be given less to carry: what it needs, and not all that there is.
    """
    parcel = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
    if len(parcel) > MOST_BYTES:
        raise JobTooLarge(_name(function), len(parcel), MOST_BYTES)
    return parcel


def carry_out(parcel: bytes) -> bytes:
    """Do a job, in the process where this runs, and return its outcome."""
    began = time.process_time()
    try:
        function, args, kwargs = pickle.loads(parcel)  # noqa: S301  a job comes from the bot and nowhere else
        result = function(*args, **kwargs)
        return pickle.dumps(Done(result, time.process_time() - began), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # the bot's to tell, whatever it is
        error.add_note("".join(traceback.format_exception(error)).rstrip())
        return failed(error)


def failed(error: Exception) -> bytes:
    """Return the outcome of a job that raised `error`."""
    try:
        return pickle.dumps(Failed(error))
    except Exception as unfit:  # an error may hold anything
        return pickle.dumps(Failed(RuntimeError(f"{error!r} can't be sent: {unfit!r}")))


def unpack(outcome: bytes) -> Done:
    """Return what a job has come to, or raise what it raised."""
    opened: Done | Failed = pickle.loads(outcome)  # noqa: S301  an outcome comes from a process of ours
    if isinstance(opened, Failed):
        raise opened.error
    return opened


def _name(function: Callable[..., Any]) -> str:
    inner = getattr(function, "func", function)  # of functools.partial
    return f"{getattr(inner, '__module__', '?')}:{getattr(inner, '__qualname__', inner)}"
