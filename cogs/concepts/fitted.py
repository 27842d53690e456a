"""A kept concept as it lies among the vectors now: fitted, looked at, and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import discord

from bot.replies import picture_file
from bot.services import Services
from models.pictures.palette import ThemeName
from models.words.concept import picture
from models.words.concept import survey as concept_survey
from models.words.concept.cross_validate import HeldOut, cross_validate
from models.words.concept.fit import Concept, fit
from models.words.concept.known import known
from models.words.concept.plan import plan
from models.words.concept.survey import Found, Survey, Tested
from models.words.errors import WrongNumberOfExamples
from models.words.space.vectors import WordVectors
from storage.concept import StoredConcept

FILE_NAME = "concept.png"
NEAR = 32  # words on either side of the border that may be voted on
_DEEPEST_DRAWN = 3


@dataclass(frozen=True, slots=True)
class Shift:
    """What the votes have done: how many words lay inside without them, and without those on the last one."""

    without_votes: int
    last_word: str
    without_last: int


@dataclass(frozen=True, slots=True)
class FittedConcept:
    """A concept with its border, what lies where, and how it does on words kept out.

    `missing` are words of it that the vectors lack; `tested` is what was asked, if anything; `shift` tells
    what the votes have done, if they have decided on any word.
    """

    stored: StoredConcept
    concept: Concept
    survey: Survey
    held_out: HeldOut | None
    missing: tuple[str, ...]
    tested: tuple[Tested, ...] = ()
    shift: Shift | None = None

    @property
    def near(self) -> tuple[Found, ...]:
        """The words near the border that nobody gave or voted on, nor its name, from either side in turn."""
        voted = {each.word for each in self.stored.tallies} | {self.stored.name.casefold()}
        pairs = zip_longest(self.survey.just_inside, self.survey.just_outside)
        return tuple(each for pair in pairs for each in pair if each is not None and each.word not in voted)


async def fit_stored(services: Services, stored: StoredConcept) -> FittedConcept:
    """Fit a concept and look at it.

    Raises
    ------
    models.words.errors.WrongNumberOfWords
        If the vectors know fewer than two of its examples.
    """
    return await services.compute.short(_fit, services.words, stored)


async def ask(services: Services, stored: StoredConcept, words: Sequence[str]) -> FittedConcept:
    """Fit a concept and ask how far some words lie from its border.

    Raises
    ------
    models.words.errors.UnknownWords
    """
    return await services.compute.short(_fit, services.words, stored, words)


async def draw(
    services: Services, owner: int | None, fitted: FittedConcept, theme: ThemeName, shown: Sequence[str] = ()
) -> discord.File:
    """Draw a concept with some words near its border, and those that were tested.

    Parameters
    ----------
    services, fitted, theme
        What to draw with, what, and how.
    owner
        Whose job it is: one at a time. None puts it behind the presser's other jobs.
    shown
        Words to show beside the deepest ones.
    """
    tested = [each.term for each in fitted.tested]
    apart = {term.form for term in tested}
    deepest = [] if tested else [each.word for each in fitted.survey.deepest[:_DEEPEST_DRAWN]]
    names = [word for word in (*deepest, *shown) if word not in apart]
    drawing = await services.compute.short(
        plan, services.words, fitted.concept, fitted.stored.name, names, tested
    )
    if owner is None:
        drawn = await services.compute.queued(picture.draw, drawing, theme)
    else:
        drawn = await services.compute.long(owner, picture.draw, drawing, theme)
    return picture_file(drawn, FILE_NAME)


def _fit(words: WordVectors, stored: StoredConcept, asked: Sequence[str] = ()) -> FittedConcept:
    concept, missing = _fitted(words, stored)
    return FittedConcept(
        stored,
        concept,
        concept_survey.survey(words, concept, NEAR),
        cross_validate(concept, stored.seed),
        missing,
        concept_survey.test(words, concept, asked) if asked else (),
        None if asked else _shift(words, stored),
    )


def _fitted(words: WordVectors, stored: StoredConcept) -> tuple[Concept, tuple[str, ...]]:
    """Return the fitted concept, and the words of it that the vectors lack."""
    usable = known(words, stored.inside, stored.outside)
    return fit(words, usable.inside, usable.outside, stored.seed), usable.missing


def _shift(words: WordVectors, stored: StoredConcept) -> Shift | None:
    """Count what lay inside before the votes; None where none decides, or nothing is left without them."""
    decided = [tally for tally in stored.tallies if tally.ins != tally.outs]
    if not decided:
        return None
    last = decided[-1].word
    try:
        without = [
            concept_survey.count_inside(words, _fitted(words, replace(stored, tallies=kept))[0])
            for kept in ((), tuple(tally for tally in stored.tallies if tally.word != last))
        ]
    except WrongNumberOfExamples:
        return None
    return Shift(without[0], last, without[1])
