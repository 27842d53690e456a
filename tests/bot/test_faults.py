"""What goes wrong on the way: the person is told, the bot stays up, the log names the cause."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from typing import Any

import discord
import psutil
import pytest

from tests.room import Room

pytestmark = pytest.mark.own_bot

REFUSALS = {403: 50013, 404: 10008, 429: 0, 500: 0}


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(f"{record.getMessage()} {getattr(record, 'fields', {})}" for record in caplog.records)


@pytest.fixture(autouse=True)
def _keep_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


async def test_a_mistake_of_ours_is_told_with_a_reference_and_without_its_text(
    room: Room, face: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("cogs.words.calculating._solved", broken)
    room.expected_faults.append(RuntimeError)
    answer = await room.ask(face, "analogy", "man king woman")
    assert "went wrong on my side" in answer.text
    assert "secret" not in answer.text
    reference = answer.text.split("`")[1]
    failure = next(record for record in caplog.records if record.exc_info and record.name == "bot.commands")
    assert failure.exc_info is not None
    assert failure.exc_info[1] is not None
    assert f"reference {reference}" in failure.exc_info[1].__notes__


@pytest.mark.parametrize("status", REFUSALS)
async def test_a_send_that_discord_refuses_is_answered_by_another_way_and_logged(
    room: Room, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    room.expected_faults.append(discord.HTTPException)
    room.env.inject_error(
        "POST", f"/channels/{room.channel.id}/messages", status=status, code=REFUSALS[status]
    )
    await room.ada.send(room.channel, "!analogy man king woman")
    apology = room.last()
    assert apology is not None
    assert "permission" in apology.text or "went wrong on my side" in apology.text
    assert str(status) in "".join(str(record.exc_info) + logged(caplog) for record in caplog.records)
    assert "queen" in (await room.say("!analogy man king woman")).text


@pytest.mark.parametrize("status", REFUSALS)
async def test_a_slash_answer_that_discord_refuses_is_answered_anew_or_logged(
    room: Room, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    room.expected_faults.append(discord.HTTPException)
    room.env.inject_error("POST", "/interactions/*/*/callback", status=status, code=REFUSALS[status])
    await room.ada.slash(room.channel, "analogy", expression="man king woman")
    assert "outcome': 'failed'" in logged(caplog)
    assert "queen" in (await room.ask("slash", "analogy", "man king woman")).text


async def test_a_channel_that_takes_nothing_leaves_the_direct_message(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.expected_faults.append(discord.HTTPException)
    room.env.inject_error("POST", f"/channels/{room.channel.id}/messages", status=403, code=50013, times=None)
    await room.ada.send(room.channel, "!analogy man king woman")
    assert "permission" in room.direct()[-1]
    assert "could not answer in the channel" in logged(caplog)


async def test_where_nothing_gets_through_the_bot_stays_up(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.expected_faults.append(discord.HTTPException)
    room.env.inject_error("POST", "*", status=403, code=50013, times=4)
    await room.ada.send(room.channel, "!analogy man king woman")
    assert "could not answer by direct message" in logged(caplog)


async def test_a_worker_killed_in_the_middle_of_a_picture_is_apologised_for_and_replaced(
    room: Room, face: str, caplog: pytest.LogCaptureFixture
) -> None:
    await room.ask(face, "tsne", "cat dog horse")  # the worker is there and warm
    killing = asyncio.create_task(kill_the_worker_at_work())
    answer = await room.ask(face, "tsne", many_words(room))
    assert await killing
    assert "was ended before it was done" in answer.text
    assert "WorkerDied" in logged(caplog)
    assert (await room.ask(face, "tsne", "cat dog horse")).message.attachments


async def test_a_picture_over_its_time_is_stopped_and_told(
    room: Room, face: str, caplog: pytest.LogCaptureFixture
) -> None:
    await room.ask(face, "tsne", "cat dog horse")
    room.bot.services.compute.timeout_s = 0.05
    answer = await room.ask(face, "tsne", many_words(room))
    assert "more than 0.05 seconds" in answer.text
    assert "TimedOut" in logged(caplog)


async def test_a_restart_leaves_the_help_s_buttons_alive(room: Room) -> None:
    answer = await room.say("!help")
    await room.restart()
    await room.ada.click(answer.message, label="About me")
    page = room.last()
    assert page is not None
    assert "`!ping`" in page.text
    assert "queen" in (await room.say("!analogy man king woman")).text


async def test_a_button_of_an_earlier_run_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await room.say("!tsne cat dog horse")
    monkeypatch.setattr("bot.views.RUN", "another1")
    await room.restart()
    pressed = await room.ada.click(answer.message, label="Another seed")
    assert pressed.ephemeral
    assert "before my last restart" in room.answer_to(pressed).text


def many_words(room: Room) -> str:
    """Return words enough for a picture of some seconds, short enough for a message."""
    vocabulary = room.bot.services.words.vocabulary
    short = [word for row in range(5000) if (word := vocabulary.word(row)).isalpha() and len(word) <= 4]
    return "many: " + " ".join(short[:300])


async def kill_the_worker_at_work(patience_s: float = 20.0) -> bool:
    """Kill the first process below this one that has been computing for a tenth of a second since now."""
    start: dict[int, float] = {}
    for _ in range(int(patience_s / 0.02)):
        for child in psutil.Process().children(recursive=True):
            try:
                busy_s = child.cpu_times().user
            except psutil.Error:
                continue
            if busy_s - start.setdefault(child.pid, busy_s) > 0.1:
                os.kill(child.pid, signal.SIGKILL)
                return True
        await asyncio.sleep(0.02)
    return False
