"""Refusals of concepts that are kept."""

from __future__ import annotations

from bot.refusals import PrivateConcept
from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, listed, say
from storage import refusals

worded(PrivateConcept, "This concept is private: its buttons belong to whoever made it.")
worded(
    refusals.ConceptNameTaken,
    "There is a concept called **{name}** here already: `/concept show {name}`. Choose another name, or make "
    "room for yours: `/concept delete {name}`.",
)
worded(
    refusals.BadConceptName,
    "A concept's name has 1 to {most} characters and no colon. Try `fruit: apple, pear, plum`.",
)
worded(
    refusals.TooManyConcepts,
    "There are {most} concepts here, and I keep no more. `/concept delete` makes room.",
)
worded(refusals.ConceptFull, "**{name}** has {most} words, and a concept takes no more.")


@sentence.register
def _(error: refusals.UnknownConcept) -> Text:
    if not error.name:
        return say("That concept is gone.")
    offer = "Did you mean {close}?" if error.close else "`/concept list` shows them."
    told = "There is no concept called `{name}` here. " + offer
    return say(told, name=error.name, close=listed(error.close, "or"))
