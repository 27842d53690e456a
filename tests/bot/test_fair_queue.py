"""Turns and budgets: who asks for much waits for it, and nobody else does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import pytest

from bot.budget import Budget
from bot.callers import HOUSE, Caller
from bot.fair_queue import FairQueue, Turn

HOG, ADA, ALAN = Caller(1, 10), Caller(2, 10), Caller(3, 20)


async def order_of(jobs: Sequence[tuple[Caller, float]], width: int = 1) -> list[Caller]:
    """Return in which order jobs that cost so many seconds have their turns, all asked for at once."""
    queue, order = FairQueue(width), []

    async def work(caller: Caller, cost_s: float) -> None:
        async with queue.turn(caller, 10.0) as turn:
            order.append(caller)
            await asyncio.sleep(0)
            turn.cost_s = cost_s

    await asyncio.gather(*(work(*job) for job in jobs))
    assert len(queue._people) == len(queue._places) == 0
    return order


async def test_people_take_turns_however_many_jobs_one_of_them_has() -> None:
    assert await order_of([(HOG, 1.0)] * 5 + [(ADA, 1.0)] * 2) == [HOG, ADA, HOG, ADA, HOG, HOG, HOG]


async def test_who_used_little_goes_before_who_used_much() -> None:
    assert await order_of([(HOG, 9.0)] * 3 + [(ADA, 1.0)] * 4) == [HOG, *[ADA] * 4, HOG, HOG]


async def test_servers_take_turns_however_many_people_one_of_them_has() -> None:
    crowd = [(Caller(person, 10), 1.0) for person in range(100, 110)]
    order = await order_of([*crowd, (ALAN, 1.0), (ALAN, 1.0)])
    assert [order.index(ALAN), order[2:].index(ALAN) + 2] == [1, 3]


def test_a_turn_without_a_cost_of_its_own_is_measured_by_one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)  # as a simulated Discord puts its own in place
    turn = Turn()
    assert 0.0 <= turn.used_s < 1e6


async def test_the_house_goes_first() -> None:
    assert await order_of([(HOG, 1.0), (ADA, 1.0), (HOUSE, 1.0), (HOUSE, 1.0)]) == [HOG, HOUSE, HOUSE, ADA]


async def test_one_person_has_one_place_of_several() -> None:
    queue, most = FairQueue(3), 0

    async def work() -> None:
        nonlocal most
        async with queue.turn(HOG, 10.0):
            most = max(most, len(queue._running))
            await asyncio.sleep(0)

    await asyncio.gather(*(work() for _ in range(6)))
    assert most == 1


async def test_who_comes_late_does_not_make_up_for_the_time_before() -> None:
    queue, order = FairQueue(1), []

    async def work(caller: Caller) -> None:
        async with queue.turn(caller, 10.0) as turn:
            order.append(caller)
            await asyncio.sleep(0)
            turn.cost_s = 1.0

    early = [asyncio.create_task(work(HOG)) for _ in range(6)]
    while len(order) < 3:
        await asyncio.sleep(0)
    await asyncio.gather(*early, *(work(ADA) for _ in range(3)))
    assert order == [HOG] * 3 + [HOG, ADA] * 3


async def test_who_comes_anew_again_and_again_does_not_pass_somebody_for_ever() -> None:
    queue, order = FairQueue(1), []

    async def work(caller: Caller, successors: int = 0) -> None:
        async with queue.turn(caller, 10.0) as turn:
            order.append(caller)
            later = [Caller(caller.person + 2, 10)] if successors else []
            come = [asyncio.create_task(work(each, successors - 1)) for each in later]
            await asyncio.sleep(0)  # whoever comes next waits already
            turn.cost_s = 1.0
        await asyncio.gather(*come)

    await work(ADA)
    newcomers = [asyncio.create_task(work(Caller(person, 10), 30)) for person in (100, 101)]
    await asyncio.sleep(0)
    await asyncio.gather(work(ADA), work(ADA), *newcomers)
    places = [place for place, caller in enumerate(order) if caller == ADA]
    assert places[1] <= 4
    assert places[2] <= 8
    assert len(order) == 65


async def test_a_turn_that_does_not_come_in_time_is_given_up() -> None:
    queue = FairQueue(1)
    async with queue.turn(HOG, 10.0):
        with pytest.raises(TimeoutError):
            async with queue.turn(ADA, 0.01):
                pass
        assert queue.of_person(ADA) == 0
    async with queue.turn(ADA, 0.01):
        assert queue.of_place(ADA.place) == 1


async def test_a_cancelled_job_loses_nobody_s_turn() -> None:
    queue = FairQueue(1)

    async def hold(caller: Caller) -> None:
        async with queue.turn(caller, 10.0):
            await asyncio.sleep(10.0)

    first, second = asyncio.create_task(hold(HOG)), asyncio.create_task(hold(ADA))
    await asyncio.sleep(0)
    first.cancel()
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    async with queue.turn(ALAN, 0.01):
        assert queue.of_person(ALAN) == 1


async def test_all_who_wait_are_turned_away() -> None:
    queue = FairQueue(1)
    async with queue.turn(HOG, 10.0):
        waiting = asyncio.ensure_future(queue.turn(ADA, 10.0).__aenter__())
        await asyncio.sleep(0)
        queue.turn_away(RuntimeError("closing"))
        with pytest.raises(RuntimeError, match="closing"):
            await waiting


def test_a_budget_is_used_up_and_comes_back() -> None:
    now_s = 100.0
    budget: Budget[str] = Budget(10.0, 0.5, lambda: now_s)
    assert budget.wait_s("ada") == 0.0
    budget.spend("ada", 8.0)
    assert budget.wait_s("ada") == 0.0
    budget.spend("ada", 5.0)
    assert budget.wait_s("ada") == pytest.approx(6.0)  # 3 s overdrawn at half a second each
    assert budget.wait_s("alan") == 0.0
    now_s += 6.0
    assert budget.wait_s("ada") == pytest.approx(0.0)
