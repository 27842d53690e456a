"""The playground's Discord without its bot: what it keeps, and for how long."""

from __future__ import annotations

import json

import pytest

from bot.playground import model
from bot.playground.feed import Feed
from bot.playground.model import Files
from bot.playground.person import Person, RefusedError
from bot.playground.world import World, build_world


@pytest.fixture
def world() -> World:
    return build_world()


def test_the_oldest_files_go_first_and_pictures_are_measured() -> None:
    files = Files(kept_bytes=10)
    first, second, third = (files.store_attachment(at, 1, "a b.txt", b"12345", None) for at in range(3))
    assert first["filename"] == "a_b.txt"
    assert [files.get(each["url"]) for each in (first, second, third)] == [None, b"12345", b"12345"]
    assert "width" not in files.store_attachment(4, 1, "broken.png", b"no picture", None)


def test_the_oldest_messages_and_interactions_go_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "KEPT_MESSAGES", 3)
    monkeypatch.setattr(model, "KEPT_INTERACTIONS", 3)
    ada, channel = Person(world.model, world.members["Ada"]), world.channels["film-night"]
    for at in range(5):
        ada.send(channel, str(at))
        world.model.new_interaction(2, channel, ada.id, None)
    assert [each.content for each in world.model.messages[channel].values()] == ["2", "3", "4"]
    assert len(world.model.interactions) == len(world.model.interaction_tokens) == 3


async def test_a_page_is_sent_the_newest_state_of_what_its_person_may_see(world: World) -> None:
    ada, alan = (Person(world.model, world.members[name]) for name in ("Ada", "Alan"))
    feed = Feed(world.model)
    with feed.listening(alan) as listener:
        channel = world.channels["film-night"]
        said = ada.send(channel, "first")
        world.model.edit_message(channel, said.id, {"content": "last"})
        ada.send(world.model.get_dm_channel(ada.id).id, "not for Alan")
        gone = ada.send(channel, "gone")
        world.model.delete_message(channel, gone.id)
        stream = listener.stream()
        sent = [json.loads((await anext(stream)).removeprefix("data: ")) for _ in range(2)]
        feed.close()
        assert [each async for each in stream] == []
    assert [each.get("message", {}).get("content") for each in sent] == ["last", None]
    assert sent[1] == {"gone": str(gone.id)}


def test_people_change_and_delete_their_own_messages_and_nobody_else_s(world: World) -> None:
    ada, alan = (Person(world.model, world.members[name]) for name in ("Ada", "Alan"))
    channel = world.channels["film-night"]
    said = ada.send(channel, "Alien?")
    assert ada.edit(channel, said.id, " @Alan: Aliens? ").content == f"<@{alan.id}>: Aliens?"
    for text, why in {" ": "Write something", "x" * 2001: "at most 2,000 characters"}.items():
        with pytest.raises(RefusedError, match=why):
            ada.edit(channel, said.id, text)
    with pytest.raises(RefusedError, match="of your own"):
        alan.edit(channel, said.id, "No")
    with pytest.raises(RefusedError, match="of your own"):
        alan.delete(channel, said.id)
    picture = ada.send(channel, "a picture", [("a.txt", b"a")])
    assert ada.edit(channel, picture.id, "").content == ""
    ada.delete(channel, said.id)
    with pytest.raises(RefusedError, match="gone"):
        ada.edit(channel, said.id, "Alien!")
