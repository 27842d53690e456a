"""From any source of word vectors to a folder that `WordVectors.open` maps: all of it, or nothing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy

from models.artifacts import seal
from models.publishing import check_room, failing_as_not_writable, scratch_folder
from models.words.errors import BadVectorsName, VectorsUnreadable
from models.words.space.search import Matrix
from models.words.space.vocabulary import Vocabulary
from models.words.store.manifest import KIND, MATRIX_FILE, Manifest, Precision, Skipped
from models.words.store.vector_file import Chunk, VectorFile

Progress = Callable[[int, int | None], None]

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
_WORD_BYTES = 40  # a word, where it starts and its place in the order: generously
_HEADER_BYTES = 128
MOST_WORDS = 5_000_000  # the largest known sets have three
MOST_LETTERS = 256
_HALF_FROM_BYTES = 1 << 30  # a matrix as large as this in single precision is stored in half


def prepare(
    source: VectorFile,
    shelf: Path,
    name: str,
    progress: Progress | None = None,
    *,
    precision: Precision | None = None,
    metrics: Mapping[str, Any] | None = None,
) -> Manifest:
    """Write the vectors of `source`, with unit rows, to the folder `name` on the `shelf`.

    Everything is written to a scratch folder beside it, which takes the name in one step at the very end; so
    a folder of that name is always whole, and the one that had the name before serves until then. What runs
    that were killed left behind is removed first.

    Parameters
    ----------
    source : VectorFile
        What to read. Of words that come twice the first counts; rows without a word, a direction or finite
        numbers are skipped and counted in the manifest.
    shelf : Path
        Made if need be.
    name : str
        Letters, digits, ".", "_" and "-"; at most 64.
    progress : function of two ints
        Called with the bytes of the source read so far, and their total.
    precision : Precision or None
        How to store the numbers; by default in half precision from 1 GiB on, else in single.
    metrics : mapping of str
        What was measured of them, for the manifest.

    Raises
    ------
    BadVectorsName
        If `name` is no safe name for a folder.
    VectorsUnreadable
        If the source breaks off, or holds no vectors.
    NotWritable
        If there is no room or no right to write.
    """
    check_name(name)
    precision = precision or _fitting(source)
    with scratch_folder(shelf) as scratch:
        row_bytes = source.dimensions * precision.size_bytes + _WORD_BYTES
        needed = source.rows * row_bytes if source.rows else None
        check_room(scratch, needed)
        rows = _Rows(source, scratch / MATRIX_FILE, precision, needed)
        rows.copy(progress)
        with failing_as_not_writable(scratch, needed):
            Vocabulary.write(rows.words, scratch)
            data = {
                "source": source.source,
                "format": source.format,
                "rows": len(rows.words),
                "skipped": asdict(rows.skipped),
            }
            config = {"dimensions": source.dimensions, "precision": precision.value}
            made = seal(scratch, shelf / name, KIND, config=config, data=data, metrics=metrics or {})
            return Manifest.of(name, made)


def check_name(name: str) -> None:
    """Raise BadVectorsName unless `name` is safe as the name of a folder everywhere."""
    if not _NAME.fullmatch(name):
        raise BadVectorsName(name)


def _fitting(source: VectorFile) -> Precision:
    """Return the precision for a source of this size; one that does not tell its rows goes by its bytes."""
    size_bytes = source.rows * source.dimensions * 4 if source.rows else source.size_bytes
    return Precision.HALF if size_bytes >= _HALF_FROM_BYTES else Precision.SINGLE


@dataclass(slots=True)
class _Rows:
    """The rows of a source on their way to the matrix file, and the words of those that were kept."""

    source: VectorFile
    path: Path
    precision: Precision
    needed_bytes: int | None
    words: list[str] = field(default_factory=list)
    skipped: Skipped = field(default_factory=Skipped)
    _seen: set[str] = field(default_factory=set)
    _seen_rows: int = 0

    def copy(self, progress: Progress | None) -> None:
        """Write what the source gives as one `.npy` file, chunk by chunk."""
        with failing_as_not_writable(self.path, self.needed_bytes):
            file = self.path.open("wb")
        with file:
            self._write(file, b"\0" * _HEADER_BYTES)
            for chunk in self.source.chunks():
                self._write(file, self._kept(chunk).tobytes())
                if progress is not None:
                    progress(chunk.position, self.source.size_bytes)
            missing = max(0, (self.source.rows or 0) - self._seen_rows)
            self.skipped = self.skipped.plus(Skipped(missing=missing))
            if not self.words:
                raise VectorsUnreadable(Path(self.source.source), "it holds no usable vector")
            file.seek(0)  # only now is the number of rows known
            self._write(file, _npy_header(len(self.words), self.source.dimensions, self.precision))

    def _write(self, file: BinaryIO, data: bytes) -> None:
        with failing_as_not_writable(self.path, self.needed_bytes):
            file.write(data)
            file.flush()  # here, where a full disk is expected

    def _kept(self, chunk: Chunk) -> Matrix:
        """Return the unit vectors of the usable rows of `chunk`, and note their words."""
        lengths = np.linalg.norm(chunk.rows.astype(np.float64), axis=1)
        kept: list[int] = []
        counts: Counter[str] = Counter()
        for row, (word, length) in enumerate(zip(chunk.words, lengths.tolist(), strict=True)):
            if not math.isfinite(length):
                counts["not_finite"] += 1
            elif length == 0:
                counts["zero"] += 1
            elif not word.strip():
                counts["nameless"] += 1
            elif len(word) > MOST_LETTERS:
                counts["too_long"] += 1
            elif not _is_text(word):
                counts["unreadable"] += 1
            elif word in self._seen:
                counts["duplicates"] += 1
            else:
                self._seen.add(word)
                kept.append(row)
        self.words.extend(chunk.words[row] for row in kept)
        if len(self.words) > MOST_WORDS:
            reason = f"it has more than {MOST_WORDS:,} words: keep the most frequent, in a file of their own"
            raise VectorsUnreadable(Path(self.source.source), reason)
        self._seen_rows += len(chunk.words)
        self.skipped = self.skipped.plus(Skipped(**counts))
        rows: Matrix = (chunk.rows[kept] / lengths[kept, None]).astype(self.precision.value)
        return rows


def _is_text(word: str) -> bool:
    """Tell whether all bytes of a word were text; the others have come as lone surrogates."""
    return word.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in word)


def _npy_header(rows: int, dimensions: int, precision: Precision) -> bytes:
    """Return the header of a matrix in NumPy's format, always as long as the space left for it."""
    shape, kind = f"({rows}, {dimensions})", f"<f{precision.size_bytes}"
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
    return npy.magic(1, 0) + (118).to_bytes(2, "little") + text.ljust(117).encode() + b"\n"
