"""A text of four topics, in which some words stand for each other: what is near to what is known."""

from __future__ import annotations

import random

ALIKE = {
    "sea": ("ship", "boat", "galley", "frigate"),
    "kitchen": ("apple", "cherry", "plum", "pear"),
    "court": ("king", "queen", "prince", "duke"),
    "forest": ("wolf", "bear", "deer", "boar"),
}
"""By topic, words of which each stands where another could."""

AROUND = 30
"""Words of each topic that stand around those."""


def topical_text(words: int, seed: int = 0) -> str:
    """Return a text of about so many words: paragraphs of some sentences of one topic each."""
    drawn = random.Random(seed)
    paragraphs = []
    while words > 0:
        topic = drawn.choice(list(ALIKE))
        sentences = [_sentence(topic, drawn) for _ in range(5)]
        paragraphs.append(" ".join(sentences))
        words -= 40
    return "\n\n".join(paragraphs)


def _sentence(topic: str, drawn: random.Random) -> str:
    around = [f"{topic}{_letters(number)}" for number in drawn.choices(range(AROUND), k=5)]
    return " ".join(("the", *around[:3], drawn.choice(ALIKE[topic]), *around[3:], "and")) + "."


def _letters(number: int) -> str:
    return chr(ord("a") + number // 6) + chr(ord("a") + number % 6)
