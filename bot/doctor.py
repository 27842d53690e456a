"""What may keep the bot from running well, looked at without starting it: `hyperplane doctor`."""

from __future__ import annotations

import asyncio
import base64
import binascii
import os
import platform
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from bot.compute.errors import ComputeError
from bot.sentences import operator_sentence
from bot.settings import Settings
from models.errors import ModelError
from models.movies.catalogues import Catalogues
from models.movies.library import open_library
from models.text.attention.library import SHIPPED as SHIPPED_ATTENTION
from models.text.attention.library import AttentionLibrary
from models.text.library import SHIPPED, TextLibrary
from models.words.context.library import SHIPPED as SHIPPED_CONTEXT
from models.words.context.library import load_predictor
from models.words.store.shelf import Shelf
from storage.address import ServerAddress, Where
from storage.errors import DatabaseError
from storage.migrate import Revision
from storage.sqlite import backup, connecting
from storage.sqlite.readying import revision_of

ROOM_NEEDED = 100 * 2**20
ROOM_WANTED = 1000 * 2**20
"""Prepared vectors take room, and forgetting somebody takes that of two more databases for a moment."""

VERSIONS = ("hyperplane", "discord.py", "numpy", "sqlalchemy")
PRIVATE_HERE = "direct messages come here"
PRIVATE_ELSEWHERE = "direct messages go to the process with shard 0"
ONE_FILE = (
    "All processes must share one database, and this is a file of SQLite: that works on this one machine, "
    "with all of them given this data folder. Only one process writes at a time, and a vote is closed by the "
    "process of its server alone: while that is down, not at all. Set HYPERPLANE_DATABASE to a PostgreSQL "
    "server"
)
TOKEN = re.compile(r"(?P<id>[\w-]{18,40})\.[\w-]{5,8}\.[\w-]{25,60}")


class State(StrEnum):
    """How something is."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "BAD"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing."""

    about: str
    state: State
    told: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what there is to say, one finding a thing; no secret is in any of them."""
    yield versions()
    yield Finding("settings", State.GOOD, "all can be read")
    yield token(settings)
    yield shards(settings)
    yield folder(settings.data_dir)
    yield room(settings.data_dir)
    yield _looked_at("vectors", lambda: vectors(settings))
    yield _looked_at("films", lambda: films(settings))
    yield _looked_at("texts", lambda: texts(settings))
    yield _looked_at("attention", lambda: attention(settings))
    yield _looked_at("fill", fill)
    if settings.compute is not None:
        yield _looked_at("long work", lambda: long_work(settings))
    yield _looked_at("database", lambda: database(settings.kept_in))


def versions() -> Finding:
    """Return which versions are at work."""
    named = [f"{name} {metadata.version(name)}" for name in VERSIONS]
    named += [f"Python {platform.python_version()}", f"SQLite {connecting.VERSION}"]
    return Finding("versions", State.GOOD, ", ".join(named))


def token(settings: Settings) -> Finding:
    """Return whether the token looks like one: three parts, the first of which is a number."""
    if settings.token is None:
        return Finding("token", State.NOTE, "none is set, so the playground starts in place of Discord")
    shape = TOKEN.fullmatch(settings.token.get_secret_value())
    if shape is None or not _is_id(shape["id"]):
        told = "does not look like a bot's token. Copy it anew: developer portal, Bot, Reset Token"
        return Finding("token", State.BAD, told)
    return Finding("token", State.GOOD, "looks like a bot's token; only Discord knows whether it is valid")


def shards(settings: Settings) -> Finding:
    """Return which part of the bot this process is, and whether its database is one for several."""
    part = settings.shards
    if part is None:
        return Finding("shards", State.GOOD, "one connection, one process")
    if not part.is_part:
        return Finding("shards", State.GOOD, f"{part}, all in this process")
    told = f"{part}; {PRIVATE_HERE if part.serves(None) else PRIVATE_ELSEWHERE}"
    if isinstance(settings.kept_in, ServerAddress):
        return Finding("shards", State.GOOD, told)
    return Finding("shards", State.NOTE, f"{told}. {ONE_FILE}")


def folder(path: Path) -> Finding:
    """Return whether the data folder can be written, or made."""
    there = _standing(path)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Finding(
            "data folder", State.BAD, f"{there} can't be written. Set HYPERPLANE_DATA_DIR to another"
        )
    return Finding("data folder", State.GOOD, f"{path}" if path.exists() else f"{path} will be made")


def room(path: Path) -> Finding:
    """Return how much room is left where the data folder lies."""
    free = shutil.disk_usage(_standing(path)).free
    state = State.BAD if free < ROOM_NEEDED else State.NOTE if free < ROOM_WANTED else State.GOOD
    return Finding("free space", state, f"{free / 2**20:,.0f} MB")


def vectors(settings: Settings) -> Finding:
    """Return which word vectors the bot would load; those that lie ready are opened and checked."""
    shelf = Shelf(settings.vectors_dir)
    ready = {each.name: each.chosen for each in shelf.list()}
    if settings.vectors not in ready and not any(ready.values()):
        return Finding("vectors", State.NOTE, "none are prepared yet: the first start does so, in seconds")
    words = shelf.open(settings.vectors)
    size = f"{len(words.vocabulary):,} words x {words.dimensions}"
    return Finding("vectors", State.GOOD, f"{words.name}, {size}")


def films(settings: Settings) -> Finding:
    """Return which films the bot would load."""
    catalogues = Catalogues(settings.films_dir)
    return Finding("films", State.GOOD, f"{len(open_library(catalogues.place(catalogues.chosen))):,} films")


def texts(settings: Settings) -> Finding:
    """Return which text models there are, each read whole."""
    library = TextLibrary(SHIPPED, settings.texts_dir)
    return Finding("texts", State.GOOD, ", ".join(library.open(name).name for name in library.names))


def attention(settings: Settings) -> Finding:
    """Return which attention models there are, each read whole."""
    library = AttentionLibrary(SHIPPED_ATTENTION, settings.attention_dir)
    return Finding("attention", State.GOOD, ", ".join(library.open(name).name for name in library.names))


def fill() -> Finding:
    """Return whether the network behind `fill` is whole."""
    load_predictor(SHIPPED_CONTEXT)
    return Finding("fill", State.GOOD, "the network is whole")


def long_work(settings: Settings) -> Finding:
    """Return whether the cluster that does long work is there and of this version."""
    from bot.compute.cluster import look_at  # noqa: PLC0415  an extra

    view = asyncio.run(look_at(settings.compute or ""))
    view.check()
    if settings.workers != view.jobs:
        told = f"{view}; HYPERPLANE_WORKERS has this bot send {settings.workers}"
        return Finding("long work", State.NOTE, told)
    return Finding("long work", State.NOTE if view.differing else State.GOOD, str(view))


def database(where: Where) -> Finding:
    """Return whether the database is sound and of this version; nothing is changed in it."""
    if isinstance(where, ServerAddress):
        from storage.postgresql.readying import revision_of as revision_on_server  # noqa: PLC0415  an extra

        return _of_revision(revision_on_server(where), f"{where} is reached")
    if not where.exists():
        return Finding("database", State.NOTE, "there is none yet: the first start makes it")
    backup.check(where, where)
    return _of_revision(revision_of(where), f"sound, {where.stat().st_size / 2**20:,.1f} MB")


def _of_revision(found: Revision, told: str) -> Finding:
    if found.is_too_new:
        newer = f"revision {found.revision} is newer than this bot's {found.newest}. Update the bot"
        return Finding("database", State.BAD, newer)
    if found.revision is None:
        return Finding("database", State.NOTE, f"{told}; the first start makes its tables")
    told = f"{told}, revision {found.revision}"
    if found.revision != found.newest:
        return Finding("database", State.NOTE, f"{told}; the next start brings it to {found.newest}")
    return Finding("database", State.GOOD, told)


def _standing(path: Path) -> Path:
    """Return the folder, or the nearest one above it that exists already."""
    return next(each for each in (path, *path.absolute().parents) if each.exists())


def _looked_at(about: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (ModelError, DatabaseError, ComputeError) as error:
        return Finding(about, State.BAD, operator_sentence(error).terminal().removesuffix("."))


def _is_id(part: str) -> bool:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).isdigit()
    except (binascii.Error, ValueError):
        return False
