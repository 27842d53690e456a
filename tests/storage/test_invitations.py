"""Invitations: who is in, in what order, and begun once."""

from __future__ import annotations

import asyncio

import pytest

from storage.invitations import Guest, Invitation, Invitations, NewInvitation
from storage.people import People
from storage.refusals import GroupBegun, GroupFull
from storage.servers import Servers
from tests.storage.examples import ANN, BOB, BOT, NOON, ROOM, later

ANN_IN, BOB_IN = Guest(ANN, "ann"), Guest(BOB, "bob")
MOST = 8


@pytest.fixture
async def asked(invitations: Invitations) -> Invitation:
    return await invitations.ask(NewInvitation(BOT, ROOM, ROOM + 1, ANN_IN, later(minutes=1)))


async def test_people_come_and_go_in_order_and_the_caller_stays(
    invitations: Invitations, asked: Invitation
) -> None:
    assert (asked.guests, asked.message_id, asked.begun) == ((ANN_IN,), None, False)
    await invitations.sent(asked.id, ROOM + 2)
    others = [Guest(number, f"guest {number}") for number in range(1, MOST)]
    for guest in (BOB_IN, *others[:3], BOB_IN, ANN_IN, BOB_IN):
        await invitations.toggle(asked.id, guest, MOST)
    kept = await invitations.get(asked.id)
    assert (kept.message_id, kept.guests) == (ROOM + 2, (ANN_IN, *others[:3], BOB_IN))
    for guest in others[3:6]:
        await invitations.toggle(asked.id, guest, MOST)
    with pytest.raises(GroupFull):
        await invitations.toggle(asked.id, others[6], MOST)
    assert await invitations.unanswered(BOT) == (await invitations.get(asked.id),)
    assert await invitations.unanswered(BOT + 1) == ()


async def test_it_begins_once_with_those_who_reacted_as_far_as_there_is_room(
    invitations: Invitations, asked: Invitation
) -> None:
    assert not (await invitations.begin(asked.id, (), MOST, least=2)).begun
    also = [ANN_IN, BOB_IN, BOB_IN, *(Guest(number, "") for number in range(1, 20))]
    begins = [invitations.begin(asked.id, also, MOST, least=2) for _ in range(3)]
    done = await asyncio.gather(*begins, return_exceptions=True)
    (begun,) = [each for each in done if isinstance(each, Invitation)]
    assert sum(isinstance(each, GroupBegun) for each in done) == 2
    assert [guest.user_id for guest in begun.guests] == [ANN, BOB, *range(1, MOST - 1)]
    with pytest.raises(GroupBegun):
        await invitations.toggle(asked.id, BOB_IN, MOST)
    await invitations.answered(asked.id)
    with pytest.raises(GroupBegun):
        await invitations.get(asked.id)


async def test_who_is_forgotten_is_out_and_takes_their_own_invitation_along(
    invitations: Invitations, asked: Invitation, people: People, servers: Servers
) -> None:
    await invitations.toggle(asked.id, BOB_IN, MOST)
    assert (await people.export(BOB))["invitation_guests"][0]["name"] == "bob"
    await people.forget(BOB)
    assert (await invitations.get(asked.id)).guests == (ANN_IN,)
    await people.forget(ANN)
    assert await invitations.unanswered(BOT) == ()
    await invitations.ask(NewInvitation(BOT, ROOM, ROOM + 1, ANN_IN, NOON))
    await servers.arrive(BOT, ROOM)
    await servers.leave(BOT, ROOM, NOON)
    await servers.forget_left(later(days=30))
    assert await invitations.unanswered(BOT) == ()
