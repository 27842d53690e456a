"""Votes: every ballot counted once, nothing lost between closing and telling."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage.address import Where
from storage.database import Database
from storage.lists import Lists
from storage.people import People
from storage.refusals import TooManyVotes, VoteOver, VoteRunning
from storage.vote import NewVote, State, Tie, Unfinished, Vote
from storage.votes import MOST_VOTES, Votes
from tests.storage.examples import ANN, ANNS, BOB, BOT, FILMS, NOON, ROOM, SERVER, friday, later, vote_on


@pytest.fixture
async def vote(lists: Lists, votes: Votes) -> Vote:
    """A vote on three films that closes after a day."""
    return await vote_on(votes, await friday(lists))


async def tally(votes: Votes, vote_id: int) -> list[int]:
    return [option.approvals for option in (await votes.get(vote_id)).options]


async def test_a_vote_is_read_back_as_it_was_started(votes: Votes, vote: Vote) -> None:
    assert (vote.state, vote.closes_at, vote.starter_id) == (State.OPEN, later(days=1), ANN)
    assert [(option.number, option.page, option.title) for option in vote.options] == [
        (number, *film) for number, film in enumerate(FILMS, start=1)
    ]
    assert await votes.running(SERVER) == (vote,)
    assert await votes.running(ANNS) == ()
    assert await votes.unfinished(BOT) == (Unfinished(vote.id, SERVER, vote.closes_at, open=True),)
    assert await votes.unfinished(BOT + 1) == ()


async def test_a_press_approves_and_a_second_one_takes_it_back(votes: Votes, vote: Vote) -> None:
    assert await votes.toggle(vote.id, 1, ANN, NOON) == (1,)
    assert await votes.toggle(vote.id, 3, ANN, NOON) == (1, 3)
    assert await votes.toggle(vote.id, 3, BOB, NOON) == (3,)
    assert await tally(votes, vote.id) == [1, 0, 2]
    assert (await votes.get(vote.id)).voters == 2
    assert await votes.toggle(vote.id, 1, ANN, NOON) == (3,)
    assert await tally(votes, vote.id) == [0, 0, 2]


async def test_hundreds_of_presses_at_once_over_two_connections_are_each_counted_once(
    where: Where, votes: Votes, vote: Vote
) -> None:
    async with await Database.open(where) as second:
        stores = (votes, Votes(second))
        await asyncio.gather(
            *(
                stores[person % 2].toggle(vote.id, number, BOB + person, NOON)
                for person in range(60)
                for number in (1, 2 if person % 3 else 3)
            )
        )
    assert await tally(votes, vote.id) == [60, 40, 20]
    assert (await votes.get(vote.id)).voters == 60


async def test_a_ballot_after_the_end_is_refused(votes: Votes, vote: Vote) -> None:
    with pytest.raises(VoteOver):
        await votes.toggle(vote.id, 1, ANN, later(days=1))
    await votes.count(vote.id)
    with pytest.raises(VoteOver):
        await votes.toggle(vote.id, 1, ANN, NOON)


async def test_a_ballot_for_nothing_is_refused(votes: Votes, vote: Vote) -> None:
    for vote_id, number in ((vote.id, 4), (vote.id + 1, 1), (2**40, 1), (2**63 - 1, 2**62)):
        with pytest.raises(VoteOver):
            await votes.toggle(vote_id, number, ANN, NOON)


async def test_the_result_is_kept_and_the_ballots_are_not(votes: Votes, vote: Vote, people: People) -> None:
    for person, number in ((ANN, 2), (BOB, 2), (BOB, 3)):
        await votes.toggle(vote.id, number, person, NOON)
    counted = await votes.count(vote.id)
    assert [option.title for option in counted.leaders] == ["Heat (1995)"]
    assert set(await votes.voters(vote.id)) == {ANN, BOB}
    decided = await votes.decide(vote.id, counted.leaders[0].page, None)
    assert (await votes.get(vote.id)) == decided
    assert [option.approvals for option in decided.options] == [0, 2, 1]
    assert (decided.voters, decided.winner, decided.state) == (2, "Heat (1995 film)", State.DECIDED)
    assert (await people.export(BOB))["ballots"] == []
    assert await votes.unfinished(BOT) == (Unfinished(vote.id, SERVER, vote.closes_at, open=False),)
    await votes.told(vote.id)
    assert await votes.unfinished(BOT) == ()


async def test_a_vote_is_decided_once(votes: Votes, vote: Vote) -> None:
    await votes.toggle(vote.id, 1, ANN, NOON)
    await votes.count(vote.id)
    first = await votes.decide(vote.id, "Alien (film)", None)
    assert await votes.decide(vote.id, "Amélie", Tie.ORDER) == first
    assert (await votes.count(vote.id)).state is State.DECIDED


async def test_without_a_ballot_nobody_leads(votes: Votes, vote: Vote) -> None:
    assert (await votes.count(vote.id)).leaders == ()


async def test_one_vote_a_list_and_so_many_in_a_place(lists: Lists, votes: Votes, vote: Vote) -> None:
    again = NewVote(SERVER, vote.list_id or 0, "Friday", BOT, ROOM, BOB, NOON, later(days=1), False, FILMS)
    with pytest.raises(VoteRunning):
        await votes.start(again)
    for number in range(MOST_VOTES - 1):
        made = await lists.create(SERVER, f"List {number}", ANN, NOON)
        await votes.start(replace(again, list_id=made.id))
    made = await lists.create(SERVER, "One more", ANN, NOON)
    with pytest.raises(TooManyVotes):
        await votes.start(replace(again, list_id=made.id))


async def test_a_deleted_list_leaves_its_vote_running(lists: Lists, votes: Votes, vote: Vote) -> None:
    await lists.delete(vote.list_id or 0)
    kept = await votes.get(vote.id)
    assert (kept.list_id, kept.list_name) == (None, "Friday")
    assert await votes.toggle(vote.id, 1, ANN, NOON) == (1,)


async def test_a_forgotten_person_s_votes_vanish_from_a_running_vote(
    votes: Votes, vote: Vote, people: People
) -> None:
    for person, number in ((ANN, 1), (ANN, 2), (BOB, 2)):
        await votes.toggle(vote.id, number, person, NOON)
    assert len((await people.export(ANN))["ballots"]) == 2
    assert await votes.voted_in_by(ANN) == (vote.id,)
    await people.forget(ANN)
    kept = await votes.get(vote.id)
    assert [option.approvals for option in kept.options] == [0, 1, 0]
    assert (kept.voters, kept.starter_id) == (1, None)


async def test_a_forgotten_person_s_private_votes_go(lists: Lists, votes: Votes, people: People) -> None:
    private = await vote_on(votes, await friday(lists, ANNS))
    await people.forget(ANN)
    with pytest.raises(VoteOver):
        await votes.get(private.id)


async def test_a_vote_that_was_not_sent_is_dropped(votes: Votes, vote: Vote) -> None:
    await votes.sent(vote.id, ROOM + 8)
    assert (await votes.get(vote.id)).message_id == ROOM + 8
    await votes.drop(vote.id)
    assert await votes.unfinished(BOT) == ()


async def test_the_last_vote_that_was_decided_is_found(lists: Lists, votes: Votes, vote: Vote) -> None:
    list_id = vote.list_id or 0
    assert await votes.last_decided(list_id) is None
    await votes.count(vote.id)
    await votes.decide(vote.id, "Amélie", None)
    second = await vote_on(votes, await lists.get(list_id))
    found = await votes.last_decided(list_id)
    assert found is not None
    assert found.id == vote.id
    await votes.count(second.id)
    await votes.decide(second.id, "Alien (film)", Tie.TASTE)
    assert await votes.last_decided(list_id) == await votes.get(second.id)
