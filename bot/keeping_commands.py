"""`hyperplane doctor`, `backup` and `restore`: for whoever keeps a bot running."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.terminal import Stop
from storage.address import ServerAddress

LABEL = 12


def doctor() -> None:
    """Look at all that the bot needs, change nothing, and exit with code 1 if anything would keep it down."""
    from bot.doctor import State, examine

    findings = []
    for each in examine(settings.load()):
        findings.append(each)
        typer.echo(f"{each.state.value:<5}{each.about:<{LABEL}} {each.told}")
    if any(each.state is State.BAD for each in findings):
        raise SystemExit(1)


def backup(file: Annotated[Path, typer.Argument(help="The copy to make; no file may be there.")]) -> None:
    """Copy the database to a file, while the bot runs or not, and check the copy."""
    from storage.sqlite.backup import back_up

    size = back_up(_file(settings.load()), file)
    typer.echo(
        f"Written and checked: {file}, {size / 2**20:,.1f} MB. To put it back: hyperplane restore {file}"
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A copy that `hyperplane backup` has made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace the database that is there unasked.")] = False,
) -> None:
    """Put a copy in the place of the database; the bot must be stopped."""
    from storage.sqlite import backup as copies

    database = _file(settings.load())
    if database.exists() and not yes and not typer.confirm(f"Replace {database}?"):
        raise Stop("Nothing was changed.")
    earlier = copies.restore(file, database)
    typer.echo(f"Restored: {database}, from {file}.")
    if earlier is not None:
        typer.echo(f"What was there is kept as {earlier}: delete it once all is well.")


def _file(chosen: settings.Settings) -> Path:
    """Return the database's file; one on a server has its own tools."""
    if isinstance(chosen.kept_in, ServerAddress):
        raise Stop(
            f"{chosen.kept_in} is a PostgreSQL database: copy it by `pg_dump --format=custom --file=FILE`, "
            "and put it back, with the bot stopped, by `pg_restore --clean --if-exists --single-transaction`."
        )
    return chosen.kept_in
