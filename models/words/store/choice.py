"""Which of the word vectors on a shelf is in use: one word in a file, so that it outlives the process."""

from __future__ import annotations

import os
from pathlib import Path

from models.publishing import failing_as_not_writable, scratch_folder
from models.words.errors import BadVectorsName
from models.words.store.prepare import check_name

CHOICE_FILE = "chosen.txt"


def read_choice(shelf: Path) -> str | None:
    """Return the name that was written last, or None if there is none that could be one."""
    try:
        name = (shelf / CHOICE_FILE).read_text(encoding="utf-8").strip()
        check_name(name)
    except (OSError, ValueError, BadVectorsName):
        return None
    return name


def write_choice(shelf: Path, name: str) -> None:
    """Write the name in one step: whoever reads meanwhile finds the old one or the new one.

    Raises
    ------
    NotWritable
        If there is no room or no right to write.
    """
    with scratch_folder(shelf) as scratch, failing_as_not_writable(shelf):
        file = scratch / CHOICE_FILE
        with file.open("w", encoding="utf-8") as stream:
            stream.write(f"{name}\n")
            stream.flush()
            os.fsync(stream.fileno())
        file.replace(shelf / CHOICE_FILE)
