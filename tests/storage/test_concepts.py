"""Concepts: one name a place, one vote a person and word, and nothing lost when many vote at once."""

from __future__ import annotations

import asyncio

import pytest

from storage import concepts as module
from storage.concept import NewConcept, Tally, find_concept
from storage.concepts import Concepts
from storage.people import People
from storage.refusals import BadConceptName, ConceptFull, ConceptNameTaken, TooManyConcepts, UnknownConcept
from tests.storage.examples import ANN, ANNS, BOB, NOON, OTHER_SERVER, SERVER, fruit, later

PRESET = NewConcept("country", ("kenya", "japan"), ("paris",))


async def test_a_concept_is_as_it_was_made(concepts: Concepts) -> None:
    made = await fruit(concepts)
    assert await concepts.get(made.id) == made
    assert (made.inside, made.outside) == (("apple", "pear", "ice plant"), ("carrot",))
    assert (made.creator_id, made.seed, made.preset) == (ANN, 7, False)


async def test_one_name_is_there_once_a_place_whatever_its_case(concepts: Concepts) -> None:
    await fruit(concepts)
    with pytest.raises(ConceptNameTaken):
        await concepts.create(SERVER, NewConcept(" FRUIT ", ("a", "b"), ()), BOB, NOON)
    for place in (OTHER_SERVER, ANNS):
        await fruit(concepts, place)


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "\u202e", "a: b"])
async def test_what_is_no_name_is_refused(concepts: Concepts, name: str) -> None:
    with pytest.raises(BadConceptName):
        await concepts.create(SERVER, NewConcept(name, ("a", "b"), ()), ANN, NOON)


async def test_a_place_holds_so_many_concepts(concepts: Concepts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CONCEPTS", 1)
    await concepts.adopt(SERVER, PRESET, NOON)  # which nobody made
    await fruit(concepts)
    with pytest.raises(TooManyConcepts):
        await concepts.create(SERVER, NewConcept("drink", ("a", "b"), ()), ANN, NOON)


async def test_a_preset_is_adopted_once_a_place_and_steps_back_for_one_of_the_same_name(
    concepts: Concepts,
) -> None:
    first, second = [await concepts.adopt(SERVER, PRESET, NOON) for _ in range(2)]
    assert first == second
    assert first.creator_id is None
    assert (await concepts.adopt(ANNS, PRESET, NOON)).id != first.id
    own = await concepts.create(SERVER, NewConcept("Country", ("france", "kenya"), ()), ANN, NOON)
    assert find_concept(await concepts.of(SERVER), "country") == own
    await concepts.delete(own.id)
    assert find_concept(await concepts.of(SERVER), "COUNTRY") == first


async def test_the_majority_puts_a_word_on_its_side(concepts: Concepts) -> None:
    made = await fruit(concepts)
    for voter in (1, 2):
        await concepts.vote(made.id, "plum", voter, NOON, inside=True)
    await concepts.vote(made.id, "plum", 3, NOON, inside=False)
    await concepts.vote(made.id, "nut", 3, later(days=1), inside=False)
    for voter, inside in ((1, True), (2, False)):
        await concepts.vote(made.id, "olive", voter, later(days=2), inside=inside)
    now = await concepts.get(made.id)
    assert now.tallies == (Tally("plum", 2, 1), Tally("nut", 0, 1), Tally("olive", 1, 1))
    assert now.inside == ("apple", "pear", "ice plant", "plum")
    assert now.outside == ("carrot", "nut")  # and the olive is on neither side


async def test_a_later_vote_replaces_the_earlier_and_the_same_takes_it_back(concepts: Concepts) -> None:
    made = await fruit(concepts)
    said = [await concepts.vote(made.id, "plum", ANN, NOON, inside=inside) for inside in (True, False, False)]
    assert said == [True, False, None]
    assert (await concepts.get(made.id)).tallies == ()


async def test_votes_at_once_are_each_counted_once(concepts: Concepts) -> None:
    made = await fruit(concepts)
    await asyncio.gather(
        *(concepts.vote(made.id, "plum", voter, NOON, inside=voter % 3 > 0) for voter in range(1, 31))
    )
    assert (await concepts.get(made.id)).tally("plum") == Tally("plum", 20, 10)


async def test_a_concept_takes_so_many_words(concepts: Concepts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 5)
    made = await fruit(concepts)
    await concepts.vote(made.id, "plum", ANN, NOON, inside=True)
    await concepts.vote(made.id, "plum", BOB, NOON, inside=True)
    with pytest.raises(ConceptFull):
        await concepts.vote(made.id, "nut", ANN, NOON, inside=True)
    assert await concepts.vote(made.id, "plum", ANN, NOON, inside=False) is False


async def test_a_concept_that_is_gone_takes_no_vote(concepts: Concepts) -> None:
    made = await fruit(concepts)
    await concepts.vote(made.id, "plum", ANN, NOON, inside=True)
    assert await concepts.delete(made.id)
    assert not await concepts.delete(made.id)
    with pytest.raises(UnknownConcept):
        await concepts.get(made.id)
    with pytest.raises(UnknownConcept):
        await concepts.vote(made.id, "plum", ANN, NOON, inside=True)


async def test_the_forgotten_leave_no_vote_and_no_name_and_the_words_stay(
    concepts: Concepts, people: People
) -> None:
    shared, private = await fruit(concepts), await fruit(concepts, ANNS)
    await concepts.vote(shared.id, "plum", ANN, NOON, inside=True)
    await concepts.vote(shared.id, "plum", BOB, NOON, inside=True)
    exported = await people.export(ANN)
    assert [row["word"] for row in exported["concept_votes"]] == ["plum"]
    assert {row["name"] for row in exported["concepts"]} == {"Fruit"}
    await people.forget(ANN)
    left = await concepts.get(shared.id)
    assert (left.creator_id, left.inside) == (None, ("apple", "pear", "ice plant", "plum"))
    assert left.tally("plum") == Tally("plum", 1, 0)
    with pytest.raises(UnknownConcept):
        await concepts.get(private.id)
