"""The bot as people meet it: real settings, the real default vectors, a simulated Discord."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from bot.app import Hyperplane, build_bot
from bot.compute import Compute
from bot.settings import ENV_PREFIX, TOKEN_VARIABLE, Settings
from models.words.store.shelf import Shelf
from storage.database import Database
from testbed.wire.bed import Wire
from tests.room import Room

LONG_WORK_S = 60.0


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(ENV_PREFIX) or name == TOKEN_VARIABLE:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)  # away from the developer's .env


@pytest.fixture(scope="session")
def vectors_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the default vectors, prepared once for the whole run."""
    folder = tmp_path_factory.mktemp("vectors")
    Shelf(folder).open(None)
    return folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with its tables and nobody in it, made once: that takes longer than many a test."""
    path = tmp_path_factory.mktemp("database") / "empty.db"

    async def make() -> None:
        await (await Database.open(path)).close()

    asyncio.run(make())
    return path


@pytest.fixture
def settings(tmp_path: Path, vectors_dir: Path, empty_database: Path) -> Settings:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    shutil.copy(empty_database, data_dir / "hyperplane.db")
    (data_dir / "vectors").symlink_to(vectors_dir)
    return Settings(data_dir=data_dir, workers=1, port=0)


@pytest.fixture
def bot(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Hyperplane:
    """Return a bot that starts its processes when a picture is asked for: most tests ask for none."""
    monkeypatch.setattr(Compute, "warm_up", lambda _: None)
    return build_bot(settings)


@pytest.fixture
async def room(bot: Hyperplane) -> AsyncIterator[Room]:
    """Yield a server with one channel and two members, the bot in it; refusals are not errors here."""
    async with bot:
        env = simcord.Env(bot, check_errors=False, settle_timeout=LONG_WORK_S)
        await env.start()
        room = Room.furnish(env)
        try:
            yield room
        finally:
            await room.bot.close()
            await env.shutdown()
    room.check_no_faults()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """Yield a Discord on this machine's sockets, with a real clock and nobody in it yet."""
    async with Wire.start() as made:
        yield made


@pytest.fixture(params=["prefix", "slash"])
def face(request: pytest.FixtureRequest) -> str:
    """Run a test by typed command and by slash command."""
    return str(request.param)
