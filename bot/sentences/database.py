"""What is told of a database that cannot be read or written."""

from __future__ import annotations

from bot.sentences.dispatch import worded, worded_for_operator
from storage import errors

worded(
    errors.DatabaseError,
    "Sorry, what I keep can't be reached just now, and nothing was changed. Tell whoever runs me.",
)
worded(
    errors.DatabaseUnwritable,
    "Sorry, my disk is full or I may not write to it, so nothing was kept. Tell whoever runs me.",
)
worded(
    errors.DatabaseGone,
    "Sorry, the file in which I keep things was taken away while I was running, so I can keep nothing. "
    "Tell whoever runs me.",
)
worded(
    errors.DatabaseBusy,
    "My memory is busy just now. Nothing was changed; please try again in a moment.",
)
worded(
    errors.DatabaseUnreachable,
    "Sorry, the server where I keep things can't be reached just now, and nothing was changed. "
    "Please try again in a minute.",
)
worded(
    errors.OutcomeUnknown,
    "Sorry, the connection to where I keep things was lost just then: I can't tell whether this was kept. "
    "Please look, and do it again only if it was not.",
)
worded(errors.DatabaseClosed, "Sorry, I'm being restarted. Please ask again in a minute.")

worded_for_operator(
    errors.DatabaseUnwritable,
    "The database {where} can't be written: {reason}. "
    "Free some room, or set HYPERPLANE_DATA_DIR to another folder.",
)
worded_for_operator(
    errors.DatabaseDamaged,
    "The database {where} is damaged: {reason}. "
    "Nothing was changed. Put back a copy, or move it away to start anew.",
)
worded_for_operator(
    errors.DatabaseGone,
    "The database {where} was taken away or replaced while it was open. Put it back and start me again: "
    "nothing is kept until then.",
)
worded_for_operator(errors.DatabaseMissing, "There is no database {where}.")
worded_for_operator(
    errors.DatabaseInUse, "The database {where} is in use. Stop the bot, then try again; nothing was changed."
)
worded_for_operator(
    errors.BackupInTheWay, "There is a file {where} already, and I overwrite none. Choose another name."
)
worded_for_operator(
    errors.DatabaseTooNew, "The database {where} was written by a later version of the bot. Update the bot."
)
worded_for_operator(
    errors.MigrationFailed, "The database {where} can't be brought up to date: {reason}. It is as it was."
)
worded_for_operator(
    errors.DatabaseBusy,
    "The database {where} is kept locked by another program. Stop it and start me again.",
)
worded_for_operator(errors.DatabaseClosed, "The database {where} was closed, because the bot is stopping.")
worded_for_operator(
    errors.DatabaseUnreachable,
    "The database {where} can't be reached: {reason}. See that its server runs; check HYPERPLANE_DATABASE.",
)
worded_for_operator(
    errors.DatabaseRefuses,
    "The database {where} refuses: {reason}. What it needs stands in docs/operations.md, under PostgreSQL.",
)
worded_for_operator(
    errors.OutcomeUnknown,
    "The connection to the database {where} was lost while a change was committed: look whether it is there.",
)
worded_for_operator(
    errors.DriverMissing,
    "The database {where} needs a driver that is not installed: install the extra hyperplane[postgres].",
)
worded_for_operator(
    errors.TargetNotEmpty,
    "There is something in the database {where} already, and nothing was copied. Make an empty one.",
)
worded_for_operator(
    errors.CopyUnfinished,
    "The database {where} is a copy that was broken off. Copy again by the same command: it goes on there.",
)
worded_for_operator(
    errors.CopyDiffers,
    "The copy {where} is not what was copied: {table} differs, as somebody has written meanwhile. "
    "Stop the bot, make an empty database, and copy again.",
)
