"""What nobody sees in a text, made visible: blanks, line breaks, and characters that only join others."""

from __future__ import annotations

from models.pictures.fonts import shows_nothing

MARKS = {"\n": "↵", "\t": "→", " ": "·"}
_TO_MARKS = str.maketrans(MARKS)


def visible(piece: str) -> str:
    """Return a token without its blank; as marks or numbers if it is nothing but what nobody sees."""
    shown = piece.strip()
    if shown and all(map(shows_nothing, shown)):
        return " ".join(f"U+{ord(character):04X}" for character in shown)
    return shown or piece.translate(_TO_MARKS) or MARKS[" "]
