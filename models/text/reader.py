"""A network and its vocabulary, about to read a text."""

from __future__ import annotations

import numpy as np

from models.text.lstm import Floats, Lstm, State, Tokens
from models.text.vocabulary import START_ID, Vocabulary


class Reader:
    """Reads texts as if they came after `primer`.

    A network has seen the first line of few files and the middle of many: without anything before it, a line
    from the middle of a text surprises it so much that it loses its way.

    Parameters
    ----------
    lstm : Lstm
        The network.
    vocabulary : Vocabulary
        What its tokens are.
    primer : str
        A text like those it has learned from, which ends where another piece may begin.
    """

    def __init__(self, lstm: Lstm, vocabulary: Vocabulary, primer: str = "") -> None:
        self.lstm = lstm
        self.vocabulary = vocabulary
        start = np.array([START_ID], dtype=np.int32)
        self._primed = lstm.start()
        lstm.read(np.concatenate([start, vocabulary.encode(primer)]), self._primed)

    def start(self) -> State:
        """Return a state that has read the primer, for the caller to change."""
        return State(self._primed.hidden.copy(), self._primed.cells.copy())

    def read(self, tokens: Tokens) -> tuple[Floats, Floats]:
        """Return hidden and cells (steps, cells) after each of `tokens` (steps,)."""
        return self.lstm.read(tokens, self.start())

    def read_on(self, tokens: Tokens, state: State) -> Floats:
        """Let `state` read `tokens` (steps,); return what the cells hand on after each (steps, cells)."""
        return self.lstm.read(tokens, state)[0]

    def logits(self, hidden: Floats) -> Floats:
        """Return the logits (rows, tokens) of what comes after each row of `hidden`."""
        return self.lstm.logits(hidden)

    def unprimed(self) -> Reader:
        """Return a reader that reads texts as the first thing there is."""
        return Reader(self.lstm, self.vocabulary)
