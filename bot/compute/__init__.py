"""CPU work off the event loop: short work in threads, long work in processes here or on a cluster."""

from bot.compute.compute import (
    MOST_OF_PERSON,
    MOST_QUEUED_OF_PERSON,
    PERSON_BUDGET,
    SERVER_BUDGET,
    Compute,
)
from bot.compute.errors import (
    AlreadyRunning,
    BudgetSpent,
    Busy,
    ClusterEmpty,
    ClusterUnreachable,
    ComputeError,
    JobTooLarge,
    ShuttingDown,
    TimedOut,
    WaitedTooLong,
    WorkerDied,
    WorkersDiffer,
)
from bot.compute.long_work import LongWork
from bot.compute.processes import NICENESS, Processes, be_modest, process_context

__all__ = [
    "MOST_OF_PERSON",
    "MOST_QUEUED_OF_PERSON",
    "NICENESS",
    "PERSON_BUDGET",
    "SERVER_BUDGET",
    "AlreadyRunning",
    "BudgetSpent",
    "Busy",
    "ClusterEmpty",
    "ClusterUnreachable",
    "Compute",
    "ComputeError",
    "JobTooLarge",
    "LongWork",
    "Processes",
    "ShuttingDown",
    "TimedOut",
    "WaitedTooLong",
    "WorkerDied",
    "WorkersDiffer",
    "be_modest",
    "process_context",
]
