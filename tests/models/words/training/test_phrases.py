"""Words that stand together much more often than by chance become one word."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.words.training.phrases import Text, joined

OTHERS = ["cats", "dogs", "birds", "fish", "trees", "rivers", "hills", "roads"]


def some_text() -> Text:
    """Return a text in which *new york* and *bank of america* are phrases, and the other words are mixed."""
    rng = np.random.default_rng(0)
    lines = []
    for _ in range(400):
        words = rng.choice(OTHERS, 6).tolist()
        lines += [["new", "york", *words], [*words, "bank", "of", "america"], ["the", *words]]
    return Text.of(lines)


def test_phrases_are_found_small_words_inside_too() -> None:
    words = joined(some_text(), least=20, threshold=0.5).words
    assert [word for word in words if "_" in word] == ["new_york", "bank_of_america"]


def test_what_comes_too_seldom_is_no_phrase() -> None:
    assert not any("_" in word for word in joined(some_text(), least=500, threshold=0.5).words)


def test_joining_loses_no_word(tmp_path: Path) -> None:
    before, after = some_text(), joined(some_text(), least=20, threshold=0.5)
    for name, text in (("before", before), ("after", after)):
        text.write(tmp_path / name)
    assert (tmp_path / "after").read_text().replace("_", " ") == (tmp_path / "before").read_text()
    assert len(after.ids) == len(before.ids) - 400 - 2 * 400
