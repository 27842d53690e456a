"""Figures for whoever runs the bot, as Prometheus reads them, and a page that says whether it is well."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

DURATIONS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
WAITS_S = (0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 5.0)


class Metrics:
    """What is counted while the bot runs: commands by name and by how they ended, and nobody who called."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.registry = CollectorRegistry()
        self._commands = Counter(
            "hyperplane_commands",
            "Commands, by how they ended",
            ["command", "outcome"],
            registry=self.registry,
        )
        self._durations = Histogram(
            "hyperplane_command_seconds",
            "From the call to its answer",
            ["command"],
            registry=self.registry,
            buckets=DURATIONS_S,
        )
        self._waits = Histogram(
            "hyperplane_database_wait_seconds",
            "How long a change waited for its turn to write",
            registry=self.registry,
            buckets=WAITS_S,
        )
        self.registry.register(_Now(bot))

    def command(self, name: str, outcome: str, elapsed_ms: int | None) -> None:
        """Count a command that has ended."""
        self._commands.labels(name, outcome).inc()
        if elapsed_ms is not None:
            self._durations.labels(name).observe(elapsed_ms / 1000)

    def database_waited(self, seconds: float) -> None:
        """Count how long a change of the database has waited."""
        self._waits.observe(seconds)


class _Now(Collector):
    """What is read off the bot when somebody asks."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot

    def collect(self) -> Iterator[Metric]:
        """Yield how the bot is doing now."""
        bot = self._bot
        yield GaugeMetricFamily("hyperplane_up", "Whether people can be served", bot.is_well)
        servers = "Servers that the bot is in; of several processes, each has its own"
        yield GaugeMetricFamily("hyperplane_servers", servers, len(bot.guilds))
        connections = GaugeMetricFamily(
            "hyperplane_shard_up", "Whether a shard is connected", labels=["shard"]
        )
        for shard, there in bot.connections.state.items():
            connections.add_metric([str(shard)], there)
        yield connections
        latency = bot.latency if math.isfinite(bot.latency) else math.nan
        yield GaugeMetricFamily("hyperplane_gateway_latency_seconds", "To Discord and back", latency)
        yield CounterMetricFamily(
            "hyperplane_gateway_reconnects", "Connections begun anew", bot.connections.renewed
        )
        lag = "How long the event loop keeps its callers waiting"
        yield GaugeMetricFamily("hyperplane_loop_lag_seconds", lag, bot.loop_watch.last_s)
        yield GaugeMetricFamily(
            "hyperplane_loop_lag_worst_seconds", f"{lag}: the last minute's worst", bot.loop_watch.longest_s
        )
        if hasattr(bot, "services"):
            compute = bot.services.compute
            queue = GaugeMetricFamily("hyperplane_jobs", "Jobs that run or wait", labels=["kind"])
            for kind, jobs in compute.jobs.items():
                queue.add_metric([kind], jobs)
            yield queue
            replaced = "Times that the worker processes were replaced"
            yield CounterMetricFamily("hyperplane_workers_replaced", replaced, compute.replaced)


async def serve(bot: HyperplaneBot, host: str, port: int) -> web.AppRunner:
    """Serve `/metrics` and `/health` until the runner is cleaned up.

    The event loop itself answers: where it is blocked, so is this, and whoever asks is right to worry.

    Raises
    ------
    SettingsError
        When the address is taken, or is none of this machine's.
    """

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(bot.metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    async def health(_: web.Request) -> web.Response:
        shards = f": {bot.settings.shards}" if bot.settings.shards else ""
        if bot.is_well:
            return web.Response(text=f"well{shards}\n")
        lost = ", ".join(str(each) for each, there in bot.connections.state.items() if not there)
        told = f"; lost: {lost}" if shards and lost else ""
        return web.Response(text=f"not connected{shards}{told}\n", status=503)

    application = web.Application()
    application.add_routes([web.get("/metrics", metrics), web.get("/health", health)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise SettingsError(
            f"Metrics can't be served on {host}, port {port}: {error.strerror}. "
            "Choose another HYPERPLANE_METRICS_PORT or HYPERPLANE_METRICS_HOST."
        ) from error
    return runner
