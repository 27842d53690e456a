"""Rounds of the guessing game: one a channel and day, no guess lost or kept twice, and nobody's word told."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta

import pytest

from storage import guess_rounds as module
from storage.database import Database
from storage.guess_round import GUESSES_A_HINT, GuessRound, NewRound, RoundState
from storage.guess_rounds import FOUND_POINTS, IDLE_FOR, KEPT_FOR, GuessRounds, Score, streak
from storage.people import People
from storage.places import Place
from storage.refusals import (
    GaveUpAlready,
    GuessedAlready,
    NoHintYet,
    NoMoreHints,
    OnlyPlayers,
    RoundFull,
    RoundOver,
    RoundRunning,
    TooManyRounds,
)
from tests.storage.examples import ANN, ANNS, BOB, NOON, OTHER_SERVER, ROOM, SERVER, later

CHANNEL = ROOM + 7
DAY = NOON.date()
CAROL, DAN = 3, 4


async def begun(rounds: GuessRounds, place: Place = SERVER, channel_id: int = CHANNEL) -> GuessRound:
    made, _ = await rounds.start(NewRound(place, channel_id, "coffee", NOON, ANN))
    return made


async def of_day(rounds: GuessRounds, day: date = DAY, word: str = "coffee") -> GuessRound:
    return await rounds.daily(NewRound(SERVER, CHANNEL, word, NOON, day=day))


async def test_a_round_is_played_until_its_word_is_found(rounds: GuessRounds) -> None:
    made = await begun(rounds)
    assert made == await rounds.open_in(SERVER, CHANNEL)
    await rounds.guess(made.id, "tea", 3, BOB, later(minutes=1))
    await rounds.guess(made.id, "moon", 900, ANN, later(minutes=2))
    found = await rounds.guess(made.id, "coffee", 0, ANN, later(minutes=3))
    assert [(each.number, each.word, each.rank) for each in found.guesses] == [
        (1, "tea", 3),
        (2, "moon", 900),
        (3, "coffee", 0),
    ]
    assert (found.state, found.finder_id) == (RoundState.FOUND, ANN)
    assert found.players == {ANN, BOB}
    assert await rounds.open_in(SERVER, CHANNEL) is None
    for late in (
        rounds.guess(made.id, "milk", 5, BOB, NOON),
        rounds.hint(made.id, 5),
        rounds.give_up(made.id, ANN, NOON),
    ):
        with pytest.raises(RoundOver) as raised:
            await late
        assert raised.value.word == "coffee"
    with pytest.raises(RoundOver):
        await rounds.get(made.id + 1)


async def test_of_many_guesses_at_once_none_is_lost_and_one_is_first(rounds: GuessRounds) -> None:
    made = await begun(rounds)
    words = [f"word {number % 20}" for number in range(40)]  # each twice
    done = await asyncio.gather(
        *(rounds.guess(made.id, word, 5, BOB, NOON) for word in words), return_exceptions=True
    )
    assert sum(isinstance(each, GuessedAlready) for each in done) == 20
    kept = (await rounds.get(made.id)).guesses
    assert {each.word for each in kept} == set(words)
    assert [each.number for each in kept] == list(range(1, 21))
    both = await asyncio.gather(
        *(rounds.guess(made.id, "coffee", 0, who, NOON) for who in (ANN, BOB)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in both) == ["GuessRound", "RoundOver"]


async def test_several_rounds_are_on_at_once_one_a_channel(rounds: GuessRounds) -> None:
    made = [
        await begun(rounds, place, channel)
        for place, channel in ((SERVER, 1), (SERVER, 2), (OTHER_SERVER, 1), (ANNS, 9))
    ]
    assert len({each.id for each in made}) == 4
    await rounds.guess(made[0].id, "tea", 3, BOB, NOON)
    with pytest.raises(RoundRunning) as raised:
        await begun(rounds, channel_id=1)
    assert raised.value.guesses == 1
    assert [await rounds.open_in(each.place, each.channel_id) for each in made[1:]] == made[1:]


async def test_a_round_that_nobody_plays_any_more_makes_room(
    rounds: GuessRounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ROUNDS", 2)
    old, other = await begun(rounds), await begun(rounds, channel_id=CHANNEL + 1)
    with pytest.raises(TooManyRounds):
        await begun(rounds, channel_id=CHANNEL + 2)
    await rounds.guess(other.id, "tea", 3, BOB, later(minutes=30))
    after = NOON + IDLE_FOR
    made, replaced = await rounds.start(NewRound(SERVER, CHANNEL, "moon", after, BOB))
    assert replaced is not None
    assert replaced.id == old.id
    assert (await rounds.get(old.id)).state is RoundState.OVER
    await rounds.start(NewRound(SERVER, CHANNEL + 2, "sun", after + IDLE_FOR, BOB))
    assert (await rounds.get(other.id)).state is RoundState.OVER  # the one that rested longest
    assert (await rounds.get(made.id)).is_open
    assert await rounds.recent_words(SERVER, 2) == {"moon", "sun"}
    await rounds.start(NewRound(SERVER, 5, "sky", after + KEPT_FOR + timedelta(days=1), BOB))
    with pytest.raises(RoundOver):
        await rounds.get(old.id)


async def test_a_day_has_one_word_and_the_next_day_ends_it(rounds: GuessRounds) -> None:
    first, again = await asyncio.gather(of_day(rounds), of_day(rounds, word="other"))
    assert first == again
    assert await rounds.before(SERVER, DAY) is None
    assert await rounds.open_in(SERVER, CHANNEL) is None  # it is the server's, not the channel's
    tomorrow = await of_day(rounds, DAY + timedelta(days=1), "moon")
    assert tomorrow.id != first.id
    yesterday = await rounds.before(SERVER, DAY + timedelta(days=1))
    assert yesterday is not None
    assert (yesterday.id, yesterday.state, yesterday.word) == (first.id, RoundState.OVER, first.word)


async def test_the_key_of_the_words_of_the_day_is_drawn_once(rounds: GuessRounds, database: Database) -> None:
    keys = await asyncio.gather(*(rounds.key() for _ in range(5)))
    assert len(set(keys)) == 1
    assert await GuessRounds(database).key() == keys[0]
    assert len(keys[0]) >= 32


async def test_a_round_takes_so_many_guesses(rounds: GuessRounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_GUESSES", 1)
    made = await begun(rounds)
    await rounds.guess(made.id, "tea", 3, BOB, NOON)
    with pytest.raises(RoundFull):
        await rounds.guess(made.id, "moon", 900, BOB, NOON)


async def test_each_hint_takes_guesses_and_costs_whoever_finds_the_word(rounds: GuessRounds) -> None:
    made = await begun(rounds)
    with pytest.raises(NoHintYet) as raised:
        await rounds.hint(made.id, 1)
    assert raised.value.missing == GUESSES_A_HINT
    for number in range(2 * GUESSES_A_HINT):
        await rounds.guess(made.id, f"word {number}", 900 - number, BOB, NOON)
    assert (await rounds.hint(made.id, 1)).hints == 1
    with pytest.raises(NoMoreHints):
        await rounds.hint(made.id, 1)
    found = await rounds.guess(made.id, "coffee", 0, ANN, NOON)
    assert found.guesses[-1].points == FOUND_POINTS - 1


@pytest.mark.parametrize(("players", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3)])
async def test_more_than_half_of_those_who_play_give_up(
    rounds: GuessRounds, players: int, needed: int
) -> None:
    made = await begun(rounds)
    people = (BOB, ANN, CAROL, DAN)[:players]
    for who in people:
        await rounds.guess(made.id, f"word {who}", who % 1000, who, NOON)
    with pytest.raises(OnlyPlayers):
        await rounds.give_up(made.id, 5, NOON)
    for who in people[: needed - 1]:
        assert (await rounds.give_up(made.id, who, NOON)).is_open
        with pytest.raises(GaveUpAlready):
            await rounds.give_up(made.id, who, NOON)
    assert (await rounds.give_up(made.id, people[needed - 1], NOON)).state is RoundState.GIVEN_UP


async def test_who_started_a_round_that_nobody_plays_ends_it_but_nobody_alone_a_server_s_word(
    rounds: GuessRounds,
) -> None:
    assert not (await rounds.give_up((await begun(rounds)).id, ANN, NOON)).is_open
    daily = await of_day(rounds)
    await rounds.guess(daily.id, "tea", 3, ANN, NOON)
    assert (await rounds.give_up(daily.id, ANN, NOON)).is_open
    await rounds.guess(daily.id, "milk", 4, BOB, NOON)
    assert not (await rounds.give_up(daily.id, BOB, NOON)).is_open


async def test_scores_count_what_was_earned_since_a_moment_in_one_place(rounds: GuessRounds) -> None:
    made, elsewhere = await begun(rounds), await begun(rounds, OTHER_SERVER)
    await rounds.guess(elsewhere.id, "coffee", 0, BOB, NOON)
    await rounds.guess(made.id, "moon", 900, ANN, later(days=-1))
    await rounds.guess(made.id, "sun", 800, ANN, NOON)
    await rounds.guess(made.id, "sky", 850, BOB, NOON)
    await rounds.guess(made.id, "coffee", 0, BOB, NOON)
    assert await rounds.scores(SERVER, NOON) == (
        Score(BOB, FOUND_POINTS, 1, 2),
        Score(ANN, 1, 0, 1),
    )


async def test_days_in_a_row_are_those_played_and_those_found(rounds: GuessRounds) -> None:
    for back in (0, 1, 3):
        daily = await of_day(rounds, DAY - timedelta(days=back), f"word of {back}")
        await rounds.guess(daily.id, "tea", 3, ANN, NOON)
        if back:
            await rounds.guess(daily.id, daily.word, 0, BOB, NOON)
    assert await rounds.days_played(SERVER, ANN) == {DAY - timedelta(days=back) for back in (0, 1, 3)}
    assert await rounds.days_found(SERVER) == {DAY - timedelta(days=back) for back in (1, 3)}
    assert await rounds.days_played(OTHER_SERVER, ANN) == frozenset()


@pytest.mark.parametrize(("back", "length"), [((), 0), ((0,), 1), ((1, 2), 2), ((0, 1, 3), 2), ((2, 3), 0)])
def test_a_streak_lasts_until_a_day_has_passed(back: tuple[int, ...], length: int) -> None:
    assert streak(frozenset(DAY - timedelta(days=each) for each in back), DAY) == length


async def test_an_export_tells_no_word_and_forgetting_takes_guesses_and_days(
    rounds: GuessRounds, people: People
) -> None:
    made, daily = await begun(rounds), await of_day(rounds)
    private = await begun(rounds, ANNS)
    for each in (made, daily):
        await rounds.guess(each.id, "tea", 3, ANN, NOON)
        await rounds.guess(each.id, "milk", 4, BOB, NOON)
    await rounds.give_up(made.id, ANN, NOON)
    kept = await people.export(ANN)
    assert "coffee" not in json.dumps(kept)
    assert [each["word"] for each in kept["guesses"]] == ["tea", "tea"]
    assert len(kept["guess_rounds"]) == 2
    assert len(kept["give_ups"]) == 1
    await people.forget(ANN)
    left = await rounds.get(made.id)
    assert ([each.word for each in left.guesses], left.starter_id, left.give_ups) == (["milk"], None, 0)
    assert await rounds.days_played(SERVER, ANN) == frozenset()
    with pytest.raises(RoundOver):
        await rounds.get(private.id)
    await rounds.guess(made.id, "water", 5, BOB, NOON)  # and the round goes on
