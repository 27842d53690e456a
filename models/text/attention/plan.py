"""What the pictures of attention are drawn from: every token's looks as lines, or one token's as colours."""

from __future__ import annotations

from dataclasses import dataclass

from models.pictures.picture import alt_text
from models.text.attention.patterns import Pattern
from models.text.attention.reading import AttentionReading, Look
from models.text.colouring import Colouring
from models.text.visible import visible

MOST_ROWS = 24
"""A text of more tokens is drawn from one of them: more rows are too small to read on a phone."""
LEAST_LINE = 0.05
"""Weaker looks have no line."""
NAMED = 8
HEADS = {
    Pattern.BRACKETS: "the bracket head",
    Pattern.QUOTES: "the quotation head",
    Pattern.REPEATS: "the induction head",
    Pattern.LINE: "the line head",
    Pattern.PREVIOUS: "the previous-token head",
}


@dataclass(frozen=True, slots=True)
class Lines:
    """All that the picture with a line a look needs; small, for it goes to another process.

    Attributes
    ----------
    pieces : tuple of str
        The text, cut into tokens.
    looks : tuple of Look
        Those that have a line.
    nowhere : tuple of float
        How much each token looked at nothing.
    title, note : str
        What stands above, and smaller below that.
    alt : str
        What is seen, for those who cannot see it.
    """

    pieces: tuple[str, ...]
    looks: tuple[Look, ...]
    nowhere: tuple[float, ...]
    title: str
    note: str
    alt: str


def lines_of(reading: AttentionReading) -> Lines:
    """Return the picture of where every token looked."""
    looks = [
        Look(at, seen, round(float(reading.weights[at, seen]), 4))
        for at in range(len(reading.pieces))
        for seen in range(at + 1)
        if reading.weights[at, seen] >= LEAST_LINE
    ]
    looks.sort(key=lambda look: look.share)
    title = f"Where {whose(reading)} looks"
    told = ", ".join(named(reading, look) for look in reading.telling(NAMED) if look.share >= LEAST_LINE)
    return Lines(
        pieces=reading.pieces,
        looks=tuple(looks),
        nowhere=tuple(round(float(share), 4) for share in reading.nowhere),
        title=title,
        note=f"{reading.model} · {numbers(reading)}",
        alt=alt_text(
            [
                f"{title}: the tokens of a text twice, with lines from each to those it looked at.",
                f"Most: {told}." if told else "",
            ]
        ),
    )


def in_lines(reading: AttentionReading) -> bool:
    """Tell whether the looks of all tokens are drawn: none is asked for, and they have room."""
    return reading.at is None and len(reading.pieces) <= MOST_ROWS


def colouring_of(reading: AttentionReading) -> Colouring:
    """Return the text coloured by where one of its tokens looked."""
    at = reading.focus
    row = reading.weights[at]
    most = max(float(row.max()), 1e-6)
    title = f"What {quoted(reading.pieces[at])} looked at"
    told = ", ".join(
        f"{quoted(reading.pieces[look.seen])} {look.share:.0%}" for look in reading.strongest(at, NAMED)
    )
    head = whose(reading).capitalize() if reading.best else reading.model
    note = f"{head} · {numbers(reading)} · {reading.nowhere[at]:.0%} at nothing"
    return Colouring(
        pieces=reading.pieces,
        shares=tuple(round(float(share) / most, 4) for share in row),
        title=title,
        note=note,
        low="0%",
        high=f"{most:.0%} of its attention",
        scale="blue",
        alt=alt_text([f"{title}: a text, the tokens up to it coloured.", f"{note}.", f"Most: {told}."]),
        focus=at,
    )


def whose(reading: AttentionReading) -> str:
    """Return how to name the head."""
    if reading.best:
        return HEADS[Pattern(reading.best.name)]
    return f"layer {reading.layer + 1}, on average," if reading.head is None else "this head"


def numbers(reading: AttentionReading) -> str:
    """Return the head's numbers."""
    if reading.head is None:
        return f"layer {reading.layer + 1}, all heads"
    return f"layer {reading.layer + 1}, head {reading.head + 1}"


def named(reading: AttentionReading, look: Look) -> str:
    """Return a look in words: from which token, at which, how much."""
    seen = "itself" if look.seen == look.at else quoted(reading.pieces[look.seen])
    return f"{quoted(reading.pieces[look.at])} at {seen} {look.share:.0%}"


def quoted(piece: str) -> str:
    """Return a token in quotation marks, its blanks and line breaks visible."""
    return f"“{visible(piece)}”"
