"""`hyperplane vectors`: word vectors are listed, chosen, added, indexed and measured."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.context_commands import evaluate_context, train_context
from bot.settings import Settings
from bot.terminal import progress
from bot.vector_training_commands import build_vectors, train_vectors

if TYPE_CHECKING:
    from models.words.space.vectors import WordVectors
    from models.words.store.manifest import Skipped
    from models.words.store.shelf import Shelf

_CHECKED = 5
_REASONS = {
    "duplicates": "with a word that came before",
    "not_finite": "with numbers that are none",
    "zero": "of zeros only",
    "nameless": "without a word",
    "unreadable": "with letters that are no UTF-8",
    "too_long": "with a word of more than 256 letters",
}

vectors_app = typer.Typer(help="Add, list and choose word vectors.", no_args_is_help=True)
vectors_app.command("train")(train_vectors)
vectors_app.command("build")(build_vectors)
vectors_app.command("train-context")(train_context)
vectors_app.command("evaluate-context")(evaluate_context)


@vectors_app.command("list")
def list_vectors() -> None:
    """List the word vectors that are ready, the chosen one marked with an asterisk."""
    for entry in _shelf(settings.load()).list():
        mark = "*" if entry.chosen else " "
        typer.echo(
            f"{mark} {entry.name:<28} {entry.rows:>9,} words x {entry.dimensions:>3}  "
            f"{entry.size_bytes / 1e6:>8,.0f} MB  {entry.source}"
        )


@vectors_app.command("use")
def use_vectors(name: Annotated[str, typer.Argument(help="A name from `hyperplane vectors list`.")]) -> None:
    """Choose the word vectors that the bot loads when it starts."""
    _shelf(settings.load()).use(name)
    typer.echo(f"The bot will use {name} from its next start.")


@vectors_app.command("add")
def add_vectors(
    source: Annotated[
        str,
        typer.Argument(help="A word2vec, GloVe, fastText or gensim file, or a name from gensim-data."),
    ],
    name: Annotated[str | None, typer.Option(help="What to call them; else the file's name.")] = None,
    half: Annotated[
        bool | None,
        typer.Option("--half/--single", help="The precision to store them in; else half from 1 GiB on."),
    ] = None,
    trust_pickle: Annotated[
        bool,
        typer.Option("--trust-pickle", help="Open a file that gensim saved: it can run any program."),
    ] = False,
) -> None:
    """Prepare word vectors from a file, or fetch them by name (such as word2vec-google-news-300)."""
    from models.words.store.manifest import Precision

    shelf = _shelf(settings.load())
    precision = None if half is None else Precision.HALF if half else Precision.SINGLE
    with progress(f"Preparing {Path(source).name}") as update:
        entry = shelf.add(source, name, update, precision=precision, trust_pickle=trust_pickle)
    typer.echo(
        f"Ready: {entry.name}, {entry.rows:,} words x {entry.dimensions}. {_skipped_told(entry.skipped)}\n"
        f"{_check_told(shelf.open(entry.name))}\n"
        f"Choose it with: hyperplane vectors use {entry.name}"
    )


@vectors_app.command("index")
def index_vectors(
    name: Annotated[str | None, typer.Argument(help="A name from `hyperplane vectors list`.")] = None,
    threads: Annotated[int, typer.Option(help="How many to build with; 0: all processors.", min=0)] = 0,
) -> None:
    """Build the index by which `neighbours` searches; some minutes for large vectors."""
    chosen = settings.load()
    with progress("Building the index") as update:
        words = _shelf(chosen).build_index(name or chosen.vectors, update, threads=threads)
    typer.echo(f"Ready: the index of {words.name}. The bot will use it from its next start.")


@vectors_app.command("evaluate")
def evaluate_vectors(
    name: Annotated[str | None, typer.Argument(help="A name from `hyperplane vectors list`.")] = None,
) -> None:
    """Measure the accuracy on Google's analogy questions, beside a baseline that ignores the offset."""
    from models.words.analogy.evaluate import evaluate, google_questions, read_questions

    chosen = settings.load()
    vectors = _shelf(chosen).open(name or chosen.vectors)
    scores = evaluate(vectors, read_questions(google_questions()))
    typer.echo(f"{vectors.name}: the {scores.most_frequent:,} most frequent words")
    typer.echo(f"{'relation':<28} {'questions':>9} {'solved':>7} {'nearest word to c':>18}")
    for each in (*scores.sections, scores.total):
        typer.echo(
            f"{each.section:<28} {each.total:>9,} {each.accuracy:>7.1%} {each.baseline_accuracy:>18.1%}"
        )


def _shelf(chosen: Settings) -> Shelf:
    from models.words.store.shelf import Shelf

    return Shelf(chosen.vectors_dir)


def _skipped_told(skipped: Skipped) -> str:
    """Say how many rows of a file are not used, and why."""
    counts = asdict(skipped)
    reasons = [f"{counts[name]:,} {reason}" for name, reason in _REASONS.items() if counts[name]]
    told = f"Skipped rows: {', '.join(reasons)}." if reasons else "No row was skipped."
    if skipped.missing:
        told += f" The first line announces {skipped.missing:,} more than there are."
    return told


def _check_told(words: WordVectors) -> str:
    """Say what is nearest to a frequent word, by which a person sees whether all went well."""
    from models.words.space.familiar import familiar_word

    word = familiar_word(words)
    near = words.neighbours(words.term(word), _CHECKED).found
    return f"A check: nearest to {word}: {', '.join(each.word for each in near)}."
