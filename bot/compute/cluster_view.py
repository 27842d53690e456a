"""What a scheduler says of a cluster, as a bot sees it: how much it does, and what of it does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from bot.compute.errors import ClusterEmpty, WorkersDiffer


@dataclass(frozen=True, slots=True)
class WorkerView:
    """One worker: how many jobs it does at once, and about what it differs from this process."""

    jobs: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClusterView:
    """What a scheduler says of its workers; those that are not Hyperplane's are left out."""

    workers: tuple[WorkerView, ...]

    @property
    def jobs(self) -> int:
        """How many jobs are done at once by the workers that fit."""
        return sum(each.jobs for each in self.workers if not each.differences)

    @property
    def differing(self) -> int:
        """How many workers do not fit."""
        return sum(bool(each.differences) for each in self.workers)

    @property
    def differences(self) -> tuple[str, ...]:
        """About what they differ."""
        return tuple(sorted({about for each in self.workers for about in each.differences}))

    def __str__(self) -> str:
        """Return how many workers there are, and what is wrong with some of them."""
        others = f"; {self.differing} differ in {', '.join(self.differences)}" if self.differing else ""
        return f"{len(self.workers) - self.differing} Dask workers for {self.jobs} jobs at once{others}"

    def check(self) -> None:
        """Refuse a cluster that does no job of this process's.

        Raises
        ------
        ClusterEmpty, WorkersDiffer
        """
        if not self.workers:
            raise ClusterEmpty
        if not self.jobs:
            raise WorkersDiffer(self.differing, self.differences)
