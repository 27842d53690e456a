"""The bot's command line, which says every few seconds how its event loop is doing."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from unittest.mock import patch

from bot.__main__ import main as run
from bot.loop_watch import LoopWatch

MARK = "SOAK "
EVERY_S = 5.0
INTERVAL_S = 0.01
MOST_NAMED = 12


class TellingWatch(LoopWatch):
    """Tells the longest wait since the last time, and how many tasks there are."""

    def __init__(self) -> None:
        super().__init__(interval_s=INTERVAL_S, kept=round(EVERY_S / INTERVAL_S))

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to watch, and to tell."""
        super().start(loop)
        loop.call_later(EVERY_S, self._tell, loop)

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        names = Counter(getattr(task.get_coro(), "__qualname__", "?") for task in asyncio.all_tasks(loop))
        told = {
            "at": time.time(),
            "tasks": names.total(),
            "most": dict(names.most_common(MOST_NAMED)),
            "stall_ms": round(self.longest_s * 1000, 1),
        }
        print(MARK + json.dumps(told), flush=True)
        loop.call_later(EVERY_S, self._tell, loop)


def main() -> None:
    """Run the command line, watched."""
    with patch("bot.app.LoopWatch", TellingWatch):
        run()
