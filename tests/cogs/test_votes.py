"""Votes: each ballot counted once, closed on time across restarts, ties told, nothing left hanging."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord

from bot.pacing import PacedEditor
from cogs.lists.vote_terms import parse_duration
from cogs.shared import clock
from storage.places import Place
from storage.refusals import BadDuration
from storage.vote import State, Vote
from tests.room import Answer, Room

TITLES = ["Alien (1979)", "Heat (1995)", "The Matrix (1999)"]
DAY_S = 24 * 3600.0


@pytest.fixture
async def friday(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Let Ada make a list of three films."""
    monkeypatch.setattr(PacedEditor, "rest_s", lambda editor, key: 0.0)
    await room.say("!list create Friday night")
    await room.say("!list add Alien; Heat 1995; The Matrix")
    return room


async def running(room: Room) -> tuple[Vote, ...]:
    return await room.bot.services.votes.running(Place.server(room.guild_id))


async def press(room: Room, person: simcord.MemberActor, message: discord.Message, title: str) -> Answer:
    """Let somebody press a film's button, and return the private word they get."""
    number = TITLES.index(title) + 1
    return room.answer_to(await person.click(message, label=f"{number}. {title}"))


def counts(answer: Answer) -> list[int]:
    """Return the tally that a message shows, film by film as they are listed."""
    return [int(count) for count in re.findall(r"[█░]` \*\*(\d+)\*\*", answer.text)]


async def test_a_vote_has_a_button_for_each_film(friday: Room, face: str) -> None:
    started = await friday.ask(face, "vote start")
    assert started.labels == [f"{number}. {title}" for number, title in enumerate(TITLES, start=1)]
    assert "Vote: Friday night" in started.text
    assert "0 people have voted" in started.text
    (vote,) = await running(friday)
    assert vote.closes_at - vote.started_at == timedelta(days=1)
    assert vote.message_id == started.message.id


async def test_ballots_count_at_once_and_can_be_taken_back(friday: Room, face: str) -> None:
    started = await friday.ask(face, "vote start")
    word = await press(friday, friday.ada, started.message, TITLES[0])
    assert word.private
    assert "You would watch **Alien (1979)**" in word.text
    word = await press(friday, friday.ada, started.message, TITLES[2])
    assert "**Alien (1979)** and **The Matrix (1999)**" in word.text
    await press(friday, friday.alan, started.message, TITLES[2])
    shown = friday.now(started.message)
    assert counts(shown) == [1, 0, 2]
    assert "2 people have voted" in shown.text
    await press(friday, friday.ada, started.message, TITLES[0])
    word = await press(friday, friday.ada, started.message, TITLES[2])
    assert "none of them now" in word.text
    assert counts(friday.now(started.message)) == [0, 0, 1]
    assert "1 person has voted" in friday.now(started.message).text


async def test_a_hidden_tally_stays_hidden_until_the_end(friday: Room, face: str) -> None:
    if face == "prefix":
        started = await friday.say("!vote start friday night 36 hidden")
    else:
        started = await friday.ask(face, "vote start", "Friday night", hours="36", hidden=True)
    (vote,) = await running(friday)
    assert vote.hidden
    assert vote.closes_at - vote.started_at == timedelta(hours=36)
    await press(friday, friday.alan, started.message, TITLES[1])
    shown = friday.now(started.message)
    assert counts(shown) == []
    assert "1 person has voted" in shown.text
    closed = await friday.ask(face, "vote close")
    assert counts(closed) == [1, 0, 0]
    assert "🏆 Heat (1995)" in closed.text
    assert counts(friday.now(started.message)) == [1, 0, 0]


async def test_a_vote_ends_on_time_and_names_the_winner(friday: Room, face: str) -> None:
    started = await friday.ask(face, "vote start", "Friday night", hours="1.5h")
    await press(friday, friday.ada, started.message, TITLES[1])
    await press(friday, friday.alan, started.message, TITLES[1])
    await press(friday, friday.alan, started.message, TITLES[2])
    await friday.env.advance_time(5390)
    assert len(await running(friday)) == 1
    await friday.env.advance_time(11)
    assert await running(friday) == ()
    result = friday.newest()
    assert result.message.reference is not None
    assert result.message.reference.message_id == started.message.id
    assert "🏆 Heat (1995)" in result.text
    assert "2 of 2 voters would watch it" in result.text
    assert counts(result) == [2, 1, 0]
    over = friday.now(started.message)
    assert "🏆 Heat (1995)" in over.text
    assert over.labels == ["Watched", "Plan a night"]


async def test_a_second_vote_that_ends_earlier_ends_earlier(friday: Room) -> None:
    await friday.say("!vote start Friday night 2d")
    await friday.say("!list create Film club")
    await friday.say("!list add Film club: Alien; Toy Story")
    await friday.say("!vote start Film club 90m")
    await friday.env.advance_time(91 * 60)
    assert [vote.list_name for vote in await running(friday)] == ["Friday night"]
    assert "Nobody voted" in friday.newest().text


async def test_a_vote_ends_soon_after_the_clock_is_set_forward(
    friday: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "LONGEST_REST_S", 30.0)
    await friday.say("!vote start Friday night 3h")
    await friday.env.advance_time(40)
    later = discord.utils.utcnow() + timedelta(hours=3)
    monkeypatch.setattr(discord.utils, "utcnow", lambda: later)
    await friday.env.advance_time(31)
    assert await running(friday) == ()
    assert "Nobody voted" in friday.newest().text


async def test_after_a_restart_the_buttons_work_and_the_vote_ends_on_time(friday: Room, face: str) -> None:
    started = await friday.ask(face, "vote start", "Friday night", hours="3d")
    await press(friday, friday.ada, started.message, TITLES[0])
    await friday.restart()
    word = await press(friday, friday.alan, started.message, TITLES[0])
    assert "You would watch **Alien (1979)**" in word.text
    assert counts(friday.now(started.message)) == [2, 0, 0]
    await friday.env.advance_time(3 * DAY_S)
    assert "🏆 Alien (1979)" in friday.newest().text


async def test_a_vote_that_ended_while_the_bot_was_away_is_closed_at_its_start(friday: Room) -> None:
    started = await friday.say("!vote start Friday night 1h")
    await press(friday, friday.ada, started.message, TITLES[0])
    await end(friday)
    await friday.restart()
    await friday.env.settle()
    assert await running(friday) == ()
    assert "🏆 Alien (1979)" in friday.newest().text


async def end(room: Room) -> None:
    """Let the time of all votes be over, without anybody noticing."""

    async def work(connection: Any) -> None:
        await connection.exec_driver_sql("UPDATE votes SET closes_at = '2020-01-01 00:00:00.000000'")

    await room.bot.services.database.write(work)


@pytest.mark.parametrize("steps", [1, 2])
async def test_a_bot_that_stopped_amid_closing_tells_the_result_later(friday: Room, steps: int) -> None:
    started = await friday.say("!vote start Friday night 1h")
    await press(friday, friday.ada, started.message, TITLES[0])
    (vote,) = await running(friday)
    counted = await friday.bot.services.votes.count(vote.id)
    if steps == 2:
        await friday.bot.services.votes.decide(vote.id, counted.leaders[0].page, None)
    await friday.restart()
    await friday.env.settle()
    assert "🏆 Alien (1979)" in friday.newest().text
    assert (await friday.bot.services.votes.get(vote.id)).state is State.TOLD


async def test_a_press_when_all_is_over_is_answered(friday: Room) -> None:
    started = await friday.say("!vote start")
    await end(friday)
    assert (await press(friday, friday.ada, started.message, TITLES[0])).text == "This vote is over."


async def test_a_tie_is_broken_by_the_voters_hyperplanes_and_said(friday: Room, face: str) -> None:
    await friday.alan.send(friday.channel, "!like The Matrix Reloaded; Blade Runner; Inception")
    await friday.alan.send(friday.channel, "!dislike Goodfellas; The Godfather; Casino")
    started = await friday.ask(face, "vote start")
    for person in (friday.ada, friday.alan):
        await press(friday, person, started.message, TITLES[1])
        await press(friday, person, started.message, TITLES[2])
    closed = await friday.ask(face, "vote close")
    assert "🏆 The Matrix (1999)" in closed.text
    assert "A tie with **Heat (1995)**" in closed.text
    assert "hyperplanes" in closed.text


async def test_who_opted_out_of_groups_breaks_no_tie(friday: Room, face: str) -> None:
    await friday.alan.send(friday.channel, "!like The Matrix Reloaded; Blade Runner; Inception")
    await friday.alan.send(friday.channel, "!privacy group off")
    started = await friday.ask(face, "vote start")
    await press(friday, friday.alan, started.message, TITLES[1])
    await press(friday, friday.alan, started.message, TITLES[2])
    closed = await friday.ask(face, "vote close")
    assert "🏆 Heat (1995)" in closed.text
    assert "first put on the list" in closed.text


async def test_a_tie_without_ratings_goes_to_the_film_that_was_first_on_the_list(
    friday: Room, face: str
) -> None:
    started = await friday.ask(face, "vote start")
    await press(friday, friday.ada, started.message, TITLES[2])
    await press(friday, friday.alan, started.message, TITLES[1])
    closed = await friday.ask(face, "vote close")
    assert "🏆 Heat (1995)" in closed.text
    assert "first put on the list" in closed.text


async def test_only_the_starter_or_who_manages_messages_closes(friday: Room) -> None:
    await friday.say("!vote start")
    await friday.alan.send(friday.channel, "!vote close")
    assert "may close it before its time" in friday.newest().text
    answer = friday.answer_to(await friday.alan.slash(friday.channel, "vote close"))
    assert answer.refused
    assert answer.private
    await friday.moderator("Grace").send(friday.channel, "!vote close")
    assert await running(friday) == ()


async def test_closing_elsewhere_tells_the_result_where_the_vote_is(friday: Room) -> None:
    elsewhere = friday.guild.create_text_channel("elsewhere")
    await friday.say("!vote start")
    await friday.ada.send(elsewhere, "!vote close")
    assert "Nobody voted" in friday.newest().text
    assert elsewhere.last_message is not None
    assert "told where the vote was" in str(elsewhere.last_message.embeds[0].description)


async def test_one_vote_a_list_and_the_running_ones_are_shown(friday: Room, face: str) -> None:
    assert "None. Start one" in (await friday.say("!vote")).text
    await friday.ask(face, "vote start")
    again = await friday.ask(face, "vote start")
    assert again.refused
    assert "is under way [here](" in again.text
    assert "[**Friday night**]" in (await friday.say("!vote")).text


async def test_which_vote_is_asked(friday: Room, face: str) -> None:
    assert "No vote is under way" in (await friday.ask(face, "vote close")).text
    await friday.say("!list create Film club")
    await friday.say("!list add Film club: Alien; Toy Story")
    await friday.say("!vote start Film club")
    await friday.say("!vote start Friday night")
    assert "**Film club** and **Friday night**" in (await friday.ask(face, "vote close")).text
    assert "No vote on **Sunday**" in (await friday.ask(face, "vote close", "Sunday")).text
    await friday.ask(face, "vote close", "film CLUB")
    assert [vote.list_name for vote in await running(friday)] == ["Friday night"]


async def test_a_vote_needs_two_films(room: Room, face: str) -> None:
    await room.say("!list create Friday night")
    assert "has 0 films to watch" in (await room.ask(face, "vote start")).text
    await room.say("!list add Alien")
    assert "has 1 film to watch" in (await room.ask(face, "vote start")).text


async def test_of_many_films_the_ten_that_wait_longest_are_voted_on(friday: Room, face: str) -> None:
    await add_many(friday, 12)
    started = await friday.ask(face, "vote start")
    assert len(started.labels) == 10
    assert started.labels[:3] == [f"{number}. {title}" for number, title in enumerate(TITLES, start=1)]
    assert "The 10 films that wait longest, of 15 films" in started.text


async def test_others_are_voted_on_by_their_numbers(friday: Room, face: str) -> None:
    await add_many(friday, 12)
    started = await friday.ask(face, "vote start", films="2,14-15")
    assert started.labels == ["1. Heat (1995)", "2. Film 10", "3. Film 11"]
    for text in ("0", "16", "3-1", "Alien", "1,,x"):
        answer = await friday.ask(face, "vote start", films=text)
        assert answer.refused, text
        assert "1 to 15" in answer.text
    assert "2 to 10 films" in (await friday.ask(face, "vote start", films="1-11")).text


async def add_many(room: Room, count: int) -> None:
    (kept,) = await room.bot.services.lists.of(Place.server(room.guild_id))
    films = [(f"Film {number}", f"Film {number}") for number in range(count)]
    await room.bot.services.lists.add(kept.id, films, room.ada.id, discord.utils.utcnow())


@pytest.mark.parametrize("hours", ["0", "15d", "400", "-3", "soon", "0.001", "9" * 30])
async def test_a_time_that_cannot_be_is_said(friday: Room, hours: str) -> None:
    answer = await friday.ask("slash", "vote start", "Friday night", hours=hours)
    assert answer.refused
    assert "14 days at most" in answer.text
    assert await running(friday) == ()


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("36", 36), ("1.5", 1.5), ("1,5h", 1.5), ("90m", 1.5), ("3d", 72), ("1d12h", 36), (" 2 D ", 48)],
)
def test_lengths_of_time_are_read(typed: str, hours: float) -> None:
    assert parse_duration(typed) == timedelta(hours=hours)


@pytest.mark.parametrize("typed", ["", "h", "1w", "1h1", "١٢٣٤٥٦٧٨"])
def test_other_texts_are_no_lengths_of_time(typed: str) -> None:
    with pytest.raises(BadDuration):
        parse_duration(typed)


async def test_a_list_may_be_called_like_a_number(room: Room) -> None:
    await room.say("!list create Best of 1999")
    await room.say("!list add Best of 1999: Alien; Heat 1995")
    await room.say("!vote start best of 1999")
    (vote,) = await running(room)
    assert (vote.list_name, vote.closes_at - vote.started_at) == ("Best of 1999", timedelta(days=1))


async def test_a_deleted_message_does_not_keep_the_result_from_being_told(friday: Room) -> None:
    started = await friday.say("!vote start Friday night 1h")
    await press(friday, friday.ada, started.message, TITLES[0])
    await friday.moderator("Grace").delete(started.message)
    await friday.env.advance_time(3600)
    assert "🏆 Alien (1979)" in friday.newest().text


async def test_a_channel_that_is_closed_to_the_bot_ends_the_vote_in_silence(friday: Room) -> None:
    started = await friday.say("!vote start Friday night 1h")
    await press(friday, friday.ada, started.message, TITLES[0])
    friday.env.inject_error("PATCH", f"/channels/{friday.channel.id}/messages/*", status=403, code=50001)
    friday.env.inject_error("POST", f"/channels/{friday.channel.id}/messages", status=403, code=50001)
    (vote,) = await running(friday)
    await friday.env.advance_time(3600)
    assert (await friday.bot.services.votes.get(vote.id)).state is State.TOLD


async def test_a_result_that_discord_could_not_take_is_told_a_minute_later(friday: Room) -> None:
    started = await friday.say("!vote start Friday night 1h")
    await press(friday, friday.ada, started.message, TITLES[0])
    friday.env.inject_error("POST", f"/channels/{friday.channel.id}/messages", status=503, code=0)
    await friday.env.advance_time(3600)
    assert friday.newest().message.id == started.message.id
    await friday.env.advance_time(61)
    result = friday.newest()
    assert result.message.id != started.message.id
    assert "🏆 Alien (1979)" in result.text


async def test_a_result_asked_for_that_discord_could_not_take_is_told_later(friday: Room, face: str) -> None:
    friday.expected_faults.append(discord.HTTPException)
    started = await friday.ask(face, "vote start", "Friday night")
    await press(friday, friday.ada, started.message, TITLES[0])
    await friday.say("!list create Film club")
    await friday.say("!list add Film club: Alien; Toy Story")
    await friday.say("!vote start Film club 2h")  # ends sooner, and must not hold the other up
    where = "/interactions/*/callback" if face == "slash" else f"/channels/{friday.channel.id}/messages"
    friday.env.inject_error("POST", where, status=503, code=0)
    if face == "slash":
        await friday.ada.slash(friday.channel, "vote close", name="Friday night")
    else:
        await friday.ada.send(friday.channel, "!vote close Friday night")
    await friday.env.advance_time(61)
    told = [Answer(each, private=False).text for each in friday.channel.history()[-3:]]
    assert any("🏆 Alien (1979)" in text for text in told)
    votes = friday.bot.services.votes
    left = await votes.unfinished(friday.bot.application_id or 0)
    ours = [await votes.get(each.vote_id) for each in left if each.place == Place.server(friday.guild_id)]
    assert [vote.list_name for vote in ours] == ["Film club"]


async def test_a_deleted_list_or_a_member_who_left_leaves_the_vote_as_it_is(friday: Room) -> None:
    started = await friday.say("!vote start Friday night 1h")
    await press(friday, friday.alan, started.message, TITLES[0])
    (kept,) = await friday.bot.services.lists.of(Place.server(friday.guild_id))
    await friday.bot.services.lists.delete(kept.id)
    friday.guild.remove_member(friday.alan)
    await friday.env.settle()
    await friday.env.advance_time(3600)
    result = friday.newest()
    assert "🏆 Alien (1979)" in result.text
    assert result.labels == ["Plan a night"]


async def test_a_forgotten_person_s_ballots_vanish(friday: Room) -> None:
    started = await friday.say("!vote start")
    await press(friday, friday.alan, started.message, TITLES[0])
    await press(friday, friday.ada, started.message, TITLES[1])
    asked = friday.answer_to(await friday.alan.slash(friday.channel, "forgetme"))
    await friday.alan.click(asked.message, label="Forget everything")
    assert counts(friday.now(started.message)) == [0, 1, 0]
    closed = await friday.say("!vote close")
    assert "🏆 Heat (1995)" in closed.text
    assert "1 of 1 voter would" in closed.text


async def test_a_vote_that_could_not_be_sent_is_none(friday: Room) -> None:
    friday.expected_faults.append(discord.HTTPException)
    friday.env.inject_error("POST", f"/channels/{friday.channel.id}/messages", status=400, code=50035)
    await friday.ada.send(friday.channel, "!vote start")
    assert await running(friday) == ()


async def test_the_winner_can_be_picked_and_watched(friday: Room, face: str) -> None:
    started = await friday.say("!vote start")
    await press(friday, friday.ada, started.message, TITLES[1])
    await press(friday, friday.alan, started.message, TITLES[1])
    await press(friday, friday.alan, started.message, TITLES[2])
    closed = await friday.say("!vote close")
    picked = await friday.ask(face, "list pick", by="votes")
    assert "## Heat (1995)" in picked.text
    assert "2 of 2 people" in picked.text
    await friday.alan.click(closed.message, label="Watched")
    assert "## The Matrix (1999)" in (await friday.ask(face, "list pick", by="votes")).text


async def test_in_private_one_votes_alone(friday: Room, face: str) -> None:
    user = friday.ada.user

    async def ask(command: str, **options: str) -> Answer:
        if face == "slash":
            return friday.answer_to(await user.slash(command, **options))
        await user.send_dm(f"!{command} {' '.join(options.values())}")
        return Answer(user.dm_channel.history()[-1], private=True)

    await ask("list create", name="Mine")
    await ask("list add", title="Alien; Heat 1995")
    started = await ask("vote start")
    await user.click(started.message, label="1. Alien (1979)")
    assert "🏆 Alien (1979)" in (await ask("vote close")).text
    assert await running(friday) == ()


async def test_lists_are_offered_while_typing(friday: Room) -> None:
    offered = await friday.ada.autocomplete(friday.channel, "vote start", "name", "fri")
    assert [each["value"] for each in offered] == ["Friday night"]
    assert await friday.ada.autocomplete(friday.channel, "vote close", "name", "fri") == []
    await friday.say("!vote start")
    offered = await friday.ada.autocomplete(friday.channel, "vote close", "name", "fri")
    assert [each["value"] for each in offered] == ["Friday night"]
