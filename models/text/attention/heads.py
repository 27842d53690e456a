"""Which head looks where a pattern says: chosen on one text, judged on another.

A head's score is the share of its attention that falls on what the pattern names, over all tokens from which
it names something. Beside it stands what attention spread evenly over all tokens in sight would give, and the
mean of all heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.text.attention.patterns import PATTERNS, Pattern, targets
from models.text.attention.served import Attention
from models.text.corpus import Document
from models.text.endings import Kind
from models.text.vocabulary import Vocabulary

CHOOSING_TOKENS = 60_000
JUDGING_TOKENS = 30_000
STRETCH = 200
"""Texts are read in pieces of so many tokens, each with nothing before it, as people send them."""
LEAST_SHARE = 0.25
"""A head that gives the pattern less than this, on the text it is chosen by, is not said to look there."""


@dataclass(frozen=True, slots=True)
class BestHead:
    """The head that looks most where a pattern says.

    Attributes
    ----------
    name : str
        The pattern: "brackets", "previous", ...
    layer, head : int
        Which it is, from 0.
    share : float
        The share of its attention there, on text that was neither trained on nor used to choose the head.
    even : float
        The same of attention that is spread evenly.
    average : float
        The same of the mean of all heads.
    """

    name: str
    layer: int
    head: int
    share: float
    even: float
    average: float


@dataclass(slots=True)
class _Sums:
    shares: NDArray[np.float64]
    even: float = 0.0
    count: int = 0


def find_heads(
    attention: Attention,
    vocabulary: Vocabulary,
    kind: Kind,
    choosing: Sequence[Document],
    judging: Sequence[Document],
) -> tuple[BestHead, ...]:
    """Return the head that looks most where each pattern says in `choosing`, with its score in `judging`."""
    chosen = _measured(attention, vocabulary, kind, choosing, CHOOSING_TOKENS)
    judged = _measured(attention, vocabulary, kind, judging, JUDGING_TOKENS)
    found = []
    for pattern in PATTERNS[kind]:
        one, other = chosen[pattern], judged[pattern]
        if not one.count or not other.count or one.shares.max() / one.count < LEAST_SHARE:
            continue
        layer, head = (int(at) for at in np.unravel_index(one.shares.argmax(), one.shares.shape))
        shares = other.shares / other.count
        figures = (float(shares[layer, head]), other.even / other.count, float(shares.mean()))
        found.append(BestHead(pattern.value, layer, head, *(round(each, 4) for each in figures)))
    return tuple(found)


def _measured(
    attention: Attention, vocabulary: Vocabulary, kind: Kind, documents: Sequence[Document], tokens: int
) -> dict[Pattern, _Sums]:
    sums = {pattern: _Sums(np.zeros((attention.layers, attention.heads))) for pattern in PATTERNS[kind]}
    for text in _stretches(vocabulary, documents, tokens):
        ids = vocabulary.encode(text)
        _, looks = attention.look(ids)
        pieces = vocabulary.pieces(text, ids)
        for pattern, sum_ in sums.items():
            for at, places in targets(pattern, pieces).items():
                sum_.shares += looks.weights[:, :, at, list(places)].sum(axis=2)
                sum_.even += len(places) / (at + 1)
                sum_.count += 1
    return sums


def _stretches(vocabulary: Vocabulary, documents: Sequence[Document], tokens: int) -> Iterator[str]:
    """Yield pieces of about `STRETCH` tokens from line to line, equally much of each document."""
    most = max(1, tokens // max(1, len(documents)))
    for document in documents:
        pieces, used = list[str](), 0
        count = 0
        for line in document.text.splitlines(keepends=True):
            count += len(vocabulary.encode(line))
            pieces.append(line)
            if count >= STRETCH:
                yield "".join(pieces)
                used += count
                pieces, count = [], 0
                if used >= most:
                    break
