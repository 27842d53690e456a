"""The mean offset of several pairs, tried on pairs kept out and asked of another word."""

from __future__ import annotations

import numpy as np
import pytest
from gensim.models import KeyedVectors

from models.words.analogy.evaluate import google_questions, read_questions
from models.words.errors import BadRelation, RepeatedWord, UnknownWords, WrongNumberOfPairs
from models.words.relation.parse import parse
from models.words.relation.relate import Relation, relate
from models.words.space.vectors import WordVectors
from tests.models.words.conftest import Made

# Along the second axis from a word to its partner; the third tells the pairs apart.
GRID = {
    f"{word}{number}": (1, up, 0.6 * number) for number in range(4) for up, word in ((0, "low"), (1, "high"))
}
LINES = "low0 high0, low1 high1, low2 high2"


def related(vectors: WordVectors, text: str) -> Relation:
    return relate(vectors, parse(text))


@pytest.mark.parametrize(
    ("text", "pairs", "asked"),
    [
        ("a b, c d: e", (("a", "b"), ("c", "d")), "e"),
        ("a b, c d and e f: g", (("a", "b"), ("c", "d"), ("e", "f")), "g"),
        ("the of, and to: in", (("the", "of"), ("and", "to")), "in"),
        ("- a b\n- c d\n- g ?", (("a", "b"), ("c", "d")), "g"),
        ("a:b, c:d, g:?", (("a", "b"), ("c", "d")), "g"),
        ("a is to b, c is to d, g -> ?", (("a", "b"), ("c", "d")), "g"),
        ("a b; c d | e f: g h?", (("a", "b"), ("c", "d"), ("e", "f")), "g h"),
        ("new york -> usa, paris → france: rome", (("new york", "usa"), ("paris", "france")), "rome"),
        (
            '"new york" usa, paris france: "los angeles"',
            (("new york", "usa"), ("paris", "france")),
            "los angeles",
        ),
    ],
)
def test_it_reads_pairs_and_a_word(text: str, pairs: tuple[tuple[str, str], ...], asked: str) -> None:
    request = parse(text)
    assert (request.pairs, request.asked) == (pairs, asked)


@pytest.mark.parametrize(
    "text", ["", "a", "a b, c d", ": e", "a b, c: e", "a b c, d e: f", "a b, c d:", "a b, c d: e, f"]
)
def test_what_is_no_pairs_and_word_is_refused(text: str) -> None:
    with pytest.raises(BadRelation):
        parse(text)


@pytest.mark.parametrize("count", [1, 13])
def test_too_few_and_too_many_pairs_are_refused(count: int) -> None:
    with pytest.raises(WrongNumberOfPairs):
        parse(", ".join(f"a{number} b{number}" for number in range(count)) + ": c")


def test_a_relation_of_parallel_pairs_is_found(made: Made) -> None:
    found = related(made(GRID), f"{LINES}: low3")
    assert found.found[0].word == "high3"
    assert found.right[-1] == 3
    assert all(each.right for each in found.kept_out)
    assert found.agreement > 0.8


def test_the_answer_is_that_of_gensim_to_the_same_sum(
    default_vectors: WordVectors, gensim_vectors: KeyedVectors
) -> None:
    found = related(default_vectors, "oslo norway, paris france, rome italy: berlin")
    unit = {
        word: gensim_vectors.get_vector(word, norm=True)
        for word in ["oslo", "norway", "paris", "france", "rome", "italy", "berlin"]
    }
    offset = np.mean(
        [unit["norway"] - unit["oslo"], unit["france"] - unit["paris"], unit["italy"] - unit["rome"]], axis=0
    )
    expected = [
        word
        for word, _ in gensim_vectors.similar_by_vector(unit["berlin"] + offset, topn=20)
        if word not in unit
    ]
    assert [each.word for each in found.found] == expected[:5]
    assert found.found[0].word == "germany"
    assert found.right == (0, 3, 3)


def test_more_pairs_find_more(default_vectors: WordVectors) -> None:
    pairs: dict[str, dict[str, str]] = {}
    for question in read_questions(google_questions()):
        pairs.setdefault(question.section, {}).setdefault(question.a.lower(), question.b.lower())
    right = np.zeros(12, dtype=int)
    for section in ("capital-common-countries", "family", "gram4-superlative", "gram9-plural-verbs"):
        first = list(pairs[section].items())[:13]
        text = ", ".join(" ".join(pair) for pair in first[:12])
        right += related(default_vectors, f"{text}: {first[12][0]}").right
    assert right[0] < right[1] < right[11]
    assert right[11] > 0.7 * 4 * 12


def test_second_words_that_pairs_share_are_not_excluded(default_vectors: WordVectors) -> None:
    found = related(default_vectors, "paris france, lyon france, rome italy, milan italy: marseille")
    assert found.found[0].word == "france"


@pytest.mark.parametrize(
    "text", ["low0 high0, LOW0 high1: low2", "low0 high0, low1 low1: low2", "low0 high0, low1 high1: low1"]
)
def test_a_word_twice_is_refused(made: Made, text: str) -> None:
    with pytest.raises(RepeatedWord):
        related(made(GRID), text)


def test_all_unknown_words_are_told(made: Made) -> None:
    with pytest.raises(UnknownWords, match=r"xx.*yy"):
        related(made(GRID), "low0 xx, low1 high1: yy")
