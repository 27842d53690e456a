"""Ten questions with one press each, and the first recommendations."""

from __future__ import annotations

from cogs.movies.first_round import LABELS, QUESTIONS
from cogs.movies.first_round import Answer as Said
from storage.ratings import Verdict
from tests.room import Answer, Room


async def press(room: Room, said: Said) -> Answer:
    shown = room.newest()
    await room.ada.click(shown.message, label=LABELS[said][1])
    return room.newest()


async def test_a_round_asks_about_ten_different_films_and_ends_with_recommendations(room: Room) -> None:
    shown = await room.say("!rate")
    titles = []
    for number in range(QUESTIONS):
        assert f"Film {number + 1} of {QUESTIONS}" in shown.text
        titles.append(shown.text.splitlines()[1])
        if number == 4:
            await room.restart()
        shown = await press(room, (Said.LIKE, Said.DISLIKE, Said.UNSEEN)[number % 3])
    assert len(set(titles)) == QUESTIONS
    assert "Your first recommendations" in shown.text
    kept = [rating.verdict for rating in await room.bot.services.ratings.of(room.ada.id)]
    assert (kept.count(Verdict.LIKE), kept.count(Verdict.DISLIKE), kept.count(Verdict.SEEN)) == (4, 3, 0)


async def test_only_who_began_a_round_answers_and_may_end_it_at_once(room: Room) -> None:
    shown = room.answer_to(await room.ada.slash(room.channel, "rate"))
    foreign = await room.alan.click(shown.message, label=LABELS[Said.LIKE][1])
    assert "belong to whoever" in room.answer_to(foreign).text
    assert "Your first recommendations" in (await press(room, Said.DONE)).text
    assert await room.bot.services.ratings.of(room.ada.id) == ()
