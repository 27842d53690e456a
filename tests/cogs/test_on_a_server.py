"""The bot on PostgreSQL: people notice nothing of it, but for an apology while its server is away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from storage.address import parse_address
from testbed.postgresql import Cluster, running_cluster
from tests.conftest import furnished
from tests.room import Answer, Room

pytestmark = pytest.mark.own_bot

AWAY = "can't be reached just now, and nothing was changed"


@pytest.fixture
def own_server(postgresql: Cluster) -> Iterator[Cluster]:
    """Yield a server that the test may kill."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def settings(tmp_path: Path, vectors_dir: Path, empty_database: Path, own_server: Cluster) -> Settings:
    """Return the settings of a bot that keeps everything on the server."""
    chosen = furnished(tmp_path / "data", vectors_dir, empty_database)
    return chosen.model_copy(update={"database": parse_address(own_server.address("postgres"))})


async def test_an_evening_outlives_the_kill_of_the_server(
    room: Room, own_server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.say("!like Toy Story; Alien; Blade Runner")
    assert "Toy Story" in (await room.say("!ratings")).text
    assert not (await room.say("!recommend")).refused
    await room.say("!list create Friday night")
    await room.say("!list add Alien; Heat 1995; The Matrix")
    vote = await room.say("!vote start")

    own_server.kill()
    with monkeypatch.context() as patch:  # it is gone, however long one waits
        patch.setattr(room.bot.services.database._backend, "_wait_s", 0.5)
        assert AWAY in (await room.say("!like Heat 1995")).text
        pressed = room.answer_to(await room.alan.click(vote.message, label=vote.labels[1]))
        assert AWAY in pressed.text
        assert pressed.private
    own_server.start()

    assert "Noted" in (await room.say("!like The Matrix")).text
    for title in ("Toy Story", "Alien", "Blade Runner", "The Matrix"):
        assert title in (await room.say("!ratings")).text
    assert "Heat" not in room.newest().text
    await room.alan.click(vote.message, label=vote.labels[1])
    await room.say("!vote close")
    assert "Heat (1995)" in " ".join(Answer(each, private=False).text for each in room.channel.history()[-3:])

    await room.say("!mydata")
    sent = room.ada.user.dm_channel.history()[-1]
    assert len(json.loads(await sent.attachments[0].read())["ratings"]) == 4
    question = await room.say("!forgetme")
    forgotten = await room.ada.click(question.message, label="Forget everything")
    assert "The server that keeps things for me" in room.answer_to(forgotten).text
    assert await room.bot.services.ratings.of(room.ada.id) == ()
    assert (await room.bot.services.people.export(room.ada.id))["lists"] == []
