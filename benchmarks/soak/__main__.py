"""Half an hour of everything at once: `python -m benchmarks.soak --minutes 30`, or `make soak MINUTES=30`.

The bot runs as its own process over the wire bed. Hundreds of people in three servers ask, rate, fill lists
and vote, three times a second; the gateway drops, Discord answers with 429 and 500, a worker is killed each
minute, and one person presses costly buttons eight times a second. In the end all that was acknowledged has
to be in the database, and each act that got no answer is explained by a trouble: if not, the exit code is 1.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.soak import vitals
from benchmarks.soak.acts import Crowd, Hall, Promises
from benchmarks.soak.fates import OURS
from benchmarks.soak.hostile import UNANSWERED, outcomes, press_in_a_hurry
from benchmarks.soak.troubles import make_trouble
from bot.settings import variable
from models.movies.library import open_library
from models.words.store.shelf import Shelf
from storage.database import Database
from storage.schema import ballots, entries, lists, ratings
from testbed.wire.bed import Wire

HALLS = 3
PEOPLE = 150


async def soak(minutes: float, per_second: float, folder: Path, seed: int) -> bool:
    """Run it, print the report and return whether nothing was lost."""
    Shelf(folder / "vectors").open()
    library = open_library()
    database = folder / "hyperplane.db"
    async with Wire.start() as wire:
        halls = [_hall(wire, number) for number in range(HALLS)]
        env = {variable("token"): wire.token, variable("data_dir"): str(folder)}
        async with wire.process("run", entry="benchmarks.soak.watched:main", env=env) as process:
            for hall in halls:
                await hall.furnish(library)
            until = time.monotonic() + minutes * 60
            crowd = Crowd(halls, library, seed)
            hostile = halls[0].guild.members[-1]
            _, troubles, malice, looks = await asyncio.gather(
                crowd.act(per_second, until),
                make_trouble(wire, process.pid, until, seed),
                press_in_a_hurry(halls[0], hostile, until),
                vitals.watch(process, database, until),
            )
            memory = vitals.memory_by_part(process.pid)
            code = await process.stop()
            told = vitals.told(process)
            faults = [line for line in process.output.splitlines() if line.startswith("Traceback")]
            (folder / "bot.log").write_text(process.output, encoding="utf-8")
    lost = await _lost(database, crowd.promises)
    fates = crowd.tally.fates
    hostile_fates = outcomes(wire, malice)
    print(_report(minutes, crowd, looks, told))
    print(f"\nTroubles: {_counted(troubles)}.")
    print(f"Refused: {_counted(crowd.tally.apologies)}.")
    print(f"Unanswered: {_counted(fates)}.")
    print(f"Hostile: {len(malice.presses):,} presses, {len(malice.messages)} messages.")
    print(f"They came to: {_counted(hostile_fates)}.")
    print(f"Tasks in the end: {_counted(Counter(told[-1].most if told else {}))}.")
    print(
        "Memory in the end: "
        + ", ".join(f"{name} {mb:.0f} MB" for name, mb in memory.items() if mb >= 1)
        + "."
    )
    faulty = sum(found[each] for found in (fates, hostile_fates) for each in (*OURS, UNANSWERED))
    print(f"Not explained by any trouble: {faulty}.")
    print(f"Exit code {code}, {len(faults)} tracebacks in the log.")
    print(f"Acknowledged and looked for: {len(crowd.promises):,}; lost: {len(lost)}. {lost[:5] or ''}")
    return not lost and not faulty and code == 0


def _hall(wire: Wire, number: int) -> Hall:
    guild = wire.guild(f"Group {number}", members=PEOPLE + 2)
    return Hall(guild, guild.text_channel("lab"), guild.members[1:-1])


async def _lost(path: Path, promises: Promises) -> list[tuple[object, ...]]:
    """Return what was acknowledged and is not there."""
    async with await Database.open(path) as database:

        async def read(connection: AsyncConnection) -> list[set[tuple[object, ...]]]:
            asked: tuple[Select[Any], ...] = (
                select(ratings.c.user_id, ratings.c.page),
                select(ballots.c.vote_id, ballots.c.number, ballots.c.voter_id),
                select(lists.c.guild_id, entries.c.page).join(entries, entries.c.list_id == lists.c.id),
            )
            found = [await connection.execute(each) for each in asked]
            return [{tuple(row) for row in rows} for rows in found]

        kept = await database.read(read)
    promised: tuple[set[Any], ...] = (promises.likes, promises.ballots, promises.entries)
    return [act for acts, there in zip(promised, kept, strict=True) for act in acts if act not in there]


def _report(minutes: float, crowd: Crowd, looks: Sequence[vitals.Vitals], told: Sequence[vitals.Told]) -> str:
    tally = crowd.tally
    lines = [f"{minutes:g} minutes, {sum(map(len, tally.seconds.values())):,} answers.", ""]
    lines += [
        "| kind | answered | refused | unanswered | p50 ms | p99 ms | longest ms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for kind in sorted({*tally.seconds, *tally.refused, *tally.unanswered}):
        taken = sorted(tally.seconds[kind])
        figures = [_percentile(taken, share) for share in (0.5, 0.99, 1.0)]
        counts = f"{len(taken):,} | {tally.refused[kind]:,} | {tally.unanswered[kind]:,}"
        lines.append(f"| {kind} | {counts} | {' | '.join(figures)} |")
    acknowledged = sorted(tally.acknowledged)
    figures = [_percentile(acknowledged, share) for share in (0.5, 0.99, 1.0)]
    lines += [f"| until acknowledged | {len(acknowledged):,} | | | {' | '.join(figures)} |", ""]
    lines += ["| vital sign | in the first fifth | in the last fifth | most |", "|---|--:|--:|--:|"]
    fifth = max(1, len(looks) // 5)
    for name, unit in (
        ("bot_mb", " MB"),
        ("all_mb", " MB"),
        ("descriptors", ""),
        ("threads", ""),
        ("database_mb", " MB"),
    ):
        values = [float(getattr(look, name)) for look in looks]
        lines.append(_vital(name.removesuffix("_mb"), values, fifth, unit))
    fifth = max(1, len(told) // 5)
    lines.append(_vital("tasks", [float(each.tasks) for each in told], fifth, ""))
    lines.append(_vital("longest stall in 5 s", [each.stall_ms for each in told], fifth, " ms"))
    return "\n".join(lines)


def _vital(name: str, values: list[float], fifth: int, unit: str) -> str:
    if not values:
        return f"| {name} | | | |"
    first, last = statistics.median(values[:fifth]), statistics.median(values[-fifth:])
    return f"| {name} | {first:,.0f}{unit} | {last:,.0f}{unit} | {max(values):,.0f}{unit} |"


def _percentile(ordered: Sequence[float], share: float) -> str:
    if not ordered:
        return ""
    return f"{ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000:,.0f}"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.most_common()) or "nothing"


def main(
    minutes: Annotated[float, typer.Option(help="How long.")] = 30.0,
    per_second: Annotated[float, typer.Option(help="How many acts a second.")] = 3.0,
    seed: Annotated[int, typer.Option(help="Of the mix.")] = 1,
    keep: Annotated[Path | None, typer.Option(help="A folder for the data and the log.")] = None,
) -> None:
    """Soak the bot, and say what came of it."""
    with tempfile.TemporaryDirectory() as made:
        folder = keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        whole = asyncio.run(soak(minutes, per_second, folder, seed))
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    typer.run(main)
