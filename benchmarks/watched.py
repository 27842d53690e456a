"""The bot's command line, its loop watched every 2 ms: `ping` then tells the longest wait."""

from __future__ import annotations

from functools import partial
from unittest.mock import patch

from bot.__main__ import main as run
from bot.loop_watch import LoopWatch


def main() -> None:
    """Run the command line, watched."""
    with patch("bot.app.LoopWatch", partial(LoopWatch, interval_s=0.002, kept=10**6)):
        run()
