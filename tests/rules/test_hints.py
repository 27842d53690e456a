"""Commands named in what the bot says are hints: written as whoever reads them calls commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.hints import Face, hinted, write_for
from bot.sentences import sentence
from storage.refusals import NoLists
from tests.room import Room

ROOT = Path(__file__).parents[2]
TYPED, BY_SLASH = Face("!"), Face("/", {"list": "all", "recommend": "me"}, {"list": frozenset({"add"})})


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


async def test_no_command_is_named_without_a_prefix(room: Room) -> None:
    names = "|".join(sorted({each.name for each in room.bot.commands}))
    bare = re.compile(rf"`(?:{names})(?= |`)")
    offenders = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in ("bot", "cogs")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, text in texts_of(path)
        if bare.search(text)
    ]
    assert offenders == []


def test_only_the_bot_itself_knows_its_own_prefix() -> None:
    """Each server chooses its own: whatever shows a prefix asks `prefix_in`, or `bot.hints`."""
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("bot", "cogs")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "prefix"
        if ast.unparse(node.value).split(".")[-1] == "settings"
        if path != ROOT / "bot" / "app.py"
    ]
    assert offenders == []


def test_a_hint_is_written_as_its_reader_calls_commands() -> None:
    text = "Try `/list add Alien`, `/recommend comedy`, `/list` or `name=value`."
    write_for(Face())
    assert hinted(text) == text
    write_for(TYPED)
    assert hinted(text) == "Try `!list add Alien`, `!recommend comedy`, `!list` or `name=value`."
    assert sentence(NoLists()).markdown().endswith("`!list create Friday night`.")
    write_for(BY_SLASH)
    assert hinted(text) == "Try `/list add Alien`, `/recommend me comedy`, `/list all` or `name=value`."


async def test_hints_carry_the_prefix_that_was_used(room: Room) -> None:
    assert room.bot.user is not None
    for typed, hint in {
        "!list": "`!list create Friday night`",
        f"{room.bot.user.mention} list": f"`@{room.bot.user.display_name} list create Friday night`",
        "!recommend": "`!like`",
        "!analogy": "`!analogy man king woman`",
    }.items():
        assert hint in (await room.say(typed)).text, typed
    assert "`/list create Friday night`" in (await room.ask("slash", "list all")).text
    assert "`/ratings import`" in (await room.ask("slash", "ratings undo")).text
