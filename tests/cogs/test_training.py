"""Small models are trained in a room, asked, shown and forgotten."""

from __future__ import annotations

import random

from storage.places import Place
from tests.room import Room

WORDS = ["arr", "me", "ship", "sails", "on", "the", "sea", "a", "parrot", "sings", "of", "rum", "and", "gold"]


def rhyme(lines: int, seed: int = 0) -> bytes:
    drawn = random.Random(seed)
    return "\n".join(" ".join(drawn.choices(WORDS, k=6)) for _ in range(lines)).encode()


async def test_a_text_is_learned_after_a_yes_and_asked_shown_and_forgotten(room: Room) -> None:
    text = rhyme(200)
    await room.ada.send(room.channel, "!train text Pirates minutes=5", attachments=[("rhyme.txt", text)])
    asked = room.newest()
    assert "I keep your text nowhere" in asked.text
    assert "`!train forget Pirates`" in asked.text
    refused = room.answer_to(await room.alan.click(asked.message, label="Don't"))
    assert "buttons belong to whoever" in refused.text
    await room.ada.click(asked.message, label="Train on it")
    learned = room.newest()
    assert learned.message.id == asked.message.id
    assert "Pirates has learned" in learned.text
    assert "on text that neither taught nor chose it (letter counts: " in learned.text
    assert "Curves of a training, Pirates" in str(learned.message.attachments[0].description)
    assert learned.labels == ["Light"]
    await room.alan.click(learned.message, label="Light")
    assert room.newest().labels == ["Dark"]

    written = await room.say("!complete style=pirates arr")
    assert "**Pirates**" in written.text
    assert "Pirates · temperature" in written.text
    assert "Pirates" in (await room.say("!train")).text
    assert "Trained by" in (await room.ask("slash", "train show", "pirates")).text
    exported = await room.bot.services.people.export(room.ada.id)
    assert [row["name"] for row in exported["trained"]] == ["Pirates"]
    assert text.decode()[:40] not in str(exported)

    (row,) = await room.bot.services.trained.of(Place.server(room.guild_id))
    folder = room.bot.services.trainings.folder / row.token
    assert folder.is_dir()
    await room.alan.send(room.channel, "!train forget pirates")
    assert room.newest().refused
    assert "is deleted" in (await room.say("!train forget pirates")).text
    assert not folder.exists()
    assert "no text model called `pirates`" in (await room.say("!complete style=pirates arr")).text


async def test_what_cannot_be_trained_is_refused_with_what_to_do(room: Room) -> None:
    refusals = {
        "!train text": "name",
        "!train text pirates": "shipped=shakespeare",
        "!train text pirates too short": "need 3,000 characters",
        "!train text python shipped=python": "style that I come with",
        "!train text **bold** shipped=python": "typed as one word",
        f"!train text {room.alan.mention} shipped=python": "typed as one word",
        "!train text pirates shipped=python also this": "One text at a time",
        "!train text pirates shipped=latin": "shakespeare",
        "!train show nothing": "Nothing called `nothing`",
        "!train forget nothing": "Nothing called `nothing`",
    }
    for call, told in refusals.items():
        for command in ("train text", "train show", "train forget"):
            found = room.bot.get_command(command)
            assert found is not None
            found.reset_cooldown(await room.bot.get_context(await room.ada.send(room.channel, "hello")))
        answer = await room.say(call)
        assert answer.refused, call
        assert told in answer.text, answer.text
    for name, data, told in (
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "can't read that as a text: it is a picture"),
        ("a.txt", b"PK\x03\x04\x14\0", "it is a document of Word or the like, or another zip archive"),
        ("a.txt", b"", "it is empty"),
        ("a.txt", b"a" * 4_000_001, "up to 4 MB"),
        ("a.txt", "Добрый день".encode("cp1251") * 400, "its encoding is neither UTF-8 nor UTF-16"),
    ):
        (person,) = room.join("somebody")
        await person.send(room.channel, "!train text pirates", attachments=[(name, data)])
        assert told in room.newest().text, told
    room.deny("attach_files")
    assert "attach files" in (await room.ask("slash", "train text", "pirates", shipped="python")).text
    assert "attach files" in (await room.ask("slash", "train films", "Alien")).text


async def test_a_form_takes_a_text_by_slash(room: Room) -> None:
    opened = await room.ada.slash(room.channel, "train text", name="pirates", minutes=0.1)
    text = rhyme(150).decode()
    sent = await room.ada.submit_modal(opened, {"first": text[:3500], "second": text[3500:]})
    answer = room.answer_to(sent)
    assert "I keep your text nowhere" in answer.text
    await room.ada.click(answer.message, label="Don't")
    assert "nothing was kept" in room.newest().text
    assert await room.bot.services.trained.of(Place.server(room.guild_id)) == ()
