"""What the costliest input that is accepted costs, command by command: `python -m benchmarks.costs`.

The bot runs as its own process over the wire bed; counted is the processor time of all its processes, from
the call to its answer. Whoever adds a command adds a row, so that nobody's message costs more than is known.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from simcord.backend.models import ResponseKind

from benchmarks.soak.troubles import processes_of
from bot.replies import APOLOGY_COLOUR
from bot.settings import variable
from models.movies.library import Library, open_library
from models.words.space.vectors import WordVectors
from models.words.store.shelf import Shelf
from storage.guess_rounds import MOST_GUESSES
from testbed.wire.answers import Answer, Interaction
from testbed.wire.bed import Wire
from testbed.wire.people import Channel, Person

ANSWER_S = 120.0
AFTERWARDS_S = 0.3
"""What is done just after the answer counts too."""

SHOWN = 60
LONGEST_OPTION = 6000
"""Characters that Discord takes for one option of a slash command."""

CODE = "def f(x):\n    return [x, {x: (x, 'é')}]\n" * 200
UNKNOWN = "語" * LONGEST_OPTION
TITLES = 20
AXES = ((0, 12), (12, 24), (24, 36), (36, 48), (48, 78))
"""Which words are at the four ends, and which are placed."""

FIRST_ROW = 2000  # of words and films that are neither the best known nor unheard of


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a command that costs much; `completes` makes it an autocompletion of that option.

    What it comes `after` is called first, by others, and not counted.
    """

    name: str
    what: str
    options: dict[str, Any] = field(default_factory=dict)
    completes: str = ""
    after: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a call took of the processors, in seconds, and the beginning of what it was told if refused."""

    call: Call
    used_s: float
    refused: str


def calls(words: WordVectors, library: Library) -> Iterator[Call]:
    """Yield the costliest calls that are known, those that are refused too."""

    def known(count: int, between: str = ", ") -> str:
        return between.join(words.vocabulary.word(row) for row in range(FIRST_ROW, FIRST_ROW + count))

    def odd(count: int, between: str = ", ") -> str:
        return between.join(f"{words.vocabulary.word(row)}zq" for row in range(FIRST_ROW, FIRST_ROW + count))

    def mistyped(count: int) -> str:
        names = (library.film(row).name for row in range(FIRST_ROW, FIRST_ROW + count))
        return "; ".join(f"{name[:-8]}zq" for name in names)[:1500]

    titles = "; ".join(library.film(row).name for row in range(FIRST_ROW, FIRST_ROW + TITLES))
    yield Call("neighbours", "25 of a word", {"word": "coffee 25", "exact": True})
    yield Call("neighbours", "6,000 characters", {"word": known(800, " ")[:LONGEST_OPTION]})
    yield Call("analogy", "12 unknown words", {"expression": odd(12, " + ")})
    yield Call("odd", "25 words", {"words": known(25)})
    yield Call("odd", "25 unknown words", {"words": odd(25)})
    yield Call(
        "similarity", "two groups of 25", {"words": f"{known(25)} | {known(50)[len(known(25)) + 2 :]}"}
    )
    yield Call("similarity", "two groups of 25 unknown words", {"words": f"{odd(25)} | {odd(25)}"})
    yield Call("axis", "2 axes, 48 words at their ends, 30 more", {"words": _axes(known)})
    yield Call("axis", "78 unknown words", {"words": _axes(odd)})
    yield Call("relation", "12 pairs", {"pairs": _pairs(known)})
    yield Call("relation", "12 pairs of unknown words", {"pairs": _pairs(odd)})
    yield Call("concept make", "300 words", {"words": f"big: {known(150)} not: {known(300)[-900:]}"})
    yield Call("concept make", "300 unknown words", {"words": f"odd: {odd(300)}"[:4000]})
    yield Call("concept test", "20 unknown words", {"words": f"big: {odd(20)}"})
    yield Call("fill", "100 words", {"sentence": f"{known(50, ' ')} ___ {known(50, ' ')}"})
    yield Call("tsne", "300 words", {"words": f"many: {known(300)}"})
    yield Call("tsne", "300 unknown words", {"words": f"many: {odd(300)}"[:LONGEST_OPTION]})
    yield Call("tsne", "12 words that grow", {"words": known(12)})
    for count in (151, 150, 60):
        yield Call("tsne", f"animate, {count} words", {"words": f"many: {known(count)}", "animate": True})
    yield from _pictures_and_rounds(known, odd)
    yield Call("like", "20 films", {"title": titles})
    yield Call("dislike", "20 unknown films", {"title": mistyped(TITLES)})
    yield Call("like", "a title of 1,500 characters", {"title": "the of a in " * 125})
    yield Call("suppose", "20 films", {"films": titles.replace("; ", " | ", 10).replace(" | ", "; ", 9)})
    yield Call("recommend me", "6,000 characters", {"genre": "comedy " * 850})
    yield Call("similar", "6,000 characters", {"title": "the of a in " * 500})
    yield Call("film", "6,000 characters", {"title": "the of a in " * 500})
    yield Call("why", "6,000 characters", {"title": "the of a in " * 500})
    yield Call("complete", "1,500 characters", {"text": CODE[:1500], "length": 1500})
    yield Call("complete", "4,000 unknown characters", {"text": UNKNOWN[:4000]})
    yield Call("temperatures", "4,000 characters", {"text": CODE[:4000]})
    yield Call("temperatures", "4,000 unknown characters", {"text": UNKNOWN[:4000]})
    yield Call("next", "1,500 unknown characters", {"text": UNKNOWN[:1500]})
    yield Call("neurons", "4,000 characters", {"text": CODE[:4000]})
    yield Call("neurons", "4,000 unknown characters", {"text": UNKNOWN[:4000]})
    yield Call("surprise", "4,000 characters", {"text": CODE[:4000]})
    yield Call("surprise", "4,000 unknown characters", {"text": UNKNOWN[:4000]})
    yield Call("help", "6,000 characters", {"topic": UNKNOWN})
    for name, option in (("neighbours", "word"), ("tsne", "words"), ("like", "title"), ("list add", "title")):
        for what, text in (("6,000 characters", "the of a in " * 500), ("6,000 unknown characters", UNKNOWN)):
            yield Call(name, f"suggestions for {what}", {option: text}, completes=option)


def _pictures_and_rounds(known: Callable[..., str], odd: Callable[..., str]) -> Iterator[Call]:
    for method in ("pca", "umap"):
        yield Call("tsne", f"{method}, 300 words", {"words": f"many: {known(300)}", "method": method})
    yield Call("tsne", "page, 300 words", {"words": f"many: {known(300)}", "page": True})
    yield Call(
        "tsne", "pca, animate, 150 words", {"words": f"many: {known(150)}", "method": "pca", "animate": True}
    )
    yield Call("worldmap", "12 words", {"words": known(12, " + ")})
    yield Call("worldmap", "12 unknown words", {"words": odd(12, " + ")})
    yield Call("guess new", "a round", {})
    yield Call("guess word", "an unknown word", {"word": odd(1)})
    yield Call("guess word", "6,000 characters", {"word": UNKNOWN})
    guesses = known(MOST_GUESSES - 2).split(", ")
    guessed = tuple(Call("guess word", each, {"word": each}) for each in guesses)
    yield Call("guess word", f"after {len(guesses)} guesses", {"word": "coffee"}, after=guessed)
    yield Call("guess board", f"after {len(guesses)} guesses")


async def measure(data_dir: Path, only: str = "") -> list[Cost]:
    """Return what each call costs; `only` is a part of the names of those to measure."""
    words = Shelf(data_dir / "vectors").open()
    found = []
    wanted = [call for call in calls(words, open_library()) if only in call.name]
    async with Wire.start() as wire:
        guild = wire.guild("Study group", members=sum(1 + len(call.after) for call in wanted) + 2)
        lab = guild.text_channel("lab")
        people = iter(guild.members[1:])
        env = {variable("token"): wire.token, variable("data_dir"): str(data_dir)}
        async with wire.process("run", env=env) as process:
            await next(people).slash(lab, "tsne").answer(ANSWER_S)  # the worker is warm
            for call in wanted:
                for first in call.after:
                    await _asked(lab, next(people), first).answer(ANSWER_S, where=_is_whole)
                before = processor_s(process.pid)
                answer = await _asked(lab, next(people), call).answer(ANSWER_S, where=_is_whole)
                await asyncio.sleep(AFTERWARDS_S)
                found.append(Cost(call, processor_s(process.pid) - before, _refused(answer)))
    return found


def _is_whole(answer: Answer) -> bool:
    return answer.kind is ResponseKind.AUTOCOMPLETE or bool(answer.embeds or answer.attachments)


def _refused(answer: Answer) -> str:
    embeds = () if answer.kind is ResponseKind.AUTOCOMPLETE else answer.embeds
    refused = next((str(each.description) for each in embeds if each.colour == APOLOGY_COLOUR), "")
    return refused.partition(".")[0][:SHOWN]


def _asked(lab: Channel, person: Person, call: Call) -> Interaction:
    if call.completes:
        return person.autocomplete(lab, call.name, call.completes, call.options[call.completes])
    return person.slash(lab, call.name, **call.options)


def processor_s(group: int) -> float:
    """Return how much processor time the processes of a group have used."""
    ticks = 0
    for pid in processes_of(group):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _axes(words: Callable[[int], str]) -> str:
    names = words(78).split(", ")
    a, b, c, d, placed = (", ".join(names[start:end]) for start, end in AXES)
    return f"{a}..{b} | {c}..{d}: {placed}"


def _pairs(words: Callable[[int], str]) -> str:
    names = words(25).split(", ")
    pairs = ", ".join(f"{a} {b}" for a, b in zip(names[:12], names[12:24], strict=True))
    return f"{pairs}: {names[24]}"


def main(
    only: Annotated[str, typer.Argument(help="A part of the names of the commands to measure.")] = "",
) -> None:
    """Measure in a temporary folder and print the table."""
    print("| command | asked | processor s | refused |\n|---|---|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for each in asyncio.run(measure(Path(folder), only)):
            print(f"| {each.call.name} | {each.call.what} | {each.used_s:.2f} | {each.refused} |")


if __name__ == "__main__":
    typer.run(main)
