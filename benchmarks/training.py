"""What others wait for while a network learns in chat: the same questions with and without a training."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Row, markdown
from bot.settings import variable
from models.words.store.shelf import Shelf
from testbed.wire.answers import Interaction
from testbed.wire.bed import Wire
from testbed.wire.people import Channel, Person

ASKED = 120
EVERY_S = 0.2
ROUNDS = 2
"""Each once without and once with a training: what else the machine does is spread over both."""

MOST_LATER_MS = 100.0
ANSWER_S = 90.0
READ_S = 10.0
"""In which a process comes about and reads what it is to learn."""

MINUTES = 5.0

FILMS = "Alien; The Matrix; Blade Runner"
QUESTIONS: dict[str, dict[str, Any]] = {
    "neighbours": {"word": "coffee"},
    "like": {"title": FILMS},
    "recommend": {},
    "complete": {"text": "My lord,", "style": "shakespeare", "length": 120},
}

Waited = dict[str, list[float]]


async def measure(data_dir: Path) -> list[Row]:
    """Return a row for each kind of question; `data_dir` keeps the prepared vectors."""
    Shelf(data_dir / "vectors").open()
    alone: Waited = {command: [] for command in QUESTIONS}
    beside: Waited = {command: [] for command in QUESTIONS}
    async with Wire.start() as wire:
        guild = wire.guild("Study group", members=ROUNDS * (2 * ASKED + 1) + len(QUESTIONS) + 1)
        lab = guild.text_channel("lab")
        people = iter(guild.members[1:])
        env = {variable("token"): wire.token, variable("data_dir"): str(data_dir)}
        async with wire.process("run", env=env):
            for command, options in QUESTIONS.items():
                person = next(people)
                await person.slash(lab, "like", title=FILMS).answer(ANSWER_S)
                await person.slash(lab, command, **options).answer(ANSWER_S)
            for number in range(ROUNDS):
                await _ask(lab, people, alone)
                maker = next(people)
                await _begin(lab, maker, f"round{number}")
                await _ask(lab, people, beside)
                await maker.slash(lab, "train forget", name=f"round{number}").answer(ANSWER_S)
    return [_row(command, alone[command], beside[command]) for command in QUESTIONS]


async def _begin(lab: Channel, maker: Person, name: str) -> None:
    """Have a network learn, and wait until it does."""
    call = maker.slash(lab, "train text", name=name, shipped="shakespeare", minutes=MINUTES)
    await call.answer(ANSWER_S, where=lambda answer: bool(answer.post.custom_ids))
    await asyncio.sleep(READ_S)


async def _ask(lab: Channel, people: Iterator[Person], waited: Waited) -> None:
    """Ask at a steady pace, one question after another; a person each, because of the cooldown."""
    asked: list[tuple[str, Interaction]] = []
    for number in range(ASKED):
        command = list(QUESTIONS)[number % len(QUESTIONS)]
        person = next(people)
        if command == "recommend":
            await person.slash(lab, "like", title=FILMS).answer(ANSWER_S)
        asked.append((command, person.slash(lab, command, **QUESTIONS[command])))
        await asyncio.sleep(EVERY_S)
    for command, each in asked:
        waited[command].append((await each.answer(ANSWER_S)).answered_after_s * 1000)


def _row(command: str, alone: Sequence[float], beside: Sequence[float]) -> Row:
    (p50, p99), (before50, before99) = _percentiles(beside), _percentiles(alone)
    later = max(0.1, p99 - before99)
    note = f"p50 {p50:.0f} and {before50:.0f} ms; at most {MOST_LATER_MS:.0f} ms later: "
    note += f"{p99 - before99:+.0f} ms" + ("" if later <= MOST_LATER_MS else ", missed")
    return Row(
        f"others' {command}, p99, while a network learns, beside none",
        f"{p99:.0f} ms",
        f"{before99:.0f} ms",
        before99 / p99,
        note,
    )


def _percentiles(waited: Sequence[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(waited, n=100, method="inclusive")
    return cuts[49], cuts[98]


def main() -> None:
    """Measure in a temporary folder and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(markdown(asyncio.run(measure(Path(folder)))))


if __name__ == "__main__":
    main()
