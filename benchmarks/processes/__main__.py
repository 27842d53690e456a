"""Measures, and prints what `docs/operations.md` has."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks.processes.carrying import measure
from benchmarks.processes.servers import CHANNELS, ROLES, server_kb
from benchmarks.processes.tables import reckoned, rows, table
from benchmarks.table import markdown


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
