"""What is kept about people, in words: a phrase for every table that the schema marks as holding them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

KEPT: Mapping[str, str] = {
    "ratings": "the films you like, dislike or have seen, with the time and the server",
    "imports": "what your imports changed, so that you can take them back",
    "shown": "which films I showed you in the last 30 days, so that it is not the same ones every day",
    "lists": "the lists you make",
    "entries": "the films you put on lists",
    "votes": "the votes you start",
    "ballots": "what you vote for, until it is counted",
    "nights": "the movie nights you plan",
    "night_slots": "the times you propose for them",
    "night_approvals": "which of those you can make, until one is settled",
    "night_guests": "whether you come, until the night is over",
    "zones": "your time zone",
    "concepts": "the concepts you make",
    "concept_votes": "your votes on words",
    "guess_rounds": "rounds of the guessing game that you started or won",
    "guesses": "your guesses and what they earned",
    "give_ups": "which rounds you want to give up",
    "talks": "a talk that you are giving, with its answers, until it ends",
    "invitations": "that you asked who is in, until it is answered",
    "invitation_guests": "that you are in, until then",
    "trained": "the networks you train, for 30 days, never their texts",
    "lessons": "when you train, for a day",
    "opt_outs": "what you opted out of",
    "agreements": "with whom you agreed to a match",
}


def kept_about_people(kinds: Iterable[str]) -> str:
    """Return a sentence of all that is kept, a phrase for each of the kinds of rows that hold people."""
    named = "; ".join(KEPT[kind] for kind in kinds)
    return f"{named[0].upper()}{named[1:]}. Nothing else about you."
