"""Why a job gave no result, through no fault of its input.

ComputeError
├── Busy                 the queue is full, or its server's part of it: nothing was started
├── AlreadyRunning       this person's earlier jobs still run: nothing was started
├── BudgetSpent          this person or server has used up its time for now: nothing was started
├── WaitedTooLong        the job's turn did not come in time: nothing was started
├── JobTooLarge          what is to be sent to a process is more than a few small arguments: a mistake of ours
├── TimedOut             the job took too long and was stopped
├── WorkerDied           the process doing it was killed; another has taken its place
├── ClusterUnreachable   the scheduler of the cluster that does long work does not answer
├── ClusterEmpty         it has no workers
├── WorkersDiffer        it has, but of another version than the bot
└── ShuttingDown         the bot is being stopped
"""

from __future__ import annotations

from models.errors import ErrorWithData


class ComputeError(ErrorWithData):
    """A job that gave no result, through no fault of its input."""


class Busy(ComputeError):
    """The queue is full."""


class AlreadyRunning(ComputeError):
    """The same person's earlier job has not ended yet."""


class BudgetSpent(ComputeError):
    """The person or the server has used up its time, and has some again in `wait_s` seconds."""

    wait_s: int


class WaitedTooLong(ComputeError):
    """The job's turn did not come within `waited_s` seconds."""

    waited_s: float


class JobTooLarge(ComputeError):
    """The function called `name` was to be sent with arguments of `size_bytes`; `most_bytes` travel."""

    name: str
    size_bytes: int
    most_bytes: int


class TimedOut(ComputeError):
    """The job was stopped after `timeout_s` seconds."""

    timeout_s: float


class WorkerDied(ComputeError):
    """The process that did the job ended without a result, because of `reason`."""

    reason: str


class ClusterUnreachable(ComputeError):
    """The scheduler at `address` does not answer, because of `reason`."""

    address: str
    reason: str


class ClusterEmpty(ComputeError):
    """The scheduler has no workers of Hyperplane."""


class WorkersDiffer(ComputeError):
    """The cluster's workers, `count` of them, are not like the bot: `differences` say about what."""

    count: int
    differences: tuple[str, ...]


class ShuttingDown(ComputeError):
    """The bot is being stopped."""
