"""An attention model and its vocabulary, about to read a text from its beginning."""

from __future__ import annotations

import numpy as np

from models.text.attention.served import Attention, AttentionState
from models.text.lstm import Floats, Tokens
from models.text.vocabulary import START_ID, Vocabulary


class AttentionReader:
    """Tells how likely each token of a text is, as `models.text.surprise` asks for it.

    Parameters
    ----------
    attention : Attention
        The network.
    vocabulary : Vocabulary
        What its tokens are.
    """

    def __init__(self, attention: Attention, vocabulary: Vocabulary) -> None:
        self.attention = attention
        self.vocabulary = vocabulary

    def start(self) -> AttentionState:
        """Return a state that has read the start of a text, for the caller to change."""
        state = self.attention.start()
        self.attention.read(np.array([START_ID], dtype=np.int32), state)
        return state

    def read_on(self, tokens: Tokens, state: AttentionState) -> Floats:
        """Let `state` read `tokens` (steps,); return what each of them became (steps, width)."""
        return self.attention.read(tokens, state)

    def logits(self, hidden: Floats) -> Floats:
        """Return the logits (rows, tokens) of what comes after each row of `hidden`."""
        return self.attention.logits(hidden)
