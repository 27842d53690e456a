"""How good a text model is on text it was never trained on, beside a compressor that knows nothing."""

from __future__ import annotations

import ast
import lzma
from collections.abc import Sequence
from dataclasses import dataclass

from models.text.corpus import Document, characters
from models.text.endings import Ending
from models.text.generate import Options, Writer, Writing
from models.text.surprise import Predictor, surprise

PROMPTS = (
    "def binary_search(",
    "def read_config(path",
    "class Stack:",
    "class Client(object):\n    def __init__(self",
    "for line in ",
    "with open(",
    "if not isinstance(",
    "while True:",
    "import ",
    "    def close(self):",
)
SEEDS = 10


@dataclass(frozen=True, slots=True)
class ParseRate:
    """How many of `total` completed snippets are Python."""

    parsed: int
    total: int


def bits_per_character(
    predictor: Predictor, documents: Sequence[Document], *, remember: bool = True
) -> float:
    """Return how surprising `documents` are; see `surprise`."""
    total = sum(surprise(predictor, each.text, remember=remember).total for each in documents)
    return total / characters(documents)


def held_out_figures(predictor: Predictor, documents: Sequence[Document]) -> dict[str, float]:
    """Return what a manifest tells of unseen text: bits of the model, of its network alone, and of xz."""
    figures = {
        "held_out_bits_per_character": bits_per_character(predictor, documents),
        "held_out_bits_per_character_of_the_network_alone": bits_per_character(
            predictor, documents, remember=False
        ),
        "xz_bits_per_character": xz_bits_per_character(documents),
    }
    return {name: round(bits, 4) for name, bits in figures.items()}


def xz_bits_per_character(documents: Sequence[Document]) -> float:
    """Return the size of what `xz -9e` makes of all documents together, in bits a character."""
    text = "".join(each.text for each in documents).encode()
    return 8 * len(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME)) / characters(documents)


def parse_rate(writer: Writer, options: Options) -> ParseRate:
    """Complete every one of `PROMPTS` from `SEEDS` seeds, and count what Python's own parser accepts."""
    written = [
        writer.write(prompt, Options(options.temperature, options.top_p, seed, options.length))
        for prompt in PROMPTS
        for seed in range(SEEDS)
    ]
    return ParseRate(sum(parses(each) for each in written), len(written))


def parses(writing: Writing) -> bool:
    """Tell whether a completed snippet is Python, cut at its last whole statement if the limit ended it."""
    lines = (writing.prompt + writing.written).split("\n")
    indentation = len(lines[0]) - len(lines[0].lstrip())
    lines = [line[indentation:] for line in lines]
    if writing.ending is Ending.LIMIT:
        while lines and (not lines[-1].strip() or lines[-1].rstrip().endswith(":")):
            lines.pop()
    try:
        ast.parse("\n".join(lines))
    except SyntaxError:
        return False
    return True
