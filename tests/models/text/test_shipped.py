"""The models that ship: small enough, and as good as docs/models.md says."""

from __future__ import annotations

import pytest

from models.text.corpus import standard_library
from models.text.endings import Kind
from models.text.evaluate import bits_per_character, parse_rate
from models.text.generate import Options
from models.text.library import SHIPPED, TextLibrary, TextModel

LARGEST_BYTES = 10_000_000


def test_both_ship_and_are_small() -> None:
    texts = TextLibrary(SHIPPED)
    assert texts.names == ("python", "shakespeare")
    assert texts.open("python").kind is Kind.CODE
    assert texts.open("shakespeare").kind is Kind.VERSE
    assert all(texts.open(name).manifest.size_bytes < LARGEST_BYTES for name in texts.names)


@pytest.mark.parametrize("name", ["python", "shakespeare"])
def test_they_beat_their_baselines(name: str) -> None:
    metrics = TextLibrary(SHIPPED).open(name).manifest.metrics
    ours = metrics["held_out_bits_per_character"]
    assert ours < metrics["xz_bits_per_character"]
    assert ours < 0.85 * metrics["cookbook"]["held_out_bits_per_character"]


def test_what_is_served_is_as_good_as_the_manifest_says(python: TextModel) -> None:
    """A part of the held-out text: the whole takes a minute."""
    documents = [
        each for each in standard_library().held_out if each.name in {"gzip.py", "multiprocessing/util.py"}
    ]
    assert bits_per_character(python.reader.unprimed(), documents) < 1.5


def test_most_completed_snippets_are_python(python: TextModel) -> None:
    rate = parse_rate(python.writer, Options())
    assert rate.total == 100
    assert rate.parsed >= 50
