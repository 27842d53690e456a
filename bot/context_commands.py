"""`hyperplane vectors train-context` and `evaluate-context`: the network behind `fill`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.terminal import needing_torch, progress


def train_context(
    *,
    corpus: Annotated[
        list[Path],
        typer.Option(
            help="English text: a file, a folder of .txt files, Tatoeba's table, WordNet's folder.",
            exists=True,
        ),
    ],
    about: Annotated[
        list[str] | None,
        typer.Option(
            help="What each corpus is, in their order: name, version, licence; kept with the model."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the model.")] = Path("context-model"),
    minutes: Annotated[float, typer.Option(help="CPU minutes to train for.", min=0.01)] = 15.0,
    answers: Annotated[int, typer.Option(help="The most words that it can answer.", min=10)] = 25_000,
    seed: Annotated[int, typer.Option(help="The number that the training's randomness starts from.")] = 0,
) -> None:
    """Train the network that fills gaps, on top of the default vectors."""
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
    config = TrainConfig(answers=answers, minutes=minutes, seed=seed)
    with progress("Reading") as update:
        manifest = build(corpus, words, out, config, about=about or (), progress=told)
    typer.echo(f"Written to {out}: {json.dumps(manifest.metrics)}")


def evaluate_context(
    *,
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
    development: Annotated[
        bool, typer.Option(help="Ask the sentences to choose by, not the test's.")
    ] = False,
) -> None:
    """Measure how often the network's first words fit a gap, beside the average of the context."""
    from models.words.context.evaluate import DEVELOPMENT, TEST, average, read_questions, score
    from models.words.context.library import SHIPPED, load_predictor
    from models.words.store.shelf import Shelf

    predictor, _ = load_predictor(model or SHIPPED)
    words = Shelf(settings.load().vectors_dir).open(None)
    questions = read_questions(DEVELOPMENT if development else TEST)
    fillers = {
        "network": predictor.words,
        "average of the context": average(words),
        "the same, small words left out": average(words, without_small_words=True),
    }
    typer.echo(f"{len(questions)} sentences{'':<21} {'first':>6} {'of 5':>6} {'of 10':>6}")
    for name, filler in fillers.items():
        found = score(questions, filler)
        typer.echo(f"{name:<34} {found.top_1:>6.1%} {found.top_5:>6.1%} {found.top_10:>6.1%}")
