"""Two people want something trained at once, over real sockets: one waits, nobody's text is lost."""

from __future__ import annotations

import discord
import pytest

from bot.app import HyperplaneBot
from cogs.training import following
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Person
from tests.models.live.topics import topical_text
from tests.models.live.watching import rhyme

ANSWER_S = 60.0
TEXTS = {"text": rhyme(150).encode(), "words": topical_text(12_000).encode()}


def told(post: Post) -> str:
    (embed,) = post.embeds
    return f"{embed.title}\n{embed.description}"


async def test_one_learns_at_a_time_and_who_waits_loses_nothing(
    wire: Wire, bot: HyperplaneBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "EDIT_EVERY_S", 0.1)
    guild = wire.guild("Study group")
    lab, ada, alan = guild.text_channel("lab"), guild.member("ada"), guild.member("alan")
    grace = guild.member("grace", permissions=discord.Permissions(manage_guild=True))

    async def asked(person: Person, kind: str) -> Post:
        sent = person.send(lab, f"!train {kind} our-{kind} minutes=5", files=[("a.txt", TEXTS[kind])])
        return await wire.reply_to(sent, ANSWER_S)

    async def refused(person: Person, post: Post, label: str) -> str:
        answer = await person.click(post, label=label).answer(ANSWER_S)
        said = answer.followups[-1] if answer.followups else answer.post
        assert said.ephemeral
        return str(said.embeds[0].description)

    async def shows(post: Post, words: str) -> Post:
        return await wire.see(
            lambda each: each.id == post.id and words in told(each), channel=lab, timeout_s=ANSWER_S
        )

    async with wire.running(bot):
        first, second = await asked(ada, "text"), await asked(alan, "words")
        await ada.click(first, label="Train on it").acknowledged()
        first = await shows(first, "seconds left of 300")
        assert "Others are training just now" in await refused(alan, second, "Train on it")
        for kind in ("text", "words", "films"):
            options = {} if kind == "films" else {"name": "other", "shipped": "shakespeare"}
            again = await ada.slash(lab, f"train {kind}", **options).answer(ANSWER_S)
            assert "still at work on your last request" in told(again.post)
        asked_too_soon = await wire.reply_to(alan.send(lab, "!complete style=our-text arr"), ANSWER_S)
        assert "is learning still" in told(asked_too_soon)
        assert "who may manage the server" in await refused(alan, first, "Stop, keep the best")
        await ada.click(first, label="Stop, keep the best").acknowledged()
        first = await shows(first, "our-text has learned\nIt was stopped.")
        assert first.attachments

        await alan.click(second, label="Train on it").acknowledged()
        second = await shows(second, "seconds left of 300")
        await grace.click(second, label="Stop, keep the best").acknowledged()
        second = await shows(second, "our-words has learned")
        near = await wire.reply_to(ada.send(lab, "!neighbours trained=our-words ship 3"), ANSWER_S)
        assert "Nearest to ship" in told(near)
