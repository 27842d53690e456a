"""Work off the event loop: bounded, stoppable, and never lost in silence."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from bot.callers import work_for
from bot.compute import (
    MOST_OF_PERSON,
    PERSON_BUDGET,
    AlreadyRunning,
    BudgetSpent,
    Busy,
    Compute,
    TimedOut,
    WaitedTooLong,
    WorkerDied,
    processes,
)


@pytest.fixture
async def compute() -> AsyncIterator[Compute]:
    """One worker with time enough for any job here, whatever else the machine does."""
    made = Compute(workers=1, queue=1, timeout_s=60.0)
    yield made
    await made.close()


async def test_a_short_job_has_no_thread_but_its_own() -> None:
    with threadpool_limits(2, user_api="blas"):
        made = Compute(workers=1, queue=1, timeout_s=60.0)
        threads = await made.short(threadpool_info)
        await made.close()
    assert {each["num_threads"] for each in threads if each["user_api"] == "blas"} == {1}


@pytest.fixture
async def hasty() -> AsyncIterator[Compute]:
    """One worker, started, that stops a job after a second and lets none wait longer than half of one."""
    made = Compute(workers=1, queue=1, timeout_s=1.0)
    await made.long(0, abs, -1)
    yield made
    await made.close()


async def test_short_work_runs_in_another_thread(compute: Compute) -> None:
    assert await compute.short(threading.get_ident) != threading.get_ident()


async def test_an_exception_of_the_work_arrives(compute: Compute) -> None:
    with pytest.raises(ZeroDivisionError):
        await compute.short(divmod, 1, 0)


async def test_a_full_queue_refuses_at_once(compute: Compute) -> None:
    first, second = (asyncio.create_task(compute.long(owner, time.sleep, 0.3)) for owner in (1, 2))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await compute.long(3, time.sleep, 0)
    await asyncio.gather(first, second)
    assert await compute.long(3, abs, -1) == 1


async def test_a_person_has_one_long_job_at_a_time(compute: Compute) -> None:
    first = asyncio.create_task(compute.long(1, time.sleep, 0.2))
    await asyncio.sleep(0)
    with pytest.raises(AlreadyRunning):
        await compute.long(1, time.sleep, 0)
    await first
    assert await compute.long(1, abs, -1) == 1


async def test_a_worker_killed_while_idle_is_replaced(compute: Compute) -> None:
    pid = await compute.long(1, os.getpid)
    os.kill(pid, signal.SIGKILL)
    await asyncio.sleep(0.5)
    assert await compute.long(1, os.getpid) != pid


async def test_a_spare_job_without_a_result_is_left_out(hasty: Compute) -> None:
    assert await hasty.spare(1, abs, -1) == 1
    assert await hasty.spare(1, divmod, 1, 0) is None
    assert await hasty.spare(1, pow, 3, 10**8) is None  # stopped after its time
    assert await hasty.spare(1, abs, -1) == 1


async def test_few_spare_jobs_wait_and_none_in_a_full_queue() -> None:
    compute = Compute(workers=1, queue=2, timeout_s=10)
    first, second = (asyncio.create_task(compute.spare(owner, abs, -owner)) for owner in (1, 2))
    await asyncio.sleep(0)
    assert await compute.spare(1, abs, -1) is None  # has one already
    assert await compute.spare(3, abs, -1) is None  # enough are waiting
    assert (await first, await second) == (1, 2)
    jobs = [asyncio.create_task(compute.long(owner, time.sleep, 0.1)) for owner in range(3)]
    await asyncio.sleep(0)
    assert await compute.spare(9, abs, -1) is None
    await asyncio.gather(*jobs)
    await compute.close()


async def test_a_spare_job_stands_in_nobody_s_way(compute: Compute) -> None:
    spare = asyncio.create_task(compute.spare(1, time.sleep, 0.2))
    await asyncio.sleep(0)
    assert await compute.long(1, abs, -1) == 1
    await spare


async def test_one_person_s_jobs_are_bounded_and_nobody_else_s_wait(compute: Compute) -> None:
    work_for(1, 10)
    gate = threading.Event()
    mine = [asyncio.create_task(compute.short(gate.wait)) for _ in range(MOST_OF_PERSON)]
    await asyncio.sleep(0)
    with pytest.raises(AlreadyRunning):
        await compute.short(abs, -1)
    work_for(2, 10)
    assert await compute.short(abs, -1) == 1
    gate.set()
    await asyncio.gather(*mine)


async def test_one_server_leaves_room_for_others() -> None:
    compute = Compute(workers=1, queue=3, timeout_s=10.0)

    async def ask(person: int, server: int) -> int:
        work_for(person, server)
        await compute.long(person, time.sleep, 0.05)
        return person

    crowd = [asyncio.create_task(ask(person, 10)) for person in range(1, 4)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await asyncio.create_task(ask(4, 10))
    assert await asyncio.create_task(ask(5, 20)) == 5
    await asyncio.gather(*crowd)
    await compute.close()


async def test_a_person_s_budget_is_used_up_by_all_kinds_of_work(compute: Compute) -> None:
    work_for(1, 10)
    compute.spend(compute.admit(), PERSON_BUDGET[0] + 1.0)
    for work in (compute.short(abs, -1), compute.long(1, abs, -1), compute.queued(abs, -1)):
        with pytest.raises(BudgetSpent) as refusal:
            await work
        assert refusal.value.wait_s == 2
    work_for(2, 10)
    assert await compute.short(abs, -1) == 1


async def test_a_job_whose_turn_does_not_come_is_told_so(hasty: Compute) -> None:
    first = asyncio.create_task(hasty.long(1, time.sleep, 60))
    await asyncio.sleep(0)
    with pytest.raises(WaitedTooLong):
        await hasty.long(2, abs, -1)
    with pytest.raises(TimedOut):
        await first


async def test_queued_jobs_of_a_person_wait_for_each_other(compute: Compute) -> None:
    first = asyncio.create_task(compute.queued(abs, -1))
    assert [await compute.queued(abs, -2), await first] == [2, 1]


async def test_stopped_workers_are_replaced(compute: Compute, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = await compute.long(1, os.getpid)
    monkeypatch.setattr(processes, "TAKEN_UP_S", 0.2)
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(WorkerDied):
        await compute.long(1, abs, -1)
    monkeypatch.setattr(processes, "TAKEN_UP_S", 60.0)
    assert await compute.long(1, os.getpid) != pid
