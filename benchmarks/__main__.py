"""Every benchmark in one run, printed and written to docs/benchmarks.md: `python -m benchmarks`."""

from __future__ import annotations

import asyncio
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    bot,
    collect,
    compute,
    fair,
    groups,
    movies,
    page,
    storage,
    text,
    training,
    tsne,
    words,
)
from benchmarks.processes.carrying import measure as carried_by
from benchmarks.processes.tables import rows as rows_of_processes
from benchmarks.table import markdown

REPORT = Path(__file__).parents[1] / "docs" / "benchmarks.md"

INTRODUCTION = """# Benchmarks

Made by `make bench`, ours and the peer in the same run on the same machine: the ratios travel, the times do
not. A ratio above 1 is how many times better ours is; where the note says so, the peer is ourselves in other
circumstances. Vectors as large as the talk's are in [benchmarks-big.md](benchmarks-big.md), half an hour of
load, faults and malice in [benchmarks-soak.md](benchmarks-soak.md).
"""


def main() -> None:
    """Run all and write the report."""
    with tempfile.TemporaryDirectory() as folder:
        sections = {
            "Word vectors, beside gensim": words.measure(Path(folder)),
            "Maps, beside scikit-learn's t-SNE and a plain matplotlib scatter": tsne.measure(),
            "Films, beside the cookbook's way": movies.measure(),
            "Films from a dump, beside mwxml and gensim's reader": collect.measure(Path(folder)),
            "Groups, beside a loop over scikit-learn's SVC": groups.measure(),
            "Text, beside a plain torch loop and the cookbook's way": [
                *text.measure_speed(),
                *text.measure_quality(),
            ],
            "Ratings, beside plain sqlite3": asyncio.run(storage.measure(Path(folder))),
            "Ratings and votes on PostgreSQL, beside SQLite": asyncio.run(
                storage.measure_server(Path(folder))
            ),
            "Several processes on one PostgreSQL, beside one on SQLite": rows_of_processes(
                asyncio.run(carried_by(Path(folder) / "processes"))
            ),
            "Long work on a Dask cluster, beside processes of this machine": compute.measure(),
            "The playground's page": asyncio.run(page.measure(Path(folder) / "playground")),
            "The whole bot, over real sockets": asyncio.run(bot.measure(Path(folder) / "bot")),
            "One person doing their worst": asyncio.run(fair.measure(Path(folder) / "fair")),
            "A training under way": asyncio.run(training.measure(Path(folder) / "training")),
        }
    date = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {date}"
    tables = "\n\n".join(f"## {title}\n\n{markdown(rows)}" for title, rows in sections.items())
    report = f"{INTRODUCTION}\nMachine: {machine}.\n\n{tables}\n"
    REPORT.write_text(report, encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
