"""Refusals of what prepares, chooses and fetches word vectors: the command line's."""

from __future__ import annotations

from bot.sentences.dispatch import operator_sentence, worded_for_operator
from bot.wording import WHOLE, Text, say
from models.words import errors

worded_for_operator(errors.NoIndexer, "An index needs usearch: install the extra hyperplane[index].")
worded_for_operator(
    errors.BadVectorsName,
    "Vectors can't be called `{name}`. Choose a name of letters, digits, dots and hyphens with --name.",
)
worded_for_operator(errors.VectorsUnreadable, "{path} can't be read as word vectors: {reason}.")


@operator_sentence.register
def _(error: errors.UnknownVectors) -> Text:
    there = " or ".join(error.available)
    return say(
        "I have no vectors called `{name}`. Choose {there}.", name=error.name, there=there, limit=WHOLE
    )


@operator_sentence.register
def _(error: errors.DownloadFailed) -> Text:
    told = "Downloading {name} failed: {reason}. Nothing was kept."
    if error.url:
        told += " Fetch {url} by hand, then run: hyperplane vectors add FILE"
    return say(told, limit=WHOLE, **vars(error))
