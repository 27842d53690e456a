"""A look at where an attention model looks: its picture, its words, and what its buttons lead to."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cogs.text.attention_captions import caption
from cogs.text.looks import Offer, Report
from models.pictures.palette import ThemeName
from models.text.attention.library import AttentionModel
from models.text.attention.picture import draw_lines
from models.text.attention.plan import MOST_ROWS, colouring_of, in_lines, lines_of
from models.text.attention.reading import AttentionReading, Choice, read_attention

BACK, ON, ALL, RANDOM = "◀", "▶", "All tokens", "Random head"


@dataclass(frozen=True, slots=True, eq=False)
class AttentionLook:
    """A look at one head, or a layer on average.

    Attributes
    ----------
    token : str, int or None
        From which token: as people write it, or its place; none means all, or the last of a long text.
    """

    theme: ThemeName
    model: AttentionModel
    text: str
    choice: Choice
    token: str | int | None

    def report(self) -> Report:
        """Let the model read the text and watch where it looks."""
        reading = read_attention(self.model, self.text, self.choice, self.token)
        label = reading.best.name if reading.best else ""
        words = caption(self.model, self.text, reading)
        others = tuple(self._others(reading))
        if in_lines(reading):
            return Report(words, lines_of(reading), label, others, draw_lines)
        return Report(words, colouring_of(reading), label, others)

    def _others(self, reading: AttentionReading) -> Iterator[Offer]:
        """Yield a look at every head with a name and at any other, from the tokens around, and from all."""
        for best in self.model.best_heads:
            yield Offer(best.name, replace(self, choice=Choice(name=best.name)))
        attention = self.model.reader.attention
        layer, head = secrets.randbelow(attention.layers), secrets.randbelow(attention.heads)
        yield Offer(RANDOM, replace(self, choice=Choice(layer=layer + 1, head=head + 1)), "🎲")
        at, last = None if in_lines(reading) else reading.focus, len(reading.pieces) - 1
        yield Offer(BACK, replace(self, token=last if not at else at - 1))
        yield Offer(ON, replace(self, token=0 if at in {None, last} else at + 1))
        if last < MOST_ROWS:
            yield Offer(ALL, replace(self, token=None))

    def lit(self, theme: ThemeName) -> AttentionLook:
        """Return the same in another theme."""
        return replace(self, theme=theme)
