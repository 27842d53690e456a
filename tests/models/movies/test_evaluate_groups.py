"""Groups of people whose taste is known by construction."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from models.movies.audience import Part
from models.movies.embeddings import Embeddings
from models.movies.evaluate import read_stars
from models.movies.evaluate_groups import GroupJudge, GroupScore, Kind, ndcg
from models.movies.rules import Rule

N = 5


@pytest.fixture(scope="module")
def ratings(embeddings: Embeddings, parity: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the ratings of 24 people who love even films and dislike odd ones."""
    path = tmp_path_factory.mktemp("ratings") / "ratings.csv"
    rng = np.random.default_rng(0)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["userId", "page", "rating"])
        for user in range(24):
            for row in rng.choice(len(parity), 60, replace=False):
                writer.writerow([user, embeddings.pages[row], 5.0 if parity[row] > 0 else 1.0])
    return path


def measured(embeddings: Embeddings, ratings: Path, part: Part) -> list[GroupScore]:
    return GroupJudge(embeddings, read_stars(ratings, embeddings.pages), part, N).measure(groups=3, seeds=1)


def test_every_rule_finds_the_taste_that_all_share(embeddings: Embeddings, ratings: Path) -> None:
    scores = {(each.kind, each.method): each for each in measured(embeddings, ratings, Part.REPORT)}
    for kind in Kind:
        fame = scores[kind, "popularity: links"]
        for rule in Rule:
            ours = scores[kind, str(rule)]
            assert ours.auc > 0.95 > fame.auc
            assert ours.worst_auc > fame.worst_auc
            assert ours.ndcg >= ours.worst_ndcg > 0.9
            assert ours.groups == 12


def test_the_parts_share_no_user(embeddings: Embeddings, ratings: Path) -> None:
    stars = read_stars(ratings, embeddings.pages)
    parts = [GroupJudge(embeddings, stars, part, N) for part in (Part.CHOOSE, Part.REPORT)]
    users = [{judge.user for judge in each.judges} for each in parts]
    assert not users[0] & users[1]
    assert len(users[0] | users[1]) == 24


def test_the_same_file_gives_the_same_figures(embeddings: Embeddings, ratings: Path) -> None:
    assert measured(embeddings, ratings, Part.CHOOSE) == measured(embeddings, ratings, Part.CHOOSE)


def test_nobody_is_judged_on_what_somebody_gave_away(embeddings: Embeddings, ratings: Path) -> None:
    judge = GroupJudge(embeddings, read_stars(ratings, embeddings.pages), Part.REPORT, N)
    members = [judge._drawn(at, 0) for at in range(3)]
    given = set().union(*(each.given for each in members))
    for each in members:
        left = each.without(given)
        assert not given & {*left.likes.tolist(), *left.dislikes.tolist()}
        assert len(left.likes) <= len(each.likes)


def test_ndcg_is_one_when_the_liked_come_first_and_falls_with_their_places() -> None:
    high, low = np.array([3.0, 2.0]), np.array([1.0, 0.0])
    assert ndcg(high, low) == pytest.approx(1.0)
    assert ndcg(low, high) == pytest.approx((1 / np.log2(4) + 1 / np.log2(5)) / (1 + 1 / np.log2(3)))


def test_the_command_line_prints_the_table(artifact: Path, ratings: Path) -> None:
    options = {"--ratings": ratings, "--likes": N, "--part": "choose", "--model": artifact}
    arguments = [str(word) for option in options.items() for word in option]
    printed = CliRunner().invoke(app, ["movies", "evaluate-groups", *arguments], catch_exceptions=False)
    assert "16 users" in printed.stdout
    assert sum(line.startswith("random") for line in printed.stdout.splitlines()) == 11
