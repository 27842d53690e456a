"""`hyperplane vectors train` and `build`: word vectors made from text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import Stop, progress

CorpusOption = Annotated[
    list[Path], typer.Option(help="A text file, plain or gzipped; may be given again.", exists=True)
]


def train_vectors(
    *,
    corpus: CorpusOption,
    about: Annotated[
        list[str] | None,
        typer.Option(help="What each corpus is, in their order: source and licence; kept with the vectors."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the vectors.")] = Path("my-vectors"),
    epochs: Annotated[int, typer.Option(help="How often to read the text.", min=1)] = 5,
    dimensions: Annotated[int, typer.Option(help="Coordinates of a vector.", min=2, max=1000)] = 200,
    least: Annotated[int, typer.Option(help="How often a word must come to get a vector.", min=1)] = 20,
    workers: Annotated[int, typer.Option(help="Threads; only one gives the same vectors again.", min=1)] = 1,
    seed: Annotated[int, typer.Option(help="The number that the training's randomness starts from.")] = 0,
) -> None:
    """Train word2vec on your own text; stopped with Ctrl-C, it goes on from its last epoch the next time."""
    from models.words.training.word2vec import Progress, TrainConfig, train

    def told(step: Progress) -> None:
        update(step.done, step.total, step.what)

    config = TrainConfig(
        epochs=epochs, dimensions=dimensions, least=least, workers=workers, seed=seed, phrase_least=2 * least
    )
    with progress("Reading") as update:
        manifest = train(
            corpus, out, config, about=about or (), checkpoint=out.with_suffix(".checkpoint"), told=told
        )
    typer.echo(
        f"Written to {out}: {manifest.config['rows']:,} words x {manifest.config['dimensions']}. "
        f"Put them on the shelf with: hyperplane vectors add {out}"
    )


def build_vectors(
    *,
    corpus: CorpusOption,
    word2vec: Annotated[
        Path,
        typer.Option(help="What `hyperplane vectors train` wrote, its checkpoint beside it.", exists=True),
    ],
    out: Annotated[Path, typer.Option(help="Where to write the vectors.")] = Path("blended-vectors"),
) -> None:
    """Make the default vectors anew, from GloVe, a sentence transformer and word2vec of your text."""
    from models.words.training.word2vec import SENTENCES_FILE

    sentences = word2vec.with_suffix(".checkpoint") / SENTENCES_FILE
    if not sentences.is_file():
        raise Stop(f"{sentences} is not there. Train with the same text first: hyperplane vectors train.")
    try:
        from models.words.training.build import BuildConfig, build
    except ImportError as error:
        raise Stop("This needs torch and transformers: install the extra hyperplane[build].") from error
    with progress("Counting words") as update:
        manifest = build(
            corpus,
            sentences,
            word2vec,
            out,
            BuildConfig(),
            told=lambda what, done, total: update(done, total, what),
        )
    typer.echo(f"Written to {out}: {manifest.config['rows']:,} words x {manifest.config['dimensions']}.")
