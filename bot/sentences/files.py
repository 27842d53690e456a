"""Refusals of files: whoever runs the bot is told which, people only that it is no fault of theirs."""

from __future__ import annotations

from bot.sentences.dispatch import operator_sentence, worded, worded_for_operator
from bot.wording import WHOLE, Text, say
from models import errors
from models.movies.collect.errors import CollectError
from models.movies.errors import CatalogueUnreadable
from models.words.errors import BadVectorsName, DownloadFailed, NoIndexer, UnknownVectors, VectorsUnreadable

FOR_OPERATOR = (
    errors.ArtifactMissing,
    errors.ArtifactDamaged,
    errors.CheckpointDamaged,
    errors.CorpusUnreadable,
    errors.NotWritable,
    BadVectorsName,
    DownloadFailed,
    NoIndexer,
    UnknownVectors,
    VectorsUnreadable,
    CatalogueUnreadable,
    CollectError,
)
"""What only whoever runs the bot can mend."""

for kind in FOR_OPERATOR:
    worded(
        kind,
        "Sorry, a file that this needs is not as it should be. My log says which: tell whoever runs me.",
    )

worded_for_operator(errors.ArtifactMissing, "There is nothing at {path}. Make it with: {command}")
worded_for_operator(
    errors.ArtifactDamaged, "What is at {path} is damaged ({reason}). Make it anew with: {command}"
)
worded_for_operator(
    errors.CheckpointDamaged,
    "What is at {path} is no checkpoint of a training, or damaged. Remove it to train anew.",
)
worded_for_operator(errors.CorpusUnreadable, "There is nothing to learn from at {path}: {reason}.")


@operator_sentence.register
def _(error: errors.NotWritable) -> Text:
    room = " It takes about {megabytes:,.0f} MB." if error.needed_bytes else ""
    return say(
        "{path} can't be written: {reason}." + room + " Free some room, or set HYPERPLANE_DATA_DIR to "
        "another folder.",
        path=error.path,
        reason=error.reason,
        limit=WHOLE,
        megabytes=(error.needed_bytes or 0) / 1e6,
    )


@operator_sentence.register
def _(error: CatalogueUnreadable) -> Text:
    told = (
        "That file can't be read as films: {path}" + (", line {line}" if error.line else "") + ": {reason}."
    )
    return say(told, limit=WHOLE, **vars(error))
