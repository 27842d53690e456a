"""Sums of words give the answers of gensim, and tell where the words of the question would have stood."""

from __future__ import annotations

import pytest
from gensim.models import KeyedVectors

from models.words.analogy.solve import Analogy, parse, solve, solve_many
from models.words.errors import NothingLeft, UnknownWords
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

SQUARE = {"man": (1, 0, 1), "king": (1, 1, 1), "woman": (-1, 0, 1), "queen": (-1, 1, 1), "stone": (0, 0, -1)}


def solved(vectors: WordVectors, text: str, count: int = 5) -> Analogy:
    return solve(vectors, parse(text, vectors.knows), count)


def test_man_is_to_king_as_woman_is_to_queen(default_vectors: WordVectors) -> None:
    assert solved(default_vectors, "man king woman").found[0].word == "queen"


def test_a_square_is_closed(made: Made) -> None:
    answer = solved(made(SQUARE), "man king woman", 1)
    assert [neighbour.word for neighbour in answer.found] == ["queen"]
    assert [term.form for term in answer.terms] == ["man", "king", "woman"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("king - man + woman = queen", 1),
        ("king - (man - woman) = stone", 2),
        ("man is to king as woman is to queen", 1),
        ("king - man + woman = king", None),
    ],
)
def test_what_the_writer_expects_has_its_place(made: Made, text: str, place: int | None) -> None:
    expected = solved(made(SQUARE), text).expected
    assert (expected.rank if expected else None) == place


@pytest.mark.parametrize(
    "text",
    [
        "man king woman",
        "france paris italy",
        "germany berlin spain",
        "go went see",
        "king - man + woman",
        "paris - france + italy + germany - berlin",
        "king + king - man",
        "2 (king - (man - woman))",
        "-coffee + tea",
    ],
)
def test_the_ranking_is_that_of_gensim(
    default_vectors: WordVectors, gensim_vectors: KeyedVectors, text: str
) -> None:
    answer = solved(default_vectors, text, 10)
    expression = answer.expression
    expected = gensim_vectors.most_similar(list(expression.positive), list(expression.negative), topn=10)
    assert [neighbour.word for neighbour in answer.found] == [word for word, _ in expected]
    similarities = [neighbour.similarity for neighbour in answer.found]
    assert similarities == pytest.approx([score for _, score in expected], abs=1e-5)


def test_the_excluded_words_tell_their_places(
    default_vectors: WordVectors, gensim_vectors: KeyedVectors
) -> None:
    answer = solved(default_vectors, "man king woman")
    mean = gensim_vectors.get_mean_vector(["king", "woman", "man"], weights=[1.0, 1.0, -1.0])
    order = [word for word, _ in gensim_vectors.similar_by_vector(mean, topn=len(gensim_vectors))]
    assert {excluded.word: excluded.rank for excluded in answer.excluded} == {
        word: order.index(word) + 1 for word in ("king", "woman", "man")
    }
    assert [excluded.word for excluded in answer.excluded] == ["king", "woman", "man"]
    assert answer.excluded[0].similarity > answer.found[0].similarity


def test_a_repeated_word_is_excluded_once(made: Made) -> None:
    assert [word.word for word in solved(made(SQUARE), "king + king").excluded] == ["king"]


def test_a_phrase_bars_all_its_words(default_vectors: WordVectors) -> None:
    answer = solved(default_vectors, "coffee shop, coffee, book")
    assert {word.word for word in answer.excluded} == {"coffee", "shop", "book"}
    assert not {neighbour.word for neighbour in answer.found} & {"coffee", "shop", "book"}


def test_capital_letters_are_repaired(default_vectors: WordVectors) -> None:
    answer = solved(default_vectors, "Man King Woman")
    assert answer.found[0].word == "queen"
    assert all(term.repaired for term in answer.terms)


def test_all_unknown_words_are_told_at_once(default_vectors: WordVectors) -> None:
    with pytest.raises(UnknownWords) as caught:
        solved(default_vectors, "mann kingg wommann")
    assert [word.word for word in caught.value.words] == ["kingg", "wommann"]


def test_words_that_cancel_have_no_answer(default_vectors: WordVectors) -> None:
    with pytest.raises(NothingLeft) as caught:
        solved(default_vectors, "king - (king + man) + man")
    assert caught.value.formula == "king − king − man + man"


def test_together_or_alone_the_answers_are_the_same(default_vectors: WordVectors) -> None:
    texts = ["man king woman", "france paris italy", "king + queen"]
    expressions = [parse(text, default_vectors.knows) for text in texts]
    assert solve_many(default_vectors, expressions, 4) == [
        solve(default_vectors, expression, 4) for expression in expressions
    ]
    assert solve_many(default_vectors, []) == []
