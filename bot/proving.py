"""The word vectors in use, compared with their hashes while the bot already answers."""

from __future__ import annotations

import logging
import threading

from bot.logs import event
from bot.sentences import operator_sentence
from models.errors import ModelError
from models.words.space.vectors import WordVectors
from models.words.store.shelf import Shelf

log = logging.getLogger(__name__)


class Proving:
    """Reads all files of `words` once, in a thread, for a flipped bit shows nowhere else.

    Vectors that came with the bot are made anew where they are damaged. Others answer nothing from then on:
    each question is refused, and the log says how to mend them.
    """

    def __init__(self, shelf: Shelf, words: WordVectors) -> None:
        self._shelf = shelf
        self._words = words
        self._thread = threading.Thread(target=self._run, name="proving", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Wait until all is read."""
        self._thread.join()

    def _run(self) -> None:
        try:
            mended = self._shelf.prove(self._words)
        except ModelError as error:
            self._words.damage = error
            event(log, logging.ERROR, "words are not answered", reason=operator_sentence(error).terminal())
            return
        if mended:
            event(log, logging.WARNING, "damaged vectors were prepared anew", of=self._words.name)
