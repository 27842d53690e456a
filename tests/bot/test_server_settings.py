"""What servers chose is remembered: read seldom, right after a change, known while the database is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot import server_settings
from bot.server_settings import REMEMBERED_S, SettingsMemory
from storage.errors import DatabaseBusy
from storage.server_settings import UNCHANGED, ServerSettings, SettingsStore

CHOSEN = replace(UNCHANGED, prefix="?")
ROOM = 7


class Store(SettingsStore):
    """A store that counts how often it is read, and takes its time."""

    def __init__(self) -> None:
        self.kept: dict[int, ServerSettings] = {}
        self.reads = 0
        self.away = False

    async def of(self, guild_id: int) -> ServerSettings:
        self.reads += 1
        found = self.kept.get(guild_id, UNCHANGED)
        await asyncio.sleep(0)
        if self.away:
            raise DatabaseBusy(Path("hyperplane.db"))
        return found

    async def change(
        self, guild_id: int, change: Callable[[ServerSettings], ServerSettings]
    ) -> tuple[ServerSettings, ServerSettings]:
        before = self.kept.get(guild_id, UNCHANGED)
        self.kept[guild_id] = change(before)
        return before, self.kept[guild_id]


class Clock:
    """The time, moved by hand."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(store: Store, clock: Clock) -> SettingsMemory:
    return SettingsMemory(store, clock)


async def test_a_thousand_messages_at_once_read_the_database_once(
    memory: SettingsMemory, store: Store
) -> None:
    store.kept[ROOM] = CHOSEN
    found = await asyncio.gather(*(memory.of(ROOM) for _ in range(1000)))
    assert set(found) == {CHOSEN}
    assert await memory.of(None) == UNCHANGED
    assert store.reads == 1


async def test_a_change_holds_at_once_even_while_the_settings_are_being_read(
    memory: SettingsMemory, store: Store
) -> None:
    told: list[str] = []
    memory.on_change = lambda: told.append("changed")
    reading = asyncio.create_task(memory.of(ROOM))
    await asyncio.sleep(0)
    assert await memory.change(ROOM, lambda kept: replace(kept, prefix="?")) == (UNCHANGED, CHOSEN)
    assert await reading == UNCHANGED
    assert await memory.of(ROOM) == CHOSEN
    assert (store.reads, told) == (1, ["changed"])


async def test_another_process_s_change_is_noticed_within_a_minute(
    memory: SettingsMemory, store: Store, clock: Clock
) -> None:
    assert await memory.of(ROOM) == UNCHANGED
    store.kept[ROOM] = CHOSEN
    clock.now_s = REMEMBERED_S - 1
    assert await memory.of(ROOM) == UNCHANGED
    clock.now_s = REMEMBERED_S
    assert await memory.of(ROOM) == CHOSEN


async def test_what_was_known_holds_while_the_database_cannot_be_read(
    memory: SettingsMemory, store: Store, clock: Clock
) -> None:
    store.kept[ROOM] = CHOSEN
    await memory.of(ROOM)
    store.away, clock.now_s = True, REMEMBERED_S
    assert [await memory.of(each) for each in (ROOM, ROOM, ROOM + 1)] == [CHOSEN, CHOSEN, UNCHANGED]
    assert store.reads == 3
    store.away, clock.now_s = False, 2 * REMEMBERED_S
    assert await memory.of(ROOM) == CHOSEN


async def test_the_memory_is_bounded(
    memory: SettingsMemory, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_settings, "MOST_SERVERS", 2)
    for guild_id in (1, 2, 3, 3, 2, 1):
        await memory.of(guild_id)
    assert store.reads == 4
