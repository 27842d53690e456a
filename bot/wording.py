"""What the bot says, before it has a face: as Discord's markdown, or as plain text in a terminal.

A template reads as the markdown that people will see; what is filled in never acts as any:

>>> said = say("I know no film called `{title}`. Did you mean **{close}**?", title="Alein", close="Alien")
>>> said.markdown()
'I know no film called `Alein`. Did you mean **Alien**?'
>>> said.terminal()
"I know no film called 'Alein'. Did you mean Alien?"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from string import Formatter

from bot.hints import SLASH, call
from bot.markup import code, one_line, plain
from models.figures import figure

TYPED_LIMIT = 100
WHOLE = 2000
"""Longer than any path: what is cut to it is not cut."""

_SPANS = re.compile(r"`(?P<code>[^`]*)`|\*\*(?P<strong>[^*]*)\*\*|\[(?P<link>[^\]]*)\]\((?P<address>[^)]*)\)")


class Style(Enum):
    """How a piece of a text is meant."""

    OWN = auto()
    TYPED = auto()
    CODE = auto()
    CALL = auto()
    STRONG = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text in one style; `address` makes a link of it."""

    text: str
    style: Style = Style.OWN
    address: str = ""

    def markdown(self) -> str:
        """Return the piece as Discord shows it."""
        match self.style:
            case Style.OWN:
                return f"[{self.text}]({self.address})" if self.address else self.text
            case Style.TYPED:
                return plain(self.text, WHOLE)
            case Style.CODE:
                return code(self.text, WHOLE)
            case Style.CALL:
                return code(call(self.text), WHOLE)
            case Style.STRONG:
                return f"**{plain(self.text, WHOLE)}**"

    def terminal(self) -> str:
        """Return the piece as a terminal shows it."""
        if self.address:
            return f"{self.text} ({self.address})"
        if self.style is Style.OWN:
            return self.text
        shown = one_line(call(self.text) if self.style is Style.CALL else self.text, WHOLE)
        return f"'{shown}'" if self.style in (Style.CODE, Style.CALL) else shown


@dataclass(frozen=True, slots=True)
class Text:
    """What the bot says, piece by piece."""

    pieces: tuple[Piece, ...]

    def markdown(self) -> str:
        """Return the text as Discord shows it."""
        return "".join(piece.markdown() for piece in self.pieces)

    def terminal(self) -> str:
        """Return the text as a terminal shows it."""
        return "".join(piece.terminal() for piece in self.pieces)


Value = Text | str | int | float | object


def say(template: str, *, limit: int = TYPED_LIMIT, **values: Value) -> Text:
    """Return the text of a template whose fields hold what people typed, numbers, or other texts.

    `/command` is a hint, written as its reader calls commands. `{field}` may stand in `code`, in **bold** and
    in a [link](address) too. Whatever is filled in is cut to one line of `limit` characters, but for paths;
    numbers get their thousands separated.
    """
    return Text(tuple(_pieces(template, values, limit)))


def listed(items: Iterable[str], last: str = "and", style: Style = Style.STRONG) -> Text:
    """Return the items as one phrase: **tea**, **milk** and **coffee**."""
    pieces = [Piece(one_line(item, TYPED_LIMIT), style) for item in items]
    return Text(tuple(_with_commas(pieces, last)))


def own(markdown: str) -> Text:
    """Return a text of the bot's own, in which what people typed has been escaped already."""
    return Text((Piece(markdown),))


def lines(texts: Iterable[Text]) -> Text:
    """Return the texts, each on a line of its own."""
    parted: list[Piece] = []
    for text in texts:
        parted += [Piece("\n")] * bool(parted) + [*text.pieces]
    return Text(tuple(parted))


def _with_commas(pieces: list[Piece], last: str) -> Iterator[Piece]:
    for number, piece in enumerate(pieces, start=1):
        yield piece
        if number < len(pieces):
            yield Piece(f" {last} " if number == len(pieces) - 1 else ", ")


def _pieces(template: str, values: dict[str, Value], limit: int) -> Iterator[Piece]:
    end = 0
    for span in _SPANS.finditer(template):
        yield from _filled(template[end : span.start()], values, limit)
        end = span.end()
        if (span["code"] or "").startswith(SLASH):
            yield Piece(_inserted(span["code"].removeprefix(SLASH), values, limit), Style.CALL)
        elif span["code"] is not None:
            yield Piece(_inserted(span["code"], values, limit), Style.CODE)
        elif span["strong"] is not None:
            yield Piece(_inserted(span["strong"], values, limit), Style.STRONG)
        else:
            address = _inserted(span["address"], values, limit)
            yield Piece(_inserted(span["link"], values, limit), address=address)
    yield from _filled(template[end:], values, limit)


def _filled(template: str, values: dict[str, Value], limit: int) -> Iterator[Piece]:
    for own, field, spec, _ in Formatter().parse(template):
        if own:
            yield Piece(own)
        if field is None:
            continue
        value = values[field]
        if isinstance(value, Text):
            yield from value.pieces
        else:
            style = Style.OWN if isinstance(value, int | float) else Style.TYPED
            yield Piece(_as_typed(value, spec or "", limit), style)


def _inserted(template: str, values: dict[str, Value], limit: int) -> str:
    """Return what stands within a span, its fields filled in; the span's style is their escape."""
    return "".join(
        own + ("" if field is None else _as_typed(values[field], spec or "", limit))
        for own, field, spec, _ in Formatter().parse(template)
    )


def _as_typed(value: Value, spec: str, limit: int) -> str:
    if isinstance(value, int | float):
        return figure(value, spec or (",g" if isinstance(value, float) else ","))
    return one_line(str(value), limit if isinstance(value, str) else WHOLE)
