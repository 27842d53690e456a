"""What the text commands say of the models that people may choose from."""

from __future__ import annotations

from bot.markup import code, plain
from models.text.attention.library import AttentionModel
from models.text.library import TextModel
from models.text.visible import visible

SHOWN_CHARACTERS = 12


def unknown_characters(model: TextModel | AttentionModel, text: str) -> str:
    """Return the sentence that names the characters of `text` which the model has never met, if any."""
    unknown = model.reader.vocabulary.unknown(text)
    if not unknown:
        return ""
    more = len(unknown) - SHOWN_CHARACTERS
    shown = " ".join(code(visible(character)) for character in unknown[:SHOWN_CHARACTERS])
    rest = f" and {more} more" if more > 0 else ""
    return f"**{plain(model.name)}** has never met {shown}{rest}: it reads a gap there."
