"""`hyperplane movies`: the film recommender is trained and measured, and its catalogues are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.catalogue_commands import collect_movies, list_movies, refresh_movies, update_movies, use_movies
from bot.terminal import Stop, needing_torch, progress

movies_app = typer.Typer(help="Train and measure the film recommender.", no_args_is_help=True)
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


@movies_app.command("train-cookbook")
def train_cookbook(
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
    epochs: Annotated[int, typer.Option(help="How many rounds; the notebook makes 8.", min=1)] = 8,
) -> None:
    """Train the Deep Learning Cookbook's recipe as `train films` trains: it is a line there from then on."""
    from models.movies.embeddings import SHIPPED

    with needing_torch():
        from models.live.recipe_training import RecipeStep, record_recipe

    def told(step: RecipeStep) -> None:
        update(step.epoch, epochs, f"Training, loss {step.loss:.4f}, recall@10 {step.chosen_by:.3f}")

    folder = model or SHIPPED
    with progress("Training, a minute or so each epoch") as update:
        record = record_recipe(folder, epochs, told)
    typer.echo(
        f"Written to {folder}: recall@10 {record.chosen_by[-1]:.3f} of the links that choose, "
        f"{record.judged_by[-1]:.3f} of those that judge, after {record.length}."
    )


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
        typer.Option(help="The users that `movies train` learns from, those it reports on, or all."),
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
