"""The command line's part for catalogues of films: collected from a dump, compared, put to use."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings
from bot.terminal import Stop, progress
from storage.address import Where
from storage.database import Database
from storage.films import Films

if TYPE_CHECKING:
    from models.movies.collect.collect import Collected
    from models.movies.found_again import FoundAgain


SHOWN = 20


def collect_movies(  # noqa: PLR0917  typer's options are parameters
    dump: Annotated[
        str,
        typer.Argument(
            help="...-pages-articles-multistream.xml.bz2, or -pages-articles.xml(.bz2): a path or URL."
        ),
    ],
    out: Annotated[Path, typer.Option(help="The file of films to write; .gz packs it.")] = Path(
        "films.ndjson.gz"
    ),
    index: Annotated[
        str | None,
        typer.Option(help="The dump's multistream index; without it, I look for the streams myself."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="en, de or fr; else what the dump says of itself.")
    ] = None,
    workers: Annotated[
        int, typer.Option(help="How many processes of this machine; 0: one a processor.", min=0, max=512)
    ] = 0,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask scheduler (tcp://host:8786) whose workers can open DUMP.")
    ] = None,
) -> None:
    """Collect the films of a Wikipedia dump; stopped, it goes on from the finished blocks the next time."""
    try:
        from models.movies.collect.collect import CollectConfig, Progress, collect
    except ImportError as error:
        raise Stop("Collecting needs Dask: install the extra hyperplane[collect].") from error

    def told(step: Progress) -> None:
        text = f"{step.pages:,} pages, {step.films:,} films, {step.pages_a_second:,.0f} pages/s"
        update(step.done, step.blocks, text)

    with progress("Looking at the dump") as update:
        found = collect(CollectConfig(dump, out, index, language, scheduler, workers), told)
    for line in _report(found, out):
        typer.echo(line)


def update_movies(
    earlier: Annotated[Path, typer.Argument(help="A file that was collected before.", exists=True)],
    later: Annotated[Path, typer.Argument(help="One that was collected since.", exists=True)],
    show: Annotated[int, typer.Option(help="How many films of each kind to name.", min=0)] = SHOWN,
) -> None:
    """Compare two collected files: the films that are new, gone, or have another page."""
    from models.movies.collect.compare import compare

    found = compare(earlier, later)
    renamed = tuple(f"{before} -> {after}" for before, after in found.renamed)
    typer.echo(f"{found.kept:,} films are in both.")
    for title, films in (("New", found.new), ("Gone", found.gone), ("Renamed", renamed)):
        typer.echo(f"{title}: {len(films):,}")
        for each in films[:show]:
            typer.echo(f"  {each}")
        if len(films) > show:
            typer.echo(f"  and {len(films) - show:,} more")


def refresh_movies(
    data: Annotated[Path, typer.Option(help="The films that the model was trained on.", exists=True)],
    ratings: Annotated[
        Path | None,
        typer.Option(help="userId,page,rating: measures taste and lists anew.", exists=True),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="A trained model; else the one that ships.")] = None,
) -> None:
    """Write a model's titles, years, genres and search anew from its film file, without training again."""
    from models.movies.embeddings import SHIPPED
    from models.movies.refresh import refresh

    folder = model or SHIPPED
    manifest = refresh(folder, data, ratings)
    typer.echo(f"Written to {folder}: {manifest.data['films']:,} films, {manifest.size_bytes / 1e6:.1f} MB.")


def list_movies() -> None:
    """List the catalogues of films, the one in use marked with an asterisk."""
    from models.movies.catalogues import Catalogues

    there = Catalogues(settings.load().films_dir)
    for name in there.names:
        typer.echo(f"{'*' if name == there.chosen else ' '} {name}")


def use_movies(
    name: Annotated[
        str, typer.Argument(help="A name from `hyperplane movies list`, or a folder of `movies train`.")
    ],
) -> None:
    """Choose the catalogue that the bot opens at its next start; what people said of films moves along."""
    from models.movies.catalogues import Catalogues
    from models.movies.embeddings import load_embeddings
    from models.movies.found_again import find_again

    chosen = settings.load()
    there = Catalogues(chosen.films_dir)
    if name not in there.names and Path(name).is_dir():
        name = there.take_in(Path(name))
    earlier, later = (load_embeddings(there.place(each)) for each in (there.chosen, name))
    if chosen.database or chosen.database_file.exists():
        found = find_again(asyncio.run(_kept(chosen.kept_in)), earlier, later)
        asyncio.run(_move(chosen.kept_in, found.moved))
        typer.echo(_told(found))
    there.choose(name)
    typer.echo(f"The bot will open {name} at its next start: {len(later.pages):,} films.")


async def _kept(where: Where) -> dict[str, str]:
    database = await Database.open(where)
    try:
        return await Films(database).kept()
    finally:
        await database.close()


async def _move(where: Where, pages: dict[str, str]) -> None:
    database = await Database.open(where)
    try:
        await Films(database).move(pages)
    finally:
        await database.close()


def _told(found: FoundAgain) -> str:
    lines = [f"Of the films that people rated or listed, {found.same:,} are in it under the same page."]
    if found.moved:
        lines.append(f"{len(found.moved):,} have another page now, and moved along:")
        lines += [f"  {before} -> {after}" for before, after in sorted(found.moved.items())[:SHOWN]]
    if found.lost:
        lines.append(
            f"{len(found.lost):,} are not in it. What people said of them stays, and counts again later:"
        )
        lines += [f"  {title}" for title in found.lost[:SHOWN]]
    return "\n".join(lines)


def _report(found: Collected, out: Path) -> list[str]:
    lines = [f"Written to {out}: {found.films:,} films of {found.pages:,} pages."]
    if found.templates:
        lines.append(f"Also read as a film's infobox, as the dump says: {', '.join(found.templates)}.")
    if found.damaged:
        lines.append(f"{found.damaged:,} damaged streams were left out, a hundred pages each.")
    if found.truncated:
        lines.append(
            "The dump ends in the middle of a page: it was not downloaded whole. Compare its checksum."
        )
    lines.append(f"Train on them with: hyperplane movies train --data {out}")
    return lines
