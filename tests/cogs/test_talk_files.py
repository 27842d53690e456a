"""talk's files: found by name, and each mistake in one told where it is."""

from __future__ import annotations

import pytest

from cogs.talk.talks import DEFAULT
from tests.cogs.talks import SMALL, write
from tests.room import Room

WRONG = {
    "comands: [neighbours tea]": "step 1, `comands` is no key of mine. Did you mean `commands`?",
    "run: []": "step 1, `run` is no key of mine. There are: title, text, commands.",
    "commands: neighbours tea": "step 1, `commands` must be a list",
    "commands: [1984]": "step 1, command 1 must be text; put it in quotes",
    "commands: ['']": "step 1, command 1 is empty",
    "commands: [a, b, c, d, e]": "step 1, `commands`: more than 4 are too many",
    "text: [": "line 5",
    "text: " + "x" * 2000: "step 1, `text` is longer than 1,500 characters",
}


@pytest.mark.parametrize("verb", ["start", "check"])
async def test_a_mistake_in_a_step_is_told(room: Room, face: str, verb: str) -> None:
    for line, said in WRONG.items():
        write(room, f"title: A\nsteps:\n  - title: B\n    {line}\n")
        answer = await room.ask(face, f"talk {verb}", "small")
        assert answer.refused, line
        assert "`small.yaml` is no talk yet" in answer.text
        assert said in answer.text


NO_TALKS = [
    ("", "the file must hold keys"),
    ("- a", "the file must hold keys"),
    ("title: A", "`steps` is missing"),
    ("title: A\nsteps: []", "`steps` is empty"),
    ("title: 1984\nsteps: [{title: B}]", "`title` must be text"),
    ("title: A\nseed: x\nsteps: [{title: B}]", "`seed` must be a whole number"),
    ("title: A\nsteps: [B]", "step 1 must hold keys"),
    ("title: A\nsteps: &a [*a]", "step 1 must hold keys"),
    (f"title: A\nsteps: [{'{title: B}, ' * 41}]", "`steps`: more than 40 are too many"),
    ("title: A\n" + "# comment\n" * 20_000, "longer than 100,000 bytes"),
    ("a: 1\nb: 1\nc: 1\nd: 1\ne: 1", "and 2 more"),
]


async def test_a_mistake_in_a_file_is_told(room: Room) -> None:
    for number, (text, said) in enumerate(NO_TALKS):
        write(room, text)
        answer = await room.say(f"!talk {('start', 'check')[number % 2]} small")  # each has a cooldown
        assert answer.refused, text
        assert said in answer.text


async def test_a_file_that_is_no_text_is_told(room: Room) -> None:
    write(room, SMALL)
    (room.bot.settings.talks_dir / "small.yaml").write_bytes(b"title: \xff\xfe")
    assert "not UTF-8" in (await room.say("!talk check small")).text


@pytest.mark.parametrize("name", ["nothing", "../small", "@everyone", "x" * 300])
async def test_an_unknown_talk_is_answered_with_those_there_are(room: Room, face: str, name: str) -> None:
    answer = await room.ask(face, "talk start", name)
    assert answer.refused
    assert f"`{DEFAULT}` and `in-five-minutes`." in answer.text


async def test_the_talks_are_listed(room: Room, face: str) -> None:
    write(room, SMALL)
    write(room, "title: [", "broken")
    (room.bot.settings.talks_dir / "Not A Name.yaml").write_text(SMALL)
    answer = await room.ask(face, "talk")
    assert "`small` · **Small talk**, 3 steps, 3 commands." in answer.text
    assert "`broken.yaml` is no talk yet" in answer.text
    assert f"`{DEFAULT}`" in answer.text
    assert "Not A Name" not in answer.text


async def test_talks_are_completed(room: Room) -> None:
    write(room, SMALL)
    offered = await room.ada.autocomplete(room.channel, "talk start", "name", "sma")
    assert [choice["value"] for choice in offered] == ["small"]
