"""`hyperplane vectors train-context` and `evaluate-context`: the network behind `fill`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.terminal import needing_torch, progress
from models.words.context.question_sets import QuestionSet, read_questions


def train_context(
    *,
    corpus: Annotated[
        list[Path],
        typer.Option(
            help="English text: a file (gzipped too), a folder of them, Tatoeba's table, WordNet's folder.",
            exists=True,
        ),
    ],
    about: Annotated[
        list[str] | None,
        typer.Option(
            help="What each corpus is, in their order: name, version, licence; kept with the model."
        ),
    ] = None,
    times: Annotated[
        list[float] | None,
        typer.Option(help="How often each corpus is read a round, in their order; 0.5 is every other one."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the model.")] = Path("context-model"),
    minutes: Annotated[float, typer.Option(help="CPU minutes to train for.", min=0.01)] = 30.0,
    answers: Annotated[int, typer.Option(help="The most words that it can answer.", min=10)] = 26_000,
    processes: Annotated[
        int, typer.Option(help="So many train side by side, each for so long; not repeatable.", min=1)
    ] = 1,
    seed: Annotated[int, typer.Option(help="The number that the training's randomness starts from.")] = 0,
) -> None:
    """Train the network that fills gaps, from the default vectors on.

    Stopped with Ctrl-C, it goes on from its checkpoint the next time.
    """
    with needing_torch():
        from models.words.context.build import build
        from models.words.context.train import Progress, TrainConfig
    from models.words.store.shelf import Shelf

    def told(step: Progress) -> None:
        update(
            step.minutes,
            step.of_minutes,
            f"Loss {step.loss:.3f}, {step.held_out:.3f} nats on words kept back, "
            f"{step.baseline:.3f} by frequency alone",
        )

    words = Shelf(settings.load().vectors_dir).open(None)
    config = TrainConfig(answers=answers, minutes=minutes, processes=processes, seed=seed)
    checkpoint = out.with_suffix(".checkpoint")
    with progress("Reading") as update:
        manifest = build(
            *(corpus, words, out, config),
            about=about or (),
            times=times or (),
            progress=told,
            checkpoint=checkpoint,
        )
    checkpoint.unlink(missing_ok=True)
    typer.echo(f"Written to {out}: {json.dumps(manifest.metrics)}")


def evaluate_context(
    *,
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
    questions: Annotated[
        QuestionSet, typer.Option(help="The sentences to ask: to judge by, to choose by, on other topics.")
    ] = QuestionSet.TEST,
) -> None:
    """Measure how often the network's first words fit a gap, beside the average of the context."""
    from models.words.context.evaluate import average, score
    from models.words.context.library import SHIPPED, load_predictor
    from models.words.store.shelf import Shelf

    predictor, _ = load_predictor(model or SHIPPED)
    words = Shelf(settings.load().vectors_dir).open(None)
    asked = read_questions(questions)
    fillers = {
        "network": predictor.words,
        "average of the context": average(words),
        "the same, small words left out": average(words, without_small_words=True),
    }
    typer.echo(f"{len(asked)} sentences{'':<21} {'first':>6} {'of 5':>6} {'of 10':>6}")
    for name, filler in fillers.items():
        found = score(asked, filler)
        typer.echo(f"{name:<34} {found.top_1:>6.1%} {found.top_5:>6.1%} {found.top_10:>6.1%}")
