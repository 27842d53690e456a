"""The film space is trained in a room; it is looked at, and not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.movies.catalogues import Catalogues
from storage.places import Place
from tests.models.movies.conftest import small_artifact
from tests.room import Room


@pytest.fixture(autouse=True)
def _few_films(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few films looked up and learned, which takes no time."""
    few: Path = small_artifact(tmp_path_factory)
    monkeypatch.setattr(Catalogues, "place", lambda *_: few)


async def test_films_find_their_places_before_a_room_and_nothing_is_kept(room: Room) -> None:
    for call, told in (
        ("!train films Xyzzyplugh Qwrtz", "Xyzzyplugh Qwrtz"),
        ("!train films Even 8 theme=pink", "light"),
    ):
        refused = await room.say(call)
        assert refused.refused, call
        assert told in refused.text, refused.text
    learned = await room.say("!train films even 8 theme=light")
    for told in (
        "films has learned",
        "held-out links found on links that neither taught nor chose it (popularity: ",
        "sweep",
        "None of it is kept",
        "**Even 8 (1934)** → ",
    ):
        assert told in learned.text, learned.text
    assert "Curves of a training, films: held-out links found" in str(
        learned.message.attachments[0].description
    )
    assert not learned.labels
    again = await room.ask("slash", "train films", "Odd 3")
    assert "films has learned" in again.text
    assert await room.bot.services.trained.of(Place.server(room.guild_id)) == ()
