"""What an attention model looked at while it read a text: by one head, or on average over a layer's heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.text.attention.heads import LEAST_SHARE, BestHead
from models.text.attention.library import AttentionModel
from models.text.attention.patterns import Pattern, targets
from models.text.attention.served import Looks
from models.text.errors import NoHeadLooks, UnknownHead, UnknownToken
from models.text.generate import Candidate, candidates
from models.text.lstm import Floats
from models.text.wrapping import fitting

MOST_NAMED = 24
"""So many of a text's tokens are told when one is asked for that it has not."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose attention is asked for; nothing means the named head that has most to do in the text.

    Attributes
    ----------
    name : str or None
        A pattern that a head is known by.
    layer, head : int or None
        By number, from 1; a layer without a head means the mean of its heads.
    """

    name: str | None = None
    layer: int | None = None
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """From one token at another: places in the text, and the share of the attention."""

    at: int
    seen: int
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class AttentionReading:
    """Where a head looked, or a layer on average, from each token of a text.

    Attributes
    ----------
    model : str
        Its name.
    pieces : tuple of str
        The text, cut into tokens.
    weights : (pieces, pieces) float32
        Of each token, in rows, how much it looked at each.
    nowhere : (pieces,) float32
        How much it looked at nothing.
    layer : int
        From 0.
    head : int or None
        From 0; none means the mean of the layer's.
    best : BestHead or None
        What the head is known for.
    at : int or None
        The token that was asked for; none means all.
    next : Candidate
        What the model expects after the text.
    left_out : int
        How many characters of the text did not fit.
    """

    model: str
    pieces: tuple[str, ...]
    weights: Floats
    nowhere: Floats
    layer: int
    head: int | None
    best: BestHead | None
    at: int | None
    next: Candidate
    left_out: int

    @property
    def focus(self) -> int:
        """The token that was asked for, else the last one."""
        return len(self.pieces) - 1 if self.at is None else self.at

    def strongest(self, at: int, count: int = 3) -> tuple[Look, ...]:
        """Return where a token looked most, the most first."""
        row = self.weights[at, : at + 1]
        order = np.argsort(-row, kind="stable")[:count].tolist()
        return tuple(Look(at, seen, float(row[seen])) for seen in order)

    def telling(self, count: int = 3) -> tuple[Look, ...]:
        """Return the strongest looks of all, one a token, those that the head is known for before others."""
        known = targets(Pattern(self.best.name), self.pieces) if self.best else {}
        tops = [self.strongest(at, 1)[0] for at in range(1, len(self.pieces))]
        tops.sort(key=lambda look: (look.seen not in known.get(look.at, ()), -look.share, look.at))
        return tuple(tops[:count])


def read_attention(
    model: AttentionModel, text: str, choice: Choice, token: str | int | None = None
) -> AttentionReading:
    """Let `model` read `text` and watch where it looks.

    Parameters
    ----------
    token : str or int, optional
        From which token above all: as people write it, or its place from 0.

    Raises
    ------
    UnknownToken
        When the text has no such token.
    UnknownHead
        When the model has no such layer or head.
    NoHeadLooks
        When no head is known by that name.
    WrongNumberOfCharacters
        When there is no text.
    """
    reader = model.reader
    shown = fitting(text)
    _check(model, choice)
    ids = reader.vocabulary.encode(shown)
    pieces = reader.vocabulary.pieces(shown, ids)
    hidden, looks = reader.attention.look(ids)
    at = place_of(pieces, token) if isinstance(token, str) else token
    layer, head, best = _chosen(model, choice, looks, pieces, at)
    (expected,) = candidates(reader.logits(hidden[-1:]), reader.vocabulary, 1)
    rows = slice(None) if head is None else slice(head, head + 1)
    return AttentionReading(
        model=model.name,
        pieces=pieces,
        weights=looks.weights[layer, rows].mean(axis=0),
        nowhere=looks.nowhere[layer, rows].mean(axis=0),
        layer=layer,
        head=head,
        best=best,
        at=at,
        next=expected,
        left_out=len(text) - len(shown),
    )


def place_of(pieces: Sequence[str], wanted: str) -> int:
    """Return where the last token stands that is `wanted`, blanks aside; else the one of that number from 1.

    Raises
    ------
    UnknownToken
        When there is none.
    """
    for same in (wanted, wanted.strip()):
        for at in range(len(pieces) - 1, -1, -1):
            if same and same in {pieces[at], pieces[at].strip()}:
                return at
    if wanted.isdecimal() and 1 <= int(wanted) <= len(pieces):
        return int(wanted) - 1
    raise UnknownToken(wanted, len(pieces), tuple(_different(pieces))[:MOST_NAMED])


def _different(pieces: Sequence[str]) -> Iterator[str]:
    yield from dict.fromkeys(piece.strip() for piece in pieces if piece.strip())


def _check(model: AttentionModel, choice: Choice) -> None:
    attention = model.reader.attention
    numbers = ((choice.layer, attention.layers), (choice.head, attention.heads))
    if any(number is not None and not 1 <= number <= most for number, most in numbers):
        raise UnknownHead(model.name, attention.layers, attention.heads)
    if choice.name is not None and choice.name not in {best.name for best in model.best_heads}:
        names = tuple(best.name for best in model.best_heads)
        raise NoHeadLooks(model.name, choice.name, names)


def _chosen(
    model: AttentionModel, choice: Choice, looks: Looks, pieces: Sequence[str], at: int | None
) -> tuple[int, int | None, BestHead | None]:
    """Return layer and head, from 0, and what that head is known for."""
    if choice.name is not None:
        best = next(best for best in model.best_heads if best.name == choice.name)
        return best.layer, best.head, best
    if choice.layer is None and choice.head is None and model.best_heads:
        doing = (best for best in model.best_heads if _does(best, looks, pieces, at))
        best = next(doing, model.best_heads[-1])
        return best.layer, best.head, best
    layer = (choice.layer or model.reader.attention.layers) - 1
    if choice.head is None:
        return layer, None, None
    head = choice.head - 1
    same = (best for best in model.best_heads if (best.layer, best.head) == (layer, head))
    return layer, head, next(same, None)


def _does(best: BestHead, looks: Looks, pieces: Sequence[str], at: int | None) -> bool:
    """Tell whether a head does in a text, or from one of its tokens, what it is known for."""
    named = targets(Pattern(best.name), pieces)
    rows = [place for place in named if at in {None, place}]
    weights = looks.weights[best.layer, best.head]
    shares = [weights[row, list(named[row])].sum() for row in rows]
    return bool(shares) and float(np.mean(shares)) >= LEAST_SHARE
