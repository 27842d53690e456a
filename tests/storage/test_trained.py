"""What was trained is kept by name, for a place, for a while, and goes with its maker."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import lessons
from storage import trained as module
from storage.database import Database
from storage.people import People
from storage.places import Place
from storage.refusals import BadTrainedName, TooManyTrained, TrainedEnough, TrainedNameTaken
from storage.trained import KEPT_FOR, NewTrained, TrainedStore, clean_trained_name
from tests.storage.examples import ANN, ANNS, BOB, BOT, NOON, OTHER_SERVER, SERVER


def new(
    name: str, place: Place = SERVER, maker: int = ANN, token: str = "", subject: str = "text"
) -> NewTrained:
    return NewTrained(place, name, subject, maker, "a text", token or f"{name}-{place}", BOT, 5)


async def test_a_name_is_one_place_s_whatever_its_capitals(database: Database) -> None:
    store = TrainedStore(database)
    made = await store.begin(new("Pirates"), NOON)
    assert not made.is_kept
    assert made.expires_at == NOON + KEPT_FOR
    with pytest.raises(TrainedNameTaken):
        await store.begin(new("pIRATES", token="other"), NOON)
    await store.begin(new("pirates", OTHER_SERVER), NOON)
    await store.begin(new("pirates", ANNS), NOON)
    assert [each.name for each in await store.of(SERVER)] == ["Pirates"]
    await store.said(made.id, 77)
    kept = await store.keep(made.id, "{}", 900)
    assert kept is not None
    assert (kept.message_id, kept.size_bytes, kept.is_kept) == (77, 900, True)
    assert [each.id for each in await store.learning(BOT)] == [made.id + 1, made.id + 2]
    assert await store.learning(BOT + 1) == ()


async def test_it_goes_by_its_time_and_with_its_maker(database: Database) -> None:
    store = TrainedStore(database)
    for name, maker in (("old", ANN), ("anns", ANN), ("bobs", BOB), ("learning", BOB)):
        made = await store.begin(new(name, maker=maker), NOON - (KEPT_FOR if name == "old" else timedelta()))
        if name != "learning":
            await store.keep(made.id, "{}", 1)
    assert await store.forget_expired(NOON + timedelta(minutes=1)) == 1
    assert await store.forget_expired(NOON + timedelta(minutes=1)) == 0
    await People(database).forget(ANN)
    left = await store.of(SERVER)
    assert [each.name for each in left] == ["bobs", "learning"]
    assert await store.tokens() == {each.token for each in left}
    await store.forget(left[0].id)
    assert await store.get(left[0].id) is None
    assert await store.keep(left[0].id, "{}", 1) is None


async def test_a_place_keeps_so_many_of_so_much_together(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_OF_PLACE", 2)
    store = TrainedStore(database)
    made = await store.begin(new("one"), NOON)
    await store.keep(made.id, "{}", module.MOST_BYTES_OF_PLACE)
    with pytest.raises(TooManyTrained):
        await store.begin(new("two"), NOON)
    await store.keep(made.id, "{}", 1)
    await store.begin(new("two"), NOON)
    for subject in ("text", "words"):
        with pytest.raises(TooManyTrained):
            await store.begin(new("three", subject=subject), NOON)
        with pytest.raises(TooManyTrained):
            await store.check(SERVER, BOB, subject, NOON)
    await store.check(OTHER_SERVER, BOB, "text", NOON)
    await store.begin(new("three", subject="films"), NOON)  # of which nothing is kept


async def test_a_day_has_so_many_for_a_person_in_all_places_and_for_a_server(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lessons, "MOST_OF_PERSON", 2)
    monkeypatch.setattr(lessons, "MOST_OF_SERVER", 3)
    store, hour = TrainedStore(database), timedelta(hours=1)
    made = await store.begin(new("one"), NOON)
    await store.forget(made.id)  # which does not give back what it cost
    await store.begin(new("two", ANNS), NOON + hour)
    for place in (SERVER, OTHER_SERVER, ANNS):
        with pytest.raises(TrainedEnough) as refused:
            await store.check(place, ANN, "text", NOON + 1.5 * hour)
        assert (refused.value.most, refused.value.wait_h, refused.value.of_server) == (2, 23, False)
    with pytest.raises(TrainedEnough):
        await store.begin(new("three"), NOON + hour)
    assert await store.of(SERVER) == ()
    for name in ("four", "five"):
        await store.begin(new(name, maker=BOB), NOON + hour)
    with pytest.raises(TrainedEnough) as refused:
        await store.check(SERVER, BOT, "text", NOON + hour)
    assert (refused.value.wait_h, refused.value.of_server) == (23, True)
    await store.discount("five-" + str(SERVER))
    await store.check(SERVER, BOT, "text", NOON + hour)
    await store.begin(new("six", maker=BOT), NOON + hour)
    await store.check(OTHER_SERVER, ANN, "text", NOON + 24 * hour)


async def test_of_two_at_once_only_as_many_begin_as_there_are_left(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lessons, "MOST_OF_PERSON", 2)
    stores = [TrainedStore(database) for _ in range(4)]
    begun = [store.begin(new(f"n{number}", maker=ANN), NOON) for number, store in enumerate(stores)]
    outcomes = await asyncio.gather(*begun, return_exceptions=True)
    assert sorted(type(each).__name__ for each in outcomes) == ["Trained"] * 2 + ["TrainedEnough"] * 2
    assert len(await stores[0].of(SERVER)) == 2


async def test_who_is_forgotten_begins_a_new_day_and_the_server_does_not(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lessons, "MOST_OF_PERSON", 1)
    monkeypatch.setattr(lessons, "MOST_OF_SERVER", 1)
    store, people = TrainedStore(database), People(database)
    await store.begin(new("one"), NOON)
    (counted,) = (await people.export(ANN))["lessons"]
    assert set(counted) == {"token", "guild_id", "begun_at"}
    await people.forget(ANN)
    assert (await people.export(ANN))["lessons"] == []
    await store.check(OTHER_SERVER, ANN, "text", NOON)
    with pytest.raises(TrainedEnough):
        await store.check(SERVER, BOB, "text", NOON)
    await store.forget_expired(NOON + lessons.DAY)
    await store.check(SERVER, BOB, "text", NOON)


@pytest.mark.parametrize("name", ["pirates", "Piraten-2", "été", "über_mut", "海賊", "x" * 30, "1"])
def test_a_name_is_one_word_of_any_script(name: str) -> None:
    assert clean_trained_name(f" {name} ") == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "two words", "**bold**", "<@123>", "a:b", "a=b", "`x`", "-x", "🏴", "x" * 31, "a/b", "../x"],
)
def test_what_could_not_be_typed_as_one_word_is_no_name(name: str) -> None:
    with pytest.raises(BadTrainedName):
        clean_trained_name(name)
