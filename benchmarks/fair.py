"""What others wait for while one person does their worst: hurried presses, costly commands, many boards."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.table import Row, markdown
from bot.settings import variable
from models.words.store.shelf import Shelf
from testbed.wire.answers import Interaction
from testbed.wire.bed import Wire
from testbed.wire.people import Channel, Person

ASKED = 120
TEXT_EVERY = 4
EVERY_S = 0.1
LIMIT_MS = 500.0
ANSWER_S = 90.0
PRESS_EVERY_S = 1 / 8
TYPE_EVERY_S = 60 / 56
"""As often as the cooldowns of all commands together let one person type."""

BOARDS = 18
COSTLY = ("def f(x):\n    return [x, {x: (x, 'é')}]\n" * 60)[:1980]
UNKNOWN = "語" * 1900
WORDS = "coffee tea music river doctor war paris king queen france football science"  # each of them grows

WARM: dict[str, dict[str, Any]] = {"tsne": {}, "complete": {"text": "My lord,"}}
"""What makes the worker and the models ready."""

Malice = Callable[[Channel, Person], Awaitable[None]]


async def measure(data_dir: Path) -> list[Row]:
    """Return a row for each kind of malice; `data_dir` keeps the prepared vectors."""
    Shelf(data_dir / "vectors").open()
    rows = []
    async with Wire.start() as wire:
        guild = wire.guild("Study group", members=(len(MALICE) + 2) * 2 * ASKED)
        lab = guild.text_channel("lab")
        people = iter(guild.members[1:])
        env = {variable("token"): wire.token, variable("data_dir"): str(data_dir)}
        async with wire.process("run", env=env):
            for command, options in WARM.items():
                await next(people).slash(lab, command, **options).answer(ANSWER_S)
            alone = await _asked(lab, people)
            for what, malice in MALICE.items():
                hostile = asyncio.create_task(_endless(malice, lab, next(people)))
                await asyncio.sleep(3.0)
                beside = await _asked(lab, people)
                hostile.cancel()
                await asyncio.gather(hostile, return_exceptions=True)
                rows.append(_row("neighbours", what, alone.neighbours, beside.neighbours))
                rows.append(_row("complete, until its first words", what, alone.complete, beside.complete))
    return rows


@dataclass(frozen=True, slots=True)
class Waited:
    """The milliseconds that people waited for neighbours, and for the first words of a text."""

    neighbours: list[float]
    complete: list[float]


async def _asked(lab: Channel, people: Iterator[Person]) -> Waited:
    """Ask at a steady pace, a text now and then; a person each, because of the cooldown."""
    asked, texts = [], []
    for number in range(ASKED):
        asked.append(next(people).slash(lab, "neighbours", word="coffee"))
        if number % TEXT_EVERY == 0:
            text = f"My lord, {number}"
            texts.append(next(people).slash(lab, "complete", text=text, style="shakespeare", length=120))
        await asyncio.sleep(EVERY_S)
    return Waited(await _waited_ms(asked), await _waited_ms(texts))


async def _waited_ms(asked: Sequence[Interaction]) -> list[float]:
    return [(await each.answer(ANSWER_S)).answered_after_s * 1000 for each in asked]


async def _endless(malice: Malice, lab: Channel, person: Person) -> None:
    while True:
        await malice(lab, person)


async def _press_in_a_hurry(lab: Channel, person: Person) -> None:
    """Press the buttons of a long `surprise` eight times a second."""
    answer = await person.slash(lab, "surprise", text=COSTLY).answer(
        ANSWER_S, where=lambda answer: bool(answer.attachments or answer.embeds)
    )
    ends = time.monotonic() + 60
    while time.monotonic() < ends and answer.post.custom_ids:
        for custom_id in answer.post.custom_ids:
            person.click(answer.post, custom_id=custom_id)
            await asyncio.sleep(PRESS_EVERY_S)
    await asyncio.sleep(1.0)


async def _type_within_cooldowns(lab: Channel, person: Person) -> None:
    """Type the costliest commands as often as their cooldowns allow."""
    for command in (
        f"surprise {COSTLY}",
        f"temperatures {UNKNOWN}",
        f"tsne animate=true {WORDS}",
        f"complete length=1500 {COSTLY[:1500]}",
        f"neurons {COSTLY}",
    ):
        person.send(lab, f"!{command}")
        await asyncio.sleep(TYPE_EVERY_S)


async def _vote_on_many_boards(lab: Channel, person: Person) -> None:
    """Press the buttons of many concepts' boards at once."""
    boards = []
    for number in range(BOARDS):
        answer = await person.slash(lab, "concept make", words=f"board{number}: apple, pear, plum").answer(
            ANSWER_S, where=lambda answer: bool(answer.embeds)
        )
        if answer.post.custom_ids:
            boards.append(answer.post)
    while boards:
        for board in boards:
            person.click(board, custom_id=board.custom_ids[0])
            await asyncio.sleep(PRESS_EVERY_S)
    await asyncio.sleep(1.0)


MALICE: dict[str, Malice] = {
    "buttons of a long surprise pressed 8 times a second": _press_in_a_hurry,
    "the costliest commands typed within cooldowns": _type_within_cooldowns,
    f"{BOARDS} boards of concepts pressed 8 times a second": _vote_on_many_boards,
}


def _row(name: str, what: str, alone: Sequence[float], beside: Sequence[float]) -> Row:
    p50, p99 = (statistics.quantiles(beside, n=100, method="inclusive")[percent - 1] for percent in (50, 99))
    before = statistics.quantiles(alone, n=100, method="inclusive")[98]
    note = f"peer: the most that we allow; p50 {p50:.0f} ms, alone p99 {before:.0f} ms"
    return Row(f"others' {name}, p99, {what}", f"{p99:.0f} ms", f"{LIMIT_MS:.0f} ms", LIMIT_MS / p99, note)


def main() -> None:
    """Measure in a temporary folder and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(markdown(asyncio.run(measure(Path(folder)))))


if __name__ == "__main__":
    main()
