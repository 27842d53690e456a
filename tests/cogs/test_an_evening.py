"""An evening from beginning to end: tastes, a group's films, a list, a vote, and a restart in the middle."""

from __future__ import annotations

import simcord

from cogs.groups.answers import RULE_TEXTS
from models.movies.rules import Rule
from storage.places import Place
from storage.vote import Vote
from tests.cogs.tastes import give_tastes
from tests.room import Answer, Room

HOUR_S = 3600.0


async def test_three_people_find_a_film_for_the_evening(room: Room) -> None:
    (grace,) = room.join("grace")
    people = (room.ada, room.alan, grace)
    await give_tastes(room, people)
    group = await find_films(room, people)
    titles = await save(room, grace, group)

    started = await room.ask("slash", "vote start", "Tonight", hours="2h")
    assert started.labels == [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    for person in (room.ada, room.alan):
        await person.click(started.message, label=started.labels[1])
    await room.env.advance_time(HOUR_S)
    kept = await tally(room)

    await room.restart()

    assert await tally(room) == kept == [0, 2, 0, 0, 0]
    word = await grace.click(started.message, label=started.labels[3])
    assert f"You would watch **{titles[3]}**" in room.answer_to(word).text
    await room.ada.click(started.message, label=started.labels[3])
    assert await tally(room) == [0, 2, 0, 2, 0]
    await room.env.advance_time(HOUR_S - 10)
    assert await running(room) != ()
    await room.env.advance_time(11)

    assert await running(room) == ()
    result = room.newest()
    assert result.message.reference is not None
    assert result.message.reference.message_id == started.message.id
    (winner,) = [title for title in (titles[1], titles[3]) if f"🏆 {title}" in result.text]
    (other,) = {titles[1], titles[3]} - {winner}
    assert "2 of 3 voters would watch it" in result.text
    assert f"A tie with **{other}**: the voters' own hyperplanes put **{winner}** first" in result.text
    over = Answer(await started.message.fetch(), private=False)
    assert f"🏆 {winner}" in over.text
    assert over.labels == ["Watched", "Plan a night"]


async def find_films(room: Room, people: tuple[simcord.MemberActor, ...]) -> Answer:
    """Let the first ask for films for all, and everybody press every rule."""
    mentions = " ".join(person.mention for person in people[1:])
    asked = await room.ask("slash", "recommend together", mentions)
    assert asked.embed.title == "For ada, alan and grace"
    for person in people:
        for rule in Rule:
            await person.click(asked.message, label=RULE_TEXTS[rule].label)
            shown = Answer(await asked.message.fetch(), private=False)
            assert shown.text.startswith("For ada, alan and grace")
            assert f"**{RULE_TEXTS[rule].label}:**" in shown.text
    return shown


async def save(room: Room, person: simcord.MemberActor, group: Answer) -> list[str]:
    """Put the group's films on a new list; return their titles, which are those of the group's answer."""
    asked = await person.click(group.message, label="Save to a list")
    modal = await person.select(room.answer_to(asked).message, ["new"])
    await person.submit_modal(modal, {"name": "Tonight"})
    (kept,) = await room.bot.services.lists.of(Place.server(room.guild_id))
    titles = [entry.title for entry in await room.bot.services.lists.entries(kept.id)]
    assert len(titles) == 5
    for number, title in enumerate(titles, start=1):
        assert f"{number}. **{title}**" in group.text
        assert f"➕ **{title}**" in room.newest().text
    return titles


async def tally(room: Room) -> list[int]:
    """Return how many approve of each film of the vote, as the database has it."""
    (vote,) = await running(room)
    return [option.approvals for option in vote.options]


async def running(room: Room) -> tuple[Vote, ...]:
    return await room.bot.services.votes.running(Place.server(room.guild_id))
