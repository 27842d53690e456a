"""3CosMul gives the answers of gensim, and of its formula."""

from __future__ import annotations

import numpy as np
import pytest
from gensim.models import KeyedVectors

from models.words.analogy.multiplicative import EPSILON, solve_multiplied
from models.words.analogy.solve import parse, solve
from models.words.space.vectors import WordVectors
from tests.models.words.analogy.test_solve import SQUARE
from tests.models.words.conftest import Made


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # gensim warns of itself
@pytest.mark.parametrize(
    "text", ["man king woman", "france paris italy", "go went see", "king + queen - man"]
)
def test_the_ranking_is_that_of_gensim(
    default_vectors: WordVectors, gensim_vectors: KeyedVectors, text: str
) -> None:
    answer = solve(default_vectors, parse(text, default_vectors.knows))
    positive, negative = answer.expression.positive, answer.expression.negative
    expected = gensim_vectors.most_similar_cosmul(list(positive), list(negative), topn=5)
    found = solve_multiplied(default_vectors, answer)
    assert [each.word for each in found] == [word for word, _ in expected]
    assert [each.similarity for each in found] == pytest.approx([score for _, score in expected], rel=5e-3)


def test_the_score_is_the_paper_s(made: Made) -> None:
    vectors = made(SQUARE)
    answer = solve(vectors, parse("man king woman", vectors.knows))
    (found,) = solve_multiplied(vectors, answer, 1)
    man, king, woman, queen = (
        np.array(SQUARE[word]) / np.linalg.norm(SQUARE[word]) for word in list(SQUARE)[:4]
    )
    share = [(1 + queen @ each) / 2 for each in (king, woman, man)]
    assert found.word == "queen"
    assert found.similarity == pytest.approx(share[0] * share[1] / (share[2] + EPSILON), rel=1e-5)


def test_the_question_s_words_are_excluded_and_few_words_are_enough(made: Made) -> None:
    vectors = made(SQUARE)
    answer = solve(vectors, parse("man king woman", vectors.knows))
    assert {each.word for each in solve_multiplied(vectors, answer, 50)} == {"queen", "stone"}
