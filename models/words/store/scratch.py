"""Folders that come about whole or not at all: made aside, locked meanwhile, renamed at the end."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import NotWritable

SCRATCH_PREFIX = ".making-"

_NEVER_LOCKED_AFTER_S = 24 * 3600


@contextmanager
def failing_as_not_writable(path: Path, needed_bytes: int | None = None) -> Iterator[None]:
    """Turn the errors of writing into NotWritable."""
    try:
        yield
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        reason = "there is no room left" if is_full else error.strerror or type(error).__name__
        raise NotWritable(path, reason, needed_bytes) from error


@contextmanager
def scratch_folder(shelf: Path) -> Iterator[Path]:
    """Give a folder on the shelf that is gone afterwards; what a killed run left goes at the next call."""
    with failing_as_not_writable(shelf):
        shelf.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(shelf)
        folder, lock = _locked_folder(shelf)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def check_room(folder: Path, needed_bytes: int | None) -> None:
    """Raise NotWritable if the disk of `folder` has not so many bytes free."""
    if needed_bytes is not None and (free := shutil.disk_usage(folder).free) < needed_bytes:
        raise NotWritable(folder, f"{needed_bytes:,} bytes are needed and {free:,} are free", needed_bytes)


def publish(scratch: Path, final: Path) -> None:
    """Give the scratch folder its name, once all of it is on the disk."""
    for path in (*scratch.iterdir(), scratch):
        _sync(path)
    aside = scratch.with_name(f"{scratch.name}-old")
    while True:
        try:
            scratch.rename(final)
            break
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        # Another one has the name. A folder cannot replace a full one in one step: it steps aside.
        try:
            final.rename(aside)
        except FileNotFoundError:
            continue
        shutil.rmtree(aside, ignore_errors=True)
    _sync(final.parent)


def _sync(path: Path) -> None:
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _locked_folder(shelf: Path) -> tuple[Path, int | None]:
    """Make a scratch folder, locked for as long as this process lives, whatever ends it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX, dir=shelf))
        lock = _lock(folder)
        if sys.platform == "win32" or (lock is not None and folder.exists()):
            return folder, lock
        if lock is not None:  # another process took it for a leftover in between
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return a handle that holds the folder's lock; None if another process has it."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 (not on Windows)

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _remove_leftovers(shelf: Path) -> None:
    for folder in shelf.glob(f"{SCRATCH_PREFIX}*"):
        if sys.platform == "win32":  # no lock to ask: only age tells
            if time.time() - folder.stat().st_mtime > _NEVER_LOCKED_AFTER_S:
                shutil.rmtree(folder, ignore_errors=True)
        elif (lock := _lock(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
