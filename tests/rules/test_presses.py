"""Every press is acknowledged before anything else, and checked against the place of what it names."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from tests.room import Room

ROOT = Path(__file__).parents[2]
PLACED = ("list_id", "vote_id", "concept_id", "round_id", "invitation_id", "night_id")
"""Fields of presses that name what belongs to a server or a person."""

CHECKS = ("check_here", "_check_place", "self._pressed(", "self.inviting.")
OPENING = ("interaction.response.", "self.may_press(", "interaction.client.presses.answer(")
"""What may be awaited first: an acknowledgement, or what acknowledges by itself."""


def functions() -> Iterator[tuple[str, ast.Module, ast.AsyncFunctionDef]]:
    for room in ("bot", "cogs"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.AsyncFunctionDef):
                    yield f"{path.relative_to(ROOT)}:{node.name}", tree, node


def first_await(node: ast.AsyncFunctionDef) -> str:
    """Return what a function awaits first, as it stands there; a `with` that awaits counts too."""
    awaits = [each for each in ast.walk(node) if isinstance(each, ast.Await | ast.AsyncWith)]
    first = min(awaits, key=lambda each: each.lineno, default=None)
    if isinstance(first, ast.AsyncWith):
        return ast.unparse(first.items[0])
    return ast.unparse(first.value) if first is not None else ""


def is_callback(node: ast.AsyncFunctionDef) -> bool:
    """Tell whether discord.py calls a function with somebody's press or form."""
    decorators = [ast.unparse(each) for each in node.decorator_list]
    return node.name in ("callback", "on_submit") or any("discord.ui.button" in each for each in decorators)


def acknowledges(tree: ast.Module, node: ast.AsyncFunctionDef) -> bool:
    """Tell whether a function acknowledges first, by itself or by the method that it calls first."""
    first = first_await(node)
    if first.startswith(OPENING):
        return True
    called = first.partition("(")[0].rpartition(".")[2]
    found = [
        each for each in ast.walk(tree) if isinstance(each, ast.AsyncFunctionDef) and each.name == called
    ]
    return any(acknowledges(tree, each) for each in found if each is not node)


def test_every_button_and_form_is_acknowledged_first() -> None:
    offenders = [
        name for name, tree, node in functions() if is_callback(node) and not acknowledges(tree, node)
    ]
    assert offenders == []


def test_no_item_asks_which_view_it_is_in_but_the_one_that_expects_none() -> None:
    offenders = {
        name for name, _, node in functions() if node.name == "callback" and "self.view" in ast.unparse(node)
    }
    assert offenders == {"bot/views.py:callback"}  # of OwnedButton


def test_no_button_is_taken_out_of_a_view_that_people_see() -> None:
    """discord.py drops presses on such a button until Discord has answered the edit that shows others."""
    offenders = [
        name
        for name, _, node in functions()
        if "clear_items(" in ast.unparse(node) or "remove_item(" in ast.unparse(node)
    ]
    assert offenders == []


async def test_every_press_on_what_has_a_place_is_checked_against_it(room: Room) -> None:
    handlers = room.bot.presses._handlers
    placed = {
        kind: handler
        for kind, (handler, way) in handlers.items()
        if not way.form  # which is checked when it is filled in
        if set(PLACED) & set(vars(kind)["__annotations__"])
    }
    assert len(placed) >= 7
    unchecked = [
        kind.__name__
        for kind, handler in placed.items()
        if not any(check in inspect.getsource(handler) for check in CHECKS)
    ]
    assert unchecked == []


async def test_what_is_answered_for_one_alone_is_deferred_for_one_alone(room: Room) -> None:
    told = {
        each.qualified_name
        for each in room.bot.walk_commands()
        if "ephemeral=True" in inspect.getsource(each.callback) and not each.hidden
    }
    private = {each.qualified_name for each in room.bot.walk_commands() if each.extras.get("private")}
    assert told <= private


ITEMS = ("button", "select", "Button", "Select", "UserSelect", "ChannelSelect", "RoleSelect")


def unnamed(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield what makes a button or a menu without an id of ours: after a restart nobody would answer it."""
    inner = {
        base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", ""): node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for base in [each.value if isinstance(each, ast.Subscript) else each for each in node.bases]
    }
    items = [node for name, node in inner.items() if name in (*ITEMS, "OwnedButton")]
    made = [each for node in items for each in ast.walk(node) if is_call(each, "super().__init__")]
    made += [each for each in ast.walk(tree) if any(is_call(each, f"discord.ui.{name}") for name in ITEMS)]
    for each in made:
        given = {keyword.arg for keyword in each.keywords}  # type: ignore[attr-defined]  # calls
        if not given & {"custom_id", "url"}:
            yield each  # type: ignore[misc]


def is_call(node: ast.AST, of: str) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == of


def test_every_button_and_menu_has_an_id_by_which_it_is_answered_after_a_restart() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for room in ("bot", "cogs")
        for path in sorted((ROOT / room).rglob("*.py"))
        for call in unnamed(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert offenders == []
