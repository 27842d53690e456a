"""settings: what a server chooses for itself, by prefix and by slash, and who may not."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import discord
import pytest
import simcord

from bot.context import Context
from bot.refusals import AnswersElsewhere
from bot.sentences import sentence
from storage.server_settings import UNCHANGED
from tests.room import Answer, Room


@pytest.fixture
def room(room: Room) -> Room:
    """Return a room in which Ada may manage the server."""
    room.ada = room.manager("ada")
    return room


async def is_silent(room: Room, person: simcord.MemberActor, text: str) -> bool:
    sent = await person.send(room.channel, text)
    return bool(room.channel.last_message and room.channel.last_message.id == sent.id)


async def press(room: Room, answer: Answer, label: str) -> Answer:
    await room.ada.click(answer.message, custom_id=answer.custom_ids[answer.labels.index(label)])
    return Answer(await answer.message.channel.fetch_message(answer.message.id), private=False)


async def test_a_server_has_a_prefix_of_its_own_everywhere(room: Room) -> None:
    help_before = await room.say("!help")
    assert "as everywhere" in (await room.say("!settings")).text
    changed = (await room.say("!settings prefix hp")).text
    assert "`hp`" in changed
    assert "`!`, as everywhere" in changed
    assert await is_silent(room, room.alan, "!help")
    assert await is_silent(room, room.alan, "hpx")
    assert room.bot.user is not None
    for typed in ("hp help", "Hp help", f"{room.bot.user.mention} help"):
        assert "Type `hp command`" in (await room.say(typed)).text, typed
    assert "Type `hp command`" in (await room.ask("slash", "help")).text
    assert (
        "Type `hp command`" in (await press(room, await press(room, help_before, "Talks"), "Overview")).text
    )
    assert "`hp list create Friday night`" in (await room.say("hp list")).text
    assert "`hp analogy`" in (await room.say("hp analogie man king woman")).text
    assert "`hp tsne cat dog" in (await room.say("hp help HP tsne")).text
    assert "`hp talk start in-five-minutes`" in (await room.say("hp talk check in-five-minutes")).text
    taken_back = await room.ask("slash", "settings reset")
    assert taken_back.private
    assert "before: `hp`" in taken_back.text
    assert "What we can explore" in (await room.say("!help")).text
    assert await room.bot.services.server_settings.of(room.guild_id) == UNCHANGED


async def test_a_talk_and_its_handout_show_the_server_s_prefix(room: Room) -> None:
    await room.say("!settings prefix ?")
    await room.say("?talk start in-five-minutes thread=no")
    page = room.newest()
    shown: list[str] = []
    while page.labels:
        page = await press(room, page, page.labels[0])
        shown.append(page.text)
        page = room.newest()
    assert "`?" in "".join(shown)
    assert "`!" not in "".join(shown)
    html, archive = [await each.read() for each in page.message.attachments]
    with zipfile.ZipFile(io.BytesIO(archive)) as handout:
        text = handout.read("handout.md").decode()
    assert "### `?" in text
    assert "### `!" not in text
    assert b"<h3><code>?" in html
    assert b"<h3><code>!" not in html


async def test_only_who_manages_a_server_changes_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    whispered: list[str] = []

    async def whisper(_: object, embed: discord.Embed) -> None:
        whispered.append(embed.description or "")

    monkeypatch.setattr(Context, "whisper", whisper)  # in a channel it goes away in a moment
    for text in ("!settings", "!settings prefix ?", "!settings channels here", "!settings reset"):
        await room.alan.send(room.channel, text)
        assert "Only somebody who may manage this server" in whispered.pop(), text
    offered = [person.available_commands(room.channel) for person in (room.ada, room.alan)]
    assert ["settings prefix" in each for each in offered] == [True, False]
    await room.ada.send_dm("!settings")
    assert "works only in a server" in whispered.pop()
    for text, why in {
        "!settings prefix /x": "opens a menu",
        "!settings prefix a b": "a space",
        "!settings channels #nowhere": "no channel called `#nowhere`",
        "!settings channels lab nowhere": "no channel called `nowhere`",
        "!settings talks nobody": "no role called `nobody`",
        "!settings channels": "channels",
    }.items():
        answer = await room.say(text)
        assert answer.refused, text
        assert why in answer.text, text
    assert (await room.ask("slash", "settings prefix", "/")).refused
    assert await room.bot.services.server_settings.of(room.guild_id) == UNCHANGED


async def test_other_channels_than_those_chosen_are_left_in_peace(room: Room) -> None:
    lab, hall = room.channel, room.guild.create_text_channel("hall")
    assert "All of them" in (await room.say("!settings channels here")).text.split("before:")[1]
    assert "What we can explore" in (await room.say("!help")).text
    room.channel = hall
    assert room.bot.user is not None
    for typed in ("!help", "!hlep", "!analogy", f"{room.bot.user.mention} help"):
        assert await is_silent(room, room.ada, typed), typed
    told = await room.ask("slash", "help")
    assert told.private
    assert f"Ask me in {lab.mention}" in told.text
    assert (await room.ask("slash", "mydata")).message.attachments
    assert lab.mention in (await room.say("!settings")).text
    found = room.bot.get_channel(lab.id)
    assert isinstance(found, discord.TextChannel)
    await found.create_thread(name="aside", type=discord.ChannelType.public_thread)
    room.channel = lab.threads[-1]
    assert "What we can explore" in (await room.say("!help")).text
    room.channel = hall
    offered = await room.ada.autocomplete(hall, "settings channels", "channels", "#lab, ha")
    assert [each["value"] for each in offered] == ["#lab, hall"]
    both = await room.ask("slash", "settings channels", f"{hall.mention} lab")
    assert hall.mention in both.text.split("before:")[0]
    assert "What we can explore" in (await room.say("!help")).text
    await room.say("!settings channels lab")
    assert await is_silent(room, room.ada, "!help")
    room.channel = room.guild.create_text_channel("aside", category=room.guild.create_category("lab talk"))
    assert await is_silent(room, room.ada, "!help")
    await room.say("!settings channels LAB TALK")
    assert "What we can explore" in (await room.say("!help")).text
    await room.bot.services.server_settings.change(
        room.guild_id,
        lambda kept: replace(kept, channels=frozenset({1})),  # one that was deleted
    )
    assert "What we can explore" in (await room.say("!help")).text
    assert "All of them" in (await room.say("!settings")).text


def test_many_channels_are_not_all_named() -> None:
    told = sentence(AnswersElsewhere(tuple(range(1, 9)))).markdown()
    assert told.endswith("Ask me in <#1>, <#2>, <#3>, <#4>, <#5> or 3 other channels.")


async def test_a_server_says_who_starts_talks(room: Room) -> None:
    speakers = room.guild.create_role("speakers")
    grace = room.guild.add_member(room.env.create_user("grace"), roles=[speakers])

    async def starts(person: simcord.MemberActor) -> bool:
        call = person.slash(room.channel, "talk start", name="in-five-minutes", step=40)
        return "has only" in room.answer_to(await call).text  # for it has no such step

    offered = await room.ada.autocomplete(room.channel, "settings talks", "who", "")
    assert {each["value"] for each in offered} == {"everyone", "managers", "speakers"}
    people = {"ada": room.ada, "alan": room.alan, "grace": grace}
    for who, may in {
        "managers": {"ada"},
        speakers.mention: {"ada", "grace"},
        "Speakers": {"ada", "grace"},
        "everyone": {"ada", "alan", "grace"},
    }.items():
        assert not (await room.say(f"!settings talks {who}")).refused
        assert {name for name, person in people.items() if await starts(person)} == may, who
        assert ("may manage the server" in (await room.say("!talk")).text) == (who != "everyone")
