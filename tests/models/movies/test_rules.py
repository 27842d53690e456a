"""Each rule on a table of likings whose answer can be read off."""

from __future__ import annotations

import numpy as np
import pytest

from models.movies.rules import DEFAULT_RULE, RULES, Rule, places

#                    all agree, one loves, nobody minds, one suffers
LIKINGS = np.array([[0.70, 1.00, 0.60, 0.90], [0.70, 0.45, 0.55, 0.10], [0.70, 0.45, 0.65, 0.95]], np.float32)


@pytest.mark.parametrize(
    ("rule", "order"),
    [
        (Rule.AVERAGE, [0, 3, 1, 2]),
        (Rule.NO_MISERY, [0, 2, 3, 1]),
        (Rule.LEAST_MISERY, [0, 2, 1, 3]),
        (Rule.MOST_PLEASURE, [1, 3, 0, 2]),
        (Rule.BORDA, [0, 3, 1, 2]),
        (Rule.FAIR_TURNS, [1, 0, 3, 2]),
    ],
)
def test_a_rule_orders_films_as_its_name_says(rule: Rule, order: list[int]) -> None:
    assert np.argsort(-RULES[rule](LIKINGS), kind="stable").tolist() == order


@pytest.mark.parametrize("rule", Rule)
def test_alone_every_rule_follows_the_one_member(rule: Rule) -> None:
    likings = np.random.default_rng(0).random((1, 50), np.float32)
    assert (np.argsort(-RULES[rule](likings), kind="stable") == np.argsort(-likings[0])).all()


@pytest.mark.parametrize("rule", Rule)
def test_who_sits_where_matters_only_for_turns(rule: Rule) -> None:
    likings = np.random.default_rng(1).random((4, 80), np.float32)
    same = np.allclose(RULES[rule](likings), RULES[rule](likings[::-1]), atol=1e-6)
    assert same == (rule is not Rule.FAIR_TURNS)


def test_in_turns_each_member_s_favourite_is_among_the_first() -> None:
    likings = np.random.default_rng(2).random((5, 300), np.float32)
    first = set(np.argsort(-RULES[Rule.FAIR_TURNS](likings), kind="stable")[:5].tolist())
    assert set(likings.argmax(axis=1).tolist()) <= first


def test_places_count_from_the_favourite() -> None:
    assert places(LIKINGS[:1]).tolist() == [[2, 0, 3, 1]]


def test_every_rule_has_a_score_and_the_default_is_one_of_them() -> None:
    assert set(RULES) == set(Rule)
    assert DEFAULT_RULE in RULES
