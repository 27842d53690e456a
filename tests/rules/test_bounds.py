"""What is kept while the bot runs is bounded: each memory names its bound."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
EMPTY = (ast.Dict, ast.List, ast.Set)
MAKERS = {"set", "dict", "list", "deque", "defaultdict", "Counter", "OrderedDict", "WeakValueDictionary"}
ONCE = ("bot/playground/",)

REMEMBERED = {
    "bot/budget.py:_full_at": "MOST_REMEMBERED",
    "bot/pacing.py:_drawn_at": "MOST_REMEMBERED",
    "bot/pacing.py:_until": "MOST_REMEMBERED",
    "bot/server_settings.py:_known": "MOST_SERVERS",
    "cogs/concepts/messages.py:_shown": "MOST_REMEMBERED",
    "cogs/talk/stage.py:_at_hand": "MOST_AT_HAND",
    "cogs/text/choosing.py:_latest": "REMEMBERED",
}
"""Memories by number, with the name of the number: what was kept longest ago goes."""

OTHERWISE = {
    "bot/app.py:_at_work": "calls under way",
    "bot/app.py:books": "a book for each cog that has one",
    "bot/compute/compute.py:_most": "kinds of jobs",
    "bot/compute/compute.py:_owners": "people with a long job that waits or runs: as many as the queue takes",
    "bot/compute/compute.py:_room": "kinds of jobs",
    "bot/compute/compute.py:_running": "jobs under way: as many as the queues take",
    "bot/compute/compute.py:_spare_owners": "people with a spare job: as many as the queue takes",
    "bot/compute/compute.py:_turns": "kinds of jobs",
    "bot/connections.py:_there": "shards",
    "bot/compute/dask_worker.py:_running": "a worker's tasks under way: as many as it takes at once",
    "bot/fair_queue.py:_running": "as many as there are places",
    "bot/fair_queue.py:_used_s": "parties that wait, or are ahead of them (tests/bot/test_fair_queue.py)",
    "bot/fair_queue.py:_waiting": "jobs that wait: as many as the queue takes",
    "bot/loop_watch.py:_waits_s": "a number of looks",
    "bot/metrics.py:_commands": "commands times outcomes",
    "bot/pacing.py:_at_work": "redrawings under way",
    "bot/pacing.py:_locks": "held or waited for (tests/bot/test_pacing.py)",
    "bot/pacing.py:_stale": "redrawings under way",
    "bot/presses/handlers.py:_handlers": "kinds of presses",
    "bot/training.py:_running": "trainings under way: the setting `trainings`",
    "bot/training.py:points": "MOST_POINTS",
    "bot/views.py:_pressing": "presses under way",
    "bot/waiting.py:_known": "MOST (tests/bot/test_views.py)",
    "cogs/talk/rehearsal.py:kept": "answers to one command of a talk",
    "cogs/talk/stage.py:_reviving": "presses under way",
    "cogs/text/scribe.py:_orders": "MOST_WAITING (tests/cogs/test_scribe.py)",
    "cogs/training/starting.py:_makers": "trainings under way: the setting `trainings`",
    "cogs/training/starting.py:_tasks": "trainings under way: the setting `trainings`",
    "storage/database.py:_at_work": "statements under way",
    "storage/people.py:_holders": "tables",
    "storage/sqlite/writer.py:_line": "changes under way",
    "storage/sqlite/writer.py:_returned": "what one change returned",
}
"""Why the others cannot grow."""


def memories() -> Iterator[str]:
    for room in ("bot", "cogs", "storage"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(ONCE):
                yield from (f"{name}:{each}" for each in kept_in(ast.parse(path.read_text(encoding="utf-8"))))


def kept_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        targets, value = [], None
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign):
            targets, value = [node.target], node.value
        for target in targets:
            if is_memory(value) and isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
                yield target.attr


def is_memory(value: ast.expr | None) -> bool:
    if isinstance(value, EMPTY):
        return True
    return isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in MAKERS


def test_each_memory_of_the_running_bot_names_its_bound() -> None:
    assert sorted(memories()) == sorted([*REMEMBERED, *OTHERWISE])


def test_what_is_remembered_by_number_is_remembered_in_the_one_way() -> None:
    """The one way is counted in tests/bot/test_pacing.py."""
    for name, most in REMEMBERED.items():
        path, _, attribute = name.partition(":")
        source = ast.unparse(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        calls = [each for each in re.findall(r"remember\((.*)\)", source) if f"self.{attribute}," in each]
        assert calls, name
        assert all(each.endswith(f", {most}") for each in calls), name
