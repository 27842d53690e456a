"""What people are told of every exception that is raised on purpose, a module a kind."""

from bot.sentences import (  # noqa: F401  (each words a kind)
    calls,
    collecting,
    concepts,
    database,
    files,
    films,
    groups,
    guessing,
    lists,
    nights,
    servers,
    talks,
    text,
    times,
    training,
    vectors,
    votes,
    words,
    work,
)
from bot.sentences.dispatch import is_worded, operator_sentence, sentence

__all__ = ["is_worded", "operator_sentence", "sentence"]
