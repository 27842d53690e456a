"""Ratings come along from elsewhere by an attachment, and go again by a press or a command."""

from __future__ import annotations

from discord.utils import utcnow

from storage.lists import MOST_ENTRIES
from storage.places import Place
from storage.ratings import Verdict
from tests.models.movies.importing.exports import IMDB, letterboxd
from tests.room import Answer, Room


async def rated(room: Room) -> dict[str, Verdict]:
    return {rating.title: rating.verdict for rating in await room.bot.services.ratings.of(room.ada.id)}


async def send(room: Room, data: bytes, name: str) -> Answer:
    await room.ada.send(room.channel, "!ratings import", attachments=[(name, data)])
    return room.newest()


async def test_an_export_of_letterboxd_is_kept_told_about_and_undone_after_a_restart(room: Room) -> None:
    await room.say("!dislike Alien")
    answer = await send(room, letterboxd(), "letterboxd.zip")
    assert "Ratings from Letterboxd" in answer.text
    assert "A Film Nobody Has (2001)" in answer.text
    assert "stay as you said" in answer.text
    assert "four stars and more" in answer.text
    kept = await rated(room)
    assert kept["Alien (1979)"] is Verdict.DISLIKE
    assert kept["Heat (1995)"] is Verdict.LIKE
    assert kept["Grease (1978)"] is Verdict.DISLIKE
    again = await send(room, letterboxd(), "letterboxd.zip")
    assert "0 new, 0 changed" in again.text
    assert await rated(room) == kept
    await room.restart()
    foreign = await room.alan.click(answer.message, label="Undo")
    assert "belong to whoever" in room.answer_to(foreign).text
    await room.ada.click(answer.message, label="Undo")
    assert await rated(room) == {"Alien (1979)": Verdict.DISLIKE}
    assert (await room.say("!ratings undo")).refused


async def test_a_watchlist_goes_to_a_list_that_is_chosen(room: Room) -> None:
    await room.say("!list create Later")
    answer = await send(room, letterboxd(), "letterboxd.zip")
    (later,) = await room.bot.services.lists.of(Place.server(room.guild_id))
    await room.ada.select(answer.message, [str(later.id)])
    assert [entry.title for entry in await room.bot.services.lists.entries(later.id)] == ["Dune (1984)"]


async def test_what_a_list_has_no_room_for_is_offered_for_another(room: Room) -> None:
    lists, place = room.bot.services.lists, Place.server(room.guild_id)
    later, other = [await lists.create(place, name, room.ada.id, utcnow()) for name in ("Later", "Other")]
    await lists.add(later.id, [(f"Film {n}", "x") for n in range(MOST_ENTRIES - 1)], room.ada.id, utcnow())
    question = await room.say("!list add Alien; Heat 1995; Grease 1978")
    result = await room.ada.select(question.message, [str(later.id)])
    assert "The list is full now: 2 films found no room" in str(result.followups[0].embeds[0].description)
    rest = result.followups[-1]
    await room.ada.select(rest, [str(other.id)])
    assert [entry.title for entry in await lists.entries(other.id)] == ["Heat (1995)", "Grease (1978)"]


async def test_imdb_is_read_by_slash_for_the_callers_eyes_only(room: Room) -> None:
    file = ("ratings.csv", IMDB.encode())
    answer = room.answer_to(await room.ada.slash(room.channel, "ratings import", file=file))
    assert answer.private
    assert "Ratings from IMDb" in answer.text
    assert "Left out: 1" in answer.text
    assert set(await rated(room)) == {"Alien (1979)", "Heat (1995)", "Grease (1978)"}


async def test_what_is_no_export_is_refused_and_changes_nothing(room: Room) -> None:
    await room.say("!like Alien")
    for data, told in (
        (b"hello, world", "no export that I know"),
        (b"PK\x03\x04", "damaged"),
        (b"\0", "no table"),
    ):
        answer = await send(room, data, "ratings.csv")
        assert answer.refused
        assert told in answer.text
        assert "Nothing was changed" in answer.text
    assert "Attach the file" in (await room.say("!ratings import")).text
    assert set(await rated(room)) == {"Alien (1979)"}
