"""What people type shows as typed, whatever it is: judged by a Markdown parser and by Discord's rules."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.markup import UNSEEN, code, fenced, one_line, plain, unfenced

ACTING = [
    "`", "``", "```", "`````", "*", "**", "_", "__", "~", "~~", "|", "||", "\\", "[", "]", "(", ")", "<", ">",
    "#", "# ", "- ", "+ ", "1. ", "12) ", "=", "---", "!", ":", "&lt;", "&#96;", "@everyone", "@here", "<@1>",
    "<@&1>", "<#1>", "<:a:1>", "<t:1:R>", "</a:1>", "[a](https://b.c)", "http://a.b", "https://a.b/c_d_",
    "www.a.bc", "a@b.cd", "<img src=x>", "<!--", "\n", "\r", "\t", "    ", "\x1b[31m", "\u202e", "\x00",
]  # fmt: skip
TYPED = st.lists(st.one_of(st.sampled_from(ACTING), st.text(max_size=3)), max_size=12).map("".join)

markdown = MarkdownIt("gfm-like")


def inline(text: str) -> list[Token]:
    """Return what a paragraph consists of, for a text that is nothing but one."""
    kinds = [token.type for token in markdown.parse(text)]
    assert kinds == ["paragraph_open", "inline", "paragraph_close"], (text, kinds)
    return markdown.parse(text)[1].children or []


def seen(text: str) -> str:
    """Return a text without what nobody sees."""
    return text.replace(UNSEEN, "").strip()


@given(TYPED)
def test_plain_text_shows_as_typed(typed: str) -> None:
    shown = plain(typed, 1000)
    for text, before, after in ((shown, "", ""), (f"so {shown} it is", "so ", " it is")):
        if not seen(shown):
            continue
        parts = inline(text)
        assert {part.type for part in parts} <= {"text"}, parts
        expected = before + one_line(typed, 1000) + after
        assert seen("".join(part.content for part in parts)) == seen(expected)


@given(TYPED)
def test_bold_text_shows_as_typed(typed: str) -> None:
    shown = plain(typed, 1000)
    if not seen(shown) or not shown.isascii():
        return  # beside another alphabet the parser, unlike Discord, takes ** for two asterisks
    kinds = [part.type for part in inline(f"so **{shown}** it is")]
    assert set(kinds) <= {"text", "strong_open", "strong_close"}
    assert kinds.count("strong_open") == 1


@given(TYPED, TYPED)
def test_code_is_not_broken_out_of(typed: str, other: str) -> None:
    parts = inline(f"so {code(typed, 1000)} and {code(other, 1000)} are")
    assert [part.type for part in parts] == ["text", "code_inline", "text", "code_inline", "text"]


@given(TYPED)
def test_a_block_is_not_broken_out_of(typed: str) -> None:
    block = fenced(typed, "py")
    (token,) = markdown.parse(block)
    assert token.type == "fence"
    assert block.count("```") == 2  # what Discord goes by
    assert unfenced(block.removeprefix("```py\n").removesuffix("\n```")) == typed


@given(TYPED)
def test_nobody_is_mentioned(typed: str) -> None:
    assert not re.search(r"@everyone|@here|@[!&]?\d|(?<!\\)<", plain(typed, 1000))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold**", r"\*\*bold\*\*"),
        ("@everyone", "@\u200beveryone"),
        ("two\nlines", "two lines"),
        ("[a](https://b.c) [d](https://e.f)", r"\[a\](https\://b.c) \[d\](https\://e.f)"),
        ("Spider-Man: No Way Home (2021)", "Spider-Man: No Way Home (2021)"),
        ("1. FC Köln", r"1\. FC Köln"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_only_what_acts_is_escaped(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_what_is_too_long_is_cut_before_it_is_escaped() -> None:
    assert plain("*" * 200, 10) == r"\*" * 9 + "…"
    assert code("x" * 200, 10) == "`" + "x" * 9 + "…`"
