"""What is told of a text that an attention model has read: whose look, from which token, at what."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.errors import WrongNumberOfCharacters
from models.text.attention.library import SHIPPED, AttentionLibrary, AttentionModel
from models.text.attention.plan import MOST_ROWS, colouring_of, in_lines, lines_of
from models.text.attention.reading import Choice, place_of, read_attention
from models.text.errors import NoHeadLooks, UnknownHead, UnknownToken
from models.text.visible import visible

CALL = "print(max(sizes), [1, 2])"
AGAIN = "def area(width, height):\n    return width * height\n\nprint(area("


def test_the_induction_head_looks_at_what_followed_the_word_before(python: AttentionModel) -> None:
    reading = read_attention(python, AGAIN, Choice("repeats"))
    (look,) = reading.strongest(reading.focus, 1)
    assert reading.pieces[look.seen] == "width"
    assert look.share > 0.5


@pytest.mark.parametrize(
    ("text", "token", "name"),
    [
        (CALL, None, "brackets"),
        ("raise ValueError('the file is not", None, "quotes"),
        (CALL, "1", "brackets"),
        ("a = b\n", None, "previous"),
    ],
)
def test_the_head_that_does_what_it_is_known_for_is_shown(
    python: AttentionModel, text: str, token: str | None, name: str
) -> None:
    reading = read_attention(python, text, Choice(), token)
    assert reading.best is not None
    assert reading.best.name == name


def test_the_same_head_is_found_by_its_name_and_by_its_numbers(python: AttentionModel) -> None:
    named = read_attention(python, CALL, Choice("brackets"))
    assert named.head is not None
    numbered = read_attention(python, CALL, Choice(layer=named.layer + 1, head=named.head + 1))
    assert numbered.best == named.best
    np.testing.assert_array_equal(numbered.weights, named.weights)


def test_a_layer_alone_is_the_mean_of_its_heads(python: AttentionModel) -> None:
    heads = python.reader.attention.heads
    each = [read_attention(python, CALL, Choice(layer=2, head=head + 1)).weights for head in range(heads)]
    mean = read_attention(python, CALL, Choice(layer=2))
    assert mean.head is None
    np.testing.assert_allclose(mean.weights, np.mean(each, axis=0), rtol=1e-6)


@pytest.mark.parametrize(
    "choice", [Choice(layer=5), Choice(head=5), Choice(layer=1, head=9), Choice(layer=0)]
)
def test_a_head_that_is_not_there_is_told(python: AttentionModel, choice: Choice) -> None:
    with pytest.raises(UnknownHead):
        read_attention(python, CALL, choice)


@pytest.mark.parametrize("name", ["banana", "line"])
def test_a_pattern_that_no_head_follows_is_told_with_those_that_one_does(
    python: AttentionModel, name: str
) -> None:
    with pytest.raises(NoHeadLooks) as caught:
        read_attention(python, CALL, Choice(name))
    assert "brackets" in caught.value.available


def test_no_text_at_all_is_refused(python: AttentionModel) -> None:
    with pytest.raises(WrongNumberOfCharacters):
        read_attention(python, "", Choice())


@pytest.mark.parametrize(
    ("wanted", "place"),
    [("(", 3), (" b", 4), ("b", 4), ("1", 5), ("2", 1), ("\n", 6)],
)
def test_a_token_is_found_as_it_is_written_the_last_one_first(wanted: str, place: int) -> None:
    assert place_of(("a", "(", "b", "(", " b", "1", "\n"), wanted) == place


@pytest.mark.parametrize("wanted", ["c", "", " ", "0", "9", "²"])
def test_a_token_that_is_not_there_is_told_with_those_that_are(wanted: str) -> None:
    with pytest.raises(UnknownToken) as caught:
        place_of(("a", "(", "b", "a"), wanted)
    assert (caught.value.count, caught.value.some) == (4, ("a", "(", "b"))


@pytest.mark.parametrize(
    "text",
    [
        "x",
        " ",
        "\n",
        "🙂👩‍👩‍👧",
        "שלום עולם",
        "漢字とかな",
        "@everyone **a** `b`",
        "\x00\ud800",
        "x" * 4000,
        "a\n" * 99,
    ],
)
def test_any_text_is_read_and_told(python: AttentionModel, text: str) -> None:
    reading = read_attention(python, text, Choice())
    assert "".join(reading.pieces) == text[: len(text) - reading.left_out]
    plan = lines_of(reading) if in_lines(reading) else colouring_of(reading)
    assert plan.title
    assert 0 < len(plan.alt) <= 1024
    assert all(visible(piece) for piece in reading.pieces)


def test_a_short_text_is_drawn_from_all_its_tokens_and_a_long_one_from_the_last(
    python: AttentionModel,
) -> None:
    assert in_lines(read_attention(python, CALL, Choice()))
    assert not in_lines(read_attention(python, CALL, Choice(), 3))
    long = read_attention(python, "x = 1\n" * MOST_ROWS, Choice())
    assert not in_lines(long)
    assert long.focus == len(long.pieces) - 1


def test_the_colours_are_of_the_token_that_is_framed(python: AttentionModel) -> None:
    reading = read_attention(python, CALL, Choice("previous"), 3)
    colouring = colouring_of(reading)
    assert colouring.focus == 3
    assert max(colouring.shares) == colouring.shares[2] == 1.0
    assert not any(colouring.shares[4:])
    assert colouring.note.startswith("The previous-token head · layer 3, head 4 · ")


def test_the_mean_of_a_layer_is_noted_by_its_model_and_once(python: AttentionModel) -> None:
    reading = read_attention(python, CALL, Choice(layer=2), 3)
    assert colouring_of(reading).note.startswith("python · layer 2, all heads · ")


def test_every_line_is_of_a_look_and_the_strongest_come_last(python: AttentionModel) -> None:
    reading = read_attention(python, CALL, Choice())
    looks = lines_of(reading).looks
    assert [look.share for look in looks] == sorted(look.share for look in looks)
    assert all(look.share == pytest.approx(reading.weights[look.at, look.seen], abs=1e-4) for look in looks)


def test_what_ships_is_better_than_an_lstm_that_learned_from_as_much() -> None:
    for model in AttentionLibrary(SHIPPED).whole():
        metrics = model.manifest.metrics
        beside = metrics["lstm_of_the_same_size"]
        assert abs(metrics["weights"] / beside["weights"] - 1) < 0.05
        lstm = beside["same_updates_and_tokens"]["lstm"]["alone"]
        assert metrics["held_out_bits_per_character_of_the_network_alone"] < lstm
        assert lstm < metrics["xz_bits_per_character"] < metrics["unigram_bits_per_character"]
        assert all(best.share > 2 * best.average > 2 * best.even for best in model.best_heads)


def test_a_model_without_known_heads_shows_its_last_layer(python: AttentionModel) -> None:
    reading = read_attention(replace(python, best_heads=()), CALL, Choice())
    assert (reading.layer, reading.head) == (python.reader.attention.layers - 1, None)


def test_a_text_is_read_by_the_model_that_what_is_shown_of_it_surprises_least() -> None:
    models = AttentionLibrary(SHIPPED)
    code, verse = "x = max(sizes)\n" * 20, "But soft! What light through yonder window breaks?\n" * 60
    assert models.least_surprised(code + verse).name == "python"
    assert models.least_surprised(verse + code).name == "shakespeare"
    with pytest.raises(WrongNumberOfCharacters):
        models.least_surprised("")
