from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from sklearn.svm import SVC

from models.movies.embeddings import Embeddings
from models.movies.evaluate import Judge, auc, measure_taste, self_test, taste_scorer
from models.movies.ranking import ranking
from models.movies.taste import FEW_RATINGS, Taste, TasteConfig, TasteModel

EVEN, ODD = [0, 2, 4, 6, 8], [1, 3, 5, 7, 9]


@pytest.fixture(scope="module")
def model(embeddings: Embeddings) -> TasteModel:
    return TasteModel(embeddings)


def test_who_likes_even_films_is_recommended_even_films(model: TasteModel, parity: np.ndarray) -> None:
    for likes, dislikes, sign in ((EVEN, ODD, 1), (ODD, EVEN, -1)):
        taste = model.fit(likes, dislikes)
        best = [row for row in np.argsort(-taste.distances) if row not in {*EVEN, *ODD}]
        assert (parity[best[:20]] == sign).all()
        assert (parity[best[-20:]] == -sign).all()


def test_ranking_skips_films_already_rated_and_those_not_allowed(
    model: TasteModel, parity: np.ndarray
) -> None:
    taste = model.fit(EVEN, ODD)
    best, worst = model.rank(taste, 5)
    assert {pick.row for pick in [*best, *worst]}.isdisjoint({*EVEN, *ODD})
    assert best[0].distance >= best[-1].distance > worst[-1].distance >= worst[0].distance
    only_odd, _ = model.rank(taste, 5, allowed=parity < 0)
    assert all(parity[pick.row] < 0 for pick in only_odd)
    few, rest = model.rank(taste, 5, allowed=np.arange(len(parity)) < 13)
    assert len(few) + len(rest) == 3


def test_the_order_is_that_of_scikit_learn_on_the_same_points(
    model: TasteModel, embeddings: Embeddings
) -> None:
    taste = model.fit(EVEN, ODD)
    points, labels, weights = model.points(EVEN, ODD)
    machine = SVC(kernel="linear", C=TasteConfig().c, tol=1e-6).fit(points, labels, sample_weight=weights)
    scores = machine.decision_function(embeddings.vectors.astype(np.float64))
    length = np.linalg.norm(machine.coef_)
    np.testing.assert_allclose(taste.distances, scores / length, atol=2e-5)


def test_without_a_prior_it_is_the_plain_svm_of_the_ratings(embeddings: Embeddings) -> None:
    plain = TasteModel(embeddings, TasteConfig(prior=0.0))
    points, labels, _ = plain.points(EVEN, ODD)
    np.testing.assert_array_equal(points, embeddings.vectors[EVEN + ODD].astype(np.float64))
    assert labels.tolist() == [1.0] * 5 + [-1.0] * 5


def test_distances_are_signed_distances_from_the_hyperplane(
    model: TasteModel, embeddings: Embeddings
) -> None:
    taste = model.fit(EVEN, ODD)
    assert np.linalg.norm(taste.normal) == pytest.approx(1.0, abs=1e-5)
    np.testing.assert_allclose(taste.distances, embeddings.vectors @ taste.normal + taste.offset, atol=1e-5)


@pytest.mark.parametrize(
    ("likes", "dislikes", "sign", "missing"),
    [(ODD, [], -1, "dislikes"), ([], EVEN, -1, "likes"), (EVEN, [], 1, "dislikes"), ([], ODD, 1, "likes")],
)
def test_likes_alone_and_dislikes_alone_still_point_the_right_way(
    embeddings: Embeddings, parity: np.ndarray, likes: list[int], dislikes: list[int], sign: int, missing: str
) -> None:
    def lead(taste: Taste) -> float:
        return float(taste.distances[parity == sign].mean() - taste.distances[parity == -sign].mean())

    with_prior, without = TasteModel(embeddings), TasteModel(embeddings, TasteConfig(prior=0.0))
    taste = with_prior.fit(likes, dislikes)
    assert taste.standing.missing == missing
    assert lead(taste) > min(lead(with_prior.fit([], [])), 0.0)  # average taste prefers even films
    assert lead(without.fit(likes, dislikes)) > 0


@pytest.mark.parametrize("likes", [[], [0], [0, 0], list(range(0, 120, 2))])
@pytest.mark.parametrize("dislikes", [[], [1], list(range(1, 120, 2))])
def test_no_set_of_ratings_breaks_it(model: TasteModel, likes: list[int], dislikes: list[int]) -> None:
    taste = model.fit(likes, dislikes)
    assert np.isfinite(taste.distances).all()
    model.explain(taste, 20)
    model.leanings(taste)


def test_no_ratings_give_average_taste(model: TasteModel, parity: np.ndarray) -> None:
    taste = model.fit([], [])
    assert taste.standing.missing == "both"
    assert (
        taste.distances[parity > 0].mean() > taste.distances[parity < 0].mean()
    )  # even films win the awards


def test_no_ratings_and_no_prior_say_nothing(embeddings: Embeddings) -> None:
    assert not TasteModel(embeddings, TasteConfig(prior=0.0)).fit([], []).distances.any()


def test_a_film_liked_and_disliked_counts_as_disliked(model: TasteModel) -> None:
    taste = model.fit([0, 2, 1], [1, 3])
    assert (taste.standing.likes, taste.standing.dislikes) == (2, 2)


def test_an_explanation_adds_up_to_the_distance(model: TasteModel) -> None:
    taste = model.fit(EVEN, ODD)
    for row, count in product((20, 21, 33), (0, 1, 3, 100)):
        why = model.explain(taste, row, count)
        shown = [each.contribution for each in (*why.supports, *why.against)]
        assert why.distance == pytest.approx(taste.distances[row])
        assert why.middle + why.prior + sum(shown) + why.others == pytest.approx(why.distance)


def test_an_explanation_names_what_carries_a_film_and_what_speaks_against_it(model: TasteModel) -> None:
    taste = model.fit(EVEN, ODD)
    for row in (20, 21):
        why = model.explain(taste, row, count=100)
        side = np.sign(why.distance)
        carried = [side * each.contribution for each in why.supports]
        opposed = [side * each.contribution for each in why.against]
        assert carried == sorted(carried, reverse=True)
        assert opposed == sorted(opposed)
        assert min(carried) > 0
        assert max(opposed, default=-1.0) < 0
        assert why.others == pytest.approx(0.0)


@pytest.mark.parametrize("seed", range(40))
def test_few_ratings_lie_on_their_own_sides(model: TasteModel, embeddings: Embeddings, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rated = rng.choice(len(embeddings.pages), rng.integers(1, FEW_RATINGS + 1), replace=False).tolist()
    liked = int(rng.integers(0, len(rated) + 1))
    taste = model.fit(rated[:liked], rated[liked:])
    assert (taste.distances[rated[:liked]] > 0).all()
    assert (taste.distances[rated[liked:]] < 0).all()


def test_a_like_pulls_its_neighbours_up_and_a_dislike_pushes_them_down(
    model: TasteModel, embeddings: Embeddings
) -> None:
    rng = np.random.default_rng(0)
    places = []
    for _ in range(30):
        *rated, row = rng.choice(len(embeddings.pages), 5, replace=False).tolist()
        likes, dislikes = rated[:2], rated[2:]
        nearest = np.argsort(-(embeddings.vectors @ embeddings.vectors[row]))[1:6]
        tastes = (
            model.fit(likes, [*dislikes, row]),
            model.fit(likes, dislikes),
            model.fit([*likes, row], dislikes),
        )
        found = [(each.distances[nearest][:, None] > each.distances).mean() for each in tastes]
        assert found[0] < found[2]
        places.append(found)
    disliked, before, liked = np.mean(places, axis=0)
    assert disliked < before < liked


def test_an_even_film_is_carried_by_even_likes_and_the_links_they_share(
    model: TasteModel, embeddings: Embeddings
) -> None:
    why = model.explain(model.fit(EVEN, ODD), 20, count=1)
    (support,) = why.supports
    own = {fact.name for fact in embeddings.links_of(20)}
    theirs = {fact.name for fact in embeddings.links_of(support.row)}
    assert {fact.name for fact in support.shared} == own & theirs


def test_the_normal_points_to_links_of_liked_films_and_away_from_the_others(model: TasteModel) -> None:
    toward, away = model.leanings(model.fit(EVEN, ODD), count=5, least_count=2)
    assert all(int(leaning.name.split()[-1]) % 2 == 0 for leaning in toward if "Link" in leaning.name)
    assert all(int(leaning.name.split()[-1]) % 2 == 1 for leaning in away if "Link" in leaning.name)
    assert toward[0].cosine > away[0].cosine


def test_standing_says_what_more_ratings_would_bring(embeddings: Embeddings) -> None:
    from dataclasses import replace

    measured = replace(embeddings.manifest, metrics={"taste": {"5": 0.6, "10": 0.7}})
    model = TasteModel(replace(embeddings, manifest=measured))
    few, enough = model.standing(3, 40), model.standing(12, 12)
    assert (few.expected_auc, few.next_ratings, few.next_auc) == (None, 5, 0.6)
    assert (enough.expected_auc, enough.next_ratings) == (0.7, None)


def test_the_self_test_finds_a_consistent_taste_and_needs_two_of_each(
    model: TasteModel, embeddings: Embeddings
) -> None:
    found = self_test(model, embeddings, EVEN, ODD)
    assert found is not None
    assert found.taste_auc == 1.0
    assert self_test(model, embeddings, EVEN, [1]) is None


def test_taste_is_measured_only_on_films_that_were_not_drawn(
    model: TasteModel, embeddings: Embeddings
) -> None:
    judge = Judge(1, np.arange(0, 60, 2), np.arange(1, 60, 2))
    poor = Judge(2, np.arange(0, 16, 2), np.arange(1, 60, 2))
    five, ten = measure_taste([judge, poor], taste_scorer(model), sizes=(5, 10))[:2]
    assert (five.users, ten.users) == (1, 1)
    assert five.auc == 1.0

    def cheat(likes: list[int], dislikes: list[int]) -> np.ndarray:
        scores = np.zeros(len(embeddings.pages))
        scores[likes], scores[dislikes] = 1, -1
        return scores

    assert measure_taste([judge], cheat, sizes=(5,))[0].auc == 0.5  # type: ignore[arg-type]


def test_auc_counts_ties_half() -> None:
    assert auc(np.array([1.0, 2.0]), np.array([1.0, 0.0])) == pytest.approx(0.875)


def test_the_ranking_is_that_of_a_stable_sort() -> None:
    rng = np.random.default_rng(0)
    distances = rng.normal(size=5000).astype(np.float32).round(2)  # many are equal
    distances[:4] = 0.0, -0.0, np.inf, -np.inf
    assert (ranking(distances) == np.argsort(-distances, kind="stable")).all()
