"""What is told of work that gave no result."""

from __future__ import annotations

from bot import compute
from bot.replies import plural
from bot.sentences.dispatch import operator_sentence, sentence, worded, worded_for_operator
from bot.wording import WHOLE, Text, say

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
for kind in (compute.ClusterUnreachable, compute.ClusterEmpty):
    worded(
        kind,
        "Sorry, the machines that do my long work can't be reached just now. Please try again in a minute.",
    )
worded(
    compute.WorkersDiffer,
    "Sorry, the machines that do my long work are not of my version, so I asked them for nothing. "
    "Tell whoever runs me to bring them up to date.",
)
worded_for_operator(
    compute.ClusterUnreachable,
    "The Dask scheduler at {address} does not answer ({reason}). Start it with `dask scheduler`, or mend "
    "HYPERPLANE_COMPUTE.",
)
worded_for_operator(
    compute.ClusterEmpty,
    "The Dask scheduler has no workers of Hyperplane. Start them with `hyperplane worker`.",
)


@operator_sentence.register
def _(error: compute.WorkersDiffer) -> Text:
    return say(
        "No worker of the Dask cluster is like this bot: {workers} differ in {differences}. Install the same "
        "version and the same packages there, and start them anew.",
        workers=plural(error.count, "worker"),
        differences=", ".join(error.differences),
        limit=WHOLE,
    )


@sentence.register
def _(error: compute.BudgetSpent) -> Text:
    told = "You have kept me at work for a while. I can go on for you in {wait}."
    return say(told, wait=plural(error.wait_s, "second"))


worded(compute.ShuttingDown, "Sorry, I'm being restarted. Please ask again in a minute.")
