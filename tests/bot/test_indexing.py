"""The bot answers by exact search until its index is there, and by a saved one after a restart."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import simcord

from bot.app import build_bot
from bot.indexing import Indexing, Mode
from bot.settings import Settings
from models.words.space.index import FOLDER, GRAPH_FILE
from models.words.store.prepare import prepare
from models.words.store.shelf import Shelf
from models.words.store.vector_file import Chunk, VectorFile
from tests.bot.test_command_line import Run, hyperplane, one_sentence
from tests.room import Room

__all__ = ["hyperplane"]

NAME = "frequent"
ROWS = 6_000


@pytest.fixture(scope="module")
def frequent(vectors_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a shelf with the most frequent of the default words."""
    folder = tmp_path_factory.mktemp("frequent")
    words = Shelf(vectors_dir).open()
    names = [words.vocabulary.word(row) for row in range(ROWS)]
    rows = np.array(words.matrix[:ROWS], np.float32)
    source = VectorFile("default", "made", ROWS, rows.shape[1], 1, lambda: iter([Chunk(names, rows, 1)]))
    prepare(source, folder, NAME)
    return folder


@pytest.fixture(scope="module")
def indexed(frequent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a shelf with the same words, and their index."""
    folder = shutil.copytree(frequent, tmp_path_factory.mktemp("indexed") / "shelf")
    Shelf(folder).build_index(NAME, threads=1)  # by several, each build is another graph, and may miss a word
    return folder


@pytest.fixture
def shelf(settings: Settings, frequent: Path) -> Shelf:
    """Return a shelf with frequent words in the place of the default one."""
    settings.vectors_dir.unlink()
    return Shelf(shutil.copytree(frequent, settings.vectors_dir))


@pytest.fixture
def indexed_shelf(settings: Settings, indexed: Path) -> Shelf:
    """Return a shelf with frequent words and their index in the place of the default one."""
    settings.vectors_dir.unlink()
    return Shelf(shutil.copytree(indexed, settings.vectors_dir))


@pytest.fixture
async def indexed_room(settings: Settings, indexed_shelf: Shelf) -> AsyncIterator[Room]:
    """Yield a room whose bot searches by an index that was there before it."""
    bot = build_bot(settings.model_copy(update={"vectors": NAME}))
    async with bot:
        env = simcord.Env(bot, check_errors=False)
        await env.start()
        room = Room.furnish(env)
        room.bot.indexing.wait()
        try:
            yield room
        finally:
            await room.bot.close()
            await env.shutdown()
    room.check_no_faults()


async def test_neighbours_say_how_they_were_searched(indexed_room: Room, face: str) -> None:
    near = await indexed_room.ask(face, "neighbours", "coffee")
    exact = await indexed_room.ask(face, "neighbours", "coffee", exact=True)
    assert "approximate search" in near.text
    assert "exact search" in exact.text
    assert "tea" in near.text
    assert "tea" in exact.text


async def test_what_is_neither_yes_nor_no_is_told(indexed_room: Room) -> None:
    answer = await indexed_room.say("!neighbours coffee exact=perhaps")
    assert answer.refused
    assert "exact" in answer.text


async def test_a_restarted_bot_uses_the_saved_index(indexed_room: Room) -> None:
    await indexed_room.restart()
    indexed_room.bot.indexing.wait()
    assert "approximate search" in (await indexed_room.say("!neighbours coffee")).text


async def test_without_an_index_nothing_is_said_of_it(room: Room, face: str) -> None:
    answer = await room.ask(face, "neighbours", "coffee", exact=True)
    assert "search" not in answer.text


@pytest.mark.parametrize(("mode", "built"), [("always", True), ("auto", False), ("off", False)])
def test_an_index_of_few_words_is_built_only_if_asked_for(shelf: Shelf, mode: Mode, built: bool) -> None:
    words = shelf.open(NAME)
    work = Indexing(shelf, words, mode)
    work.start()
    work.wait()
    assert (words.index is not None) is built
    assert (shelf.folder / NAME / FOLDER).is_dir() is built
    work.close()


def test_off_leaves_a_saved_index_alone(indexed_shelf: Shelf) -> None:
    words = indexed_shelf.open(NAME)
    work = Indexing(indexed_shelf, words, "off")
    work.start()
    work.wait()
    assert words.index is None
    work.close()


def test_a_damaged_index_is_logged_and_search_stays_exact(
    indexed_shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    words = indexed_shelf.open(NAME)
    path = indexed_shelf.folder / NAME / FOLDER / GRAPH_FILE
    path.write_bytes(path.read_bytes()[:-1])
    with caplog.at_level(logging.WARNING):
        work = Indexing(indexed_shelf, words, "auto")
        work.start()
        work.wait()
    assert "the index is ignored" in caplog.text
    assert words.neighbours(words.term("coffee"), 3).exact
    work.close()


def test_without_usearch_the_bot_serves_exactly_and_says_so_once(
    indexed_shelf: Shelf, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = indexed_shelf.open(NAME)
    monkeypatch.setitem(sys.modules, "usearch.index", None)  # as if it were not installed
    with caplog.at_level(logging.WARNING):
        work = Indexing(indexed_shelf, words, "auto")
        work.start()
        work.wait()
    assert "search stays exact" in caplog.text
    work.close()


def test_a_bot_that_is_stopped_gives_up_building(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    words = shelf.open(NAME)
    work = Indexing(shelf, words, "always")
    work.start()
    work.close()
    work.wait()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_build_that_fails_is_logged_and_search_stays_exact(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    words = shelf.open(NAME)
    shutil.rmtree(shelf.folder / NAME)  # taken away from under the bot
    with caplog.at_level(logging.WARNING):
        work = Indexing(shelf, words, "always")
        work.start()
        work.wait()
    assert "the index was not built" in caplog.text
    assert words.neighbours(words.term("coffee"), 3).exact
    work.close()


def test_the_command_line_builds_an_index(hyperplane: Run, settings: Settings, shelf: Shelf) -> None:
    done = hyperplane("vectors", "index", NAME, "--threads", "1")
    assert f"Ready: the index of {NAME}" in done.stdout, done.stderr
    assert shelf.open_index(shelf.open(NAME))
    assert "no vectors called" in one_sentence(hyperplane("vectors", "index", "word3vec"))


def test_the_command_line_tells_what_to_install(
    hyperplane: Run, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "usearch.index", None)  # as if it were not installed
    assert "install the extra hyperplane[index]" in one_sentence(hyperplane("vectors", "index", NAME))
    assert not (shelf.folder / NAME / FOLDER).exists()


def test_vectors_can_be_added_in_half_precision(hyperplane: Run, shelf: Shelf, tmp_path: Path) -> None:
    source = tmp_path / "mine.vec"
    source.write_text("3 2\ncat 1 0\ndog 0.9 0.1\ncar 0 1\n")
    done = hyperplane("vectors", "add", str(source), "--half")
    assert "Ready: mine" in done.stdout, done.stderr
    assert shelf.open("mine").matrix.dtype == np.float16
    shutil.rmtree(shelf.folder / "mine")
