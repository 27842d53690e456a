"""Finished blocks, a file each, until the whole dump is read: a run that was stopped goes on from them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import NotWritable
from models.movies.collect.scan import Kept

PLAN_FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder of packed scans by the numbers of their blocks.

    A file is written beside its place and renamed into it, so that what has the name of a part is whole.
    """

    folder: Path

    @classmethod
    def open(cls, folder: Path, plan: Sequence[str]) -> Parts:
        """Open the parts of a run, or begin anew where those that lie there are of another plan.

        Raises
        ------
        NotWritable
        """
        parts = cls(folder)
        told = json.dumps(list(plan))
        try:
            kept = folder / PLAN_FILE
            if folder.exists() and not (kept.is_file() and kept.read_text(encoding="utf-8") == told):
                shutil.rmtree(folder)
            folder.mkdir(parents=True, exist_ok=True)
            parts._write(PLAN_FILE, told.encode())
        except OSError as error:
            raise NotWritable(folder, str(error)) from error
        return parts

    def finished(self) -> set[int]:
        """Return the numbers of the blocks that need not be read again."""
        return {int(path.stem) for path in self.folder.glob("*.npz")}

    def keep(self, number: int, packed: bytes) -> None:
        """Keep what a block holds.

        Raises
        ------
        NotWritable
            When the disk is full, for one. What was kept before stays.
        """
        try:
            self._write(_name(number), packed)
        except OSError as error:
            raise NotWritable(self.folder, str(error)) from error

    def __getitem__(self, number: int) -> Kept:
        """Read a part."""
        return Kept((self.folder / _name(number)).read_bytes())

    def forget(self, numbers: Sequence[int]) -> None:
        """Delete parts that have to be made again."""
        for number in numbers:
            (self.folder / _name(number)).unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete them all: the catalogue is written."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, name: str, content: bytes) -> None:
        handle, scratch = tempfile.mkstemp(prefix=".", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(scratch).replace(self.folder / name)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise


def _name(number: int) -> str:
    return f"{number:06}.npz"
