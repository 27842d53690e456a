"""Word vectors are trained in a room, asked by `neighbours trained=NAME`, and forgotten."""

from __future__ import annotations

import re
from pathlib import Path

from models.live.lesson import Subject
from storage.places import Place
from tests.cogs.taught import begun, taught
from tests.models.live.topics import topical_text
from tests.room import Room

TEXT = topical_text(12_000).encode()


async def test_words_are_learned_after_a_yes_asked_and_forgotten(room: Room) -> None:
    await room.ada.send(room.channel, "!train words Seas minutes=5 ship", attachments=[("a.txt", TEXT)])
    asked = room.newest()
    assert "12,000 words" in asked.text
    assert "a list of the words that it has several times" in asked.text
    assert "With fewer than 300,000 words" in asked.text
    await room.ada.click(asked.message, label="Train on it")
    learned = room.newest()
    assert "Seas has learned" in learned.text
    assert "bits a word on text that neither taught nor chose it" in learned.text
    assert "(word counts: " in learned.text
    assert "blindly that takes 4" in learned.text
    assert "**ship** → " in learned.text
    assert "`!neighbours trained=Seas ship`" in learned.text
    assert "Curves of a training, Seas: bits a word" in str(learned.message.attachments[0].description)

    near = await room.say("!neighbours trained=seas ship 3")
    assert "Nearest to ship" in near.text
    assert "Seas, 138 words" in near.text
    assert "Seas, 138 words" in (await room.ask("slash", "neighbours", "king", trained="SEAS")).text
    for command, question, told in (
        ("analogy", "ship is to boat as king is to", "**ship is to boat as king is to …**"),
        ("odd", "ship, boat, king, galley", "The odd one out: king"),
        ("similarity", "ship boat", "nearest to **ship** of 138 words"),
    ):
        for face in ("prefix", "slash"):
            answer = await room.ask(face, command, question, trained="seas")
            assert told.strip("*") in answer.text, answer.text
            assert "Seas, 138 words" in answer.text
    for command in ("neighbours", "analogy", "odd", "similarity"):
        offered = await room.ada.autocomplete(room.channel, command, "trained", "se")
        assert [each["value"] for each in offered] == ["Seas"]
    await taught(room, "pirates", Subject.TEXT)
    await begun(room, "later", Subject.WORDS)
    refusals = {
        "!neighbours trained=seas shio": "**Seas** has no vector of `shio`: its text has that too seldom, "
        "or not at all. Did you mean **ship**",
        "!neighbours trained=seas coffee": "Try a more frequent word of it",
        "!neighbours trained=sea ship": "Did you mean **Seas**?",
        "!neighbours trained=pirates ship": "`!complete style=pirates`",
        "!neighbours trained=later ship": "is learning still",
        "!complete style=seas ship": "learned words, not to write: `!neighbours trained=Seas`",
        "!similarity trained=seas shio, coffee": "**Seas** has no vector of `shio` and `coffee`",
        "!similarity trained=sea ship boat": "Did you mean **Seas**?",
        "!odd trained=pirates ship boat king": "`!complete style=pirates`",
        "!analogy trained=later ship boat king": "is learning still",
    }
    for call, told in refusals.items():
        answer = await room.say(call)
        assert answer.refused, call
        assert told in answer.text, answer.text
    exported = await room.bot.services.people.export(room.ada.id)
    assert {row["name"]: row["subject"] for row in exported["trained"]}["Seas"] == "words"
    assert "is deleted" in (await room.say("!train forget seas")).text
    assert "Nothing called `seas`" in (await room.say("!neighbours trained=seas ship")).text


async def test_every_call_of_trained_words_that_the_docs_show_is_answered(room: Room) -> None:
    root = Path(__file__).parents[2]
    shown = "".join((root / file).read_text(encoding="utf-8") for file in ("docs/commands.md", "README.md"))
    calls = sorted(set(re.findall(r"`!(\w+ trained=atlas [^`]+)`", shown)))
    assert {call.split()[0] for call in calls} == {"analogy", "neighbours", "odd", "similarity"}
    await taught(
        room, "atlas", Subject.WORDS, words=sorted({word for call in calls for word in call.split()})
    )
    for call in calls:
        answer = await room.say(f"!{call}")
        assert not answer.refused, answer.text
        assert "· atlas, " in answer.text


async def test_the_words_of_what_is_asked_are_offered_while_typing(room: Room) -> None:
    await taught(room, "tiny", Subject.WORDS, words=["coffeehouse", "ship"])
    await taught(room, "style", Subject.TEXT)
    for command, option, trained, offered in (
        ("neighbours", "word", "tiny", ["coffeehouse"]),
        ("analogy", "expression", "TINY", ["coffeehouse"]),
        ("odd", "words", "tiny", ["coffeehouse"]),
        ("similarity", "words", "tin", ["coffee", "coffeehouse"]),
        ("similarity", "words", "style", ["coffee", "coffeehouse"]),
    ):
        found = await room.ada.autocomplete(room.channel, command, option, "coffee", trained=trained)
        assert [each["value"] for each in found if each["value"] in ("coffee", "coffeehouse")] == offered


async def test_a_text_that_tells_nothing_of_words_is_refused_with_what_to_do(room: Room) -> None:
    for call, text, told in (
        ("!train words", TEXT, "name"),
        ("!train words seas", b"", "Attach a text file, reply to a message of your own that has one"),
        ("!train words seas", TEXT[: len(TEXT) // 2], "need 10,000 words to learn from, and that has 5,9"),
        ("!train words seas", "吾輩は猫である。".encode() * 9_000, "`!train text` learns its characters"),
        ("!train words seas", b"ha " * 12_000, "need 100 different words that come 3 times or more"),
        ("!train words seas shipped=shakespeare", TEXT, "One text at a time"),
        ("!train words seas shipped=python", b"", "`encyclopedia` or `shakespeare`"),
    ):
        command = room.bot.get_command("train words")
        assert command is not None
        command.reset_cooldown(await room.bot.get_context(await room.ada.send(room.channel, "hello")))
        await room.ada.send(room.channel, call, attachments=[("a.txt", text)] if text else [])
        assert room.newest().refused, call
        assert told in room.newest().text, room.newest().text


async def test_a_word_to_watch_that_the_text_lacks_is_told_and_nothing_is_kept(room: Room) -> None:
    answer = await room.ask("slash", "train words", "seas", shipped="shakespeare", watch="zeppelin")
    assert "**seas** has learned nothing. The text has `zeppelin` fewer than" in answer.text
    assert (await room.bot.services.people.export(room.ada.id))["lessons"] == []
    assert await room.bot.services.trained.of(Place.server(room.guild_id)) == ()
