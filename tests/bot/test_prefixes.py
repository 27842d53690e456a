"""What a prefix may be, and how it is typed."""

from __future__ import annotations

import pytest

from bot.prefixes import LONGEST, UnfitPrefixError, as_prefix, spellings

FIT = {
    "?": "?",
    " !! ": "!!",
    "hp": "hp ",
    "hey1": "hey1 ",
    "é": "é ",
    "→": "→",
    "hp!": "hp!",
    "x" * LONGEST: "x" * LONGEST + " ",
}
UNFIT = {
    "": "no sign",
    "   ": "no sign",
    "x" * (LONGEST + 1): "11 characters",
    "a b": "a space",
    "a\nb": "a space",
    "/": "menu",
    "@bot": "menu",
    "#": "menu",
    "!\u200b": "nobody sees",
    "\u202e!": "nobody sees",
    "`": "markup",
    "<@1>": "markup",
    "\\": "markup",
}


def test_a_sign_or_a_word_is_a_prefix_and_a_word_stands_apart() -> None:
    assert {typed: as_prefix(typed) for typed in FIT} == FIT
    assert {as_prefix(prefix) for prefix in FIT.values()} == set(FIT.values())


@pytest.mark.parametrize("typed", UNFIT)
def test_what_nobody_could_type_is_none(typed: str) -> None:
    with pytest.raises(UnfitPrefixError, match=UNFIT[typed]):
        as_prefix(typed)


def test_a_word_may_begin_with_a_capital() -> None:
    assert spellings("!") == ("!",)
    assert set(spellings("hp ")) == {"hp ", "Hp ", "HP "}
