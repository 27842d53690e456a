"""talk: a file becomes slides, computed beforehand, shown by the speaker alone, with a handout in the end."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord.ext import commands

from bot import callers
from bot.compute import Compute
from cogs.shared.topics import Cooldowns
from cogs.talk.rehearsal import find_command, seeded
from cogs.talk.talks import DEFAULT
from storage.ratings import Verdict
from tests.cogs.talks import (
    PICTURED,
    SMALL,
    handout_of,
    newest,
    shown,
    shown_text,
    started,
    turn,
    unzipped,
    write,
)
from tests.room import Room


def speaking(room: Room) -> Any:
    """Return the cog: its class is another one in every bot that loads it."""
    return room.bot.get_cog("Speaking")


async def test_the_default_talk_runs_to_its_handout_with_nothing_left_to_compute(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await started(room, "prefix", DEFAULT)
    talk = speaking(room).talks.open(DEFAULT)
    assert not [each.text for each in shown(room.channel) if "❌" in each.text]
    with monkeypatch.context() as patched:
        for way in ("short", "long", "spare"):
            patched.delattr(Compute, way)  # whoever wants anything computed now, fails
        for step in talk.steps:
            newer = await turn(room, place)
            assert step.title in "\n".join(each.text for each in shown(place))
            assert all(f"!{query.split()[0]}" in shown_text(place) for query in step.commands)
    assert not newer.labels
    page, pictures = handout_of(await unzipped(newer))
    assert page.count("### `!") == sum(len(step.commands) for step in talk.steps)
    assert page.count("![") == len(pictures) >= 10
    assert "tsne seed=1" in page
    for model in (room.bot.services.words.name, "context", "movies", "python", "shakespeare"):
        assert f"| {model} | `" in page


async def test_each_press_shows_a_step_and_the_way_on(room: Room, face: str) -> None:
    write(room, SMALL)
    place = await started(room, face)
    assert newest(place).labels == ["Begin"]
    assert (await turn(room, place)).labels == ["Next", "End here"]
    head, answer, lead = shown(place)[-3:]
    assert "What is near?" in head.text
    assert "`!neighbours coffee`" in head.text
    assert "1 of 3 · Small talk" in head.text
    assert not head.labels
    assert "**tea**" in answer.text
    assert "Next: **Far**" in lead.text
    await turn(room, place)
    similarity, odd = shown(place)[-3:-1]
    assert "cat and dog" in similarity.text
    assert "car" in odd.text
    assert "Small talk" in (await turn(room, place)).text


async def test_the_buttons_of_an_answer_work_on_stage(room: Room) -> None:
    write(room, PICTURED)
    place = await started(room, "prefix")
    await turn(room, place)
    analogy = shown(place)[-2]
    assert analogy.message.attachments[0].filename == "analogy.png"
    await room.ada.click(analogy.message, label="Multiply too")
    assert "0.001" in shown(place)[-2].text


async def test_only_the_speaker_turns_the_page(room: Room) -> None:
    write(room, SMALL)
    place = await started(room, "prefix")
    pressed = await room.alan.click(newest(place).message, label="Begin")
    assert "Only the speaker" in room.answer_to(pressed).text
    assert newest(place).labels == ["Begin"]


async def test_a_thread_is_opened_where_the_bot_may(room: Room) -> None:
    write(room, SMALL)
    await started(room, "prefix")
    (thread,) = room.channel.threads
    assert thread.name == "Small talk"
    assert f"<#{thread.id}>" in shown_text(room.channel)


async def test_the_talk_stays_here_when_asked(room: Room, face: str) -> None:
    write(room, SMALL)
    option = False if face == "slash" else "no"
    assert (await started(room, face, thread=option)).id == room.channel.id
    assert newest(room.channel).labels == ["Begin"]


@pytest.mark.parametrize("denied", ["create_public_threads", "send_messages_in_threads"])
async def test_without_leave_for_threads_the_talk_stays_here(room: Room, denied: str) -> None:
    write(room, SMALL)
    room.deny(denied)
    assert (await started(room, "prefix")).id == room.channel.id
    assert newest(room.channel).labels == ["Begin"]


async def test_a_talk_is_given_in_direct_messages(room: Room) -> None:
    write(room, SMALL)
    await room.ada.user.send_dm("!talk start small")
    place = room.ada.user.dm_channel
    for _ in range(3):
        answer = newest(place)
        await room.ada.user.click(answer.message, label=answer.labels[0])
    await unzipped(newest(place))


async def test_a_talk_can_begin_anywhere_and_end_early(room: Room) -> None:
    write(room, SMALL)
    place = await started(room, "prefix", step=3)
    assert newest(place).labels == ["Next", "End here"]
    await room.ada.click(newest(place).message, label="End here")
    page, _ = handout_of(await unzipped(newest(place)))
    assert "!odd breakfast lunch dinner car" in page


async def test_a_step_beyond_the_last_is_refused(room: Room, face: str) -> None:
    write(room, SMALL)
    answer = await room.ask(face, "talk start", "small", step=4)
    assert answer.refused
    assert "only 3 steps" in answer.text


async def test_what_discord_does_not_take_is_named_and_the_talk_goes_on(room: Room) -> None:
    write(room, SMALL)
    place = await started(room, "prefix")
    room.env.inject_error("POST", f"/channels/{place.id}/messages", status=403, code=50013)
    await turn(room, place)
    apology, lead = shown(place)[-2:]
    assert "didn't take the answer to `neighbours coffee`" in apology.text
    assert lead.labels == ["Next", "End here"]


async def test_check_says_that_all_works_and_shows_nothing(room: Room, face: str) -> None:
    write(room, SMALL)
    answer = await room.ask(face, "talk check", "small")
    assert "✅ Ready: `!talk start small`" in answer.text
    assert "3 steps, 3 commands" in answer.text
    assert not room.channel.threads


FAULTY = """
title: Faulty
steps:
  - title: Broken
    commands:
      - neighbours qwxzy
      - neighbors tea
      - bake a cake
      - like Alien
  - title: Also
    commands: [neighbours count=99 tea, analogy, list create Friday]
"""


async def test_check_says_what_would_fail_and_why(room: Room, face: str) -> None:
    write(room, FAULTY)
    answer = await room.ask(face, "talk check", "small")
    lines = [line for line in answer.text.splitlines() if line.startswith("❌")]
    assert len(lines) == 6
    assert "Not ready yet" in answer.text
    whys = (
        "qwxzy",
        "no command `bake`",
        "`like` keeps something",
        "1 to 25",
        "I need to know the expression",
    )
    for said in (*whys, "`list create` keeps something"):
        assert said in answer.text, said
    assert not await room.bot.services.ratings.of(room.ada.id)


async def test_a_talk_with_faults_is_told_so_and_goes_on(room: Room) -> None:
    write(room, FAULTY)
    place = await started(room, "prefix")
    assert shown_text(room.channel).count("❌") == 6
    lead = await turn(room, place)
    head, answer = shown(place)[-3:-1]
    assert "I have no command `bake`" in head.text
    assert "Nearest to tea" in answer.text
    assert lead.labels == ["Next", "End here"]


async def test_a_talk_needs_leave_to_attach_files(room: Room) -> None:
    write(room, SMALL)
    room.deny("attach_files")
    answer = await room.ask("prefix", "talk start", "small")
    assert answer.refused
    assert "attach files" in answer.text


async def test_too_large_a_handout_is_told_before_the_talk(
    room: Room, face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(room, SMALL)
    monkeypatch.setattr(discord.Guild, "filesize_limit", 100)  # a handout of 10 MB would take minutes
    answer = await room.ask(face, "talk check", "small")
    assert "The handout has 1 KB, and Discord takes 0 KB here" in answer.text
    assert "Not ready yet" in answer.text


async def test_a_command_may_come_often_and_the_speaker_may_still_ask(room: Room) -> None:
    steps = "  - {title: A, commands: [neighbours tea, neighbours cat]}\n" * 6
    write(room, f"title: Often\nsteps:\n{steps}")
    assert "✅ Ready" in (await room.say("!talk check small")).text
    assert "Nearest to dog" in (await room.say("!neighbours dog")).text


async def test_a_seed_is_given_where_one_is_taken(room: Room) -> None:
    for query, expected in {
        "tsne": "tsne seed=7",
        "tsne france coffee football": "tsne seed=7 france coffee football",
        "tsne seed=3 france coffee football": "tsne seed=3 france coffee football",
        "complete def f(seed): ": "complete seed=7 def f(seed):",
        "neighbours coffee": "neighbours coffee",
    }.items():
        command = find_command(room.bot, query)
        assert command is not None
        assert seeded(query, command, 7) == expected


async def test_the_speaker_s_taste_can_be_shown(room: Room) -> None:
    await room.say("!like Alien; The Matrix")
    write(room, "title: Mine\nsteps: [{title: A, commands: [recommend, tastemap]}]")
    place = await started(room, "prefix")
    await turn(room, place)
    assert "For ada" in shown_text(place)
    assert (await room.bot.services.ratings.of(room.ada.id))[0].verdict is Verdict.LIKE


def test_a_rehearsal_neither_waits_for_its_caller_s_cooldown_nor_lifts_it() -> None:
    once_a_minute = Cooldowns(commands.Cooldown(1, 60), lambda _: "ada").copy()

    def refused() -> bool:
        bucket = once_a_minute.get_bucket(None, 1.0)
        return bucket is not None and bucket.update_rate_limit(1.0) is not None

    assert not refused()
    assert refused()
    with callers.rehearsal():
        assert not refused()
    assert refused()
