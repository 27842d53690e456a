"""Imports point downwards: bot -> cogs -> models, storage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "cogs", "models", "storage")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
COGS = [path for path in FILES if path.relative_to(ROOT).parts[0] == "cogs"]
DISCORD = {"discord", "simcord"}
SQL = {"sqlalchemy", "alembic", "aiosqlite", "sqlite3"}

# What cogs may take from the top room: the tools for answering, never the parts that run the show.
TOOLS = {"compute", "context", "command_sync", "replies", "views", "errors", "services"}
# The one place of the top room that knows the commands' words calls their packages by name.
BARRED = {
    "models": DISCORD | SQL | {"bot", "cogs", "storage"},
    "storage": DISCORD | {"torch", "gensim", "bot", "cogs", "models"},
    "cogs": SQL | {"torch", "gensim"},
    "bot": SQL | {"torch", "cogs"},
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    for name in imported(path):
        assert name.split(".")[0] not in BARRED[room], f"{name} is not for {room}/"


@pytest.mark.parametrize("path", COGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_cogs_take_only_tools_from_the_top_room(path: Path) -> None:
    for name in imported(path):
        parts = name.split(".")
        assert parts[0] != "bot" or parts[1] in TOOLS, f"{name} is not a tool"


@pytest.mark.parametrize("path", COGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cog_imports_another(path: Path) -> None:
    """What two of them need lies in `cogs.shared`, which itself needs none of them."""
    own = path.relative_to(ROOT).with_suffix("").parts[1]
    for name in imported(path):
        parts = name.split(".")
        assert parts[0] != "cogs" or parts[1] in {own, "shared"}, f"{name} is another cog's"
