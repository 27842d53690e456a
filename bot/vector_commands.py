"""`hyperplane vectors train` and `build`, and what `add` says of the vectors that it has read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import Stop, progress

if TYPE_CHECKING:
    from models.words.space.vectors import WordVectors
    from models.words.store.manifest import Skipped

_CHECKED = 5
_REASONS = {
    "duplicates": "with a word that came before",
    "not_finite": "with numbers that are none",
    "zero": "of zeros only",
    "nameless": "without a word",
    "unreadable": "with letters that are no UTF-8",
    "too_long": "with a word of more than 256 letters",
}

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


def skipped_told(skipped: Skipped) -> str:
    """Say how many rows of a file are not used, and why."""
    counts = asdict(skipped)
    reasons = [f"{counts[name]:,} {reason}" for name, reason in _REASONS.items() if counts[name]]
    told = f"Skipped rows: {', '.join(reasons)}." if reasons else "No row was skipped."
    if skipped.missing:
        told += f" The first line announces {skipped.missing:,} more than there are."
    return told


def check_told(words: WordVectors) -> str:
    """Say what is nearest to a frequent word, by which a person sees whether all went well."""
    from models.words.space.familiar import familiar_word

    word = familiar_word(words)
    near = words.neighbours(words.term(word), _CHECKED).found
    return f"A check: nearest to {word}: {', '.join(each.word for each in near)}."
