"""The command line's part that makes a catalogue of films from a Wikipedia dump."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import Stop, progress

if TYPE_CHECKING:
    from models.movies.collect.collect import Collected


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
