"""Where a text ends: with its statement, its line, its sentence."""

from __future__ import annotations

import pytest

from models.text.endings import Ending, Kind, watch

FUNCTION = "):\n    if a[b]:\n        return 1\n    else:\n        return '''\nx = 2\n'''\n"


def end(kind: Kind, prompt: str, written: str, length: int = 300) -> str | None:
    """Return what is kept of a text that comes character by character; None if it would go on."""
    watcher, _ = watch(kind, prompt, length)
    for stop in range(1, len(written) + 1):
        whole = watcher.end(written[:stop])
        if whole is not None:
            return written[:whole]
    return None


@pytest.mark.parametrize(
    ("prompt", "written", "kept"),
    [
        ("x = foo(", "1,\n    2)\nprint(x)\n", "1,\n    2)"),
        ("def f(", FUNCTION + "\n\ndef g():\n", FUNCTION.rstrip("\n")),
        ("def f(", "):\n    pass\n# a remark", "):\n    pass"),
        ("if x:\n", "    y = 1\nelse:\n    y = 2\nprint(y)", "    y = 1\nelse:\n    y = 2"),
        ("try:", "\n    f()\nexcept OSError:\n    pass\nf()", "\n    f()\nexcept OSError:\n    pass"),
        ("class A:\n    def f(self", "):\n        return 1\n\n    def g(self):", "):\n        return 1"),
        ("@cached\n", "def f():\n    return 1\nx = 1", "def f():\n    return 1"),
        ("s = '''a", "\nb\n'''\nt = 1\n", "\nb\n'''"),
        ("    return ", "x\n\n    def f", "x"),
        ("x = 'it\\'s", " (' + y\nz = 1", " (' + y"),
    ],
)
def test_code_ends_with_its_statement(prompt: str, written: str, kept: str) -> None:
    assert end(Kind.CODE, prompt, written) == kept


@pytest.mark.parametrize("written", ["1,\n2,\n", "):\n    x = 1\n    y = 2\n", "''' \n\n x"])
def test_code_goes_on_within_a_statement(written: str) -> None:
    assert end(Kind.CODE, "def f(a=", written) is None


def test_code_that_reached_its_limit_ends_with_a_whole_line() -> None:
    watcher, name = watch(Kind.CODE, "def f():", 30)
    written = "\n    x = 1\n    if x:\n        y"
    assert name is Ending.STATEMENT
    assert watcher.end(written) is None
    assert written[: watcher.cut(written)] == "\n    x = 1"


def test_verse_ends_with_a_line_once_there_is_enough() -> None:
    assert end(Kind.VERSE, "My lord,", "a\nbcd\nefgh\nijk", length=8) == "a\nbcd"


def test_prose_ends_with_a_sentence_once_there_is_enough() -> None:
    assert end(Kind.PROSE, "Once", "A. Bcde f. Gh? I", length=10) == "A. Bcde f."
    watcher, _ = watch(Kind.PROSE, "Once", 12)
    assert watcher.cut("One two. Thr") == 8
