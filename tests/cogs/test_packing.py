"""Rehearsed answers come back from the database as they were, or are known to be damaged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import discord
import pytest

from bot.presses.press import Press
from bot.views import short_lived
from cogs.talk.kept import KeptFile, KeptMessage
from cogs.talk.packing import AnswersDamaged, pack, unpack
from cogs.talk.rehearsal import Rehearsed


@dataclass(frozen=True)
class Ring(Press, kind="ring"):
    times: int


def answers() -> tuple[Rehearsed, ...]:
    view = discord.ui.View(timeout=None)
    view.add_item(Ring(1).button("Once", emoji="🔔", row=0))
    view.add_item(discord.ui.Button(label="Light", custom_id=short_lived("theme"), row=0))
    view.add_item(Ring(2).menu("How often?", [discord.SelectOption(label="Often", value="9")]))
    files = [KeptFile("map.png", "A map", b"\x89PNG\x00" * 50), KeptFile("page.html", "", b"<p>\xff</p>")]
    embed = discord.Embed(title="Ärger 日本", description="**a**", colour=5).add_field(name="b", value="c")
    return (
        Rehearsed("tsne seed=1", (KeptMessage("over", [embed], files, view), KeptMessage("and out"))),
        Rehearsed("bake", (), "I have no command `bake`."),
    )


def test_answers_come_back_as_they_were_with_the_buttons_that_outlive_a_run() -> None:
    first, second = unpack(pack(answers()), [Ring])
    message, short = first.messages
    before = answers()[0].messages[0]
    assert (first.query, message.content, message.files) == ("tsne seed=1", "over", before.files)
    assert [each.to_dict() for each in message.embeds] == [each.to_dict() for each in before.embeds]
    assert message.lacks
    assert (short.content, short.view, short.lacks) == ("and out", None, False)
    assert (second.query, second.messages, second.problem) == ("bake", (), "I have no command `bake`.")
    assert message.view is not None
    assert before.view is not None
    buttons, menu = before.view.to_components()
    buttons["components"].pop()  # which ended with the run
    assert message.view.to_components() == [buttons, menu]


@pytest.mark.parametrize("bits", [0x01, 0x15, 0x80, 0xFF])
def test_a_byte_that_flips_is_noticed_or_changes_nothing(bits: int) -> None:
    data, whole = pack(answers()), answers()[0].messages[0].files
    for place, byte in enumerate(data):
        flipped = data[:place] + bytes([byte ^ bits]) + data[place + 1 :]
        with suppress(AnswersDamaged):
            assert unpack(flipped, [Ring])[0].messages[0].files == whole, place


def test_bytes_that_are_cut_off_are_noticed() -> None:
    data = pack(answers())
    for length in range(len(data)):
        with pytest.raises(AnswersDamaged):
            unpack(data[:length], [Ring])
