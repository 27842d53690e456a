"""Refusals of what collects films from a dump of Wikipedia: the command line's."""

from __future__ import annotations

from bot.sentences.dispatch import operator_sentence, worded_for_operator
from bot.wording import WHOLE, Text, say
from models.movies.collect import errors

worded_for_operator(
    errors.DumpUnreadable,
    "{address} can't be read as a dump of Wikipedia: {reason}. Check its name and checksum.",
)
worded_for_operator(
    errors.WrongIndex,
    "{index} is not the index of {dump}: {reason}. Take the one of the same date, or leave --index out: I "
    "then look for the streams myself.",
)
worded_for_operator(
    errors.TooMuchDamage,
    "{damaged} of about {streams} streams of {address} are damaged. Compare its checksum and download it "
    "again.",
)
worded_for_operator(
    errors.NoFilms,
    "No page of {address} is of a film: I read {pages} pages as the language `{language}`. Is it a dump of "
    "articles? Tell another language with --language: en, de or fr.",
)


@operator_sentence.register
def _(error: errors.ClusterLost) -> Text:
    where = "the workers of {scheduler}" if error.scheduler else "the processes of this machine"
    return say(
        f"I lost {where} ({{reason}}). What is finished is kept: run the same command again.",
        limit=WHOLE,
        **vars(error),
    )
