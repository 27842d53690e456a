"""What can go wrong with the database, as exceptions that carry data; `bot/errors.py` words them.

StorageError
├── DatabaseUnwritable   read-only, no such folder, no room on the disk
├── DatabaseDamaged      no database, or one whose pages contradict each other
├── DatabaseTooNew       written by a later version of the bot
├── MigrationFailed      could not be brought up to date, and is as it was
├── DatabaseBusy         somebody else kept it locked for too long
└── DatabaseClosed       asked after `Database.close`
"""

from __future__ import annotations

from pathlib import Path


class StorageError(Exception):
    """What was asked of the database at `path` cannot be done."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class DatabaseUnwritable(StorageError):
    """The file cannot be made, opened or written; `reason` is the system's own word for it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"cannot be written: {reason}")
        self.reason = reason


class DatabaseDamaged(StorageError):
    """The file is no database or a broken one; nothing was changed in it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"is damaged: {reason}")
        self.reason = reason


class DatabaseTooNew(StorageError):
    """The file has a revision that this version of the bot has never heard of; nothing was changed in it."""

    def __init__(self, path: Path, revision: str, newest: str) -> None:
        super().__init__(path, f"has revision {revision}, the newest known here is {newest}")
        self.revision = revision
        self.newest = newest


class MigrationFailed(StorageError):
    """The step from `revision` (None: an empty file) to the newest one failed; the file is as it was."""

    def __init__(self, path: Path, revision: str | None, reason: str) -> None:
        super().__init__(path, f"cannot be migrated from revision {revision}: {reason}")
        self.revision = revision
        self.reason = reason


class DatabaseBusy(StorageError):
    """Somebody else kept the file locked for longer than we wait; trying again later may well work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "is locked by somebody else")


class DatabaseClosed(StorageError):
    """The database was closed, because the bot is stopping."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "was closed")
