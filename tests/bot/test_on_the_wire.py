"""The bot over real sockets: many people at once, dropped connections, rate limits, restarts."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from bot import context
from bot.app import HyperplaneBot, build_bot, serve
from bot.replies import APOLOGY_COLOUR
from bot.settings import Settings, variable
from bot.shards import Shards
from models.words.store.shelf import Shelf
from testbed.wire.bed import Wire
from testbed.wire.people import Channel, Guild, Person

ANSWER_S = 40.0


@pytest.fixture
def guild(wire: Wire) -> Guild:
    return wire.guild("Study group", members=24)


@pytest.fixture
def lab(guild: Guild) -> Channel:
    return guild.text_channel("lab")


@pytest.fixture
def people(guild: Guild) -> list[Person]:
    return guild.members[1:]


@pytest.fixture
def alice(people: list[Person]) -> Person:
    return people[0]


@pytest.fixture
async def connected(wire: Wire, lab: Channel, bot: HyperplaneBot) -> AsyncIterator[HyperplaneBot]:
    async with wire.running(bot):
        yield bot


def environment(settings: Settings, **changed: str) -> dict[str, str]:
    """Return the environment variables that give a process these settings."""
    kept = {"data_dir": str(settings.data_dir), "workers": str(settings.workers)} | changed
    return {variable(name): value for name, value in kept.items()}


async def test_twenty_people_and_four_pictures_at_once_lose_nothing(
    lab: Channel, people: list[Person], connected: HyperplaneBot
) -> None:
    pictures = [
        each.slash(lab, "tsne", words="france coffee football", seed=seed)
        for seed, each in enumerate(people[:4])
    ]
    words = [each.slash(lab, "neighbours", word="coffee") for each in people[4:24]]
    for asked in words:
        answer = await asked.answer(ANSWER_S)
        assert "tea" in str(answer.embeds[0].description)
    for asked in pictures:
        answer = await asked.answer(ANSWER_S, where=lambda answer: bool(answer.attachments))
        assert answer.deferred
        assert answer.attachments[0].data.startswith(b"\x89PNG")
        assert answer.attachments[0].description


async def test_typed_commands_of_many_are_each_answered(
    wire: Wire, lab: Channel, people: list[Person], connected: HyperplaneBot
) -> None:
    asked = [each.send(lab, "!analogy man king woman") for each in people[:20]]
    for message in asked:
        reply = await wire.reply_to(message, timeout_s=ANSWER_S)
        assert reply.reply_to == message.id
        assert "queen" in str(reply.embeds[0].description)


async def test_a_gateway_dropped_in_the_middle_of_a_picture_loses_nothing(
    wire: Wire, lab: Channel, alice: Person, connected: HyperplaneBot
) -> None:
    picture = alice.slash(lab, "tsne", words="france coffee football")
    await picture.acknowledged()
    async with wire.gateway_down():
        missed = alice.send(lab, "!analogy man king woman")
    answer = await picture.answer(ANSWER_S, where=lambda answer: bool(answer.attachments))
    assert answer.attachments
    assert "queen" in str((await wire.reply_to(missed, timeout_s=ANSWER_S)).embeds[0].description)


async def test_a_session_that_cannot_be_resumed_is_opened_anew(
    wire: Wire, lab: Channel, alice: Person, connected: HyperplaneBot
) -> None:
    before = wire.gateway.identified
    await wire.drop_gateway(resume=False)
    await wire.until(lambda: wire.gateway.identified > before or None, timeout_s=ANSWER_S, what="identify")
    answer = await alice.slash(lab, "neighbours", word="coffee").answer(ANSWER_S)
    assert "tea" in str(answer.embeds[0].description)


async def test_a_rate_limit_delays_the_answer_and_loses_nothing(
    wire: Wire, lab: Channel, alice: Person, connected: HyperplaneBot
) -> None:
    fault = wire.fail("POST", "/channels/*/messages", status=429, retry_after_s=0.3)
    reply = await wire.reply_to(alice.send(lab, "!analogy man king woman"), timeout_s=ANSWER_S)
    assert fault.hits == 1
    assert "queen" in str(reply.embeds[0].description)


async def test_a_server_error_is_tried_again(
    wire: Wire, lab: Channel, alice: Person, connected: HyperplaneBot
) -> None:
    wire.fail("POST", "/channels/*/messages", status=500)
    reply = await wire.reply_to(alice.send(lab, "!analogy man king woman"), timeout_s=ANSWER_S)
    assert "queen" in str(reply.embeds[0].description)


@pytest.mark.parametrize("status", [403, 404])
async def test_a_refused_answer_is_logged_and_the_next_one_comes(
    wire: Wire,
    lab: Channel,
    alice: Person,
    connected: HyperplaneBot,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wire.fail("POST", "/channels/*/messages", status=status)
    apology = await wire.reply_to(alice.send(lab, "!analogy man king woman"), timeout_s=ANSWER_S)
    assert apology.embeds[0].colour == APOLOGY_COLOUR
    assert any(record.exc_info and str(status) in str(record.exc_info[1]) for record in caplog.records)
    reply = await wire.reply_to(alice.send(lab, "!analogy man king woman"), timeout_s=ANSWER_S)
    assert "queen" in str(reply.embeds[0].description)


async def test_a_refused_intent_leaves_slash_and_mention_and_one_line_in_the_log(
    wire: Wire, lab: Channel, alice: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    wire.refuse_intent(message_content=True)
    with wire.pointed_here():
        serving = asyncio.create_task(serve(settings.model_copy(update={"token": SecretStr(wire.token)})))
        await wire.until(
            lambda: wire.gateway.identified or None, timeout_s=ANSWER_S, what="the second log-in"
        )
        answer = await alice.slash(lab, "neighbours", word="coffee").answer(ANSWER_S)
        assert "tea" in str(answer.embeds[0].description)
        mention = alice.send(lab, f"<@{wire.bot_id}> analogy man king woman")
        reply = await wire.reply_to(mention, timeout_s=ANSWER_S)
        assert "queen" in str(reply.embeds[0].description)
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving
    told = [record for record in caplog.records if "message-content intent" in record.getMessage()]
    assert len(told) == 1
    assert told[0].levelno == logging.WARNING


async def test_a_stopped_bot_tells_whoever_waits_and_a_new_one_goes_on(
    wire: Wire, lab: Channel, alice: Person, settings: Settings
) -> None:
    vocabulary = Shelf(settings.vectors_dir).open(None).vocabulary
    slow = "many: " + ", ".join(vocabulary.word(row) for row in range(2000, 2290))
    env = environment(settings, token=wire.token)
    async with wire.process("run", env=env) as process:
        picture = alice.slash(lab, "tsne", words=slow)
        await picture.acknowledged()
        assert await process.stop() == 0
        answer = await picture.answer(ANSWER_S)
        assert "being restarted" in str(answer.embeds[0].description)
    async with wire.process("run", env=env, cold=True):
        again = await alice.slash(lab, "neighbours", word="coffee").answer(ANSWER_S)
        assert "tea" in str(again.embeds[0].description)


async def test_the_bot_runs_in_shards_when_told_to(
    wire: Wire, lab: Channel, alice: Person, settings: Settings
) -> None:
    bot = build_bot(settings.model_copy(update={"shards": Shards(2)}))
    async with wire.running(bot):
        assert bot.shard_count == 2
        answer = await alice.slash(lab, "neighbours", word="coffee").answer(ANSWER_S)
        assert "tea" in str(answer.embeds[0].description)


async def test_commands_are_told_to_discord_only_when_they_changed(
    wire: Wire, lab: Channel, settings: Settings
) -> None:
    def told() -> int:
        return sum(
            request.method == "PUT" and request.path.endswith("/commands") for request in wire.requests
        )

    for expected in (1, 1):
        async with wire.running(build_bot(settings)):
            assert told() == expected
    async with wire.running(build_bot(settings.model_copy(update={"sync": "always"}))):
        assert told() == 2


async def test_a_slash_call_that_takes_long_is_acknowledged_meanwhile(
    wire: Wire, lab: Channel, alice: Person, connected: HyperplaneBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "ACKNOWLEDGE_AFTER_S", 0.1)
    holder = sqlite3.connect(connected.settings.database_file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    shown, hidden = (
        alice.slash(lab, "like", title="Alien 1979"),
        alice.slash(lab, "privacy group", state="off"),
    )
    for asked in (shown, hidden):
        await asked.acknowledged()
    holder.execute("ROLLBACK")
    holder.close()
    answers = [await asked.answer(ANSWER_S) for asked in (shown, hidden)]
    assert [(answer.deferred, answer.ephemeral) for answer in answers] == [(True, False), (True, True)]
    assert "Alien" in str(answers[0].embeds[0].description)


async def test_whatever_answers_a_slash_call_waits_for_a_deferral_under_way(
    wire: Wire, lab: Channel, people: list[Person], connected: HyperplaneBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "ACKNOWLEDGE_AFTER_S", 0.0)
    calls: dict[str, dict[str, Any]] = {
        "tsne": {"words": "france coffee football"},  # shows that it is typing
        "complete": {"text": "My lord,", "length": 20},  # the same, and edits what it sent
        "neighbours": {"word": "coffee"},  # sends at once
        "list show": {"name": "No such list"},  # explains, to the caller alone
        "privacy group": {"state": "off"},  # is private
    }
    wire.fail("POST", "/interactions/*/*/callback", status=None, delay_s=0.5, times=len(calls))
    asked = [
        person.slash(lab, name, **options)
        for person, (name, options) in zip(people, calls.items(), strict=False)
    ]
    for each in asked:
        answer = await each.answer(ANSWER_S)
        assert answer.deferred
        assert not any("on my side" in str(embed.description) for embed in answer.embeds)
    callbacks = [request for request in wire.requests if request.path.endswith("/callback")]
    assert len(callbacks) == len(calls)
