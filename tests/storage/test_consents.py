"""Opting out holds everywhere, and a match takes two."""

from __future__ import annotations

import asyncio

import pytest

from storage.consents import Consents, Scope
from storage.database import Database
from storage.people import People
from tests.storage.examples import ANN, BOB, NOON

CLEO = BOB + 1


@pytest.fixture
def consents(database: Database) -> Consents:
    return Consents(database)


async def test_everybody_takes_part_until_they_say_otherwise(consents: Consents) -> None:
    assert await consents.opted_out([ANN, BOB]) == frozenset()
    await consents.opt_out(ANN, Scope.GROUP, NOON)
    assert await consents.opted_out([ANN, BOB]) == {ANN}
    assert await consents.opted_out([]) == frozenset()
    await consents.opt_in(ANN, Scope.GROUP)
    assert await consents.opted_out([ANN, BOB]) == frozenset()


async def test_who_is_out_of_groups_is_out_of_matches_but_not_the_reverse(consents: Consents) -> None:
    await consents.opt_out(ANN, Scope.GROUP, NOON)
    await consents.opt_out(BOB, Scope.MATCH, NOON)
    assert await consents.opted_out([ANN, BOB], Scope.GROUP) == {ANN}
    assert await consents.opted_out([ANN, BOB], Scope.MATCH) == {ANN, BOB}
    assert await consents.scopes_left(BOB) == {Scope.MATCH}


async def test_opting_out_twice_is_opting_out_once(consents: Consents) -> None:
    for _ in range(2):
        await consents.opt_out(ANN, Scope.GROUP, NOON)
    await consents.opt_in(ANN, Scope.GROUP)
    assert await consents.scopes_left(ANN) == frozenset()


async def test_a_match_takes_both(consents: Consents) -> None:
    assert not await consents.agree(ANN, BOB, NOON)
    assert not await consents.agree(ANN, BOB, NOON)
    assert not await consents.agree(BOB, CLEO, NOON)
    assert await consents.agree(BOB, ANN, NOON)
    assert await consents.agreed_with(BOB) == {ANN, CLEO}


async def test_of_two_who_agree_at_once_one_learns_of_it(consents: Consents) -> None:
    both = await asyncio.gather(consents.agree(ANN, BOB, NOON), consents.agree(BOB, ANN, NOON))
    assert sorted(both) == [False, True]


async def test_an_agreement_can_be_taken_back(consents: Consents) -> None:
    await consents.agree(ANN, BOB, NOON)
    await consents.withdraw(ANN, BOB)
    assert not await consents.agree(BOB, ANN, NOON)


@pytest.mark.parametrize("scope", Scope)
async def test_opting_out_takes_one_s_agreements_back(consents: Consents, scope: Scope) -> None:
    await consents.agree(ANN, BOB, NOON)
    await consents.agree(CLEO, BOB, NOON)
    await consents.opt_out(ANN, scope, NOON)
    assert await consents.agreed_with(ANN) == frozenset()
    assert await consents.agreed_with(CLEO) == {BOB}


async def test_a_forgotten_person_is_gone_from_both_sides(consents: Consents, database: Database) -> None:
    await consents.opt_out(ANN, Scope.GROUP, NOON)
    await consents.agree(ANN, BOB, NOON)
    await consents.agree(BOB, ANN, NOON)
    people = People(database)
    exported = await people.export(ANN)
    assert [row["scope"] for row in exported["opt_outs"]] == ["group"]
    assert [{**row, "agreed_at": NOON} for row in exported["agreements"]] == [
        {"user_id": str(BOB), "agreed_at": NOON},
        {"other_id": str(BOB), "agreed_at": NOON},
    ]
    assert await people.forget(ANN) == 3
    assert await consents.agreed_with(BOB) == frozenset()
    assert await consents.opted_out([ANN]) == frozenset()
