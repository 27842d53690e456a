"""The whole bot over real sockets: round trips, and the longest stall while pictures are drawn."""

from __future__ import annotations

import asyncio
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.table import Row, markdown
from bot.settings import variable
from models.words.store.shelf import Shelf
from testbed.wire.answers import Answer
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Channel, Person

ROUNDS = 200
RECOMMENDED = 10
DRAWN = 40
PAINTERS = 4
WRITERS = 8
WRITTEN = 1500
ASKERS = 20
ANSWER_S = 120.0
STALL_LIMIT_MS = 100.0
PRESS_LIMIT_MS = 100.0
WHILE_PAINTING = f"alone; peer: {ASKERS} people at once while {PAINTERS} pictures are drawn"
WHILE_WRITING = f"alone; peer: one after the other while {WRITERS} texts are written"
LIKED = ["Toy Story", "The Matrix", "Star Wars", "Alien", "Blade Runner", "Pretty Woman", "Notting Hill"]
LIKED += ["Grease", "Sleepless in Seattle", "Heat"]


async def measure(data_dir: Path) -> list[Row]:
    """Return all rows; `data_dir` keeps the prepared vectors."""
    Shelf(data_dir / "vectors").open()
    async with Wire.start() as wire:
        guild = wire.guild("Study group", members=ROUNDS + PAINTERS + 2 * ASKERS + WRITERS + 1)
        lab = guild.text_channel("lab")
        people = guild.members[1:]
        env = {variable("token"): wire.token, variable("data_dir"): str(data_dir)}
        async with wire.process("run", entry="benchmarks.watched:main", env=env):
            await people[0].slash(lab, "tsne").answer(ANSWER_S)  # the worker is warm
            alone = await _round_trips(lab, people[:ROUNDS])
            drawn = await _analogies(lab, people[:DRAWN])
            recommended = await _recommendations(lab, people[:RECOMMENDED])
            crowd = people[ROUNDS:]
            busy = await _under_load(lab, crowd[:PAINTERS], crowd[PAINTERS : PAINTERS + ASKERS])
            later = crowd[PAINTERS + ASKERS :]
            beside_texts = await _while_writing(lab, later[:WRITERS], later[WRITERS:])
            prepared_ms, presses = await _talk(wire, lab, people[0])
            stall_ms = await _longest_stall_ms(lab, people[0])
    answered, pictured = (statistics.median(values) for values in zip(*drawn, strict=True))
    first, again = (statistics.median(values) for values in zip(*recommended, strict=True))
    return [
        Row(
            "recommend, round trip with 10 ratings, the second time",
            f"{again:.1f} ms",
            f"{first:.1f} ms",
            first / again,
            "peer: the first time, when the hyperplane is fitted",
        ),
        Row(
            "analogy, round trip p50",
            f"{answered:.1f} ms",
            f"{pictured:.1f} ms",
            pictured / answered,
            "peer: until its picture is there too",
        ),
        *(_trip_row(percent, alone, busy, WHILE_PAINTING) for percent in (50, 99)),
        *(_trip_row(percent, alone, beside_texts, WHILE_WRITING) for percent in (50, 99)),
        Row(
            "talk, from a press to the last message of its step, p50",
            f"{statistics.median(presses):.1f} ms",
            f"{prepared_ms:.0f} ms",
            prepared_ms / statistics.median(presses),
            "peer: what a step takes to compute beforehand",
        ),
        Row(
            "talk, the longest such press",
            f"{max(presses):.1f} ms",
            f"{PRESS_LIMIT_MS:.0f} ms",
            PRESS_LIMIT_MS / max(presses),
            "peer: the most that we allow",
        ),
        Row(
            "event loop's longest stall in all of this",
            f"{stall_ms:.1f} ms",
            f"{STALL_LIMIT_MS:.0f} ms",
            STALL_LIMIT_MS / stall_ms,
            "peer: the most that we allow",
        ),
    ]


def _trip_row(percent: int, alone: Sequence[float], busy: Sequence[float], note: str) -> Row:
    ours, peer = (statistics.quantiles(values, n=100)[percent - 1] for values in (alone, busy))
    return Row(f"neighbours, round trip p{percent}", f"{ours:.1f} ms", f"{peer:.1f} ms", peer / ours, note)


async def _round_trips(lab: Channel, people: Sequence[Person]) -> list[float]:
    """Return the milliseconds of many questions in a row; a person each, because of the cooldown."""
    return [_ms(await each.slash(lab, "neighbours", word="coffee").answer(ANSWER_S)) for each in people]


async def _analogies(lab: Channel, people: Sequence[Person]) -> list[tuple[float, float]]:
    """Return the milliseconds until each person's analogy is answered, and until its picture is there."""
    taken = []
    for person in people:
        asked = person.slash(lab, "analogy", expression="man king woman")
        answer = await asked.answer(ANSWER_S, where=lambda answer: bool(answer.attachments))
        taken.append((_ms(answer), (answer.states[-1].at - asked.at) * 1000))
    return taken


async def _recommendations(lab: Channel, people: Sequence[Person]) -> list[tuple[float, float]]:
    """Return the milliseconds of each person's first and second recommendation after ten ratings."""
    taken = []
    for number, person in enumerate(people):
        liked = LIKED[number % len(LIKED) :] + LIKED[: number % len(LIKED)]
        await person.slash(lab, "like", title="; ".join(liked[:5])).answer(ANSWER_S)
        await person.slash(lab, "dislike", title="; ".join(liked[5:])).answer(ANSWER_S)
        first, again = [_ms(await person.slash(lab, "recommend me").answer(ANSWER_S)) for _ in range(2)]
        taken.append((first, again))
    return taken


async def _under_load(lab: Channel, painters: Sequence[Person], askers: Sequence[Person]) -> list[float]:
    """Return the milliseconds of questions asked at once, again and again, while pictures are being drawn."""
    pictures = [
        asyncio.create_task(
            each.slash(lab, "tsne", words="france coffee football music river doctor war", seed=seed).answer(
                ANSWER_S, where=lambda answer: bool(answer.attachments)
            )
        )
        for seed, each in enumerate(painters)
    ]
    taken: list[float] = []
    for _ in range(5):
        asked = [each.slash(lab, "neighbours", word="coffee") for each in askers]
        taken += [_ms(await question.answer(ANSWER_S)) for question in asked]
    await asyncio.gather(*pictures)
    return taken


async def _while_writing(lab: Channel, writers: Sequence[Person], askers: Sequence[Person]) -> list[float]:
    """Return the milliseconds of questions asked one after the other while texts are being written."""
    texts = [
        asyncio.create_task(
            each.slash(
                lab, "complete", text="My lord,", style="shakespeare", seed=seed, length=WRITTEN
            ).answer(ANSWER_S, where=lambda answer: bool(answer.embeds))
        )
        for seed, each in enumerate(writers)
    ]
    taken = await _round_trips(lab, askers)
    await asyncio.gather(*texts)
    return taken


async def _talk(wire: Wire, lab: Channel, speaker: Person) -> tuple[float, list[float]]:
    """Give the default talk; return the milliseconds to prepare a step, and those of each press."""
    asked = time.perf_counter()
    speaker.slash(lab, "talk start", thread=False)
    lead = await wire.see(lambda post: "Begin" in post.labels, channel=lab, timeout_s=ANSWER_S)
    prepared_s = time.perf_counter() - asked
    presses: list[float] = []
    while lead.labels:
        pressed, before = time.perf_counter(), lead.id
        speaker.click(lead, label=lead.labels[0])
        lead = await wire.see(
            lambda post: post.id > before and ("Next" in post.labels or _is_handout(post)),  # noqa: B023
            channel=lab,
            timeout_s=ANSWER_S,
        )
        presses.append((time.perf_counter() - pressed) * 1000)
    return prepared_s * 1000 / len(presses), presses


def _is_handout(post: Post) -> bool:
    return any(each.filename.endswith(".zip") for each in post.attachments)


async def _longest_stall_ms(lab: Channel, person: Person) -> float:
    answer = await person.slash(lab, "ping").answer(ANSWER_S)
    found = re.search(r"at most ([\d.]+) ms", str(answer.embeds[0].description))
    assert found is not None
    return float(found[1])


def _ms(answer: Answer) -> float:
    return answer.answered_after_s * 1000


def main() -> None:
    """Measure in a temporary folder and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(markdown(asyncio.run(measure(Path(folder)))))


if __name__ == "__main__":
    main()
