"""Ratings a second, acknowledged when on the disk, beside plain sqlite3 with the same pragmas."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.table import Row, markdown
from storage.address import parse_address
from storage.database import Database
from storage.lists import Lists
from storage.people import People
from storage.places import Place
from storage.ratings import Rating, Ratings, Verdict
from storage.sqlite.connecting import PRAGMAS
from storage.vote import NewVote
from storage.votes import Votes
from testbed.postgresql import running_cluster

USERS = 8
LIKES = 400
BATCH = 5_000
OWN = 200
CROWD = 1_000
FILMS_EACH = 100
ROUNDS = 5

_SCHEMA = """
CREATE TABLE ratings (
    user_id BIGINT NOT NULL, page TEXT NOT NULL, title TEXT NOT NULL, verdict VARCHAR(7) NOT NULL,
    rated_at DATETIME NOT NULL, guild_id BIGINT, PRIMARY KEY (user_id, page)
) WITHOUT ROWID
"""
_FIND = "SELECT verdict FROM ratings WHERE user_id = ? AND page = ?"
_KEEP = """
INSERT INTO ratings VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, page) DO UPDATE SET
title = excluded.title, verdict = excluded.verdict, rated_at = excluded.rated_at, guild_id = excluded.guild_id
"""
_READ = """
SELECT page, title, verdict, rated_at, guild_id FROM ratings WHERE user_id = ? ORDER BY rated_at DESC, page
"""
_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_minutes = itertools.count()


class Plain:
    """The same sentences in plain sqlite3, on the caller's own thread."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("PRAGMA journal_mode = WAL", *PRAGMAS):
            self.connection.execute(pragma)
        self.connection.execute(_SCHEMA)

    def rate_many(self, user_id: int, ratings: list[Rating]) -> None:
        """Keep ratings in one transaction, the earlier verdicts looked up first."""
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        for rating in ratings:
            run(_FIND, (user_id, rating.page)).fetchall()
            values = (
                rating.page,
                rating.title,
                rating.verdict,
                rating.rated_at.isoformat(" "),
                rating.guild_id,
            )
            run(_KEEP, (user_id, *values))
        run("COMMIT")

    def of(self, user_id: int) -> list[tuple[object, ...]]:
        """Return a person's ratings as they come, bare."""
        return self.connection.execute(_READ, (user_id,)).fetchall()


async def measure(folder: Path) -> list[Row]:
    """Return all rows; `folder` takes the databases, which should lie on the kind of disk that counts."""
    plain = Plain(folder / "plain.db")
    async with await Database.open(folder / "ours.db") as database:
        rows = await _ratings(Ratings(database), plain)
        rows.append(await _forgetting(database, plain))
    plain.connection.close()
    return rows


async def _ratings(ratings: Ratings, plain: Plain) -> list[Row]:
    async def one_by_one() -> None:
        for film in films(LIKES):
            await ratings.rate(1, film)

    def plain_one_by_one() -> None:
        for film in films(LIKES):
            plain.rate_many(1, [film])

    async def user(user_id: int) -> None:
        for film in films(LIKES // USERS):
            await ratings.rate(user_id, film)

    async def at_once() -> None:
        await asyncio.gather(*(user(2 + number) for number in range(USERS)))

    def plain_at_once() -> None:
        for number in range(USERS):
            for film in films(LIKES // USERS):
                plain.rate_many(2 + number, [film])

    async def batch() -> None:
        await ratings.rate_many(20, films(BATCH))

    async def reading() -> None:
        for _ in range(LIKES):
            await ratings.of(30)

    def plain_reading() -> None:
        for _ in range(LIKES):
            plain.of(30)

    await ratings.rate_many(30, films(OWN))
    plain.rate_many(30, films(OWN))
    on_loop = (
        "ours leaves the event loop free: about 45% of its time is the disk's, 30% SQLAlchemy's, 15% the way "
        "to the writer's thread and back, 10% asyncio's"
    )
    return [
        await _rate("likes, one by one", LIKES, one_by_one, plain_one_by_one, on_loop),
        await _rate(f"likes of {USERS} users at once", LIKES, at_once, plain_at_once, "the peer one by one"),
        await _rate(
            f"{BATCH:,} films rated in one go",
            BATCH,
            batch,
            lambda: plain.rate_many(20, films(BATCH)),
            "one transaction each",
        ),
        await _rate(
            f"reading a person's {OWN} ratings",
            LIKES,
            reading,
            plain_reading,
            "ours as dataclasses, the peer as text",
        ),
    ]


async def measure_server(folder: Path) -> list[Row]:
    """Return the rows of PostgreSQL on this machine beside SQLite, both behind the same stores."""
    with running_cluster() as cluster:
        where = parse_address(cluster.address("postgres"))
        async with await Database.open(where) as server, await Database.open(folder / "beside.db") as file:
            return [
                await _beside(what, work, server, file, note)
                for what, work, note in (
                    (
                        "likes, one by one",
                        _one_by_one,
                        "a server also has the way to it and back, five times",
                    ),
                    (f"likes of {USERS} users at once", _at_once, "four writers at once, SQLite one"),
                    (f"reading a person's {OWN} ratings", _reading, "as dataclasses"),
                    (
                        f"presses of {USERS} voters at once",
                        _pressing,
                        "all on one vote, so that they collide",
                    ),
                )
            ]


async def _one_by_one(database: Database) -> None:
    for film in films(LIKES):
        await Ratings(database).rate(1, film)


async def _at_once(database: Database) -> None:
    async def user(user_id: int) -> None:
        for film in films(LIKES // USERS):
            await Ratings(database).rate(user_id, film)

    await asyncio.gather(*(user(2 + number) for number in range(USERS)))


async def _reading(database: Database) -> None:
    await Ratings(database).rate_many(30, films(OWN))
    for _ in range(LIKES):
        await Ratings(database).of(30)


async def _pressing(database: Database) -> None:
    place = Place.server(next(_minutes))
    made = await Lists(database).create(place, "Friday", 1, _NOON)
    asked = NewVote(
        place, made.id, "Friday", 1, 7, 1, _NOON, _NOON + timedelta(days=1), False, [("A", "A"), ("B", "B")]
    )
    vote = await Votes(database).start(asked)

    async def voter(voter_id: int) -> None:
        for number in range(LIKES // USERS):
            await Votes(database).toggle(vote.id, 1 + number % 2, voter_id, _NOON)

    await asyncio.gather(*(voter(number) for number in range(USERS)))


async def _beside(
    what: str,
    work: Callable[[Database], Awaitable[None]],
    server: Database,
    file: Database,
    note: str,
) -> Row:
    """Return the row of the best of some rounds, the two databases in turn."""
    best = {server: float("inf"), file: float("inf")}
    for database in (server, file) * ROUNDS:
        started = time.perf_counter()
        await work(database)
        best[database] = min(best[database], time.perf_counter() - started)
    rates = [LIKES / best[database] for database in (server, file)]
    return Row(what, f"{rates[0]:,.0f}/s", f"{rates[1]:,.0f}/s", rates[0] / rates[1], note)


async def _forgetting(database: Database, plain: Plain) -> Row:
    for person in range(100, 100 + CROWD):
        await Ratings(database).rate_many(person, films(FILMS_EACH))
        plain.rate_many(person, films(FILMS_EACH))
    started = time.perf_counter()
    await People(database).forget(100)
    ours = time.perf_counter() - started
    started = time.perf_counter()
    for statement in ("DELETE FROM ratings WHERE user_id = 100", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        plain.connection.execute(statement)
    peer = time.perf_counter() - started
    return Row(
        f"forgetting one person among {CROWD * FILMS_EACH:,} ratings",
        f"{ours * 1000:,.0f} ms",
        f"{peer * 1000:,.0f} ms",
        peer / ours,
        "both build the file anew, so that no byte of the id is left",
    )


async def _rate(
    what: str, count: int, ours: Callable[[], Awaitable[None]], peer: Callable[[], None], note: str
) -> Row:
    """Return the row of the best of some rounds, the two in turn."""
    best = {"ours": float("inf"), "peer": float("inf")}
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await ours()
        middle = time.perf_counter()
        peer()
        best["ours"] = min(best["ours"], middle - started)
        best["peer"] = min(best["peer"], time.perf_counter() - middle)
    rates = {name: count / seconds for name, seconds in best.items()}
    return Row(
        what, f"{rates['ours']:,.0f}/s", f"{rates['peer']:,.0f}/s", rates["ours"] / rates["peer"], note
    )


def films(count: int) -> list[Rating]:
    """Return ratings of that many films, later at each call: SQLite writes nothing when nothing changes."""
    moment = _NOON + timedelta(minutes=next(_minutes))
    return [Rating(f"Film {number}", f"Film {number}", Verdict.LIKE, moment, 7) for number in range(count)]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(markdown(asyncio.run(measure(Path(folder)))))
        print(markdown(asyncio.run(measure_server(Path(folder)))))


if __name__ == "__main__":
    main()
