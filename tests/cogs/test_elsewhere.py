"""What a button names is checked against where it is pressed, and by whom."""

from __future__ import annotations

import discord
import pytest

from bot.presses.pages import TurnPage
from bot.presses.press import Press
from cogs.concepts.buttons import OtherTheme, WordVote
from cogs.lists.add_remove import AddChosen
from cogs.lists.picks import PickFrom, Watched
from cogs.lists.vote_messages import Ballot
from cogs.movies.buttons import RateChosen, UnrateChosen
from cogs.shared.saving import SaveToList
from models.movies.film_keys import film_key
from storage.places import Place
from storage.ratings import Verdict
from tests.room import Room

MADE = (
    "list create Friday",
    "list add Alien; The Matrix",
    "vote start 5m",
    "concept make fruit: apple, pear, plum",
)


@pytest.fixture
async def other(room: Room) -> Room:
    """Return another server with a list, a vote and a concept."""
    made = Room.furnish(room.env)
    for command in MADE:
        await made.say(f"!{command}")
    return made


async def press(room: Room, press: Press) -> str:
    """Let Ada press a button with such an id, as if the bot had sent it here; return what she is told."""
    view = discord.ui.View(timeout=None)
    view.add_item(press.button("Press"))
    channel = room.bot.get_channel(room.channel.id)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send("made up", view=view)
    assert isinstance(sent, discord.Message)
    return room.answer_to(await room.ada.click(sent, label="Press")).text


async def test_what_belongs_to_another_server_cannot_be_pressed_from_here(room: Room, other: Room) -> None:
    services, place = room.bot.services, Place.server(other.guild_id)
    (kept,) = [each for each in await services.lists.of(place) if each.name == "Friday"]
    (vote,) = await services.votes.running(place)
    (concept,) = await services.concepts.of(place)
    before = await services.lists.entries(kept.id), await services.votes.get(vote.id)
    for made_up in (
        PickFrom(kept.id),
        Watched(kept.id, film_key("Alien (film)")),
        Ballot(vote.id, 1),
        WordVote(concept.id, "in", "apple"),
        OtherTheme(concept.id, "light"),
        TurnPage("list", str(kept.id), 0, room.ada.id),
        TurnPage("history", str(kept.id), 0, room.ada.id),
        TurnPage("ratings", str(other.ada.id), 0, room.ada.id),
    ):
        assert "belongs to another server" in await press(room, made_up), made_up
    assert before == (await services.lists.entries(kept.id), await services.votes.get(vote.id))


async def test_what_there_is_not_is_refused_and_no_fault(room: Room) -> None:
    for made_up in (
        TurnPage("nonsense", "", 0, room.ada.id),
        TurnPage("list", "[a](//evil.example)", 0, room.ada.id),
        TurnPage("history", "9" * 30, 0, room.ada.id),
        AddChosen(17, room.ada.id, 0),  # menus, pressed like a button
        RateChosen(Verdict.LIKE, room.ada.id, 0),
        UnrateChosen(room.ada.id, 0),
    ):
        assert "asks for something that I don't have" in await press(room, made_up), made_up


async def test_a_value_that_no_menu_has_is_refused_and_no_fault(room: Room) -> None:
    await room.say("!list create Friday")
    (kept,) = await room.bot.services.lists.of(Place.server(room.guild_id))
    channel = room.bot.get_channel(room.channel.id)
    assert isinstance(channel, discord.TextChannel)
    menus: list[tuple[Press, str]] = [
        (AddChosen(kept.id, room.ada.id, 0), "zz"),
        (RateChosen(Verdict.LIKE, room.ada.id, 0), "9" * 30),
        (UnrateChosen(room.ada.id, 0), "[a](//evil.example)"),
    ]
    for made_up, value in menus:
        view = discord.ui.View(timeout=None)
        view.add_item(made_up.menu("Which?", [discord.SelectOption(label="One", value=value)]))
        sent = await channel.send("made up", view=view)
        told = room.answer_to(await room.ada.select(sent, [value]))
        assert told.refused, made_up
        assert "on my side" not in told.text, made_up
    saving = SaveToList(Place.server(room.guild_id), room.ada.id, [], [kept])
    menu = saving.children[0]
    assert isinstance(menu, discord.ui.Select)
    menu.append_option(discord.SelectOption(label="One", value="zz"))
    sent = await channel.send("made up", view=saving)
    menu.options.pop()  # as it was offered
    assert "that I don't have" in room.answer_to(await room.ada.select(sent, ["zz"])).text
