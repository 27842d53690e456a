"""What storage/ raises on purpose: exceptions that carry data, which bot/sentences turns into words.

StorageError
├── DatabaseError
│   ├── DatabaseUnwritable   read-only, no such folder, no room on the disk
│   ├── DatabaseDamaged      no database, or one whose pages contradict each other
│   ├── DatabaseGone         the file was taken away or replaced while it was open
│   ├── DatabaseMissing      no file there
│   ├── DatabaseInUse        a bot has it open
│   ├── BackupInTheWay       a file has the name that a copy was to get
│   ├── DatabaseTooNew       written by a later version of the bot
│   ├── MigrationFailed      could not be brought up to date, and is as it was
│   ├── DatabaseUnreachable  the server is away, or the connection to it was lost
│   ├── DatabaseRefuses      the server does not let us, or is not as we need it
│   ├── OutcomeUnknown       the connection was lost while a change was committed
│   ├── DriverMissing        what speaks to the server is not installed
│   ├── TargetNotEmpty       a copy was to go where something is already
│   ├── CopyUnfinished       a copy that was broken off
│   ├── CopyDiffers          a copy that is not the same as what was copied
│   ├── DatabaseBusy         somebody else kept it locked for too long
│   └── DatabaseClosed       asked after `Database.close`
└── storage.refusals.Refusal
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, dataclass_transform

from storage.address import Where


@dataclass_transform(eq_default=False)
class StorageError(Exception):
    """Anything that storage/ raises on purpose: a dataclass, by being a subclass, that survives pickling."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Make a dataclass of the subclass: what its body names is its data."""
        super().__init_subclass__(**options)
        dataclass(eq=False)(cls)

    def __post_init__(self) -> None:
        """Keep the data where pickle looks for what to make an exception of anew."""
        self.args = tuple(vars(self).values())

    def __str__(self) -> str:
        """Return the data, for a traceback."""
        return ", ".join(map(str, self.args))


class DatabaseError(StorageError):
    """What was asked of the database cannot be done; the text of `where` shows no secret."""

    where: Where


class DatabaseUnwritable(DatabaseError):
    """The file cannot be made, opened or written; `reason` is the system's own word for it."""

    reason: str


class DatabaseDamaged(DatabaseError):
    """The file is no database or a broken one, because of `reason`; nothing was changed in it."""

    reason: str


class DatabaseGone(DatabaseError):
    """The file is not the one that was opened: what is written goes nowhere."""


class DatabaseMissing(DatabaseError):
    """There is no such file."""


class DatabaseInUse(DatabaseError):
    """Somebody has the file open, so it cannot be replaced; nothing was changed."""


class BackupInTheWay(DatabaseError):
    """There is a file already where a copy was to go; it is as it was."""


class DatabaseTooNew(DatabaseError):
    """It has a revision that this version of the bot has never heard of; nothing was changed in it."""

    revision: str
    newest: str


class MigrationFailed(DatabaseError):
    """The step from `revision` (None: an empty one) to the newest one failed; it is as it was."""

    revision: str | None
    reason: str


class DatabaseUnreachable(DatabaseError):
    """The server cannot be reached, because of `reason`; what was asked was not done."""

    reason: str


class DatabaseRefuses(DatabaseError):
    """The server does not let us in or do what was asked, or is not fit; `reason` is its own word."""

    reason: str


class OutcomeUnknown(DatabaseError):
    """The connection was lost while a change was committed: nobody knows whether it is kept."""


class DriverMissing(DatabaseError):
    """What speaks to the server is not installed."""


class TargetNotEmpty(DatabaseError):
    """There is something in the database that a copy was to go to; it is as it was."""


class CopyUnfinished(DatabaseError):
    """The database is a copy that was broken off: not everything is in it yet."""


class CopyDiffers(DatabaseError):
    """A copy is not the same as what was copied, in `table`: somebody has written into one of the two."""

    table: str


class DatabaseBusy(DatabaseError):
    """Somebody else kept it locked, or was quicker, for longer than we wait; later it may well work."""


class DatabaseClosed(DatabaseError):
    """The database was closed, because the bot is stopping."""
