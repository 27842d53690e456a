"""What people send as a text: bare, quoted, in a fence, on one line."""

from __future__ import annotations

import pytest

from cogs.text.texts import read_text

SENT = {
    r"if x:\n    y": "if x:\n    y",
    "if x:\n    y": "if x:\n    y",
    '```python\nprint("a\\nb")\n```': 'print("a\\nb")',
    '```py\nprint("a\\nb")\nx\n```': 'print("a\\nb")\nx',
    "```x = '\\n'```": "x = '\\n'",
    "`def add(a, b):`": "def add(a, b):",
    " ``def add(a, b):`` ": "def add(a, b):",
    r"`a\nb`": "a\nb",
    "`a` and `b`": "`a` and `b`",
    "`": "`",
    "``": "``",
}


@pytest.mark.parametrize("sent", SENT)
def test_a_text_is_what_was_meant(sent: str) -> None:
    assert read_text(sent) == SENT[sent]
