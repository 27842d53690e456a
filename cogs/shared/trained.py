"""What was trained in a place, as the commands of other cogs ask it: a style to write in, words to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.refusals import LearnedOtherwise, StillLearning
from bot.services import Services
from cogs.shared.naming import choices, close_names, find_named
from cogs.shared.places import place_of_press
from models.live.kept import open_text, open_words, remove_all, tokens_on
from models.live.lesson import Subject
from models.text.errors import UnknownTextModel
from models.text.library import TextLibrary
from models.words.space.vectors import WordVectors
from storage.places import Place
from storage.refusals import UnknownTrained
from storage.trained import Trained

if TYPE_CHECKING:
    from bot.app import HyperplaneBot


async def trained_in(services: Services, place: Place, subject: Subject) -> list[Trained]:
    """Return what of a subject was trained in a place, and can be asked."""
    kept = await services.trained.of(place)
    return [each for each in kept if each.subject == subject and each.is_kept]


async def texts_with(services: Services, place: Place, style: str) -> TextLibrary:
    """Return the text models that everybody has and, where `style` names one trained in the place, that too.

    Raises
    ------
    UnknownTextModel
        When `style` names neither.
    StillLearning, LearnedOtherwise
        When it cannot write yet, or never.
    TrainedGone
    """
    texts = services.texts
    if not style or any(each.casefold() == style.casefold() for each in texts.names):
        return texts
    all_kept = await services.trained.of(place)
    if (found := _asked(all_kept, style, Subject.TEXT)) is None:
        trained = [each.name for each in all_kept if each.subject == Subject.TEXT and each.is_kept]
        raise UnknownTextModel(style, (*texts.names, *trained))
    folder = services.trainings.folder / found.token
    return texts.joined_by(found.name, await services.compute.short(open_text, folder, found.name))


async def words_with(services: Services, place: Place, name: str) -> WordVectors:
    """Return the word vectors that everybody has or, where a `name` is given, those trained in the place.

    Raises
    ------
    UnknownTrained
        When nothing was trained there under that name.
    StillLearning, LearnedOtherwise
        When it has no vectors of words yet, or never.
    TrainedGone
    """
    if not name:
        return services.words
    all_kept = await services.trained.of(place)
    if (found := _asked(all_kept, name, Subject.WORDS)) is None:
        words = [each.name for each in all_kept if each.subject == Subject.WORDS]
        raise UnknownTrained(name, close_names(words, name))
    return await services.compute.short(open_words, services.trainings.folder / found.token, found.name)


def _asked(all_kept: Iterable[Trained], name: str, subject: Subject) -> Trained | None:
    """Return what has a name in a place if it can be asked about a subject; raise why it cannot."""
    found = find_named((each for each in all_kept if each.subject != Subject.FILMS), name)
    if found is not None and found.subject != subject:
        raise LearnedOtherwise(found.name, writes=found.subject == Subject.TEXT)
    if found is not None and not found.is_kept:
        raise StillLearning(found.name)
    return found


async def complete_trained_words(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the names of the word vectors that were trained in the place."""
    trained = await trained_in(interaction.client.services, place_of_press(interaction), Subject.WORDS)
    return choices([each.name for each in trained], current)


async def sweep(services: Services) -> None:
    """Delete, and end, whatever of this machine's trainings is in the database no more.

    What lies there and goes on is listed before the database is asked: a row comes before its training.
    """
    trainings = services.trainings
    kept = await asyncio.to_thread(tokens_on, trainings.folder)
    running = {each.token for each in trainings.running}
    strangers = (kept | running) - await services.trained.tokens()
    for token in strangers & running:
        await trainings.discard(token)
    await asyncio.to_thread(remove_all, trainings.folder, strangers)


async def complete_style(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer the names of the text models that contain what is typed."""
    services = interaction.client.services
    trained = await trained_in(services, place_of_press(interaction), Subject.TEXT)
    return choices([*(each.name for each in trained), *services.texts.names], current)
