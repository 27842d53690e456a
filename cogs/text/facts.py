"""What is told of a completion, so that a room can see what the network did."""

from __future__ import annotations

import math
from dataclasses import dataclass

import discord

from bot.markup import code, plain
from bot.replies import card, enumeration, plural
from cogs.text.styles import unknown_characters
from models.text.endings import Ending
from models.text.generate import Writing
from models.text.library import TextLibrary, TextModel

ENDINGS = {
    Ending.STATEMENT: "ended with the statement",
    Ending.LINE: "ended with a line",
    Ending.SENTENCE: "ended with a sentence",
    Ending.TEXT: "the model ended the text",
    Ending.LIMIT: "stopped at the length limit",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found out about a text and its continuation.

    Attributes
    ----------
    bits : tuple of (str, float)
        Bits a character of the prompt under each model, the least surprised first; nan for an empty prompt.
    copied : str
        The longest stretch of the continuation that stands in the training text word for word.
    """

    bits: tuple[tuple[str, float], ...]
    copied: str


def least_surprised(texts: TextLibrary, prompt: str) -> tuple[tuple[str, float], ...]:
    """Return every model's name with the bits a character that `prompt` costs it, the fewest first."""
    bits = ((model.name, model.surprise(prompt).per_character) for model in texts.ready())
    return tuple(sorted(bits, key=lambda pair: (math.isnan(pair[1]), pair[1])))


def find_facts(model: TextModel, bits: tuple[tuple[str, float], ...], writing: Writing) -> Facts:
    """Look a finished text up in what `model` has learned from."""
    vocabulary = model.reader.vocabulary
    tokens = vocabulary.encode(writing.written)
    run = model.passages.longest_run(tokens)
    copied = vocabulary.decode(tokens[run.start : run.stop].tolist())
    return Facts(bits, copied)


def facts_card(model: TextModel, writing: Writing, facts: Facts) -> discord.Embed:
    """Return the card under a completion."""
    options = writing.options
    ending = ENDINGS[writing.ending] if writing.ending else "unfinished"
    footer = (
        f"{model.name} · temperature {options.temperature:g} · seed {options.seed} · "
        f"{plural(len(writing.written), 'character')}, {ending}"
    )
    return card("", "\n".join(_lines(model, writing, facts)), footer)


def _lines(model: TextModel, writing: Writing, facts: Facts) -> list[str]:
    lines = []
    if unknown := unknown_characters(model, writing.prompt):
        lines.append(unknown)
    known = [f"{bits:.1f} for **{plain(name)}**" for name, bits in facts.bits if not math.isnan(bits)]
    if known:
        lines.append(f"Bits a character of your text: {enumeration(known)} (fewer: more familiar).")
    if facts.copied.strip():
        count = plural(len(facts.copied), "character")
        lines.append(f"Longest run copied from the training text: {count}, {code(facts.copied, 60)}.")
    else:
        lines.append("Nothing of it is copied from the training text word for word.")
    return lines
