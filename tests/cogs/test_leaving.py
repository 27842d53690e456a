"""What belongs to a server goes thirty days after the bot has left it, unless it comes back."""

from __future__ import annotations

import pytest

from storage.places import Place
from tests.room import Room

pytestmark = pytest.mark.own_bot

DAY_S = 24 * 3600.0


async def furnish(room: Room) -> None:
    await room.say("!list create Friday night")
    await room.say("!list add Alien; The Matrix")
    await room.say("!like Alien")


async def count(room: Room) -> int:
    return len(await room.bot.services.lists.of(Place.server(room.guild_id)))


async def depart(room: Room) -> None:
    """Let the bot be removed from the server."""
    room.env.backend.emit("GUILD_DELETE", {"id": str(room.guild_id)})
    await room.env.settle()


async def test_a_server_s_lists_go_thirty_days_after_the_bot_and_ratings_stay(room: Room) -> None:
    await furnish(room)
    await depart(room)
    await room.env.advance_time(29 * DAY_S)
    assert await count(room) == 1
    await room.env.advance_time(2 * DAY_S)
    assert await count(room) == 0
    assert len(await room.bot.services.ratings.of(room.ada.id)) == 1


async def test_a_bot_that_stays_keeps_everything(room: Room) -> None:
    await furnish(room)
    await room.env.advance_time(31 * DAY_S)
    assert await count(room) == 1


async def test_a_bot_that_was_removed_while_it_was_stopped_notices_at_its_start(room: Room) -> None:
    await furnish(room)
    guild_id = room.guild_id
    servers, application_id = room.bot.services.servers, room.bot.application_id or 0
    await servers.arrive(application_id, guild_id + 1)  # a server that will not be there any more

    async def departures(connection: object) -> list[tuple[int, bool]]:
        statement = "SELECT guild_id, left_at IS NOT NULL FROM visits ORDER BY guild_id"
        rows = await connection.exec_driver_sql(statement)  # type: ignore[attr-defined]
        return [(row[0], bool(row[1])) for row in rows]

    await room.restart()
    await room.env.settle()
    found = await room.bot.services.database.read(departures)
    assert found == [(guild_id, False), (guild_id + 1, True)]
