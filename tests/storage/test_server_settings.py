"""What a server chose is kept, changed a part at a time, and leaves no trace when it is the default again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.database import Database
from storage.server_settings import UNCHANGED, ServerSettings, SettingsStore, Speakers
from storage.servers import Servers
from tests.storage.examples import BOT, NOON, ROOM, later

CHOSEN = ServerSettings("?", frozenset({ROOM + 7, ROOM + 8}), Speakers.ROLE, ROOM + 9)


@pytest.fixture
def store(database: Database) -> SettingsStore:
    return SettingsStore(database)


async def rows(database: Database) -> list[int]:
    async def work(connection: object) -> list[int]:
        counts = (f"SELECT count(*) FROM {name}" for name in ("server_settings", "server_channels"))
        return [(await connection.exec_driver_sql(each)).scalar_one() for each in counts]  # type: ignore[attr-defined]

    return await database.read(work)


async def test_what_a_server_chose_is_kept_and_changed_a_part_at_a_time(
    store: SettingsStore, database: Database
) -> None:
    assert await store.of(ROOM) == UNCHANGED
    assert await store.change(ROOM, lambda _: CHOSEN) == (UNCHANGED, CHOSEN)
    less = replace(CHOSEN, channels=frozenset({ROOM + 8}))
    assert await store.change(ROOM, lambda kept: replace(kept, channels=less.channels)) == (CHOSEN, less)
    assert await SettingsStore(database).of(ROOM) == less
    assert await store.of(ROOM + 1) == UNCHANGED


async def test_a_server_that_chose_nothing_leaves_no_row(store: SettingsStore, database: Database) -> None:
    await store.change(ROOM, lambda _: CHOSEN)
    assert await rows(database) == [1, 2]
    await store.change(ROOM, lambda _: UNCHANGED)
    assert await rows(database) == [0, 0]


async def test_settings_go_thirty_days_after_the_bot_with_all_else_of_the_server(
    store: SettingsStore, servers: Servers, database: Database
) -> None:
    for guild_id in (ROOM, ROOM + 1):
        await store.change(guild_id, lambda _: CHOSEN)
        await servers.arrive(BOT, guild_id)
    await servers.leave(BOT, ROOM, NOON)
    await servers.forget_left(later(days=29.9))
    assert await store.of(ROOM) == CHOSEN
    await servers.forget_left(later(days=30))
    assert (await store.of(ROOM), await store.of(ROOM + 1)) == (UNCHANGED, CHOSEN)
    assert await rows(database) == [1, 2]
