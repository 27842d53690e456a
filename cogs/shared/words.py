"""Words as people type them: bounded, completed, and named in a sentence."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.markup import plain
from bot.refusals import Refused
from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT
from cogs.shared.places import place_of_press
from cogs.shared.trained import words_with
from models.errors import ModelError, WrongNumberOfCharacters
from models.words.space.vectors import Term
from storage.errors import StorageError

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

# What stands before the word that is being typed: all up to the last separator that the commands take.
BEFORE_LAST_WORD = re.compile(r"(?s:.*(?:[\s,;:|+−–\"'…]|\.\.))?")


async def complete_last_word(
    interaction: discord.Interaction[HyperplaneBot], current: str
) -> list[app_commands.Choice[str]]:
    """Offer what is typed with its last word completed from the vocabulary, most frequent first.

    Where the call names vectors that were trained there, their words are offered.
    """
    services = interaction.client.services
    vocabulary = services.words.vocabulary
    if trained := getattr(interaction.namespace, "trained", None):
        with contextlib.suppress(Refused, ModelError, StorageError):  # a name half typed
            vocabulary = (await words_with(services, place_of_press(interaction), trained)).vocabulary
    before = BEFORE_LAST_WORD.match(current)
    typed = before[0] if before else ""
    offers = (typed + word for word in vocabulary.complete(current[len(typed) :], CHOICES_LIMIT))
    return [app_commands.Choice(name=offer, value=offer) for offer in offers if len(offer) <= CHOICE_LIMIT]


def as_typed(*terms: Term, limit: int = 100) -> str:
    """Return what stands for some terms in a sentence: a phrase as it was typed, a word as it was found."""
    return plain(", ".join(term.label for term in terms), limit)


def bound(text: str, most: int) -> None:
    """Refuse a text of more than `most` characters."""
    if len(text) > most:
        raise WrongNumberOfCharacters(len(text), 1, most)
