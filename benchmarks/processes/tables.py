"""What was measured as tables, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from benchmarks.processes.carrying import Carried
from benchmarks.table import Row

USED = 0.7
"""Of a core, as much as may be in use on average for the answers of a busy moment to come within a second."""

HEADS = (
    "processes, database",
    "commands/s",
    "ms each: bots, pictures, database, bed",
    "presses/s",
    "ms each: bots, database, bed",
    "MB a process",
    "connections",
)

BOTS, WORKERS, DATABASE, BED = map(attrgetter, ("bots", "workers", "database", "bed"))


def reckoned(carried: Sequence[Carried]) -> str:
    """Return what follows from the processor times where each has a core: computed, not measured."""
    lines = [
        f"| computed, at {USED:.0%} of a core | commands/s | presses/s |",
        "|---|--:|--:|",
    ]
    peer, one, *_ = carried
    for what, who, of in (
        ("a process on SQLite", BOTS, peer),
        ("a process on PostgreSQL", BOTS, one),
        ("PostgreSQL, a core", DATABASE, one),
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
        of_mixed = (BOTS, WORKERS, DATABASE, BED)
        of_pressed = (BOTS, DATABASE, BED)
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
                    f"{step.ms(BOTS) + step.ms(DATABASE):.1f} ms",
                    f"{beside.ms(BOTS):.1f} ms",
                    beside.ms(BOTS) / (step.ms(BOTS) + step.ms(DATABASE)),
                    "of bots and database, without pictures",
                ),
            ]
    return found
