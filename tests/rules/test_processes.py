"""Of all that a process keeps in memory or does by itself the operator is told what it means for several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.test_bounds import ROOT, memories

STARTS = re.compile(
    r"create_task\(|tasks\.loop\(|\.ensure_future\(|threading\.Thread\(|\bClock\(|sync_if_changed\(bot"
)

TOLD = {
    "bot/app.py": "calls, jobs and changes under way",
    "bot/budget.py": "cooldowns and budgets",
    "bot/command_sync.py": "commands told to Discord",
    "bot/compute": "calls, jobs and changes under way",
    "bot/connections.py": "figures and health",
    "bot/fair_queue.py": "cooldowns and budgets",
    "bot/indexing.py": "the index and the check of word vectors",
    "bot/loop_watch.py": "figures and health",
    "bot/metrics.py": "figures and health",
    "bot/pacing.py": "buttons, menus, texts and boards of a message",
    "bot/presses": "buttons, menus, texts and boards of a message",
    "bot/proving.py": "the index and the check of word vectors",
    "bot/server_settings.py": "settings of servers",
    "bot/training.py": "trainings in chat",
    "bot/views.py": "buttons, menus, texts and boards of a message",
    "bot/waiting.py": "buttons, menus, texts and boards of a message",
    "cogs/concepts": "buttons, menus, texts and boards of a message",
    "cogs/groups": "talks and invitations",
    "cogs/lists/vote_closing.py": "votes ended and steps of movie nights taken on time",
    "cogs/nights/steward.py": "votes ended and steps of movie nights taken on time",
    "cogs/servers.py": "servers left thirty days ago",
    "cogs/shared/clock.py": "votes ended and steps of movie nights taken on time",
    "cogs/talk": "talks and invitations",
    "cogs/text": "buttons, menus, texts and boards of a message",
    "cogs/training": "trainings in chat",
    "storage": "calls, jobs and changes under way",
}
"""What a row of the table is about, for each file or room that has a memory, or a task of its own."""


def in_question() -> Iterator[str]:
    """Yield the files with a memory or a task of their own."""
    yield from (memory.partition(":")[0] for memory in memories())
    for room in ("bot", "cogs", "storage"):
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith("bot/playground/") and STARTS.search(path.read_text(encoding="utf-8")):
                yield name


def rows() -> set[str]:
    """Return what the rows of the table are about."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.partition("| In one process |")[2].partition("\n\n")[0]
    return {line.split("|")[1].strip() for line in table.splitlines()[2:]}


def told_of(name: str) -> str | None:
    path = Path(name)
    return next((TOLD[each] for each in map(str, (path, *path.parents)) if each in TOLD), None)


def test_what_each_process_keeps_or_does_is_told_with_what_it_means_for_several() -> None:
    files = set(in_question())
    assert sorted(name for name in files if told_of(name) is None) == []
    assert sorted(set(TOLD.values()) - rows()) == []
