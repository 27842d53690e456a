"""Text in replies: within Discord's limits."""

from __future__ import annotations

import pytest

from bot import replies


def test_what_is_cut_ends_with_an_ellipsis() -> None:
    assert replies.truncate("abcdef", 4) == "abc…"
    assert replies.truncate("abcd", 4) == "abcd"


def test_a_card_keeps_to_the_limits() -> None:
    embed = replies.card("t" * 999, "d" * 9999, "f" * 9999)
    assert len(embed.title or "") == replies.EMBED_TITLE_LIMIT
    assert len(embed.description or "") == replies.EMBED_DESCRIPTION_LIMIT
    assert len(embed.footer.text or "") == replies.EMBED_FOOTER_LIMIT


@pytest.mark.parametrize(
    ("number", "place"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (101, "101st")],
)
def test_ordinals(number: int, place: str) -> None:
    assert replies.ordinal(number) == place


def test_plurals() -> None:
    assert replies.plural(1, "word") == "1 word"
    assert replies.plural(400_000, "word") == "400,000 words"
    assert replies.plural(2, "category", "categories") == "2 categories"


def test_an_enumeration_reads_as_a_phrase() -> None:
    assert replies.enumeration([]) == ""
    assert replies.enumeration(["tea"]) == "tea"
    assert replies.enumeration(["tea", "milk", "coffee"], "or") == "tea, milk or coffee"


def test_a_bar_stays_within_its_cells() -> None:
    assert replies.bar(-0.5) == "░" * 10
    assert replies.bar(0.5) == "█" * 5 + "░" * 5
    assert replies.bar(1.5) == "█" * 10


def test_a_field_keeps_to_the_limits() -> None:
    (field,) = replies.card("title").add_field(name="n" * 999, value="v" * 9999).fields
    assert len(field.name or "") == replies.EMBED_TITLE_LIMIT
    assert len(field.value or "") == replies.EMBED_FIELD_LIMIT
