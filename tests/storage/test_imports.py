"""Imports add what is new, leave what was given by hand, and are taken back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import StatementError

from storage.database import Database
from storage.imports import Imported, Imports, Undone
from storage.ratings import Rating, Ratings, Verdict
from storage.refusals import NothingImported
from tests.storage.examples import ANN, BOB, later, many, rating


@pytest.fixture
def imports(database: Database) -> Imports:
    return Imports(database)


async def words(ratings: Ratings, person: int = ANN) -> dict[str, Verdict]:
    return {kept.page: kept.verdict for kept in await ratings.of(person)}


FILE = [rating("A"), rating("B", Verdict.DISLIKE), rating("C", Verdict.SEEN)]


async def test_an_import_adds_what_is_new_as_of_its_moment(imports: Imports, ratings: Ratings) -> None:
    assert await imports.keep(ANN, FILE, later(hours=1)) == Imported(3, 0, 0, 0)
    assert await words(ratings) == {"A": Verdict.LIKE, "B": Verdict.DISLIKE, "C": Verdict.SEEN}
    assert {kept.rated_at for kept in await ratings.of(ANN)} == {later(hours=1)}


async def test_the_same_file_twice_changes_nothing_and_the_first_time_can_be_undone(
    imports: Imports, ratings: Ratings
) -> None:
    await imports.keep(ANN, FILE, later(hours=1))
    before = await ratings.of(ANN)
    assert await imports.keep(ANN, FILE, later(hours=2)) == Imported(0, 0, 3, 0)
    assert await ratings.of(ANN) == before
    assert await imports.undo(ANN) == Undone(3, 0, 0)
    assert await ratings.of(ANN) == ()


async def test_what_was_said_by_hand_stays(imports: Imports, ratings: Ratings) -> None:
    await ratings.rate(ANN, rating("A", Verdict.DISLIKE))
    before = await ratings.of(ANN)
    assert await imports.keep(ANN, FILE[:1], later(hours=1)) == Imported(0, 0, 0, 1)
    assert await ratings.of(ANN) == before


async def test_a_newer_file_changes_what_an_older_one_brought_and_undoing_brings_it_back(
    imports: Imports, ratings: Ratings
) -> None:
    await imports.keep(ANN, FILE, later(hours=1))
    before = await ratings.of(ANN)
    newer = [replace(FILE[0], verdict=Verdict.SEEN), FILE[1], rating("D")]
    assert await imports.keep(ANN, newer, later(hours=2)) == Imported(1, 1, 1, 0)
    assert (await words(ratings))["A"] is Verdict.SEEN
    assert await imports.undo(ANN) == Undone(1, 1, 0)
    assert await ratings.of(ANN) == before
    assert await imports.undo(ANN) == Undone(3, 0, 0)


async def test_undoing_leaves_what_was_changed_since(imports: Imports, ratings: Ratings) -> None:
    await imports.keep(ANN, FILE, later(hours=1))
    await ratings.rate(ANN, rating("A", Verdict.DISLIKE, minute=90))
    await ratings.unrate(ANN, "B")
    assert await imports.undo(ANN) == Undone(1, 0, 2)
    assert await words(ratings) == {"A": Verdict.DISLIKE}


async def test_undoing_twice_is_refused(imports: Imports) -> None:
    await imports.keep(ANN, FILE, later(hours=1))
    await imports.undo(ANN)
    with pytest.raises(NothingImported):
        await imports.undo(ANN)


async def test_people_import_apart(imports: Imports, ratings: Ratings) -> None:
    await imports.keep(ANN, FILE, later(hours=1))
    await imports.keep(BOB, FILE[:1], later(hours=1))
    await imports.undo(ANN)
    assert await words(ratings, BOB) == {"A": Verdict.LIKE}


async def test_an_import_that_fails_in_the_middle_leaves_everything_as_it_was(
    imports: Imports, ratings: Ratings
) -> None:
    await ratings.rate(ANN, rating("A"))
    before = await ratings.of(ANN)
    broken: list[Rating] = [*many(50), replace(rating("Z"), title=object())]  # type: ignore[arg-type]
    with pytest.raises(StatementError):
        await imports.keep(ANN, broken, later(hours=1))
    assert await ratings.of(ANN) == before
    with pytest.raises(NothingImported):
        await imports.undo(ANN)


async def test_five_thousand_ratings_come_and_go_at_once(imports: Imports, ratings: Ratings) -> None:
    assert (await imports.keep(ANN, many(5_000), later(hours=1))).added == 5_000
    assert len(await ratings.of(ANN)) == 5_000
    assert (await imports.undo(ANN)).removed == 5_000
    assert len(await ratings.of(ANN)) == 0
