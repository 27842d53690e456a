"""No module needs itself: imports go round in no circle, be it at the top of a file or inside a function."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.rules.test_imports import ROOT, imported

# What only other processes need: one that draws, one that trains, one that reads a file of vectors.
HEAVY = {"matplotlib", "PIL", "openTSNE", "torch", "gensim", "pyarrow", "sklearn", "scipy.stats"}
# What only a bot that has outgrown one machine needs.
FARTHER = {"asyncpg", "dask", "distributed"}
ROOMS = ("bot", "cogs", "models", "storage", "testbed")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
NAMES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in FILES}


def module_of(dotted: str) -> str | None:
    """Return the module of ours that an imported name is, or lies in."""
    return next((name for name in (dotted, dotted.rpartition(".")[0]) if name in NAMES), None)


@cache
def imports() -> dict[str, set[str]]:
    """Return each of our modules with those of ours that it imports."""
    graph = {}
    for path in FILES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        needed = {found for dotted in imported(path) if (found := module_of(dotted))}
        graph[name] = needed - {name}
    return graph


def test_imports_go_round_in_no_circle() -> None:
    try:
        TopologicalSorter(imports()).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_what_is_drawn_knows_nothing_of_its_picture() -> None:
    graph = imports()
    drawing = {name for name, needed in graph.items() if "models.pictures.canvas" in needed}
    for picture in drawing - {"models.pictures.labelling"}:
        for needed in graph[picture] & graph.keys():
            assert picture not in graph[needed], f"{needed} imports {picture}"


def test_the_bots_own_process_loads_nothing_that_only_others_need(tmp_path: Path) -> None:
    cogs = ", ".join(sorted(name for name in NAMES if name.startswith("cogs")))
    program = f"""
import asyncio, pathlib, sys, bot.app, {cogs}
from storage.database import Database
async def main():
    async with await Database.open(pathlib.Path(sys.argv[1])):
        print(*{HEAVY | FARTHER} & sys.modules.keys())
asyncio.run(main())
"""
    command = [sys.executable, "-c", program, str(tmp_path / "hyperplane.db")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
