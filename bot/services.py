"""What the commands need to do their work, handed to each cog by its `setup`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.compute import Compute
from models.movies.library import Library
from models.text.library import TextLibrary
from models.words.context.library import ContextLibrary
from models.words.space.vectors import WordVectors
from storage.concepts import Concepts
from storage.consents import Consents
from storage.database import Database
from storage.imports import Imports
from storage.lists import Lists
from storage.people import People
from storage.ratings import Ratings
from storage.servers import Servers
from storage.shown import Shown
from storage.votes import Votes


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that is opened when the bot starts and closed when it stops."""

    words: WordVectors
    context: ContextLibrary
    films: Library
    texts: TextLibrary
    ratings: Ratings
    imports: Imports
    shown: Shown
    lists: Lists
    votes: Votes
    concepts: Concepts
    servers: Servers
    people: People
    consents: Consents
    database: Database
    compute: Compute
