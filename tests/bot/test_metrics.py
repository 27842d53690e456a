"""Figures and health are served on this machine, name commands and nobody, and follow what happens."""

from __future__ import annotations

import aiohttp
import pytest
from prometheus_client import generate_latest

from bot.metrics import serve
from bot.settings import SettingsError
from tests.room import Room

pytestmark = pytest.mark.own_bot


async def fetched(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_commands_are_counted_by_name_and_outcome_and_nobody_is_named(room: Room) -> None:
    await room.say("!similarity tea coffee")
    await room.say("!similarity tea qwxzy")
    await room.say("!list create Friday")
    runner = await serve(room.bot, "127.0.0.1", 0)
    host, port = runner.addresses[0][:2]
    try:
        with pytest.raises(SettingsError, match=f"port {port}: .+ Choose another"):
            await serve(room.bot, host, port)
        status, text = await fetched(f"http://{host}:{port}/metrics")
        healthy = await fetched(f"http://{host}:{port}/health")
        room.bot.dispatch("disconnect")
        await room.env.settle()
        away = await fetched(f"http://{host}:{port}/health")
        room.bot.dispatch("resumed")
        await room.env.settle()
        back = await fetched(f"http://{host}:{port}/health")
    finally:
        await runner.cleanup()
    assert host == "127.0.0.1"
    assert status == 200
    for line in (
        'hyperplane_commands_total{command="similarity",outcome="answered"} 1.0',
        'hyperplane_commands_total{command="similarity",outcome="refused"} 1.0',
        'hyperplane_command_seconds_count{command="similarity"} 2.0',
        "hyperplane_up 1.0",
        'hyperplane_shard_up{shard="0"} 1.0',
        "hyperplane_workers_replaced_total 0.0",
        'hyperplane_jobs{kind="long"} 0.0',
        "hyperplane_gateway_reconnects_total 0.0",
    ):
        assert line in text, line
    waits = next(
        line for line in text.splitlines() if line.startswith("hyperplane_database_wait_seconds_count")
    )
    assert float(waits.split()[1]) >= 1
    assert "ada" not in text
    assert str(room.ada.id) not in text
    assert [healthy[0], away[0], back[0]] == [200, 503, 200]
    assert b"hyperplane_gateway_reconnects_total 1.0" in generate_latest(room.bot.metrics.registry)
