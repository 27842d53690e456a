"""Opens the playground: the model, the bot, and the page's server."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import HyperplaneBot, build_bot
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.playground.gate import Gate
    from bot.playground.world import World


class PlaygroundError(Exception):
    """The playground cannot start; the text says why and what to do."""


class PlaygroundSettings(Settings):
    """Settings of a bot whose people are not real: what they leave lies apart from what real people left."""

    @property
    def database_file(self) -> Path:
        """The file that keeps what the people of the playground leave with the bot."""
        return self.data_dir / "playground.db"


@dataclass(frozen=True, slots=True)
class Playground:
    """A running playground."""

    bot: HyperplaneBot
    world: World
    gate: Gate

    @property
    def url(self) -> str:
        """The page's address; whoever has it can use the page."""
        return self.gate.url


@asynccontextmanager
async def playground(settings: Settings, *, fresh: bool = False) -> AsyncIterator[Playground]:
    """Run the bot in a simulated server, its page on `settings.port`.

    Parameters
    ----------
    settings : Settings
        Those of the bot.
    fresh : bool
        Whether to forget what people left in the playground before.

    Raises
    ------
    PlaygroundError
        When SimCord is not installed, or the port is in use.
    models.errors.ModelError
        When the bot cannot open its models.
    """
    if importlib.util.find_spec("simcord") is None:  # an extra: who only hosts the bot does not need it
        raise PlaygroundError(
            "The playground needs SimCord: install the extra hyperplane[playground], or set DISCORD_TOKEN."
        )
    with _unwarned():
        from bot.playground.attaching import attached  # noqa: PLC0415  an extra
    from bot.playground.feed import Feed  # noqa: PLC0415
    from bot.playground.server import Server  # noqa: PLC0415
    from bot.playground.welcome import welcome  # noqa: PLC0415
    from bot.playground.world import SERVER_ID, build_world  # noqa: PLC0415

    # Each simulated Discord is a new one: it has not been told of any command before.
    chosen = settings.model_dump() | {"sync": "always", "sync_guild": None, "shards": None, "database": None}
    ours = PlaygroundSettings.model_construct(**chosen)
    if fresh:
        forget(ours.database_file)
    world = build_world()
    feed = Feed(world.model)
    bot = build_bot(ours)
    server = Server(world.model, feed, lambda: bot.prefix_in(SERVER_ID))
    try:
        async with (
            server.open(settings.port),
            bot,
            attached(bot, world.model, on_typing=feed.typing, on_response=server.acknowledged),
        ):
            bot.services.server_settings.on_change = feed.places
            await welcome(bot, world.channels)
            yield Playground(bot, world, server.gate)
    except OSError as error:
        if server.gate.port:
            raise  # not from opening the port
        raise PlaygroundError(
            f"Port {settings.port} is in use. Choose another with --port or HYPERPLANE_PORT; "
            "0 takes any free one."
        ) from error


@contextmanager
def _unwarned() -> Iterator[None]:
    """Import SimCord in silence: it tries discord.py out without intents, and discord.py warns of that."""
    warner = logging.getLogger("discord.state")
    warner.disabled = True
    try:
        yield
    finally:
        warner.disabled = False


def forget(database: Path) -> None:
    """Remove a database, with the files that SQLite keeps beside it."""
    for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
        database.with_name(name).unlink(missing_ok=True)


async def serve(settings: Settings, *, open_page: bool, fresh: bool, say: Callable[[str], None]) -> None:
    """Run the playground until this task is cancelled."""
    async with playground(settings, fresh=fresh) as place:
        say(f"The playground is open: {place.url}")
        say("No token is set, so this is a simulated Discord on this machine, of Ada, Grace and Alan.")
        say(f"Ratings and lists stay in {place.bot.settings.kept_in}; --fresh starts without them.")
        say("Stop it with Ctrl-C.")
        if open_page:
            await asyncio.to_thread(webbrowser.open, place.gate.url_for_once())
        await asyncio.Event().wait()
