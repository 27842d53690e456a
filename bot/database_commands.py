"""`hyperplane database copy`: from one database to another, to move to a server or back."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot import settings
from bot.terminal import Stop
from storage.address import ServerAddress, Where, parse_address

database_app = typer.Typer(help="Move what people left with the bot.", no_args_is_help=True)


@database_app.callback()
def every_database_command() -> None:
    """Move what people left with the bot."""


@database_app.command("copy")
def copy_database(
    source: Annotated[
        str | None,
        typer.Option("--from", help="What to copy, as in sqlite:///file.db; else the data folder's file."),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="Where to: an empty database, as in postgresql+asyncpg://...; else HYPERPLANE_DATABASE.",
        ),
    ] = None,
) -> None:
    """Copy everything and compare it row by row; the bot must be stopped. Broken off, it goes on."""
    from storage import copying

    chosen = settings.load()
    earlier = _read("--from", source) or chosen.database_file
    later = _read("--to", target) or chosen.database
    if later is None:
        raise Stop("Say where to copy to, by HYPERPLANE_DATABASE or --to: others may read a command line.")
    if earlier == later:
        raise Stop("--from and --to are the same database.")
    if not _is_there(earlier):
        raise Stop(f"There is no database {earlier}.")
    rows = asyncio.run(copying.copy_database(earlier, later, _say))
    typer.echo(
        f"Copied and compared: {rows:,} rows. Start the bot with HYPERPLANE_DATABASE set to the new one. "
        f"{earlier} is as it was: delete it once all is well, as the forgotten would still be in it."
    )


def _read(option: str, address: str | None) -> Where | None:
    try:
        return None if address is None else parse_address(address)
    except ValueError as error:
        raise Stop(f"{option} is wrong: {error}.") from error


def _is_there(where: Where) -> bool:
    return isinstance(where, ServerAddress) or where.exists()


def _say(table: str, rows: int) -> None:
    typer.echo(f"{table}: {rows:,}", err=True)
