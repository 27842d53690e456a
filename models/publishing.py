"""Folders that come about whole or not at all: made aside, locked meanwhile, put in place in one step.

Whoever reads a folder while another one takes its place finds the old one or the new one: see `read_whole`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

from models.errors import ArtifactDamaged, ArtifactMissing, NotWritable

T = TypeVar("T")

SCRATCH_PREFIX = ".making-"

_NEVER_LOCKED_AFTER_S = 24 * 3600
_HERE = -100  # AT_FDCWD: a relative path begins in the current folder
_SWAP = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS
_UNABLE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


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
        remove_leftovers(shelf)
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
    """Give the scratch folder its name, once all of it is on the disk and everybody may read it.

    A folder that has the name already changes places with it in one step, and goes with the scratch folder.
    """
    for path in (*scratch.iterdir(), scratch):
        path.chmod(0o755 if path.is_dir() else 0o644)
        _sync(path)
    while True:
        try:
            scratch.rename(final)
            break
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        try:
            if _exchange(scratch, final):
                break
            _step_aside(final, scratch.with_name(f"{scratch.name}-old"))
        except FileNotFoundError:  # the other one is gone by now
            continue
    _sync(final.parent)


def read_whole(folder: Path, read: Callable[[], T]) -> T:
    """Return what `read` finds in `folder`, all of it from one publication: it is called again after another.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
        As `read` does, if that is no matter of another folder having come in between.
    """
    while True:
        before = _identity(folder)
        try:
            found = read()
        except (ArtifactMissing, ArtifactDamaged):
            if _identity(folder) == before:
                raise
            continue
        if _identity(folder) == before:
            return found


def _identity(folder: Path) -> tuple[int, int, int] | None:
    """Return what tells this folder from any other that had or will have its name.

    The number of a folder that is gone is given to the next one that is made; the time of its change is not.
    """
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_ctime_ns


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or the disk knows no such step."""
    swap = _exchanger()
    if swap is None or swap(os.fsencode(one), os.fsencode(other)) != 0:
        code = ctypes.get_errno()
        if swap is None or code in _UNABLE:
            return False
        raise OSError(code, os.strerror(code), str(other))
    return True


@cache
def _exchanger() -> Callable[[bytes, bytes], int] | None:
    """Return the system's call that exchanges two paths, if it has one."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        call = getattr(library, "renamex_np", None)
        return call and (lambda one, other: int(call(one, other, _SWAP)))
    call = getattr(library, "renameat2", None)
    return call and (lambda one, other: int(call(_HERE, one, _HERE, other, _SWAP)))


def _step_aside(final: Path, aside: Path) -> None:
    """Take a folder out of the way, the second best: for a moment nothing has its name."""
    final.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


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


def claim(folder: Path) -> Callable[[], None] | None:
    """Make a folder that is this process's own for as long as it lives; return what gives it up again.

    None if another process has claimed it. Windows knows no such thing, and lets everybody have it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _lock(folder)
    if handle is None and sys.platform != "win32":
        return None

    def give_up() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)

    return give_up


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


def remove_leftovers(shelf: Path) -> None:
    """Delete the scratch folders that killed runs have left on a shelf."""
    for folder in shelf.glob(f"{SCRATCH_PREFIX}*"):
        if sys.platform == "win32":  # no lock to ask: only age tells
            if time.time() - folder.stat().st_mtime > _NEVER_LOCKED_AFTER_S:
                shutil.rmtree(folder, ignore_errors=True)
        elif (lock := _lock(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
