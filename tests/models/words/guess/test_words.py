"""The words that may be looked for are what they are said to be, and each place has its own every day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from models.words.axis.parse import parse as parse_axis
from models.words.axis.plan import place
from models.words.errors import NotOneWord, SecretUnknown, TooFewGameWords, UnknownWords
from models.words.guess.daily import word_of_day
from models.words.guess.forms import is_form
from models.words.guess.hints import AXES, MOST, MOST_AXES, Hint, hints
from models.words.guess.parse import parse
from models.words.guess.plan import tell
from models.words.guess.words import game_words, words_of
from models.words.space.endings import bases
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

IDEAS = "idea, theory, policy, reason, truth, effort, quality, decision"
THINGS = "table, shoe, river, bread, bird, window, spoon, drum"
AXIS_TAKES = 30
DAY = date(2026, 3, 1)


def test_every_word_is_a_common_one_of_the_default_vectors(default_vectors: WordVectors) -> None:
    words = game_words()
    assert len(words) >= 400
    assert list(words) == sorted(set(words))
    assert words_of(default_vectors) == words
    rows = {word: default_vectors.vocabulary.row(word) for word in words}
    assert not [
        word for word, row in rows.items() if row is None or row >= len(default_vectors.vocabulary) // 2
    ]
    assert not [word for word in words if {base for base, end in bases(word) if end == "s"} & set(words)]


def test_every_word_is_nearer_to_things_than_to_ideas(default_vectors: WordVectors) -> None:
    words = game_words()
    for start in range(0, len(words), AXIS_TAKES):
        some = ", ".join(words[start : start + AXIS_TAKES])
        placed = place(default_vectors, parse_axis(f"{IDEAS}..{THINGS}: {some}")).words
        assert not [each.name for each in placed if each.places[0] < 0]


def test_vectors_of_another_language_have_no_game(made: Made) -> None:
    with pytest.raises(TooFewGameWords):
        words_of(made({"hund": [1.0, 0.0], "katze": [0.0, 1.0]}))


def test_a_day_s_word_is_the_same_when_asked_again_and_none_comes_twice_before_all_have_come() -> None:
    words = game_words()[:50]
    turn = next(day for day in (DAY + timedelta(n) for n in range(50)) if day.toordinal() % len(words) == 0)
    days = [word_of_day(words, b"key", "server 1", turn + timedelta(n)) for n in range(len(words))]
    assert Counter(days) == Counter(words)
    assert word_of_day(tuple(reversed(words)), b"key", "server 1", turn) == days[0]


def test_another_key_or_place_has_other_words() -> None:
    week = [DAY + timedelta(n) for n in range(7)]
    asked = [(b"key", "server 1"), (b"key", "server 2"), (b"other", "server 1")]
    weeks = {tuple(word_of_day(game_words(), key, where, day) for day in week) for key, where in asked}
    assert len(weeks) == len(asked)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("coffee", "coffee"),
        ("  COFFEE!! ", "coffee"),
        ("is it a coffee?", "coffee"),
        ("it’s the coffee.", "coffee"),
        ("word coffee", "coffee"),
        ("word", "word"),
        ("the", "the"),
        ("“coffee”", "coffee"),
        ("`coffee`", "coffee"),
        ("**coffee**", "coffee"),
        ("ice cream", "ice cream"),
        ("ice-cream", "ice cream"),
        ("<@1234567890> coffee", "coffee"),
    ],
)
def test_a_guess_is_read_as_people_write_it(default_vectors: WordVectors, text: str, word: str) -> None:
    assert parse(text, default_vectors) == word


@pytest.mark.parametrize("text", ["", "   ", "🙂", "<@1234567890>", "coffeee", "?!", "\u202e", "x" * 200])
def test_what_is_no_word_is_refused(default_vectors: WordVectors, text: str) -> None:
    with pytest.raises(UnknownWords):
        parse(text, default_vectors)


@pytest.mark.parametrize("text", ["coffee tea", "coffee, tea", "hot cup of coffee", "coffee | tea"])
def test_several_words_are_refused(default_vectors: WordVectors, text: str) -> None:
    with pytest.raises(NotOneWord):
        parse(text, default_vectors)


@pytest.mark.parametrize(
    ("guess", "secret", "alike", "form"),
    [
        ("dogs", "dog", 0.8, True),
        ("Dogs", "dog", 0.8, True),
        ("boxes", "box", 0.8, True),
        ("cherries", "cherry", 0.8, True),
        ("mice", "mouse", 0.1, True),
        ("wolves", "wolf", 0.1, True),
        ("painting", "paint", 0.6, True),
        ("ski", "skiing", 0.6, True),
        ("caring", "car", 0.1, False),
        ("cat", "dog", 0.9, False),
        ("doghouse", "dog", 0.9, False),
    ],
)
def test_another_form_of_the_word_is_the_word(guess: str, secret: str, alike: float, form: bool) -> None:
    assert is_form(guess, secret, alike) is form


def test_the_axes_of_hints_are_known_to_the_default_vectors(default_vectors: WordVectors) -> None:
    for axis in AXES:
        for end in (axis.low_words, axis.high_words):
            assert all(default_vectors.knows(word) for word in end.split(", ")), axis


@pytest.mark.parametrize(
    ("secret", "like"),
    [
        ("shark", "water"),
        ("shirt", "something to wear"),
        ("pineapple", "something to eat"),
        ("orchestra", "what one hears"),
        ("wrist", "the body"),
        ("printer", "a machine"),
        ("deer", "an animal"),
        ("iron", "something lifeless"),
    ],
)
def test_the_first_hint_says_what_anybody_would(default_vectors: WordVectors, secret: str, like: str) -> None:
    first, *others = hints(default_vectors, secret)
    assert first.like == like
    assert len(others) == MOST - 1


def test_hints_end_with_words_ever_nearer_and_no_form_of_the_word(default_vectors: WordVectors) -> None:
    for secret in game_words()[::40]:
        told = hints(default_vectors, secret)
        assert len(told) == MOST
        near = [hint.like for hint in told if not hint.unlike]
        assert len(near) >= MOST - MOST_AXES
        assert told[-len(near) :] == tuple(map(Hint, near))
        assert not [word for word in near if is_form(word, secret, 1.0)]
        ranks = [each.rank for each in tell(default_vectors, secret, near)]
        assert ranks == sorted(ranks, reverse=True)
        assert ranks[-1] < len(default_vectors.vocabulary) // 20
    assert hints(default_vectors, "shark", 2) == hints(default_vectors, "shark")[:2]
    assert hints(default_vectors, "shark", 0) == ()


def test_a_word_of_an_earlier_version_has_words_near_to_it_as_hints(default_vectors: WordVectors) -> None:
    assert "violin" not in [hint.like for hint in hints(default_vectors, "violins")]
    assert all(not hint.unlike for hint in hints(default_vectors, "violins"))
    with pytest.raises(SecretUnknown):
        hints(default_vectors, "no such word")
