"""The film space is trained in a room; it is looked at, and not kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import discord
import pytest

from cogs.training.cards import ended_card
from models.artifacts import add_metrics
from models.live.film_recipe import RecipeRecord, hash_links
from models.live.film_training import catalogue_of, divided
from models.live.films import COOKBOOK
from models.live.lesson import Baseline, Begun, Ending, Point, Report, Subject
from models.movies.catalogues import Catalogues
from models.movies.embeddings import BUILD_COMMAND, KIND, load_embeddings
from storage.places import Place
from tests.models.movies.conftest import small_artifact
from tests.room import Answer, Room


@pytest.fixture(autouse=True)
def _few_films(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few films looked up and learned, which takes no time."""
    few: Path = small_artifact(tmp_path_factory)
    monkeypatch.setattr(Catalogues, "place", lambda *_: few)


async def test_films_find_their_places_before_a_room_and_nothing_is_kept(room: Room) -> None:
    for call, told in (
        ("!train films Xyzzyplugh Qwrtz", "Xyzzyplugh Qwrtz"),
        ("!train films Even 8 dimensions=129", "128"),
    ):
        refused = await room.say(call)
        assert refused.refused, call
        assert told in refused.text, refused.text
    learned = await room.say("!train films even 8 theme=light")
    for told in (
        "films has learned",
        "held-out links found on links that neither taught nor chose it, after ",
        " popularity (0.",
        "The curve: past popularity (0.",
        "of 120 films in 128 dimensions",
        "The cookbook's recipe has no line here: it was not measured on these very links.",
        "None of it is kept",
        "**Even 8 (1934)** → ",
    ):
        assert told in learned.text, learned.text
    assert "Curves of a training, films: held-out links found" in str(
        learned.message.attachments[0].description
    )
    assert not learned.labels
    again = await room.ask("slash", "train films", "Odd 3", dimensions=3)
    assert "films has learned" in again.text
    assert "of 120 films in 3 dimensions" in again.text
    assert await room.bot.services.trained.of(Place.server(room.guild_id)) == ()


PAST = "past the cookbook's recipe, 2 epochs (0.00) since sweep 1"
LESS = "less than the cookbook's recipe, 2 epochs (1.00)"


@pytest.mark.parametrize(
    ("found", "same_links", "told", "drawn"),
    [
        (0.0, True, PAST, "cookbook's recipe, 2 epochs: 0.00, passed after 1 sweep."),
        (1.0, True, LESS, "cookbook's recipe, 2 epochs: 1.00."),
        (0.5, False, "The cookbook's recipe has no line here", None),
    ],
)
async def test_the_space_is_compared_with_the_cookbooks_recipe_on_the_same_links(
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    found: float,
    same_links: bool,
    told: str,
    drawn: str | None,
) -> None:
    folder = tmp_path / "films"
    shutil.copytree(small_artifact(tmp_path_factory), folder)
    links = hash_links(*divided(catalogue_of(load_embeddings(folder)), 0)[1:])
    record = RecipeRecord(links, 0, 50, (0.1, found), (0.1, found))
    if not same_links:
        record = replace(record, links_sha256="0" * 64)
    add_metrics(folder, KIND, BUILD_COMMAND, record.metrics())
    monkeypatch.setattr(Catalogues, "place", lambda *_: folder)
    learned = await room.say("!train films")
    assert told in learned.text, learned.text
    picture = str(learned.message.attachments[0].description)
    assert ("recipe" in picture) == same_links
    assert drawn is None or drawn in picture, picture


def test_it_is_told_by_how_much_more_or_less_it_found() -> None:
    points = (Point(1, 0.5, 0.1, 0.13), Point(2, 1.0, 0.3, 0.30), Point(3, 1.5, 0.4, 0.38))
    lines = (Baseline("popularity", 0.22), Baseline(COOKBOOK, 0.28, "8 epochs"))
    report = Report(Subject.FILMS, Ending.DONE, Begun(90, 5, 5, lines), points, points[-1], 0.3749, lines)

    def told(report: Report) -> str:
        return str(ended_card("films", None, report, "", "9 films").description)

    said = told(report)
    assert "**0.37** held-out links found on links that neither taught nor chose it, after 3 sweeps: " in said
    assert "0.15 more than popularity (0.22), 0.09 more than the cookbook's recipe, 8 epochs (0.28)." in said
    assert "past popularity (0.22) since sweep 2; past the cookbook's recipe, 8 epochs (0.28) since" in said
    assert "as many as the cookbook's recipe, 8 epochs (0.28)" in told(replace(report, judged=0.281))
    first = told(replace(report, points=points[:1], best=points[0], judged=0.13))
    assert "0.09 less than popularity (0.22), 0.15 less than the cookbook's" in first
    assert "not past popularity (0.22); not past the cookbook's recipe, 8 epochs (0.28)." in first


async def test_in_direct_messages_they_learn_before_one_person(room: Room) -> None:
    (room.ada,) = room.join("grace")
    messages = room.ada.user.dm_channel
    await room.ada.user.send_dm("!train films Even 8")
    typed = Answer(messages.history()[-1], private=True)
    slashed = room.answer_to(await room.ada.user.slash("train films", film="Odd 3"))
    for answer in (typed, Answer(await as_it_stands(room, slashed), private=True)):
        assert "films has learned" in answer.text
        assert answer.message.attachments
    assert await room.bot.services.trained.of(Place.private(room.ada.id)) == ()


async def as_it_stands(room: Room, answer: Answer) -> discord.Message:
    """Return a direct message as it stands now."""
    return next(each for each in room.ada.user.dm_channel.history() if each.id == answer.message.id)
