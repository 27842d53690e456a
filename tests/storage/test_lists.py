"""Lists: named, one of a name in a place, each film once, none lost when two people press at once."""

from __future__ import annotations

import asyncio
import itertools
import random

import pytest

from storage.address import Where
from storage.database import Database
from storage.film_list import NAME_LIMIT
from storage.lists import MOST_ENTRIES, MOST_LISTS, Lists
from storage.people import People
from storage.places import Place
from storage.refusals import BadListName, ListFull, ListNameTaken, NothingToPick, TooManyLists, UnknownList
from tests.storage.examples import ANN, ANNS, BOB, FILMS, NOON, OTHER_SERVER, SERVER, friday, later

PAGES = [page for page, _ in FILMS]


async def pages(lists: Lists, list_id: int) -> list[str]:
    return [entry.page for entry in await lists.entries(list_id)]


async def test_a_list_is_read_back_as_it_was_made(lists: Lists) -> None:
    made = await lists.create(SERVER, "  Friday   night ", ANN, NOON)
    assert made.name == "Friday night"
    assert await lists.of(SERVER) == (made,)
    assert await lists.get(made.id) == made


async def test_each_place_has_lists_of_its_own(lists: Lists) -> None:
    for place in (SERVER, OTHER_SERVER, ANNS):
        await lists.create(place, "Friday", ANN, NOON)
    assert [len(await lists.of(place)) for place in (SERVER, OTHER_SERVER, ANNS)] == [1, 1, 1]


@pytest.mark.parametrize("place", [SERVER, ANNS], ids=["server", "private"])
@pytest.mark.parametrize("name", ["FRIDAY", " friday ", "Ｆriday", "Fri\u200bday"])
async def test_one_name_in_one_place(lists: Lists, place: Place, name: str) -> None:
    await lists.create(place, "Friday", ANN, NOON)
    with pytest.raises(ListNameTaken, match="Friday"):
        await lists.create(place, name, BOB, NOON)


async def test_names_of_every_script_are_kept(lists: Lists) -> None:
    names = ["Straße", "金曜日", "кино", "🎬 night", "'; DROP TABLE lists; --", "%_\\"]
    for name in names:
        await lists.create(SERVER, name, ANN, NOON)
    assert sorted(each.name for each in await lists.of(SERVER)) == sorted(names)
    with pytest.raises(ListNameTaken):
        await lists.create(SERVER, "STRASSE", ANN, NOON)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * (NAME_LIMIT + 1)])
async def test_a_name_has_bounds(lists: Lists, name: str) -> None:
    with pytest.raises(BadListName):
        await lists.create(SERVER, name, ANN, NOON)


async def test_a_place_holds_so_many_lists(lists: Lists) -> None:
    for number in range(MOST_LISTS):
        await lists.create(SERVER, f"List {number}", ANN, NOON)
    with pytest.raises(TooManyLists):
        await lists.create(SERVER, "One more", ANN, NOON)
    await lists.create(OTHER_SERVER, "One more", ANN, NOON)


async def test_of_two_who_make_the_same_list_at_once_one_is_told(lists: Lists) -> None:
    asked = [lists.create(SERVER, "Friday", person, NOON) for person in (ANN, BOB)]
    made = await asyncio.gather(*asked, return_exceptions=True)
    assert sorted(type(each).__name__ for each in made) == ["FilmList", "ListNameTaken"]


async def test_a_list_can_be_renamed_but_not_to_another_s_name(lists: Lists) -> None:
    made = await lists.create(SERVER, "Friday", ANN, NOON)
    await lists.create(SERVER, "Sunday", ANN, NOON)
    assert (await lists.rename(made.id, "FRIDAY")).name == "FRIDAY"
    with pytest.raises(ListNameTaken):
        await lists.rename(made.id, "sunday")
    assert (await lists.get(made.id)).name == "FRIDAY"


async def test_a_deleted_list_takes_its_films_along(lists: Lists) -> None:
    made = await friday(lists)
    assert await lists.delete(made.id)
    assert not await lists.delete(made.id)
    assert await lists.entries(made.id) == ()
    for gone in (lists.get(made.id), lists.rename(made.id, "x"), lists.add(made.id, FILMS, ANN, NOON)):
        with pytest.raises(UnknownList):
            await gone


async def test_a_deleted_list_s_number_is_never_given_again(lists: Lists) -> None:
    made = await friday(lists)
    await lists.delete(made.id)
    assert (await lists.create(SERVER, "Friday", ANN, NOON)).id != made.id


async def test_films_keep_the_order_in_which_they_were_added(lists: Lists) -> None:
    made = await lists.create(SERVER, "Friday", ANN, NOON)
    await lists.add(made.id, [("Z", "Z")], ANN, NOON)
    await lists.add(made.id, FILMS, ANN, NOON)
    await lists.add(made.id, [("A", "A")], ANN, later(minutes=-1))  # by a clock that was set back
    assert await pages(lists, made.id) == ["Z", *PAGES, "A"]


async def test_a_film_is_on_a_list_once(lists: Lists) -> None:
    made = await friday(lists)
    again = await lists.add(made.id, [FILMS[0], ("New", "New"), ("New", "New")], BOB, later(days=1))
    assert [entry.page for entry in again.new] == ["New"]
    assert [(entry.page, entry.adder_id) for entry in again.known] == [(PAGES[0], ANN)]
    assert await pages(lists, made.id) == [*PAGES, "New"]


async def test_a_list_takes_all_of_the_films_that_fit_or_none(lists: Lists) -> None:
    made = await lists.create(SERVER, "Friday", ANN, NOON)
    await lists.add(made.id, [(f"Film {n}", "x") for n in range(MOST_ENTRIES - 1)], ANN, NOON)
    with pytest.raises(ListFull) as raised:
        await lists.add(made.id, [("A", "A"), ("B", "B")], ANN, NOON)
    assert raised.value.room == 1
    await lists.add(made.id, [("A", "A"), ("Film 1", "x")], ANN, NOON)
    assert (await lists.get(made.id)).unwatched == MOST_ENTRIES


async def test_what_fits_is_taken_where_that_is_asked_for_and_the_rest_is_given_back(lists: Lists) -> None:
    made = await lists.create(SERVER, "Friday", ANN, NOON)
    many = [(f"Film {n}", "x") for n in range(MOST_ENTRIES + 2)]
    added = await lists.add(made.id, many, ANN, NOON, what_fits=True)
    assert len(added.new) == MOST_ENTRIES
    assert added.left == tuple(many[MOST_ENTRIES:])
    assert (await lists.add(made.id, many[:3], ANN, NOON, what_fits=True)).left == ()
    with pytest.raises(ListFull):
        await lists.add(made.id, many, ANN, NOON, what_fits=True)


async def test_two_connections_that_add_at_once_lose_nothing(where: Where, database: Database) -> None:
    made = await friday(Lists(database))
    async with await Database.open(where) as second:
        stores = (Lists(database), Lists(second))
        await asyncio.gather(
            *(stores[n % 2].add(made.id, [(f"Film {n // 2}", "x")], BOB + n, NOON) for n in range(40))
        )
    assert (await Lists(database).get(made.id)).unwatched == len(FILMS) + 20


async def test_a_film_can_be_removed_once(lists: Lists) -> None:
    made = await friday(lists)
    assert await lists.remove(made.id, PAGES[0])
    assert not await lists.remove(made.id, PAGES[0])
    assert await pages(lists, made.id) == PAGES[1:]


async def test_a_watched_film_moves_to_the_history_and_back(lists: Lists) -> None:
    made = await friday(lists)
    assert await lists.set_watched(made.id, PAGES[1], later(days=1))
    assert not await lists.set_watched(made.id, PAGES[1], later(days=2))
    kept = await lists.get(made.id)
    assert (kept.unwatched, kept.watched) == (2, 1)
    assert [entry.watched_at for entry in await lists.entries(made.id)] == [None, later(days=1), None]
    assert await lists.set_watched(made.id, PAGES[1], None)
    assert not await lists.set_watched(made.id, PAGES[1], None)
    assert not await lists.set_watched(made.id, "not there", NOON)


async def test_a_pick_is_never_the_last_one_nor_a_watched_one(lists: Lists) -> None:
    made = await friday(lists)
    await lists.set_watched(made.id, PAGES[0], NOON)
    picked = [(await lists.pick(made.id, random.Random(seed))).page for seed in range(20)]
    assert set(picked) == set(PAGES[1:])
    assert all(before != after for before, after in itertools.pairwise(picked))


async def test_the_only_film_left_is_picked_again(lists: Lists) -> None:
    made = await friday(lists)
    for page in PAGES[1:]:
        await lists.set_watched(made.id, page, NOON)
    picked = [(await lists.pick(made.id, random.Random(seed))).page for seed in range(3)]
    assert picked == PAGES[:1] * 3


async def test_the_same_seed_picks_the_same_film(lists: Lists) -> None:
    first, second = await friday(lists), await friday(lists, OTHER_SERVER)
    picks = [await lists.pick(each.id, random.Random(7)) for each in (first, second)]
    assert picks[0] == picks[1]


async def test_from_an_empty_list_nothing_is_picked(lists: Lists) -> None:
    made = await lists.create(SERVER, "Friday", ANN, NOON)
    with pytest.raises(NothingToPick):
        await lists.pick(made.id, random.Random(0))
    await lists.add(made.id, FILMS[:1], ANN, NOON)
    await lists.set_watched(made.id, PAGES[0], NOON)
    with pytest.raises(NothingToPick) as raised:
        await lists.pick(made.id, random.Random(0))
    assert raised.value.watched == 1


async def test_a_forgotten_person_s_films_stay_without_a_name_and_private_lists_go(
    lists: Lists, people: People
) -> None:
    shared, private = await friday(lists), await friday(lists, ANNS)
    await lists.add(shared.id, [("Bob's", "Bob's")], BOB, later(days=1))
    await people.forget(ANN)
    assert [entry.adder_id for entry in await lists.entries(shared.id)] == [None, None, None, BOB]
    assert (await lists.get(shared.id)).creator_id is None
    assert await lists.of(ANNS) == ()
    assert await lists.entries(private.id) == ()


async def test_an_export_has_the_lists_and_films_of_a_person_once(lists: Lists, people: People) -> None:
    await friday(lists)
    await friday(lists, ANNS)
    exported = await people.export(ANN)
    assert [each["name"] for each in exported["lists"]] == ["Friday", "Friday"]
    assert len(exported["entries"]) == 2 * len(FILMS)
    assert not (await people.export(BOB))["entries"]
