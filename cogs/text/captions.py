"""The words beside a coloured text: what the colours are, and how far to trust them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.markup import code, plain
from bot.replies import enumeration
from cogs.text.styles import unknown_characters
from models.text.cells import BestCell
from models.text.inspection import CellReading, SurpriseReading
from models.text.library import TextModel
from models.text.properties import Property
from models.text.visible import visible

TELLS = {
    Property.BRACKETS: "whether the text is inside brackets",
    Property.QUOTES: "whether the text is inside quotation marks",
    Property.DOCSTRINGS: "whether the text is inside a docstring",
    Property.INDENTATION: "how far the line is indented",
    Property.LINE: "how long the line has become",
    Property.SPEAKER: "whether a speaker is being named",
}
CLOSELY = 0.75
ROUGHLY = 0.5
COUNTABLE_BITS = 30


def cell_caption(model: TextModel, text: str, reading: CellReading) -> str:
    """Return what to say of a text coloured by a cell."""
    cell = f"Cell **{reading.cell}**, one of {reading.cells} in **{plain(model.name)}**,"
    if reading.best is None:
        told = f"{cell} is not known to follow anything. Can you tell from the colours?"
    else:
        told = f"{cell} tells {TELLS[Property(reading.best.name)]}. {_trust(reading.best)}"
    boxes = "Each box is a token, coloured by the cell just after reading it."
    return joined(f"{told} {boxes}", unknown_characters(model, text), cut(text, reading.left_out))


def surprise_caption(
    model: TextModel, text: str, shown: SurpriseReading, readings: Sequence[SurpriseReading]
) -> str:
    """Return what to say of a text coloured by surprise, beside what it costs the other models."""
    others = [
        f"**{plain(each.model)}**: {each.cost.per_character:.1f}" for each in readings if each is not shown
    ]
    piece, bits = shown.peak
    chance = f", a chance of 1 in {2**bits:,.0f}" if bits < COUNTABLE_BITS else ""
    told = (
        f"This costs **{plain(model.name)}** {shown.cost.total:,.0f} bits, "
        f"{shown.cost.per_character:.1f} a character"
        + (f" ({enumeration(others)})" if others else "")
        + f"; fewer are more familiar. Most surprising: {code(visible(piece))} with {bits:.1f} bits{chance}."
    )
    boxes = "Each box is a token; its bits are the coin tosses it would take to hit it by luck."
    return joined(f"{told} {boxes}", unknown_characters(model, text), cut(text, shown.left_out))


def _trust(best: BestCell) -> str:
    strength = abs(best.correlation)
    if strength >= CLOSELY:
        how = "Nobody taught it to, and it follows closely"
    elif strength >= ROUGHLY:
        how = "Nobody taught it to, and it follows roughly"
    else:
        how = "No cell follows that well; this one comes closest"
    turned = (
        " Its value falls where that rises, so the picture is turned round." if best.correlation < 0 else ""
    )
    return f"{how}: r = {strength:.2f} on text it has never seen (0 is chance, 1 is perfect).{turned}"


def cut(text: str, left_out: int) -> str:
    """Return the sentence that tells how much of a text the picture shows, if that is not all."""
    if not left_out:
        return ""
    shown = len(text) - left_out
    return f"A picture has no room for it all: these are the first {shown:,} of {len(text):,} characters."


def joined(*lines: str) -> str:
    """Return lines one below another, without those that are empty."""
    return "\n".join(line for line in lines if line)
