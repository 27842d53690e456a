"""The `hyperplane` command line."""

from __future__ import annotations

import asyncio
from importlib import metadata
from typing import Annotated

import typer

from bot import logs, settings
from bot.allocator import return_freed_memory
from bot.compute_commands import worker
from bot.database_commands import database_app
from bot.keeping_commands import backup, doctor, restore
from bot.movie_commands import movies_app
from bot.settings import Settings, SettingsError
from bot.terminal import Stop, until_stopped
from bot.text_commands import text_app
from bot.vector_commands import vectors_app
from models.errors import ModelError
from storage.errors import DatabaseError

app = typer.Typer(
    help="A Discord bot with which a room explores vector embeddings and neural networks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(vectors_app, name="vectors")
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
