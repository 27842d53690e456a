"""The index of the words in use: opened or built while the bot already answers by exact search."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Literal

from bot.compute import be_modest, process_context
from bot.logs import event
from bot.sentences import operator_sentence
from models.errors import ArtifactDamaged, ArtifactMissing, ModelError
from models.words.space.index import LARGE_FROM
from models.words.space.vectors import WordVectors
from models.words.store.shelf import Shelf

log = logging.getLogger(__name__)

Mode = Literal["auto", "always", "off"]

_BUILDERS = 1  # threads: the other processors are for people


class Indexing:
    """Gives `words` their index once it is there; until then, and without one, every search is exact.

    A process of low priority builds it, for as long as that takes, and a thread waits for it.

    Parameters
    ----------
    mode:
        `auto` opens an index that is there, and builds one for a million words or more; `always` builds one
        for any; `off` does nothing.
    """

    def __init__(self, shelf: Shelf, words: WordVectors, mode: Mode) -> None:
        self._shelf = shelf
        self._words = words
        self._mode = mode
        self._builds = mode == "always" or (mode == "auto" and len(words.vocabulary) >= LARGE_FROM)
        self._thread = threading.Thread(target=self._run, name="indexing", daemon=True)
        self._process = process_context().Process(target=build, args=(shelf.folder, words.name), daemon=True)
        self._starting = threading.Lock()
        self._closing = False

    def start(self) -> None:
        """Begin, unless there is nothing to do."""
        if self._mode != "off":
            self._thread.start()

    def wait(self) -> None:
        """Wait until there is nothing left to do."""
        if self._thread.is_alive():
            self._thread.join()

    def close(self) -> None:
        """Give up what is being built."""
        with self._starting:
            self._closing = True
            if self._process.pid is not None:
                self._process.terminate()

    def _run(self) -> None:
        try:
            if not self._open() and self._builds:
                self._build()
        except ModelError as error:
            event(log, logging.WARNING, "search stays exact", reason=operator_sentence(error).terminal())

    def _build(self) -> None:
        with self._starting:
            if self._closing:
                return
            event(log, logging.INFO, "building the index", of=self._words.name)
            self._process.start()
        self._process.join()
        if self._process.exitcode == 0:
            self._open()
        elif not self._closing:
            event(log, logging.WARNING, "search stays exact: the index was not built", of=self._words.name)

    def _open(self) -> bool:
        try:
            self._words.index = self._shelf.open_index(self._words)
        except ArtifactMissing:
            return False
        except ArtifactDamaged as error:
            event(log, logging.WARNING, "the index is ignored", reason=operator_sentence(error).terminal())
            return False
        event(log, logging.INFO, "searching by index", of=self._words.name)
        return True


def build(shelf: Path, name: str) -> None:
    """Build the index of the vectors called `name`: the work of the process."""
    be_modest()
    try:
        Shelf(shelf).build_index(name, threads=_BUILDERS)
    except ModelError as error:
        raise SystemExit(operator_sentence(error).terminal()) from error  # one line beside the bot's own log
