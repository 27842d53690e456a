"""analogy and neighbours, by prefix and by slash: right answers, and a way out of wrong questions."""

from __future__ import annotations

import re

import pytest

from tests.room import Answer, Room

FORMS = ("man king woman", "man is to king as woman is to", "man:king :: woman:?", "king - man + woman")


def listed(answer: Answer) -> list[str]:
    """Return the words of the answer's list, best first."""
    return re.findall(r"\*\*(.+?)\*\*", answer.embed.description or "")


@pytest.mark.parametrize("form", FORMS)
async def test_king_minus_man_plus_woman_is_queen(room: Room, form: str) -> None:
    answer = await room.say(f"!analogy {form}")
    assert listed(answer)[0] == "queen"
    assert len(listed(answer)) == 5


async def test_an_analogy_says_where_its_own_words_would_have_stood(room: Room, face: str) -> None:
    answer = await room.ask(face, "analogy", "man king woman")
    assert listed(answer)[0] == "queen"
    assert not answer.private
    assert re.search(r"\*\*king\*\* \(1st, 0\.\d\d\)", answer.text)


async def test_an_analogy_names_the_form_that_it_used(room: Room) -> None:
    answer = await room.ask("prefix", "analogy", "Man KING woman")
    assert listed(answer)[0] == "queen"
    assert "KING → **king**" in answer.text


async def test_the_mention_works_like_the_prefix(room: Room) -> None:
    assert room.bot.user is not None
    assert listed(await room.say(f"{room.bot.user.mention} analogy man king woman"))[0] == "queen"


async def test_tea_is_among_the_first_neighbours_of_coffee(room: Room, face: str) -> None:
    assert "tea" in listed(await room.ask(face, "neighbours", "coffee"))[:5]


async def test_neighbours_come_in_the_number_asked_for(room: Room, face: str) -> None:
    assert len(listed(await room.ask(face, "neighbours", "coffee"))) == 10
    assert len(listed(await room.ask(face, "neighbours", "coffee", count=25))) == 25


async def test_a_typed_command_may_end_with_the_count(room: Room) -> None:
    assert len(listed(await room.say("!neighbours coffee 3"))) == 3
    assert len(listed(await room.say("!neighbors ice cream 4"))) == 4


async def test_a_phrase_that_is_no_entry_is_the_middle_of_its_words(room: Room) -> None:
    answer = await room.ask("prefix", "neighbours", "Coffee  Grinder")
    assert "coffee + grinder" in answer.text
    assert "their middle" in answer.text


async def test_a_word_that_only_the_larger_vectors_know_is_read_by_its_neighbours_there(room: Room) -> None:
    answer = await room.say("!neighbours macchiato")
    assert "Nearest to macchiato" in answer.text
    assert "not among my words: those nearest to it in glove-6b-50d" in answer.text


async def test_an_unknown_word_is_answered_with_close_ones(room: Room, face: str) -> None:
    answer = await room.ask(face, "neighbours", "cofffee")
    assert answer.refused
    assert "**coffee**" in answer.text
    assert answer.private == (face == "slash")


async def test_all_unknown_words_are_told_at_once(room: Room) -> None:
    answer = await room.ask("prefix", "analogy", "mxnn kingg womann")
    assert answer.refused
    assert all(f"I don't know `{word}`" in answer.text for word in ("mxnn", "kingg", "womann"))


@pytest.mark.parametrize("text", ["man king", "man king woman queen", "+", "man king woman as is to ::"])
async def test_what_is_no_analogy_is_answered_with_one_that_is(room: Room, text: str) -> None:
    answer = await room.say(f"!analogy {text}")
    assert answer.refused
    assert "man king woman" in answer.text


@pytest.mark.parametrize("command", ["analogy", "neighbours"])
@pytest.mark.parametrize(
    "text", ["🙂🙃", "<@1234567890>", "@everyone", "``` @here", "مرحبا بالعالم٪", "\u202e"]
)
async def test_odd_input_gets_a_sentence_and_pings_nobody(room: Room, command: str, text: str) -> None:
    answer = await room.say(f"!{command} {text}")
    assert answer.refused
    assert answer.text.count("`") % 2 == 0
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


async def test_too_long_a_text_is_told_with_the_limit(room: Room) -> None:
    assert "300" in (await room.ask("prefix", "analogy", "x" * 400)).text
    assert "100" in (await room.ask("prefix", "neighbours", "x" * 400)).text


async def test_a_command_without_its_text_shows_how_to_use_it(room: Room) -> None:
    answer = await room.say("!analogy")
    assert "I need to know the expression" in answer.text
    assert "`!analogy man king woman`" in answer.text
    assert "`!neighbours coffee`" in (await room.say("!neighbours count=3")).text


@pytest.mark.parametrize(
    ("value", "told"), [("26", "from 1 to 25"), ("0", "from 1 to 25"), ("many", "`count`")]
)
async def test_a_count_out_of_range_is_told(room: Room, value: str, told: str) -> None:
    answer = await room.say(f"!neighbours coffee count={value}")
    assert answer.refused
    assert told in answer.text


async def test_a_misspelt_command_is_answered_with_the_nearest(room: Room) -> None:
    assert "`!analogy`" in (await room.say("!anlogy man king woman")).text


async def test_a_command_of_another_bot_is_left_alone(room: Room) -> None:
    await room.ada.send(room.channel, "!play despacito")
    assert room.last() is None


async def test_too_many_calls_are_slowed_down_in_private(room: Room, face: str) -> None:
    for _ in range(8):
        await room.ask(face, "neighbours", "coffee")
    if face == "slash":
        answer = await room.ask(face, "neighbours", "coffee")
        assert answer.private
        assert "try again in" in answer.text
    else:
        for told in (1, 0):  # the second time she has just been told
            before = len(room.env.http_requests)
            await room.ada.send(room.channel, "!neighbours coffee")
            said = [str(each.json) for each in room.env.http_requests[before:]]
            assert sum("try again in" in each for each in said) == told
        assert room.last() is None  # it has gone away
        assert room.direct() == []
    await room.env.advance_time(25)
    assert listed(await room.ask(face, "neighbours", "coffee"))


@pytest.mark.parametrize(
    ("command", "option", "typed", "offered"),
    [
        ("neighbours", "word", "coff", "coffee"),
        ("neighbours", "word", "", "the"),
        ("analogy", "expression", "man king wom", "man king woman"),
        ("analogy", "expression", "king - man + wom", "king - man + woman"),
        ("tsne", "words", "drinks: tea, coff", "drinks: tea, coffee"),
    ],
)
async def test_the_last_word_typed_is_completed(
    room: Room, command: str, option: str, typed: str, offered: str
) -> None:
    choices = await room.ada.autocomplete(room.channel, command, option, typed)
    assert offered in [choice["value"] for choice in choices]
    assert len(choices) <= 25
    assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_a_text_too_long_to_complete_gets_no_offers(room: Room) -> None:
    assert await room.ada.autocomplete(room.channel, "tsne", "words", "tea " * 30) == []


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("analogy", "the of and"),
        ("neighbours", "the"),
        ("odd", "the of and to"),
        ("similarity", "the of"),
        ("axis", "the..of: and, to, in"),
        ("relation", "the of, and to: in"),
        ("tsne", "the of and to"),
    ],
)
async def test_words_of_no_meaning_are_words_like_any_other(room: Room, command: str, text: str) -> None:
    await room.say(f"!{command} {text}")
    answer = room.newest()
    assert answer.message.embeds or answer.message.attachments
    assert not (answer.message.embeds and answer.refused)
