"""Bots that serve the same people, and the processor time of everybody who works for them."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import psutil

from benchmarks.processes.acts import FILMS
from benchmarks.soak.acts import ANSWER_S, Hall
from bot.settings import variable
from models.movies.library import Library
from storage.address import Where, parse_address
from storage.database import Database
from storage.ratings import Rating, Ratings, Verdict
from testbed.postgresql import Cluster
from testbed.wire.bed import Wire
from testbed.wire.people import Person
from testbed.wire.process import BotProcess
from testbed.workplace import processes_in

HALLS = 8
PEOPLE = 200
"""In each server: so many that nobody asks again within their cooldown."""

RATED = 12
MB = 2**20


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of a processor, by who used them."""

    bots: float
    workers: float
    database: float
    bed: float

    def __sub__(self, earlier: Spent) -> Spent:
        return Spent(
            self.bots - earlier.bots,
            self.workers - earlier.workers,
            self.database - earlier.database,
            self.bed - earlier.bed,
        )


class Fleet:
    """Bots that serve the same people, and what they have used up so far."""

    def __init__(self, halls: Sequence[Hall], bots: Sequence[BotProcess], cluster: Cluster | None) -> None:
        self.halls = halls
        self.people = cycle(
            [(hall, each) for group in zip(*_seats(halls), strict=True) for hall, each in group]
        )
        self._bots = [psutil.Process(bot.pid) for bot in bots]
        self._cluster = cluster

    def spent(self) -> Spent:
        """Return the processor time of everybody until now."""
        workers = [each for bot in self._bots for each in bot.children(recursive=True)]
        database = processes_in(self._cluster.folder) if self._cluster else []
        return Spent(_cpu_s(self._bots), _cpu_s(workers), _cpu_s(database), time.process_time())

    def memory_mb(self) -> float:
        """Return the memory of one bot."""
        return statistics.mean(bot.memory_full_info().pss / MB for bot in self._bots)

    def connections(self) -> int:
        """Return how many connections the bots have to the database."""
        port = self._cluster.port if self._cluster else None
        return sum(
            bool(each.raddr) and each.raddr.port == port
            for bot in self._bots
            for each in bot.net_connections("tcp")
        )


def _seats(halls: Sequence[Hall]) -> list[list[tuple[Hall, Person]]]:
    return [[(hall, person) for person in hall.people] for hall in halls]


def _cpu_s(processes: Sequence[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += used.user + used.system
    return total


@asynccontextmanager
async def started(
    number: int, cluster: Cluster | None, data_dir: Path, library: Library
) -> AsyncIterator[Fleet]:
    """Start so many bots, with votes under way among people who have said what they like."""
    async with Wire.start(acknowledge_within_s=ANSWER_S, shards=number) as wire, AsyncExitStack() as stack:
        halls = [_hall(wire, place, number) for place in range(HALLS)]
        env = {"token": wire.token, "data_dir": str(data_dir), "workers": "1"}
        if cluster:
            env["database"] = cluster.address("postgres")
        where = parse_address(env["database"]) if cluster else data_dir / "hyperplane.db"
        await _like_films(where, halls, library)
        bots = []
        for part in range(number):
            mine = env | {"shards": f"{part}/{number}"} if number > 1 else env
            named = {variable(name): value for name, value in mine.items()}
            bots.append(await stack.enter_async_context(wire.process("run", env=named)))
        for hall in halls:
            await hall.furnish(library)
        yield Fleet(halls, bots, cluster)


def _hall(wire: Wire, place: int, shards: int) -> Hall:
    guild = wire.guild(f"Group {place}", members=PEOPLE, shard=(place % shards, shards))
    return Hall(guild, guild.text_channel("lab"), guild.members[1:])


async def _like_films(where: Where, halls: Sequence[Hall], library: Library) -> None:
    """Have everybody rate some films, as `recommend` asks for."""
    chance, now = random.Random(2), datetime.now(UTC)
    async with await Database.open(where) as database:
        ratings = Ratings(database)
        for hall in halls:
            for person in hall.people:
                films = [library.film(row) for row in chance.sample(range(FILMS), RATED)]
                said = [
                    Rating(
                        film.page,
                        film.name,
                        chance.choice([Verdict.LIKE, Verdict.DISLIKE]),
                        now - timedelta(days=1),
                    )
                    for film in films
                ]
                await ratings.rate_many(person.id, said)
