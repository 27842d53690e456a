"""The bot's command line with its event loop watched every 2 ms, so that `ping` tells the longest wait of a run."""

from __future__ import annotations

from functools import partial
from unittest.mock import patch

from bot.__main__ import main as run
from bot.loop_watch import LoopWatch


def main() -> None:
    """Run the command line, watched."""
    with patch("bot.app.LoopWatch", partial(LoopWatch, interval_s=0.002, kept=10**6)):
        run()
