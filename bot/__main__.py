"""The `hyperplane` command line."""

from __future__ import annotations

import asyncio
import json
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot import logs, settings
from bot.allocator import return_freed_memory
from bot.catalogue_commands import collect_movies, list_movies, refresh_movies, update_movies, use_movies
from bot.compute_commands import worker
from bot.context_commands import evaluate_context, train_context
from bot.database_commands import database_app
from bot.keeping_commands import backup, doctor, restore
from bot.settings import Settings, SettingsError
from bot.terminal import Stop, needing_torch, progress, until_stopped
from bot.text_commands import text_app
from bot.vector_commands import build_vectors, check_told, skipped_told, train_vectors
from models.errors import ModelError
from storage.errors import DatabaseError

if TYPE_CHECKING:
    from models.words.store.shelf import Shelf

app = typer.Typer(
    help="A Discord bot with which a room explores vector embeddings and neural networks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
vectors_app = typer.Typer(help="Add, list and choose word vectors.", no_args_is_help=True)
vectors_app.command("train")(train_vectors)
vectors_app.command("build")(build_vectors)
vectors_app.command("train-context")(train_context)
vectors_app.command("evaluate-context")(evaluate_context)
app.add_typer(vectors_app, name="vectors")
movies_app = typer.Typer(help="Train and measure the film recommender.", no_args_is_help=True)
app.add_typer(movies_app, name="movies")
app.add_typer(text_app, name="text")
app.add_typer(database_app, name="database")
app.command()(doctor)
app.command()(worker)
app.command()(backup)
app.command()(restore)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hyperplane {metadata.version('hyperplane')}")
        raise typer.Exit


@app.callback()
def every_command(
    _: Annotated[
        bool,
        typer.Option("--version", help="Tell the version and end.", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """Serve, train, measure and look after Hyperplane."""


def main() -> None:
    """Run the command line; what a person can mend is told in a sentence, with exit code 1."""
    try:
        app()
    except (Stop, SettingsError) as error:
        _fail(str(error))
    except (ModelError, DatabaseError) as error:
        from bot.sentences import operator_sentence

        _fail(operator_sentence(error).terminal())


@app.command()
def run(
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the playground's page in the browser.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(help="The playground's port; 0 takes a free one.", min=0, max=65535)
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Open all that a start opens, and end without connecting.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget the playground's ratings and lists of earlier starts.")
    ] = False,
) -> None:
    """Connect to Discord; without DISCORD_TOKEN, start the playground, a simulated Discord."""
    return_freed_memory()
    chosen = settings.load()
    # Whoever plays wants to read the page's address, not what the bot does.
    quiet = chosen.token is None and "log_level" not in chosen.model_fields_set
    logs.configure("WARNING" if quiet else chosen.log_level, chosen.log_format)
    if check:
        asyncio.run(_check(chosen))
        return
    if port is not None:
        chosen = chosen.model_copy(update={"port": port})
    until_stopped(_playground(chosen, open_page, fresh) if chosen.token is None else _discord(chosen))


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
        f"Ready: {entry.name}, {entry.rows:,} words x {entry.dimensions}. {skipped_told(entry.skipped)}\n"
        f"{check_told(shelf.open(entry.name))}\n"
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


movies_app.command("collect")(collect_movies)
movies_app.command("update")(update_movies)
movies_app.command("refresh")(refresh_movies)
movies_app.command("list")(list_movies)
movies_app.command("use")(use_movies)


@movies_app.command("train")
def train_movies(
    data: Annotated[Path, typer.Option(help="Films, one JSON value a line; gzipped or not.", exists=True)],
    out: Annotated[Path, typer.Option(help="Where to write the model.")] = Path("movies-model"),
    ratings: Annotated[
        Path | None,
        typer.Option(help="userId,page,rating: part of the users teach how known and liked films are."),
    ] = None,
    seed: Annotated[int, typer.Option(help="The number that the training's randomness starts from.")] = 0,
) -> None:
    """Train film and link vectors; stopped with Ctrl-C, it goes on from its checkpoint the next time."""
    with needing_torch():
        from models.movies.build import BuildConfig, build
        from models.movies.train import Progress, TrainConfig

    def told(step: Progress) -> None:
        held_out = f", recall@10 {step.held_out.recall_at_10:.3f}" if step.held_out else ""
        update(step.sweep, step.sweeps, f"Training, loss {step.loss:.4f}{held_out}")

    with progress(f"Reading {data.name}") as update:
        manifest = build(
            data,
            out,
            BuildConfig(training=TrainConfig(seed=seed)),
            ratings=ratings,
            progress=told,
            checkpoint=out.with_suffix(".checkpoint"),
        )
    typer.echo(f"Written to {out}: {json.dumps(manifest.metrics)}")


@movies_app.command("evaluate")
def evaluate_movies(
    ratings: Annotated[Path | None, typer.Option(help="A file of userId,page,rating.", exists=True)] = None,
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
) -> None:
    """Print how good the film model is; with --ratings, measure taste on them by the shared protocol."""
    from models.movies.embeddings import SHIPPED, load_embeddings
    from models.movies.evaluate import measure_taste, read_judges, taste_scorer
    from models.movies.taste import TasteModel

    space = load_embeddings(model or SHIPPED)
    for name, value in space.manifest.metrics.items():
        typer.echo(f"{name}: {json.dumps(value)}")
    if ratings is None:
        return
    judges = read_judges(ratings, space.pages, space.redirects)
    fame = space.prominence.astype(float)
    ours = measure_taste(judges, taste_scorer(TasteModel(space)))
    baseline = measure_taste(judges, lambda likes, dislikes: fame)
    typer.echo(f"\ntaste on {ratings.name}, ROC AUC (fame alone beside it)")
    for each, trivial in zip(ours, baseline, strict=True):
        typer.echo(f"n = {each.n:>2}: {each.auc:.3f} ({trivial.auc:.3f}), {each.users} users")


@movies_app.command("evaluate-list")
def evaluate_list(
    ratings: Annotated[Path, typer.Option(help="A file of userId,page,rating.", exists=True)],
    part: Annotated[
        Literal["choose", "report", "all"],
        typer.Option(help="The users that `train` learns from, those it reports on, or all."),
    ] = "all",
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
) -> None:
    """Measure the ten films that people are shown: how many they ever rated, and liked."""
    from models.movies.audience import Part, part_of
    from models.movies.embeddings import SHIPPED, load_embeddings
    from models.movies.evaluate import read_stars
    from models.movies.evaluate_list import measure_lists
    from models.movies.library import Library

    space = load_embeddings(model or SHIPPED)
    library = Library(space)
    stars = part_of(read_stars(ratings, space.pages, space.redirects), Part(part))
    scores = measure_lists(library, stars)
    if not scores:
        raise Stop("No user has five likes and five dislikes and some to spare.")
    typer.echo(f"{'n':>3} {'users':>6} {'list':<18} {'rated':>6} {'liked':>6} {'liked of judged':>16}")
    for each in scores:
        typer.echo(
            f"{each.n:>3} {each.users:>6} {each.method:<18} {each.rated:>6.3f} {each.liked:>6.3f} "
            f"{each.liked_of_judged:>16.3f}"
        )


@movies_app.command("evaluate-groups")
def evaluate_groups(
    ratings: Annotated[Path, typer.Option(help="A file of userId,page,rating.", exists=True)],
    likes: Annotated[int, typer.Option(help="Likes, and dislikes, that each member gives.", min=1)] = 10,
    part: Annotated[
        Literal["choose", "report", "all"],
        typer.Option(help="The users to choose by, those to report on, or all."),
    ] = "report",
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
) -> None:
    """Measure the rules for groups: the mean and the worst-off member's ROC AUC and NDCG@5."""
    from models.movies.audience import Part
    from models.movies.embeddings import SHIPPED, load_embeddings
    from models.movies.evaluate import read_stars
    from models.movies.evaluate_groups import GroupJudge

    space = load_embeddings(model or SHIPPED)
    judge = GroupJudge(space, read_stars(ratings, space.pages, space.redirects), Part(part), likes)
    scores = judge.measure()
    if not scores:
        raise Stop(f"Too few users have {likes} likes and dislikes and some to spare. Lower --likes.")
    typer.echo(f"{len(judge.judges)} users, {scores[0].groups} groups of 2 to 5 of each kind")
    typer.echo(f"{'groups':<8} {'method':<28} {'AUC':>6} {'worst':>6} {'NDCG@5':>7} {'worst':>6}")
    for each in scores:
        typer.echo(
            f"{each.kind:<8} {each.method:<28} {each.auc:>6.3f} {each.worst_auc:>6.3f} "
            f"{each.ndcg:>7.3f} {each.worst_ndcg:>6.3f}"
        )


def _shelf(chosen: Settings) -> Shelf:
    from models.words.store.shelf import Shelf

    return Shelf(chosen.vectors_dir)


async def _check(chosen: Settings) -> None:
    from bot.services import open_services

    services = await open_services(chosen)
    texts = await asyncio.to_thread(services.texts.whole)
    await services.close()
    cluster = f", {await _cluster(chosen.compute)}" if chosen.compute else ""
    shards = f", {chosen.shards}" if chosen.shards else ""
    typer.echo(
        f"Ready to start: {len(services.words.vocabulary):,} words of {services.words.name}, "
        f"{len(services.films):,} films, {len(texts)} text models, {chosen.kept_in}{shards}{cluster}"
    )


async def _cluster(address: str) -> str:
    from bot.compute.cluster import look_at
    from bot.compute.errors import ComputeError
    from bot.sentences import operator_sentence

    try:
        view = await look_at(address)
        view.check()
    except ComputeError as error:
        raise Stop(operator_sentence(error).terminal()) from error
    return f"{view}"


async def _playground(chosen: Settings, open_page: bool, fresh: bool) -> None:
    from bot.playground.opening import PlaygroundError, serve

    try:
        await serve(chosen, open_page=open_page, fresh=fresh, say=typer.echo)
    except PlaygroundError as error:
        raise Stop(str(error)) from error


async def _discord(chosen: Settings) -> None:
    import aiohttp
    import discord

    from bot.app import serve

    try:
        await serve(chosen)
    except discord.LoginFailure as error:
        raise Stop(
            "Discord refused the token. Copy a new one from the developer portal (Bot, Reset Token) "
            "into DISCORD_TOKEN."
        ) from error
    except (aiohttp.ClientConnectionError, discord.GatewayNotFound) as error:
        raise Stop(f"Discord can't be reached ({error}). Check the network and start me again.") from error


def _fail(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
