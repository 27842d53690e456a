"""What the commands need to do their work, handed to each cog by its `setup`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.compute import Compute, LongWork
from bot.server_settings import SettingsMemory
from bot.settings import Settings
from bot.training import Trainings
from models.movies.catalogues import Catalogues
from models.movies.library import Library, open_library
from models.text.attention.library import SHIPPED as SHIPPED_ATTENTION
from models.text.attention.library import AttentionLibrary
from models.text.library import SHIPPED, TextLibrary
from models.words.context.library import ContextLibrary
from models.words.space.vectors import WordVectors
from models.words.store.shelf import Shelf
from storage.concepts import Concepts
from storage.consents import Consents
from storage.copying import open_whole
from storage.database import Database
from storage.guess_rounds import GuessRounds
from storage.imports import Imports
from storage.invitations import Invitations
from storage.lists import Lists
from storage.nights import Nights
from storage.people import People
from storage.ratings import Ratings
from storage.server_settings import SettingsStore
from storage.servers import Servers
from storage.shown import Shown
from storage.stages import Stages
from storage.trained import TrainedStore
from storage.votes import Votes
from storage.zones import Zones


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that is opened when the bot starts and closed when it stops."""

    words: WordVectors
    context: ContextLibrary
    films: Library
    texts: TextLibrary
    attention: AttentionLibrary
    ratings: Ratings
    imports: Imports
    shown: Shown
    lists: Lists
    votes: Votes
    nights: Nights
    zones: Zones
    concepts: Concepts
    rounds: GuessRounds
    stages: Stages
    invitations: Invitations
    trained: TrainedStore
    servers: Servers
    server_settings: SettingsMemory
    people: People
    consents: Consents
    database: Database
    compute: Compute
    trainings: Trainings

    async def close(self) -> None:
        """Close what was opened."""
        await self.trainings.close()
        await self.compute.close()
        await self.database.close()


async def open_services(settings: Settings) -> Services:
    """Open all that the commands need; nothing of it reaches for Discord.

    Raises
    ------
    models.errors.ModelError
        When the word vectors or the films cannot be prepared or loaded.
    storage.errors.DatabaseError
        When the database cannot be opened.
    """
    words = await asyncio.to_thread(Shelf(settings.vectors_dir).open, settings.vectors)
    catalogues = Catalogues(settings.films_dir)
    films = await asyncio.to_thread(open_library, catalogues.place(catalogues.chosen))
    cluster = await asyncio.to_thread(_cluster_at, settings.compute) if settings.compute else None
    database = await open_whole(settings.kept_in)
    return Services(
        words=words,
        context=ContextLibrary(),
        films=films,
        texts=TextLibrary(SHIPPED, settings.texts_dir),
        attention=AttentionLibrary(SHIPPED_ATTENTION, settings.attention_dir),
        ratings=Ratings(database),
        imports=Imports(database),
        shown=Shown(database),
        lists=Lists(database),
        votes=Votes(database),
        nights=Nights(database),
        zones=Zones(database),
        concepts=Concepts(database),
        rounds=GuessRounds(database),
        stages=Stages(database),
        invitations=Invitations(database),
        trained=TrainedStore(database),
        servers=Servers(database),
        server_settings=SettingsMemory(SettingsStore(database)),
        people=People(database),
        consents=Consents(database),
        database=database,
        compute=Compute(settings.workers, settings.queue, settings.timeout_s, cluster),
        trainings=Trainings(settings.trained_dir, settings.trainings),
    )


def _cluster_at(address: str) -> LongWork:
    from bot.compute.cluster import Cluster  # noqa: PLC0415  an extra, and a second to import

    return Cluster(address)
