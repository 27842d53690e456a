"""Timing ours and a peer's side by side."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from benchmarks.table import Row

ROUNDS = 5
REPEATS = 10
REST_S = 0.3

Call = Callable[[], object]


def faster(
    what: str, ours: Call, peer: Call, note: str = "", *, rounds: int = ROUNDS, repeats: int = REPEATS
) -> Row:
    """Time both in turns, so that a busy moment of the machine hits both, and compare their medians.

    Each has the whole machine: after a turn the threads of a BLAS keep a processor busy for a while, waiting
    for more, so a rest lies between the turns.
    """
    times: dict[Call, list[float]] = {ours: [], peer: []}
    for _ in range(rounds):
        for call, taken in times.items():
            time.sleep(REST_S)
            call()
            taken += [seconds(call) for _ in range(repeats)]
    our_s, peer_s = statistics.median(times[ours]), statistics.median(times[peer])
    return Row(what, f"{our_s * 1e3:.1f} ms", f"{peer_s * 1e3:.1f} ms", peer_s / our_s, note)


def seconds(call: Call) -> float:
    """Return how long one call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
