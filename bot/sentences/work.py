"""What is told of work that gave no result."""

from __future__ import annotations

from bot import compute
from bot.sentences.dispatch import worded

worded(compute.Busy, "I'm busy with many requests at once. Please try again in a moment.")
worded(compute.AlreadyRunning, "I'm still at work on your last request. One at a time, please.")
worded(
    compute.TimedOut,
    "Sorry, that took more than {timeout_s:g} seconds, so I stopped it. Try fewer words.",
)
worded(
    compute.WorkerDied,
    "Sorry, the process at work on this was ended before it was done. Please try again.",
)
worded(compute.ShuttingDown, "Sorry, I'm being restarted. Please ask again in a minute.")
