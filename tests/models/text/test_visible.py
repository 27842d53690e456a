"""Every token can be seen where it is named."""

from __future__ import annotations

import pytest

from models.text.visible import visible


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        (" word", "word"),
        (" ", "·"),
        ("\n    ", "↵····"),
        ("\t", "→"),
        ("", "·"),
        ("\u200d", "U+200D"),
        ("\ufe0f", "U+FE0F"),
        (" \u200b\u200d", "U+200B U+200D"),
        ("e\u200d", "e\u200d"),
    ],
)
def test_a_token_is_named_by_what_people_can_see(piece: str, shown: str) -> None:
    assert visible(piece) == shown
