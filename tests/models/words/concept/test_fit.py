"""Concepts: a border known by construction, and the preset against lists that were written down first."""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.svm import SVC

from models.words.concept.cross_validate import cross_validate
from models.words.concept.fit import Concept, fit
from models.words.concept.known import known
from models.words.concept.picture import draw
from models.words.concept.plan import plan
from models.words.concept.presets import COUNTRY, PRESETS
from models.words.concept.survey import survey
from models.words.concept.survey import test as ask
from models.words.errors import OnBothSides, RepeatedWord, UnknownWords, WrongNumberOfExamples
from models.words.space.vectors import WordVectors
from tests.models.words.concept.countries import COUNTRIES, EASY, HARD, PHRASES
from tests.models.words.conftest import Made

ROOT = Path(__file__).parents[4]
KINDS = 12
FRUIT = ("apple", "pear", "plum", "banana", "cherry", "grape")


IN_ANOTHER_PROCESS = """
import pickle, sys
from models.words.concept.picture import draw
sys.stdout.buffer.write(draw(pickle.load(sys.stdin.buffer), "dark").png)
assert not {"sklearn", "models.words.space.vectors"} & set(sys.modules)
"""


def around(angle: float, height: float) -> tuple[float, float, float]:
    """Return a unit vector at an angle from the first axis, somewhere along a circle around it."""
    return (math.cos(angle), math.sin(angle) * math.cos(height), math.sin(angle) * math.sin(height))


@pytest.fixture
def cone(made: Made) -> WordVectors:
    """Return words around one axis: `in0` to `in11` at 20 to 42 degrees, `out0` to `out199` at 90 to 170."""
    inside = {f"in{n}": around(math.radians(20 + 2 * n), n) for n in range(KINDS)}
    outside = {f"out{n}": around(math.radians(90 + 80 * n / 199), 2.4 * n) for n in range(200)}
    return made({**outside, **inside})


@pytest.fixture(scope="module")
def country(default_vectors: WordVectors) -> Concept:
    return fit(default_vectors, COUNTRY.inside, COUNTRY.outside)


def test_the_border_parts_what_can_be_parted(cone: WordVectors) -> None:
    concept = fit(cone, [f"in{n}" for n in range(0, KINDS, 2)])
    found = survey(cone, concept, 6)
    assert {each.word for each in found.deepest} >= {f"in{n}" for n in range(1, 9, 2)}
    assert found.inside >= KINDS
    normal = concept.border.normal / np.linalg.norm(concept.border.normal)
    assert normal[0] > 0.97  # the axis


def test_the_distances_are_those_of_scikit_learn(cone: WordVectors) -> None:
    concept = fit(cone, [f"in{n}" for n in range(KINDS)], ["out3", "out150"])
    points = concept.points
    weights = np.r_[np.ones(points.given), np.full(len(concept.drawn), KINDS / len(concept.drawn))]
    machine = SVC(kernel="linear", C=10.0, tol=1e-6).fit(points.units, points.sides, sample_weight=weights)
    whole = np.concatenate(list(concept.distances(cone)))
    assert whole.dtype == np.float32
    assert np.allclose(whole, machine.decision_function(cone.matrix.astype(np.float64)), atol=1e-4)
    assert concept.border.support == tuple(sorted(machine.support_.tolist()))
    assert concept.border.margin == pytest.approx(2 / np.linalg.norm(machine.coef_))


def test_a_word_that_is_given_as_none_moves_the_border(cone: WordVectors) -> None:
    examples = [f"in{n}" for n in range(KINDS - 2)]
    (before,) = ask(cone, fit(cone, examples), ["in11"])
    (after,) = ask(cone, fit(cone, examples, ["in11"]), ["in11"])
    assert before.distance > after.distance
    assert (before.given, after.given) == (False, True)


def test_what_is_near_the_examples_is_never_drawn(default_vectors: WordVectors) -> None:
    for seed in range(5):
        concept = fit(default_vectors, ("france", "kenya", "japan", "peru", "norway"), seed=seed)
        drawn = {default_vectors.vocabulary.word(row) for row in concept.drawn.tolist()}
        assert len(drawn) == 500
        assert len(drawn & {*COUNTRIES, *COUNTRY.inside}) <= 2  # 159 of 20,000 would be 4 in 500


def test_the_seed_decides_what_is_drawn(default_vectors: WordVectors) -> None:
    one, same, other = (fit(default_vectors, FRUIT, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.drawn, same.drawn)
    assert one.border.offset == same.border.offset
    assert not np.array_equal(one.drawn, other.drawn)


def test_border_words_lie_on_either_side_nearest_first(
    default_vectors: WordVectors, country: Concept
) -> None:
    found = survey(default_vectors, country, 10)
    inner, outer = ([each.distance for each in side] for side in (found.just_inside, found.just_outside))
    assert inner == sorted(inner)
    assert inner[0] > 0 >= outer[0]
    assert outer == sorted(outer, reverse=True)
    given = {*COUNTRY.inside, *COUNTRY.outside}
    words = {each.word for side in (found.deepest, found.just_inside, found.just_outside) for each in side}
    assert not words & given
    distances = [each.distance for each in found.deepest]
    assert distances == sorted(distances, reverse=True)
    whole = np.concatenate(list(country.distances(default_vectors)))
    assert found.inside == np.count_nonzero(whole > 0)
    rows = [row for term in country.given for row in default_vectors.rows(term)]
    whole[rows] = -np.inf
    assert found.deepest[0].word == default_vectors.vocabulary.word(int(whole.argmax()))


def test_words_and_phrases_are_tested_deepest_first(default_vectors: WordVectors, country: Concept) -> None:
    tested = ask(default_vectors, country, ["Atlantis", "EU", "new zealand", "kenya", "Turkey"])
    assert [each.term.words for each in tested][-1] == ("atlantis",)
    assert {each.term.asked for each in tested if each.distance > 0} == {
        "EU",
        "new zealand",
        "kenya",
        "Turkey",
    }
    assert [each.term.asked for each in tested if each.given] == ["Turkey"]


def test_few_examples_are_left_out_one_by_one_and_fewer_not_at_all(default_vectors: WordVectors) -> None:
    six = cross_validate(fit(default_vectors, FRUIT, ("carrot", "bread")))
    assert six is not None
    assert (six.examples, six.others) == (6, 502)
    assert six.recall == six.found / 6 >= 0.5
    assert cross_validate(fit(default_vectors, FRUIT[:4])) is None


def test_words_that_have_nothing_in_common_are_not_found_when_kept_out(default_vectors: WordVectors) -> None:
    mixed = cross_validate(
        fit(default_vectors, ("lasagna", "tuesday", "hydrogen", "wept", "nineteen", "lawn"))
    )
    assert mixed is not None
    assert mixed.recall <= 0.5


@pytest.mark.parametrize(
    ("inside", "outside", "error"),
    [
        (["apple"], [], WrongNumberOfExamples),
        (["apple", "Apple"], [], RepeatedWord),
        (["apple", "pear"], ["bread", "bread"], RepeatedWord),
        (["apple", "pear"], ["Pear"], OnBothSides),
        (["appple", "pear"], ["brreaad"], UnknownWords),
    ],
)
def test_what_is_no_concept_is_refused(
    default_vectors: WordVectors, inside: list[str], outside: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        fit(default_vectors, inside, outside)


def test_words_that_other_vectors_knew_are_left_out(default_vectors: WordVectors) -> None:
    usable = known(default_vectors, ["apple", "qwxzzk", "Apple"], ["pear", "apple"])
    assert (usable.inside, usable.outside, usable.missing) == (("apple",), ("pear",), ("qwxzzk",))


def lies_inside(vectors: WordVectors, concept: Concept, words: tuple[str, ...]) -> int:
    return sum(each.distance > 0 for each in ask(vectors, concept, words))


def test_the_preset_holds_40_examples_and_none_of_what_it_is_measured_on() -> None:
    assert PRESETS["country"] is COUNTRY
    assert len(set(COUNTRY.inside)) == 40
    hard = [word for words in HARD.values() for word in words]
    assert not {*COUNTRY.inside, *COUNTRY.outside} & {*COUNTRIES, *EASY, *hard}


def test_the_preset_country_is_right_about_nine_of_ten_held_out_words(
    default_vectors: WordVectors, country: Concept
) -> None:
    found = lies_inside(default_vectors, country, COUNTRIES)
    easy = lies_inside(default_vectors, country, EASY)
    hard = sum(lies_inside(default_vectors, country, words) for words in HARD.values())
    assert found / len(COUNTRIES) >= 0.9
    assert found / (found + easy) >= 0.99
    assert found / (found + hard) >= 0.9
    assert found / (found + easy + hard) >= 0.9
    assert lies_inside(default_vectors, country, PHRASES) / len(PHRASES) >= 0.85


def test_the_preset_beats_a_threshold_on_the_similarity_to_the_mean(
    default_vectors: WordVectors, country: Concept
) -> None:
    mean = country.points.units[: country.points.examples].mean(axis=0)
    near, far = country.points.units[:40] @ mean, country.points.units[40:] @ mean
    best = max(near, key=lambda least: (near >= least).mean() - (far >= least).mean())

    def above(words: tuple[str, ...]) -> int:
        return sum(default_vectors.vector(term) @ mean >= best for term in default_vectors.terms(words))

    others = (*EASY, *(word for words in HARD.values() for word in words))
    found, wrong = above(COUNTRIES), above(others)
    recall, precision = found / len(COUNTRIES), found / (found + wrong)
    ours, ours_wrong = (lies_inside(default_vectors, country, words) for words in (COUNTRIES, others))
    assert 2 / (1 / recall + 1 / precision) < 2 / (len(COUNTRIES) / ours + (ours + ours_wrong) / ours)


def test_the_picture_is_the_same_for_the_same_concept_and_says_what_is_seen(
    default_vectors: WordVectors, country: Concept
) -> None:
    tested = default_vectors.terms(["Scotland", "Atlantis"])
    drawing = plan(default_vectors, country, "country", ["namibia", "secretary", "deal"], tested)
    pictures = [draw(pickle.loads(pickle.dumps(drawing)), theme) for theme in ("dark", "dark", "light")]
    assert pictures[0].png == pictures[1].png != pictures[2].png
    assert pictures[0].alt.startswith("The concept country: an upright line is its border")
    assert "40 of 40 examples lie on its right side" in pictures[0].alt
    assert "Tested: scotland +0.28, atlantis −1.07." in pictures[0].alt
    assert (pictures[0].width, pictures[0].unlabelled) == (1000, 0)


def test_another_process_draws_the_same_and_loads_no_more_than_it_needs(
    default_vectors: WordVectors, country: Concept
) -> None:
    drawing = plan(default_vectors, country, "country", ["namibia", "deal"])
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_ANOTHER_PROCESS],
        input=pickle.dumps(drawing),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=True,
    )
    assert run.stdout == draw(drawing, "dark").png


def test_a_picture_lies_along_the_normal_and_the_examples_spread_across(cone: WordVectors) -> None:
    concept = fit(cone, [f"in{n}" for n in range(KINDS)])
    drawing = plan(cone, concept, "cone", ["out5"])
    dots = drawing.dots[:KINDS]
    assert [dot.x for dot in dots] == pytest.approx(
        concept.border.distances(concept.points.units[:KINDS]).tolist(), abs=1e-5
    )
    assert sum(dot.y for dot in dots) == pytest.approx(0, abs=1e-3)
    assert sum(bool(dot.label) for dot in drawing.dots) == 3  # the highest, the lowest, and the one shown
    assert sum(dot.support for dot in drawing.dots) == len(concept.border.support)


@pytest.mark.parametrize("count", [2, 3])
def test_as_few_as_two_examples_and_long_names_can_be_drawn(default_vectors: WordVectors, count: int) -> None:
    concept = fit(default_vectors, FRUIT[:count])
    drawing = plan(default_vectors, concept, "x" * 40 + " 🙂", ["counterrevolutionaries"])
    assert draw(drawing).png.startswith(b"\x89PNG")
