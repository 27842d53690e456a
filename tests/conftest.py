"""The bot as people meet it: real settings, the real default vectors, a simulated Discord."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import hypothesis
import pytest
import simcord

from bot import context, logs, training
from bot.app import HyperplaneBot, build_bot
from bot.compute import Compute, processes
from bot.settings import ENV_PREFIX, TOKEN_VARIABLE, Settings
from cogs.concepts import messages as concept_messages
from cogs.lists import vote_messages
from cogs.nights import messages as night_messages
from cogs.shared import clock
from cogs.text import growing
from cogs.training import following, plans
from models.words.store.shelf import Shelf
from storage.database import Database
from testbed.postgresql import Cluster
from testbed.wire.bed import Wire
from tests import workers
from tests.once import once
from tests.postgresql import shared_server
from tests.room import Room
from tests.settling import look_less

LONG_WORK_S = 60.0
BRISK_S = 0.02

# The same examples in each run, so that only a change can break it, and none is judged by its time.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")


LONGEST_FIRST = ("rules", "bot", "cogs", "storage", "testbed", "models")
"""Rooms by how long their longest file takes: begun last, it would have a processor to itself at the end."""


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: a third of their time they wait for a process or a clock."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + cores // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first."""
    folder = Path(__file__).parent
    items.sort(key=lambda item: LONGEST_FIRST.index(item.path.relative_to(folder).parts[0]))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Import the tests, each process beginning elsewhere: what is compiled nowhere yet is compiled once."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if count > 1 and session.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        files = sorted(Path(__file__).parent.rglob("test_*.py"))
        start = len(files) * int(worker) // count
        for file in files[start:] + files[:start]:
            path = file.relative_to(Path(__file__).parents[1]).with_suffix("")
            importlib.import_module(".".join(path.parts))


def pytest_collection_finish() -> None:
    """Spare the garbage collector from now on what stays anyhow: the libraries, and the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(ENV_PREFIX) or name == TOKEN_VARIABLE:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)  # away from the developer's .env


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo what a command line run in this process has set: whoever reads the log next reads all of it."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logs.OURS)]
    before = [(each, each.level, list(each.handlers)) for each in loggers]
    yield
    for each, level, handlers in before:
        each.setLevel(level)
        each.handlers[:] = handlers


@pytest.fixture(scope="session")
def vectors_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the default vectors."""
    return once(tmp_path_factory, "vectors", lambda folder: Shelf(folder).open(None))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with its tables and nobody in it: to make one takes longer than many a test."""

    async def make(folder: Path) -> None:
        await (await Database.open(folder / "empty.db")).close()

    return once(tmp_path_factory, "database", lambda folder: asyncio.run(make(folder))) / "empty.db"


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """Return the server of the run, started when it is first asked for."""
    return shared_server(tmp_path_factory)


@pytest.fixture
def settings(tmp_path: Path, vectors_dir: Path, empty_database: Path) -> Settings:
    return furnished(tmp_path / "data", vectors_dir, empty_database)


@pytest.fixture(scope="module")
def shared_settings(
    tmp_path_factory: pytest.TempPathFactory, vectors_dir: Path, empty_database: Path
) -> Settings:
    """Return the settings of the bot that serves all rooms of a module."""
    return furnished(tmp_path_factory.mktemp("shared") / "data", vectors_dir, empty_database)


def furnished(data_dir: Path, vectors_dir: Path, empty_database: Path) -> Settings:
    """Return the settings for a new data folder with what takes long to make."""
    data_dir.mkdir()
    shutil.copy(empty_database, data_dir / "hyperplane.db")
    (data_dir / "vectors").symlink_to(vectors_dir)
    return Settings(data_dir=data_dir, workers=1, port=0)


@pytest.fixture(scope="session", autouse=True)
def _nothing_happens_by_itself() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compute, "warm_up", lambda _, soon: None)  # most tests draw no picture
        patch.setattr(clock, "LONGEST_REST_S", 24 * 3600.0)  # simulated weeks go from timer to timer
        patch.setattr(training, "NICENESS", 0)  # else it starves where the suite takes every processor
        patch.setattr(context, "WHISPER_S", 0.01)  # an action of somebody's waits until it has gone away
        patch.setattr(processes, "_begin", workers.begin)
        look_less(patch)
        yield


@pytest.fixture
def bot(settings: Settings) -> HyperplaneBot:
    return build_bot(settings)


@pytest.fixture
def room(request: pytest.FixtureRequest) -> Room:
    """Return a new server with a channel and two members; refusals are not errors here.

    One bot serves all rooms of a module: what people leave with it belongs to a server or a person, and both
    are new. Where something else is left behind, `pytestmark = pytest.mark.own_bot` gives each test its own.
    """
    own = request.node.get_closest_marker("own_bot") is not None
    made = request.getfixturevalue("own_room" if own else "shared_room")
    assert isinstance(made, Room)
    return made


@pytest.fixture
async def own_room(bot: HyperplaneBot) -> AsyncIterator[Room]:
    async with simulated(bot) as env:
        room = Room.furnish(env)
        yield room
    room.check_no_faults()


@pytest.fixture
async def shared_room(shared_env: simcord.Env) -> AsyncIterator[Room]:
    room = Room.furnish(shared_env)
    yield room
    room.leave()
    room.check_no_faults()


@pytest.fixture(scope="module")
async def shared_env(shared_settings: Settings) -> AsyncIterator[simcord.Env]:
    async with simulated(build_bot(shared_settings)) as env:
        yield env


@asynccontextmanager
async def simulated(bot: HyperplaneBot) -> AsyncIterator[simcord.Env]:
    """Run a bot in a simulated Discord, which takes edits at any pace; the real one is tested on the wire."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(growing, "EDIT_EVERY_S", BRISK_S)
        patch.setattr(following, "EDIT_EVERY_S", BRISK_S)
        patch.setattr(plans, "MINUTE_S", 0.4)
        patch.setattr(concept_messages, "PAUSE_S", BRISK_S)
        patch.setattr(vote_messages, "PAUSE_S", BRISK_S)
        patch.setattr(night_messages, "PAUSE_S", BRISK_S)
        async with bot:
            env = simcord.Env(bot, check_errors=False, settle_timeout=LONG_WORK_S)
            await env.start()
            try:
                yield env
            finally:
                assert env.bot is not None
                await env.bot.close()
                await env.shutdown()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """Yield a Discord on this machine's sockets, with a real clock and nobody in it yet."""
    async with Wire.start() as made:
        yield made


@pytest.fixture(params=["prefix", "slash"])
def face(request: pytest.FixtureRequest) -> str:
    """Run a test by typed command and by slash command."""
    return str(request.param)
