"""Imports point downwards: bot -> cogs -> models, storage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DISCORD = {"discord", "simcord"}
SQL = {"sqlalchemy", "alembic", "aiosqlite", "sqlite3"}
AROUND = {"testbed", "tests", "benchmarks"}

# What cogs may take from the top room: the tools for answering, never the parts that run the show.
TOOLS = {
    *("compute", "callers", "context", "command_sync", "views", "services", "presses", "pacing"),
    *("open_channels", "prefixes", "training"),
    *("replies", "markup", "wording", "hints", "options", "refusals", "sentences", "errors"),
}
# The one place of the top room that knows the commands' words calls their packages by name.
BARRED = {
    "models": AROUND | DISCORD | SQL | {"bot", "cogs", "storage"},
    "storage": AROUND | DISCORD | {"torch", "gensim", "bot", "cogs", "models"},
    "cogs": AROUND | SQL | {"torch", "gensim"},
    "bot": AROUND | SQL | {"torch", "cogs"},
    "testbed": {"tests", "benchmarks"},
    "benchmarks": {"tests"},
}


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted name of all that a file imports when it runs, in its functions too."""
    pending: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        pending.extend(ast.iter_child_nodes(node))


def imports(room: str) -> Iterator[tuple[Path, str]]:
    """Yield each file of a room with each name that it imports."""
    for path in sorted((ROOT / room).rglob("*.py")):
        yield from ((path.relative_to(ROOT), name) for name in imported(path))


def test_a_room_imports_only_what_lies_below_it() -> None:
    offenders = [
        f"{path} imports {name}"
        for room, barred in BARRED.items()
        for path, name in imports(room)
        if name.split(".")[0] in barred
    ]
    assert offenders == []


def test_cogs_take_only_tools_from_the_top_room() -> None:
    offenders = [
        f"{path} imports {name}"
        for path, name in imports("cogs")
        if name.startswith("bot.") and name.split(".")[1] not in TOOLS
    ]
    assert offenders == []


def test_no_cog_imports_another() -> None:
    """What two of them need lies in `cogs.shared`, which itself needs none of them."""
    offenders = [
        f"{path} imports {name}"
        for path, name in imports("cogs")
        if name.startswith("cogs.") and name.split(".")[1] not in {path.with_suffix("").parts[1], "shared"}
    ]
    assert offenders == []
