"""What is told of work that gave no result."""

from __future__ import annotations

from bot import compute
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded, worded_for_operator
from bot.wording import Text, say

worded(compute.Busy, "I'm busy with many requests at once. Please try again in a moment.")
worded(compute.AlreadyRunning, "I'm still at work on your last request. One at a time, please.")
worded(
    compute.WaitedTooLong,
    "I'm busy: your turn didn't come within {waited_s:g} seconds. Please try again in a moment.",
)
worded(
    compute.JobTooLarge,
    "Sorry, that takes more data than I can hand on, which is my mistake. Please try with less.",
)
worded_for_operator(
    compute.JobTooLarge,
    "A job of {name} was not started: it was given {size_bytes:,} bytes, and at most {most_bytes:,} travel. "
    "Please report it.",
)
worded(
    compute.TimedOut,
    "Sorry, that took more than {timeout_s:g} seconds, so I stopped it. Try fewer words.",
)
worded(
    compute.WorkerDied,
    "Sorry, the process at work on this was ended before it was done. Please try again.",
)


@sentence.register
def _(error: compute.BudgetSpent) -> Text:
    told = "You have kept me at work for a while. I can go on for you in {wait}."
    return say(told, wait=plural(error.wait_s, "second"))


worded(compute.ShuttingDown, "Sorry, I'm being restarted. Please ask again in a minute.")
