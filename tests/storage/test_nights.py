"""Movie nights: who can make which time, settled once, taken from step to step, and forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.database import Database
from storage.lists import Lists
from storage.night import NewNight, Night, NightState, Plan
from storage.nights import KEPT_FOR, MOST_NIGHTS, MOST_SLOTS, Nights, settling_time
from storage.people import People
from storage.refusals import (
    NightGone,
    NightSettled,
    NightUnsettled,
    NothingNew,
    SlotPassed,
    TooManyNights,
    TooManySlots,
)
from storage.servers import Servers
from storage.zones import Zones
from tests.storage.examples import ANN, BOB, BOT, NOON, OTHER_SERVER, ROOM, SERVER, friday, later

CAT = 7
DAYS = [later(days=3), later(days=4), later(days=5)]
PLAN = Plan("Alien (1979)", "Alien (film)")


@pytest.fixture
def nights(database: Database) -> Nights:
    return Nights(database)


def new(
    *starts: datetime, plan: Plan = PLAN, guild_id: int = ROOM, organiser_id: int | None = ANN
) -> NewNight:
    return NewNight(guild_id, ROOM + 7, BOT, organiser_id, plan, starts, NOON)


@pytest.fixture
async def asked(nights: Nights) -> Night:
    """Let Ann ask for three times."""
    return await nights.plan(new(*DAYS))


def voters(night: Night) -> list[tuple[int, ...]]:
    return [slot.voters for slot in night.slots]


async def test_who_plans_a_night_can_make_its_times_and_others_say_so(nights: Nights, asked: Night) -> None:
    assert asked.state is NightState.OPEN
    assert asked.due_at == later(days=2)
    assert voters(asked) == [(ANN,)] * 3
    assert await nights.toggle(asked.id, 2, BOB, NOON) == (2,)
    assert await nights.toggle(asked.id, 3, BOB, NOON) == (2, 3)
    assert await nights.toggle(asked.id, 2, BOB, NOON) == (3,)
    assert await nights.approve(asked.id, {1, 2, 99}, BOB, NOON) == (1, 2)
    assert await nights.approve(asked.id, set(), ANN, NOON) == ()
    found = await nights.get(asked.id)
    assert voters(found) == [(BOB,), (BOB,), ()]
    assert found.voters == {BOB}


async def test_a_single_time_is_settled_at_once(nights: Nights) -> None:
    night = await nights.plan(new(DAYS[0]))
    assert (night.state, night.starts_at, night.coming) == (NightState.SET, DAYS[0], (ANN,))
    assert night.due_at == DAYS[0] - timedelta(hours=1)
    unreminded = await nights.plan(new(DAYS[0], plan=replace(PLAN, remind_minutes=0)))
    assert (unreminded.state, unreminded.due_at) == (NightState.REMINDED, DAYS[0] + timedelta(hours=2))
    soon = await nights.plan(new(later(minutes=10)))
    assert soon.state is NightState.REMINDED


async def test_the_time_that_most_can_make_is_settled_and_they_come(nights: Nights, asked: Night) -> None:
    await nights.approve(asked.id, {2, 3}, BOB, NOON)
    await nights.approve(asked.id, {3}, CAT, NOON)
    settled = await nights.settle(asked.id, NOON)
    assert (settled.state, settled.starts_at, settled.tied) == (NightState.DECIDED, DAYS[2], False)
    assert set(settled.coming) == {ANN, BOB, CAT}
    assert settled.voters == frozenset()
    assert settled.due_at == NOON
    assert await nights.settle(asked.id, NOON, 1) == settled
    with pytest.raises(NightSettled):
        await nights.toggle(asked.id, 1, BOB, NOON)
    with pytest.raises(NightSettled):
        await nights.propose(asked.id, [later(days=9)], BOB, NOON)


async def test_of_several_times_the_earliest_to_come_is_settled_and_it_is_marked(
    nights: Nights, asked: Night
) -> None:
    settled = await nights.settle(asked.id, later(days=3, hours=1))
    assert (settled.starts_at, settled.tied) == (DAYS[1], True)


async def test_where_nobody_can_make_any_time_the_night_ends(nights: Nights, asked: Night) -> None:
    await nights.approve(asked.id, set(), ANN, NOON)
    ended = await nights.settle(asked.id, NOON)
    assert (ended.state, ended.starts_at, ended.due_at) == (NightState.ENDED, None, NOON)


async def test_the_organiser_settles_on_any_time_to_come(nights: Nights, asked: Night) -> None:
    await nights.approve(asked.id, {1}, BOB, NOON)
    for number, now in ((1, later(days=3)), (99, NOON)):
        with pytest.raises(SlotPassed):
            await nights.settle(asked.id, now, number)
    settled = await nights.settle(asked.id, NOON, 2)
    assert (settled.starts_at, settled.coming, settled.tied) == (DAYS[1], (ANN,), False)


async def test_times_are_proposed_once_and_up_to_a_number(nights: Nights, asked: Night) -> None:
    found, numbers = await nights.propose(asked.id, [DAYS[0], later(days=8)], BOB, NOON)
    assert numbers == (4,)
    assert found.slots[3].voters == (BOB,)
    with pytest.raises(NothingNew):
        await nights.propose(asked.id, [DAYS[0]], BOB, NOON)
    with pytest.raises(TooManySlots) as refused:
        await nights.propose(asked.id, [later(days=20 + each) for each in range(MOST_SLOTS)], BOB, NOON)
    assert (refused.value.room, refused.value.given) == (MOST_SLOTS - 4, MOST_SLOTS)
    assert len((await nights.get(asked.id)).slots) == 4


async def test_people_answer_whether_they_come(nights: Nights, asked: Night) -> None:
    with pytest.raises(NightUnsettled):
        await nights.answer(asked.id, BOB, coming=True)
    await nights.settle(asked.id, NOON)
    night = await nights.answer(asked.id, BOB, coming=True, remind=True)
    assert (night.coming, night.to_remind) == ((BOB, ANN) if BOB < ANN else (ANN, BOB), (BOB,))
    assert (await nights.answer(asked.id, BOB, coming=True)).to_remind == (BOB,)
    night = await nights.answer(asked.id, BOB, coming=False)
    assert (night.coming, night.to_remind) == ((ANN,), ())
    assert (await nights.answer(asked.id, BOB, coming=True)).to_remind == ()


async def test_a_night_goes_through_its_steps_and_another_follows(nights: Nights, asked: Night) -> None:
    await nights.set_weekly(asked.id, weekly=True)
    night = await nights.set_time(await nights.settle(asked.id, NOON), NOON)
    assert (night.state, night.due_at) == (NightState.SET, DAYS[0] - timedelta(hours=1))
    night = await nights.reminded(night)
    assert (night.state, night.due_at) == (NightState.REMINDED, DAYS[0] + timedelta(hours=2))
    ended = await nights.end(night, later(days=4))
    assert [each.id for each in await nights.due(BOT)] == [night.id]
    following = replace(new(*(each + timedelta(7) for each in DAYS)), made_at=later(days=4))
    after = await nights.over(ended, following, 1)
    assert after is not None
    assert (after.state, after.deserted, after.due_at) == (NightState.NEW, 1, later(days=4))
    assert voters(after) == [(), (), ()]  # nobody has said anything of that week yet
    assert await nights.over(ended, following, 1) is None  # once
    over = await nights.get(asked.id)
    assert (over.state, over.due_at, over.guests) == (NightState.OVER, None, ())
    opened = await nights.opened(after)
    assert (opened.state, opened.due_at) == (NightState.OPEN, later(days=9))
    assert await nights.planned(ROOM) == (opened,)


async def test_a_step_is_begun_once_and_is_not_taken_by_who_has_an_earlier_state(
    nights: Nights, asked: Night
) -> None:
    (due,) = await nights.due(BOT)
    assert await nights.begin(due, NOON) == asked  # not begun before
    again = await nights.begin(due, later(minutes=1))  # by whoever has looked what is due before it was begun
    assert again.begun_at == (await nights.get(asked.id)).begun_at == NOON
    settled = await nights.settle(asked.id, NOON)
    assert settled.begun_at is None
    with pytest.raises(NightGone):
        await nights.begin(due, NOON)
    moved = await nights.move(asked.id, later(days=9), later(minutes=5))
    assert await nights.set_time(settled, NOON) == moved  # who would tell the earlier time does not


async def test_a_night_is_moved_and_cancelled(nights: Nights, asked: Night) -> None:
    moved = await nights.move(asked.id, DAYS[1], NOON)
    assert (moved.state, moved.starts_at, moved.coming) == (NightState.DECIDED, DAYS[1], (ANN,))
    moved = await nights.move(asked.id, later(days=9), NOON)
    assert (moved.starts_at, moved.coming) == (later(days=9), (ANN,))
    cancelled = await nights.cancel(asked.id, NOON)
    assert (cancelled.state, cancelled.due_at) == (NightState.CANCELLED, NOON)
    await nights.cancelled(cancelled)
    gone = await nights.get(asked.id)
    assert (gone.due_at, gone.guests) == (None, ())
    assert await nights.planned(ROOM) == ()
    assert await nights.due(BOT) == ()
    for refused in (
        nights.cancel(asked.id, NOON),
        nights.move(asked.id, DAYS[0], NOON),
        nights.toggle(asked.id, 1, BOB, NOON),
        nights.answer(asked.id, BOB, coming=True),
        nights.set_weekly(asked.id, weekly=True),
    ):
        with pytest.raises(NightGone):
            await refused


async def test_a_server_holds_so_many_nights_and_those_long_over_are_forgotten(nights: Nights) -> None:
    planned = [await nights.plan(new(*DAYS)) for _ in range(MOST_NIGHTS)]
    with pytest.raises(TooManyNights):
        await nights.plan(new(*DAYS))
    await nights.plan(new(*DAYS, guild_id=OTHER_SERVER.guild_id or 0))
    await nights.cancelled(await nights.cancel(planned[0].id, NOON))
    await nights.plan(new(*DAYS))
    assert (await nights.get(planned[0].id)).state is NightState.CANCELLED
    await nights.cancelled(await nights.cancel(planned[1].id, NOON))
    await nights.plan(replace(new(*(each + KEPT_FOR for each in DAYS)), made_at=later(days=31)))
    with pytest.raises(NightGone):
        await nights.get(planned[0].id)


async def test_a_forgotten_person_vanishes_from_nights(
    nights: Nights, people: People, database: Database
) -> None:
    asked = await nights.plan(new(*DAYS))
    settled = await nights.settle((await nights.plan(new(*DAYS))).id, NOON)
    await Zones(database).keep(ANN, "Europe/Berlin")
    assert await nights.joined_by(ANN) == (asked.id, settled.id)
    assert await nights.joined_by(BOB) == ()
    await people.forget(ANN)
    found = await nights.get(asked.id)
    assert (found.organiser_id, found.slots[0].proposer_id, found.voters) == (None, None, frozenset())
    assert (await nights.get(settled.id)).guests == ()
    assert await Zones(database).of(ANN) is None


async def test_a_deleted_list_leaves_its_night(nights: Nights, lists: Lists) -> None:
    film_list = await friday(lists)
    night = await nights.plan(new(*DAYS, plan=replace(PLAN, list_id=film_list.id)))
    await lists.delete(film_list.id)
    assert (await nights.get(night.id)).plan.list_id is None


async def test_a_server_s_nights_go_thirty_days_after_the_bot(
    nights: Nights, servers: Servers, asked: Night
) -> None:
    await servers.arrive(BOT, ROOM)
    await servers.leave(BOT, ROOM, NOON)
    await servers.forget_left(later(days=29))
    assert await nights.planned(ROOM) == (asked,)
    await servers.forget_left(later(days=31))
    assert await nights.planned(ROOM) == ()


async def test_a_person_s_zone_is_kept_replaced_and_dropped(database: Database) -> None:
    zones = Zones(database)
    assert await zones.of(ANN) is None
    for zone in ("Europe/Berlin", "Asia/Tokyo"):
        await zones.keep(ANN, zone)
        assert await zones.of(ANN) == zone
    assert await zones.drop(ANN)
    assert not await zones.drop(ANN)


@pytest.mark.parametrize(("first", "settled"), [(10 * 24, 9 * 24), (48, 24), (24, 12), (1, 0.5)])
def test_times_are_settled_a_day_before_the_first_or_halfway_to_it(first: float, settled: float) -> None:
    assert settling_time([later(days=20), later(hours=first)], NOON) == later(hours=settled)


def test_a_place_of_nights_is_their_server(asked: Night) -> None:
    assert asked.place == SERVER
