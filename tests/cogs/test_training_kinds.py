"""What holds for all that is trained, texts, words and films: limits, places, names, and its end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import discord
import pytest

from bot.training import AT_WORK, TrainingsBusy
from bot.waiting import WAITING
from cogs.training.cards import ended_card
from cogs.training.consent import ASKED_S, ConsentView
from cogs.training.keeping import Keeping
from models.live.lesson import Subject
from models.publishing import claim
from storage import lessons
from storage import trained as storage_of_trained
from storage.places import Place
from storage.trained import KEPT_FOR
from tests.cogs.taught import ASKED, KEPT, ask, begun, report_on, taught
from tests.models.live.topics import topical_text
from tests.models.live.watching import rhyme
from tests.room import Answer, Room

Hindrance = Callable[[Room, pytest.MonkeyPatch], AbstractContextManager[str]]
FACES = ("prefix", "mention", "slash")
FILES = {Subject.TEXT: rhyme(150), Subject.WORDS: topical_text(12_000)}


async def train(room: Room, subject: Subject, face: str, name: str = "new") -> Answer:
    """Let somebody new ask for a training, of a text that ships, by typed command, mention or slash."""
    (room.ada,) = room.join("somebody")
    options = {} if subject is Subject.FILMS else {"name": name, "shipped": "shakespeare"}
    if face == "slash":
        return room.answer_to(await room.ada.slash(room.channel, f"train {subject}", **options))
    assert room.bot.user is not None
    prefix = "!" if face == "prefix" else f"{room.bot.user.mention} "
    typed = "" if subject is Subject.FILMS else f"{name} shipped=shakespeare"
    return await room.say(f"{prefix}train {subject} {typed}")


async def in_private(room: Room, face: str, command: str, typed: str = "", **options: str) -> Answer:
    """Let Ada ask in direct messages."""
    if face == "slash":
        return room.answer_to(await room.ada.user.slash(room.slash_name(command), **options))
    await room.ada.user.send_dm(f"!{command} {typed}")
    return Answer(room.ada.user.dm_channel.history()[-1], private=True)


@contextmanager
def switched_off(room: Room, patch: pytest.MonkeyPatch) -> Iterator[str]:
    patch.setattr(room.bot.services.trainings, "_most", 0)
    yield "wants nothing trained here"


@contextmanager
def taken(room: Room, _: pytest.MonkeyPatch) -> Iterator[str]:
    """Have another bot of this machine train."""
    folder = room.bot.services.trainings.folder / f"{AT_WORK}another-bot-s"
    release = claim(folder)
    assert release is not None
    yield "Others are training just now"
    release()


@contextmanager
def overtaken(room: Room, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Have somebody else begin between the look whether there is room and the beginning."""

    async def begin(*_: object) -> None:
        raise TrainingsBusy(5)

    patch.setattr(room.bot.services.trainings, "begin", begin)
    yield "no room for more. Try again in 5 seconds"


@contextmanager
def full(_: Room, patch: pytest.MonkeyPatch) -> Iterator[str]:
    patch.setattr(storage_of_trained, "MOST_OF_PLACE", 0)
    yield "0 models or 40 MB are kept here"


@pytest.mark.parametrize("hindrance", [switched_off, taken, overtaken, full])
async def test_what_keeps_one_kind_from_beginning_keeps_all(
    room: Room, monkeypatch: pytest.MonkeyPatch, hindrance: Hindrance
) -> None:
    with hindrance(room, monkeypatch) as told:
        for number, subject in enumerate(KEPT if told.startswith("0 models") else Subject):
            before = len(room.channel.history())
            answer = await train(room, subject, FACES[number % 3])
            assert answer.refused
            assert told in answer.text
            said = [each for each in room.channel.history()[before:] if each.author.bot]
            assert len(said) <= 1, "it says both that it begins and that it does not"
            assert (await room.bot.services.people.export(room.ada.id))["lessons"] == []
    assert await room.bot.services.trained.of(Place.server(room.guild_id)) == ()


async def test_a_day_s_number_is_one_for_all_kinds_and_outlives_what_was_trained(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = room.bot.services.trained
    monkeypatch.setattr(lessons, "MOST_OF_PERSON", 1)
    made = await begun(room, "elsewhere", Subject.FILMS, place=Place.private(room.ada.id))
    await store.forget(made.id)
    calls = ("text a shipped=python", "words a shipped=shakespeare", "films")
    for subject, call in zip(Subject, calls, strict=True):
        answer = await room.say(f"!train {call}")
        assert "You have had 1 training in a day" in answer.text, subject
        assert "The next is in 24 hours." in answer.text
    monkeypatch.setattr(lessons, "MOST_OF_SERVER", 1)
    await store.forget((await begun(room, "films", Subject.FILMS, maker_id=room.alan.id)).id)
    for number, subject in enumerate(Subject):
        assert "This server has had 1 training in a day" in (await train(room, subject, FACES[number])).text
    assert await store.of(Place.server(room.guild_id)) == ()


async def test_names_are_one_word_of_any_script_and_belong_to_one_whatever_it_is(room: Room) -> None:
    await taught(room, "Straße", Subject.WORDS)
    await begun(room, "海賊", Subject.TEXT)
    for name, told in (
        ("STRASSE", "There is one called **Straße** here already"),
        ("海賊", "There is one called **海賊** here already"),
        ("x" * 31, "typed as one word"),
        ("🏴", "typed as one word"),
        ("<@123456789012345678>", "typed as one word"),
        ("../../etc", "typed as one word"),
        ("a\u200bb", "typed as one word"),
    ):
        for subject in KEPT:
            answer = await train(room, subject, "slash", name)
            assert answer.refused
            assert told in answer.text, name
    assert "typed as one word" in (await train(room, Subject.TEXT, "slash", "two words")).text


@pytest.mark.parametrize("subject", KEPT)
async def test_in_direct_messages_it_is_one_s_own(room: Room, subject: Subject) -> None:
    bot, ada = room.bot, room.ada
    kept = await taught(room, "mine", subject, place=Place.private(ada.id))
    command, option, text = ASKED[subject]
    for face in ("prefix", "slash"):
        parameter = room.bot.get_command(command).clean_params  # type: ignore[union-attr]  # it is there
        options = {option: "MINE", next(iter(parameter)): text}
        answer = await in_private(room, face, command, f"{option}=mine {text}", **options)
        assert "mine" in answer.text
        assert not answer.embed.colour or not answer.refused
    assert "What you have trained in private\n**mine**" in (await in_private(room, "prefix", "train")).text
    assert (await ask(room, subject, "mine")).refused
    assert "Nothing yet" in (await room.say("!train")).text
    attached = room.env.backend.store_attachments(
        ada.user.dm_channel.id, [("a.txt", FILES[subject].encode())]
    )
    await ada.user.send_dm(f"!train {subject} other", attachments=attached)
    asked = Answer(ada.user.dm_channel.history()[-1], private=True)
    assert "only you can " in asked.text
    await ada.user.click(asked.message, label="Don't")
    assert "is deleted" in (await in_private(room, "slash", "train forget", name="mine")).text
    assert not (bot.services.trainings.folder / kept.token).exists()


@pytest.mark.parametrize("subject", KEPT)
async def test_a_text_is_taken_from_a_message_of_one_s_own_and_from_nobody_else_s(
    room: Room, subject: Subject
) -> None:
    files = [("message.txt", FILES[subject].encode())]
    theirs = await room.alan.send(room.channel, "look at my diary", attachments=files)
    for message in (theirs, await room.alan.send(room.channel, FILES[subject][:1900])):
        await room.ada.send(room.channel, f"!train {subject} new", reply_to=message)
        assert "What shall it learn?" in room.newest().text
        assert "reply to a message of your own" in room.newest().text
    await room.alan.send(room.channel, f"!train {subject} new", reply_to=theirs)
    assert "Train new on your text?" in room.newest().text
    several = await room.alan.send(
        room.channel, f"!train {subject} new shipped=shakespeare", attachments=files
    )
    assert "One text at a time" in room.after(several)[0].embeds[0].description  # type: ignore[operator]


@pytest.mark.parametrize("subject", KEPT)
async def test_a_question_that_cannot_be_met_stays_and_lets_the_text_go_in_the_end(
    room: Room, subject: Subject
) -> None:
    file = ("a.txt", FILES[subject].encode())
    await room.ada.send(room.channel, f"!train {subject} new", attachments=[file])
    question = room.newest()
    await begun(room, "NEW", subject, maker_id=room.alan.id)  # meanwhile
    for _ in range(2):
        refused = room.answer_to(await room.ada.click(question.message, label="Train on it"))
        assert refused.private
        assert "There is one called **NEW** here already" in refused.text
    assert room.now(question.message).labels == ["Train on it", "Don't"]
    (view,) = [each for each in WAITING.now if isinstance(each, ConsentView) and not each.is_finished()]
    await room.env.advance_time(ASKED_S + 1)
    assert view.is_finished()
    assert view._begin is None, "the text is held still"
    assert (await room.bot.services.people.export(room.ada.id))["lessons"] == []


@pytest.mark.parametrize("subject", KEPT)
async def test_where_nobody_s_own_texts_are_wanted_none_is_looked_at(
    room: Room, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = room.bot.settings.model_copy(update={"own_texts": False})
    monkeypatch.setattr(room.bot, "settings", alone)
    file = ("a.txt", FILES[subject].encode())
    await room.ada.send(room.channel, f"!train {subject} new", attachments=[file])
    assert "wants me to train on my own texts alone: `shipped=" in room.newest().text
    for options in ({"file": file}, {}):
        answer = room.answer_to(
            await room.alan.slash(room.channel, f"train {subject}", name="new", **options)
        )
        assert answer.refused
        assert ("on my own texts alone" if options else "What shall it learn?") in answer.text


async def test_all_is_exported_forgotten_and_asked_no_more(room: Room) -> None:
    bot = room.bot
    kept = [await taught(room, f"my-{subject}", subject) for subject in KEPT]
    theirs = await taught(room, "alans", Subject.WORDS, maker_id=room.alan.id)
    for each in kept:
        assert not (await ask(room, Subject(each.subject), each.name)).text.startswith("I have no")
    exported = await bot.services.people.export(room.ada.id)
    assert [(each["name"], each["subject"]) for each in exported["trained"]] == [
        ("my-text", "text"),
        ("my-words", "words"),
    ]
    assert [each["guild_id"] for each in exported["lessons"]] == [str(room.guild_id)] * 2
    question = await room.say("!forgetme")
    await room.ada.click(question.message, label="Forget everything")
    after = json.dumps(await bot.services.people.export(room.ada.id))
    assert "my-" not in after
    assert "begun_at" not in after
    folders = {each.name for each in bot.services.trainings.folder.iterdir()}
    assert folders >= {theirs.token}
    assert folders.isdisjoint(each.token for each in kept)
    for each in kept:
        assert (await ask(room, Subject(each.subject), each.name)).refused


async def test_all_expires_and_its_files_go(room: Room) -> None:
    bot, place = room.bot, Place.server(room.guild_id)
    now = discord.utils.utcnow()
    long_ago = now - KEPT_FOR - timedelta(minutes=1)
    old = [await taught(room, f"old-{each}", each, at=long_ago) for each in KEPT]
    new = [await taught(room, f"new-{each}", each, at=now) for each in KEPT]
    keeping = bot.get_cog(Keeping.__name__)
    assert isinstance(keeping, Keeping)
    await keeping.look.coro(keeping)
    assert [each.name for each in await bot.services.trained.of(place)] == [each.name for each in new]
    folder = bot.services.trainings.folder
    assert not any((folder / each.token).exists() for each in old)
    assert all((folder / each.token).exists() for each in new)
    assert (await ask(room, Subject.WORDS, "old-words")).refused
    assert "Nearest to ship" in (await ask(room, Subject.WORDS, "new-words")).text


async def test_what_another_process_trains_is_left_to_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = room.bot.get_cog(Keeping.__name__)
    assert isinstance(keeping, Keeping)
    for subject in Subject:
        await begun(room, f"far-{subject}", subject)
    monkeypatch.setattr(room.bot, "serves", lambda guild_id: guild_id != room.guild_id)
    await keeping.look.coro(keeping)
    assert len(await room.bot.services.trained.of(Place.server(room.guild_id))) == 3
    monkeypatch.undo()
    await keeping.look.coro(keeping)
    assert await room.bot.services.trained.of(Place.server(room.guild_id)) == ()


async def test_only_its_maker_and_managers_delete_it(room: Room) -> None:
    place = Place.server(room.guild_id)
    for subject in KEPT:
        for number, manager in enumerate((room.ada, room.manager("grace"))):
            await taught(room, f"{subject}-{number}", subject)
            refused = room.answer_to(
                await room.alan.slash(room.channel, "train forget", name=f"{subject}-{number}")
            )
            assert refused.refused
            assert f"<@{room.ada.id}> or somebody who may manage the server" in refused.text
            done = room.answer_to(
                await manager.slash(room.channel, "train forget", name=f"{subject}-{number}")
            )
            assert "is deleted" in done.text
    assert await room.bot.services.trained.of(place) == ()


@pytest.mark.parametrize("subject", Subject)
def test_what_a_text_holds_acts_as_nothing_where_its_sample_is_shown(subject: Subject) -> None:
    sample = {
        Subject.TEXT: "```\n@everyone <@1> ```",
        Subject.WORDS: "**a**: @everyone, <@1>, [b](https://c.d)",
        Subject.FILMS: "**a**\t@everyone\t<@1>",
    }[subject]
    shown = str(ended_card("new", None, report_on(subject), sample, "a text").fields[0].value)
    assert shown.count("```") == (2 if subject is Subject.TEXT else 0)
    assert "@everyone" not in shown or subject is Subject.TEXT
    assert "<@1>" not in shown or subject is Subject.TEXT
