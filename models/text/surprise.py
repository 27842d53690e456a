"""How surprising a text is to a network: bits a token, spread over the token's characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models.text.lstm import Floats, Tokens, log_softmax
from models.text.memory import Memory
from models.text.vocabulary import UNKNOWN_ID, Vocabulary

UNKNOWN_BITS = float(np.log2(0x110000))
"""A character that is not in the vocabulary has to be told among all that Unicode has room for."""
SMALLEST = 1e-30
"""A probability is taken to be at least this: float32 rounds smaller ones to nothing."""
CHUNK = 512
"""So many tokens' probabilities are held at a time."""


class Predictor(Protocol):
    """A network of whatever kind that reads texts, with a state that it changes."""

    vocabulary: Vocabulary

    def start(self) -> Any:
        """Return the state before a text; its `hidden` is what is predicted from."""

    def read_on(self, tokens: Tokens, state: Any) -> Floats:
        """Let a state read tokens; return its `hidden` after each."""

    def logits(self, hidden: Floats) -> Floats:
        """Return the logits of the next token after each row of `hidden`."""


@dataclass(frozen=True, slots=True, eq=False)
class Surprise:
    """A text and what each of its tokens cost.

    Attributes
    ----------
    pieces : tuple of str
        The text, cut into tokens; characters that are not known stand as themselves.
    bits : (pieces,) float32
        -log2 of the probability of each token, given all before it.
    """

    pieces: tuple[str, ...]
    bits: NDArray[np.float32]

    @property
    def total(self) -> float:
        """Bits of the whole text."""
        return float(self.bits.sum())

    @property
    def per_character(self) -> float:
        """Bits a character, nan for an empty text."""
        length = sum(len(piece) for piece in self.pieces)
        return self.total / length if length else float("nan")


def surprise(reader: Predictor, text: str, *, remember: bool = True) -> Surprise:
    """Return what each token of `text` costs, by the network alone or with what it has read of the text."""
    vocabulary = reader.vocabulary
    tokens = vocabulary.encode(text)
    state = reader.start()
    chances = np.empty(len(tokens), dtype=np.float64)
    for at in range(0, len(tokens), CHUNK):
        wanted = tokens[at : at + CHUNK]
        before = state.hidden.copy()
        after = reader.read_on(wanted, state)
        logits = reader.logits(np.concatenate([before, after[:-1]]))
        chances[at : at + CHUNK] = np.exp(log_softmax(logits)[np.arange(len(wanted)), wanted])
    if remember:
        _remember(chances, tokens.tolist())
    bits = -np.log2(np.maximum(chances, SMALLEST)).astype(np.float32)
    bits[tokens == UNKNOWN_ID] += UNKNOWN_BITS
    return Surprise(vocabulary.pieces(text, tokens), bits)


def _remember(chances: NDArray[np.float64], tokens: list[int]) -> None:
    """Mix what the text has said before into the probabilities that a network gives to its tokens."""
    memory = Memory()
    for at, token in enumerate(tokens):
        expected = memory.expect(memory.tokens)
        if expected is not None:
            chances[at] = (1.0 - expected.weight) * chances[at] + expected.weight * (expected.token == token)
        memory.read(token)
