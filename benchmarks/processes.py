"""How far one, two and four processes on one PostgreSQL go: answers a second, and who worked for them.

`python -m benchmarks.processes` prints what `docs/operations.md` has. The offered load rises until one answer
in a hundred takes over a second. Bots, database and test bed share the machine, so the processor time of each
is told apart: what a machine of its own carries is computed from that.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import discord
import psutil
from simcord.backend import serializers
from simcord.backend.models import ResponseKind

from benchmarks.soak.acts import ANSWER_S, ON_THE_BALLOT, WORDS, Hall
from benchmarks.table import Row, markdown
from bot.app import HyperplaneBot
from bot.replies import APOLOGY_COLOUR
from bot.settings import Settings, variable
from models.movies.library import Library, open_library
from models.words.store.shelf import Shelf
from storage.address import Where, parse_address
from storage.database import Database
from storage.ratings import Rating, Ratings, Verdict
from testbed.postgresql import Cluster, running_cluster
from testbed.wire.answers import Answer, Interaction
from testbed.wire.bed import Wire
from testbed.wire.model import WireBackend
from testbed.wire.people import Person
from testbed.wire.process import BotProcess
from testbed.workplace import processes_in

FLEETS = (1, 2, 4)
HALLS = 8
PEOPLE = 200
"""In each server: so many that nobody asks again within their cooldown."""

RATED = 12
FILMS = 2000
STEP_S = 6.0
WARM_S = 5.0
FIRST_RATE = 16.0
TRIES = 5
LIMIT_S = 1.0
REFUSED = 0.01
"""A step counts as failed when more answers than this are apologies."""

USED = 0.7
"""Of a core, as much as may be in use on average for the answers of a busy moment to come within a second."""

SERVERS = 50
CHANNELS = 30
ROLES = 15
"""What a lively server has."""

MB = 2**20

HEADS = (
    "processes, database",
    "commands/s",
    "ms each: bots, pictures, database, bed",
    "presses/s",
    "ms each: bots, database, bed",
    "MB a process",
    "connections",
)


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


@dataclass(frozen=True, slots=True)
class Step:
    """One offered rate for some seconds: how long the answers took, and who worked for them."""

    rate: float
    seconds: tuple[float, ...]
    refused: int
    spent: Spent

    @property
    def p99(self) -> float:
        """Return the seconds within which all answers but one in a hundred came."""
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[98]

    @property
    def holds(self) -> bool:
        """Return whether people would call it served."""
        return self.p99 < LIMIT_S and self.refused <= REFUSED * len(self.seconds)

    def ms(self, share: Callable[[Spent], float]) -> float:
        """Return the milliseconds of a processor that an answer took."""
        return share(self.spent) * 1000 / len(self.seconds)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a number of processes carried.

    Attributes
    ----------
    mixed, pressed : Step
        The highest rate that held, of all that people do and of presses on votes alone.
    memory_mb : float
        Of one bot in the end, what it shares with others as its share.
    connections : int
        To PostgreSQL, of all bots.
    """

    name: str
    mixed: Step
    pressed: Step
    memory_mb: float
    connections: int


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


class Acts:
    """What people do."""

    def __init__(self, library: Library, seed: int = 1) -> None:
        self._library = library
        self._chance = random.Random(seed)

    def any(self, hall: Hall, person: Person) -> Interaction:
        """Do one of the things that people do, each as often as they do."""
        acts = (self._neighbours, self._analogy, self._like, self._recommend, self.press)
        (act,) = self._chance.choices(acts, (3, 1, 2, 2, 2))
        return act(hall, person)

    def press(self, hall: Hall, person: Person) -> Interaction:
        """Press a button of the server's vote."""
        return hall.press(person, self._chance.randint(1, ON_THE_BALLOT))

    def _neighbours(self, hall: Hall, person: Person) -> Interaction:
        return person.slash(hall.lab, "neighbours", word=self._chance.choice(WORDS))

    def _analogy(self, hall: Hall, person: Person) -> Interaction:
        return person.slash(hall.lab, "analogy", expression=" ".join(self._chance.sample(WORDS, 3)))

    def _like(self, hall: Hall, person: Person) -> Interaction:
        film = self._library.film(self._chance.randrange(FILMS))
        return person.slash(hall.lab, "like", title=film.name)

    def _recommend(self, hall: Hall, person: Person) -> Interaction:
        return person.slash(hall.lab, "recommend me")


Act = Callable[[Hall, Person], Interaction]


async def measure(data_dir: Path) -> list[Carried]:
    """Return what each fleet carries, that on SQLite first; `data_dir` keeps the prepared vectors."""
    Shelf(data_dir / "vectors").open()
    library = open_library()
    carried = [await _carried("1, SQLite", 1, None, data_dir, library)]
    for number in FLEETS:
        with running_cluster() as cluster:
            carried.append(await _carried(f"{number}, PostgreSQL", number, cluster, data_dir, library))
    return carried


async def _carried(
    name: str, number: int, cluster: Cluster | None, data_dir: Path, library: Library
) -> Carried:
    acts = Acts(library)
    async with _fleet(number, cluster, data_dir, library) as fleet:
        await _step(fleet, acts.any, FIRST_RATE, WARM_S)
        mixed = await _highest(fleet, acts.any)
        pressed = await _highest(fleet, acts.press)
        return Carried(name, mixed, pressed, fleet.memory_mb(), fleet.connections())


@asynccontextmanager
async def _fleet(
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


async def _highest(fleet: Fleet, act: Act) -> Step:
    """Raise the rate until it fails, then look between; return the highest step that held."""
    held: Step | None = None
    failed = float("inf")
    rate = FIRST_RATE
    for _ in range(TRIES):
        step = await _step(fleet, act, rate, STEP_S)
        if step.holds:
            held = step if held is None or step.rate > held.rate else held
        else:
            failed = rate
        least = held.rate if held else rate / 4
        rate = 2 * rate if failed == float("inf") else (least * failed) ** 0.5
    if held is None:
        raise RuntimeError(f"not even {rate:.0f} a second were answered within {LIMIT_S:g} s")
    return held


async def _step(fleet: Fleet, act: Act, rate: float, for_s: float) -> Step:
    """Offer so many acts a second, whatever becomes of them; a latency counts from when the act was due."""
    before, began = fleet.spent(), time.monotonic()
    asked: list[tuple[float, Interaction]] = []
    for number in range(int(rate * for_s)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        asked.append((due, act(*next(fleet.people))))
    answers = [(due, each, await each.answer(ANSWER_S, where=_is_whole)) for due, each in asked]
    spent = fleet.spent() - before
    seconds = tuple(_answered_at(each, answer) - due for due, each, answer in answers)
    refused = sum(answer.embeds[0].colour == APOLOGY_COLOUR for _, _, answer in answers)
    return Step(rate, seconds, refused, spent)


def _is_whole(answer: Answer) -> bool:
    """Whether it is said to the person: a pressed message changes for others' sake too."""
    return answer.kind is not ResponseKind.DEFERRED_UPDATE or bool(answer.followups)


def _answered_at(asked: Interaction, answer: Answer) -> float:
    return answer.followups[0].at if answer.followups else asked.at + answer.answered_after_s


def server_kb(members: int) -> float:
    """Return what a server of so many members takes in the memory of a bot, with the bot's own intents."""
    backend = WireBackend()
    texts = []
    for _ in range(SERVERS):
        guild = backend.create_guild("Server")
        for channel in range(CHANNELS):
            backend.create_channel(guild.id, f"channel-{channel}")
        for role in range(ROLES):
            backend.create_role(guild.id, f"role-{role}")
        for member in range(members):
            backend.add_member(guild.id, backend.make_user(f"member-{member}").id, announce=False)
        texts.append(json.dumps(serializers.guild_create_payload(backend, guild)))
    state = HyperplaneBot(Settings())._connection
    tracemalloc.start()
    guilds = [discord.Guild(data=json.loads(text), state=state) for text in texts]
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return used / 1024 / len(guilds)


def reckoned(carried: Sequence[Carried]) -> str:
    """Return what follows from the processor times where each has a core: computed, not measured."""
    lines = [
        f"| computed, at {USED:.0%} of a core | commands/s | presses/s |",
        "|---|--:|--:|",
    ]
    peer, one, *_ = carried
    for what, who, of in (
        ("a process on SQLite", _bots, peer),
        ("a process on PostgreSQL", _bots, one),
        ("PostgreSQL, a core", _database, one),
    ):
        figures = (f"{USED * 1000 / step.ms(who):.0f}" for step in (of.mixed, of.pressed))
        lines.append(f"| {what} | {' | '.join(figures)} |")
    return "\n".join(lines)


def table(carried: Sequence[Carried]) -> str:
    """Return what was measured, a fleet a line."""
    lines = [
        "| " + " | ".join(HEADS) + " |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for each in carried:
        mixed, pressed = each.mixed, each.pressed
        of_mixed = (_bots, _workers, _database, _bed)
        of_pressed = (_bots, _database, _bed)
        lines.append(
            f"| {each.name} | {mixed.rate:.0f} | {', '.join(f'{mixed.ms(who):.1f}' for who in of_mixed)} "
            f"| {pressed.rate:.0f} | {', '.join(f'{pressed.ms(who):.1f}' for who in of_pressed)} "
            f"| {each.memory_mb:.0f} | {each.connections} |"
        )
    return "\n".join(lines)


def rows(carried: Sequence[Carried]) -> list[Row]:
    """Return the rows of the report: each fleet beside one process on SQLite."""
    peer, *ours = carried
    found = []
    for each in ours:
        for what, step, beside in (
            ("commands", each.mixed, peer.mixed),
            ("presses on votes", each.pressed, peer.pressed),
        ):
            note = f"peer: {peer.name}; the machine's cores are shared with database and test bed"
            found += [
                Row(
                    f"{what}, p99 < 1 s: {each.name}",
                    f"{step.rate:.0f}/s",
                    f"{beside.rate:.0f}/s",
                    step.rate / beside.rate,
                    note,
                ),
                Row(
                    f"{what}, processor time of one: {each.name}",
                    f"{step.ms(_bots) + step.ms(_database):.1f} ms",
                    f"{beside.ms(_bots):.1f} ms",
                    beside.ms(_bots) / (step.ms(_bots) + step.ms(_database)),
                    "of bots and database, without pictures",
                ),
            ]
    return found


def _bots(spent: Spent) -> float:
    return spent.bots


def _workers(spent: Spent) -> float:
    return spent.workers


def _database(spent: Spent) -> float:
    return spent.database


def _bed(spent: Spent) -> float:
    return spent.bed


def main() -> None:
    """Measure in a temporary folder and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        carried = asyncio.run(measure(Path(folder)))
    print(table(carried))
    print()
    print(reckoned(carried))
    print()
    for members in (0, 100):
        taken = f"{CHANNELS} channels, {ROLES} roles and {members} members takes {server_kb(members):.0f} kB"
        print(f"A server of {taken} of a process.")
    print()
    print(markdown(rows(carried)))


if __name__ == "__main__":
    main()
