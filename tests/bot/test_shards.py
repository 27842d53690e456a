"""A process serves the shards that it is told to, and each server belongs to one process alone."""

from __future__ import annotations

import pytest

from bot.app import build_bot
from bot.connections import Connections
from bot.settings import Settings
from bot.shards import Shards, shard_of


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("auto", Shards(), "as many shards as Discord recommends"),
        (" AUTO ", Shards(), "as many shards as Discord recommends"),
        ("1", Shards(1), "one shard"),
        ("4", Shards(4), "all 4 shards"),
        ("0-3/16", Shards(16, range(4)), "shards 0-3 of 16"),
        ("12 - 15 / 16", Shards(16, range(12, 16)), "shards 12-15 of 16"),
        ("2/16", Shards(16, range(2, 3)), "shard 2 of 16"),
        ("5-5/16", Shards(16, range(5, 6)), "shard 5 of 16"),
        ("0-15/16", Shards(16), "all 16 shards"),
        ("0/1", Shards(1), "one shard"),
    ],
)
def test_shards_are_read_and_told(text: str, expected: Shards, told: str) -> None:
    assert Shards.parse(text) == expected
    assert str(expected) == told


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("many", "a part such as 0-3/16"),
        ("0,1/4", "a part such as 0-3/16"),
        ("-1/4", "a part such as 0-3/16"),
        ("0-3", "a part such as 0-3/16"),
        ("0x2", "a part such as 0-3/16"),
        ("2.5", "a part such as 0-3/16"),
        ("3-0/16", "write 0-3/16"),
        ("12-16/16", "the first is 0 and the last 15, so there is no 16"),
        ("16/16", "the first is 0 and the last 15, so there is no 16"),
        ("0/0", "1 to 10,000 shards, not 0"),
        ("0", "1 to 10,000 shards, not 0"),
        ("0-3/999999", "1 to 10,000 shards, not 999,999"),
    ],
)
def test_what_are_no_shards_is_refused_with_what_to_write(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        Shards.parse(text)


def test_each_server_and_every_direct_message_is_served_by_one_process_of_several(settings: Settings) -> None:
    parts = ["0-1/8", "2/8", "3-7/8"]
    bots = [build_bot(settings.model_copy(update={"shards": Shards.parse(part)})) for part in parts]
    for guild_id in (None, *(number << 22 for number in range(64))):
        serving = [number for number, bot in enumerate(bots) if bot.serves(guild_id)]
        assert len(serving) == 1
        assert serving == [0 if guild_id is None else (0, 0, 1, 2, 2, 2, 2, 2)[shard_of(guild_id, 8)]]
    assert [bot.serves_private for bot in bots] == [True, False, False]
    for alone in (None, Shards(), Shards(8)):
        assert build_bot(settings.model_copy(update={"shards": alone})).serves(3 << 22)


def test_connections_are_all_there_only_when_none_is_lost() -> None:
    connections = Connections()
    assert not connections.all_there
    for shard in (1, 0):
        connections.begun(shard)
    assert connections.all_there
    connections.lost(1)
    connections.lost(0)
    connections.resumed(0)
    assert not connections.all_there
    assert connections.state == {0: True, 1: False}
    connections.begun(1)
    assert connections.all_there
    assert connections.renewed == 2
