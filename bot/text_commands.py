"""`hyperplane text`: train, list and measure text models."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.terminal import Stop, needing_torch, progress

if TYPE_CHECKING:
    from models.text.corpus import Corpus
    from models.text.endings import Kind
    from models.text.library import TextLibrary
    from models.text.train import Progress, TrainConfig

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
LOOKS_BETWEEN_SAMPLES = 5
NETWORKS = ("lstm", "attention")
LEAST_HEAD = 4
"""Numbers of a head: two of them tell where a token stands, two what it is."""

text_app = typer.Typer(help="Train, list and measure text models.", no_args_is_help=True)


@text_app.command("list")
def list_texts() -> None:
    """List the text models that are ready to write."""
    texts = _library()
    for name in texts.names:
        metrics = texts.open(name).manifest.metrics
        bits = metrics["held_out_bits_per_character"]
        typer.echo(f"{name:<20} {texts.open(name).kind:<6} {bits:.3f} bits a character on held-out text")


@text_app.command("train")
def train_text(
    *,
    name: Annotated[str, typer.Option(help="What to call the model: letters, digits, dots and hyphens.")],
    corpus: Annotated[
        Path | None,
        typer.Option(help="A text, or a folder of texts; else the standard library's source.", exists=True),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="code, verse or prose: decides where a text may end; else guessed.")
    ] = None,
    primer: Annotated[str, typer.Option(help="A line or two to read before every prompt.")] = "",
    minutes: Annotated[float, typer.Option(help="CPU minutes to train for at most.", min=0.01)] = 60.0,
    tokens: Annotated[int, typer.Option(help="The most tokens of the vocabulary.", min=2)] = 1024,
    network: Annotated[
        str, typer.Option(help="lstm, or attention: a model for the bot's command of that name.")
    ] = "lstm",
    hidden: Annotated[int, typer.Option(help="Cells of the LSTM.", min=8, max=4096)] = 512,
    width: Annotated[int, typer.Option(help="Numbers a token of the attention model.", min=8)] = 208,
    layers: Annotated[int, typer.Option(help="Layers of the attention model.", min=1, max=64)] = 4,
    heads: Annotated[int, typer.Option(help="Heads a layer; they divide the width.", min=1, max=64)] = 4,
    window: Annotated[int, typer.Option(help="Tokens that a head can look at.", min=2, max=4096)] = 256,
    dropout: Annotated[float, typer.Option(help="0 for much text, 0.4 for a little.", min=0, max=0.9)] = 0.0,
    seed: Annotated[int, typer.Option(help="The number that the training's randomness starts from.")] = 0,
) -> None:
    """Train a model on your own text; stopped with Ctrl-C, it goes on from its checkpoint the next time."""
    if not NAME.fullmatch(name):
        raise Stop(f"A model can't be called {name!r}. Choose lower-case letters, digits, dots and hyphens.")
    if network not in NETWORKS:
        raise Stop(f"There is no network {network!r}. Choose one of: {', '.join(NETWORKS)}.")
    if network == "attention" and (width % heads or width // heads < LEAST_HEAD):
        raise Stop(f"{heads} heads do not divide a width of {width} into {LEAST_HEAD} numbers or more each.")
    with needing_torch():
        from models.text.attention.build import TRAINING
        from models.text.attention.network import AttentionConfig
        from models.text.network import NetworkConfig
        from models.text.train import TrainConfig
    texts = _corpus(corpus)
    found = _kind(kind, texts)
    if network == "attention":
        size = AttentionConfig(width, layers, heads, window, dropout)
        training = replace(TRAINING, tokens=tokens, network=size, minutes=minutes, seed=seed)
        _train_attention(texts, name, found, training)
    else:
        cells = NetworkConfig(hidden=hidden, dropout=dropout)
        training = TrainConfig(tokens=tokens, network=cells, minutes=minutes, seed=seed)
        _train_lstm(texts, name, found, primer.replace("\\n", "\n"), training)


def _train_lstm(texts: Corpus, name: str, kind: Kind, primer: str, training: TrainConfig) -> None:
    from models.text.build import BuildConfig, build
    from models.text.generate import Options, Writer

    folder = settings.load().texts_dir / name
    config = BuildConfig(kind, primer, training)
    looks = 0

    def told(step: Progress, writer: Writer) -> None:
        nonlocal looks
        tell(step)
        if looks % LOOKS_BETWEEN_SAMPLES == 0:
            sample = writer.write(config.primer, Options(length=120)).written
            typer.echo(f"{step.minutes:.1f} min, {step.bits:.3f} bits a character: {sample!r}", err=True)
        looks += 1

    with _training(texts, folder) as (tell, checkpoint):
        manifest = build(texts, folder, config, progress=told, checkpoint=checkpoint)
    typer.echo(f"Written to {folder}: {json.dumps(manifest.metrics)}")
    typer.echo(f"The bot offers it as the style {name} from its next start.")


def _train_attention(texts: Corpus, name: str, kind: Kind, training: TrainConfig) -> None:
    from models.text.attention.build import AttentionBuildConfig, build

    folder = settings.load().attention_dir / name
    config = AttentionBuildConfig(kind, training)
    with _training(texts, folder) as (tell, checkpoint):
        manifest = build(texts, folder, config, progress=tell, checkpoint=checkpoint)
    typer.echo(f"Written to {folder}: {json.dumps(manifest.metrics)}")
    typer.echo(f"The bot's command attention offers it as the style {name} from its next start.")


@contextmanager
def _training(texts: Corpus, folder: Path) -> Iterator[tuple[Callable[[Progress], None], Path]]:
    """Show how a training goes; give what it is told by, and its checkpoint, which goes when it has ended."""
    checkpoint = folder.with_suffix(".checkpoint")
    with progress(f"Reading {texts.name}") as update:

        def tell(step: Progress) -> None:
            stand = f"Epoch {step.epochs:.1f}, loss {step.loss:.3f}, {step.bits:.3f} bits a character"
            update(step.minutes, step.of_minutes, stand)

        yield tell, checkpoint
    checkpoint.unlink(missing_ok=True)


@text_app.command("evaluate")
def evaluate_text(
    name: Annotated[str, typer.Argument(help="A name from `hyperplane text list`.")],
    corpus: Annotated[
        Path | None,
        typer.Option(help="What it was trained on; else the standard library's source.", exists=True),
    ] = None,
) -> None:
    """Measure a model on the part of a text that is never trained on, beside xz."""
    from models.text.evaluate import bits_per_character, xz_bits_per_character

    model = _library().open(name)
    texts = _corpus(corpus)
    if texts.sha256() != model.manifest.data["sha256"]:
        typer.echo(f"{texts.name} is not the text that {name} was trained on: some of it may not be new.")
    ours = bits_per_character(model.reader.unprimed(), texts.held_out)
    typer.echo(f"{name}: {ours:.4f} bits a character on {texts.name}, held-out part")
    typer.echo(f"xz -9e: {xz_bits_per_character(texts.held_out):.4f}")
    for metric, value in model.manifest.metrics.items():
        typer.echo(f"manifest, {metric}: {json.dumps(value)}")


def _library() -> TextLibrary:
    from models.text.library import SHIPPED, TextLibrary

    return TextLibrary(SHIPPED, settings.load().texts_dir)


def _corpus(path: Path | None) -> Corpus:
    from models.text.corpus import read_corpus, standard_library

    return standard_library() if path is None else read_corpus(path)


def _kind(asked: str | None, corpus: Corpus) -> Kind:
    from models.text.endings import Kind

    if asked is None:
        return Kind.CODE if all(each.name.endswith(".py") for each in corpus.training) else Kind.PROSE
    try:
        return Kind(asked)
    except ValueError as error:
        raise Stop(f"There is no kind {asked!r}. Choose one of: {', '.join(Kind)}.") from error
