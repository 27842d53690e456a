"""Word vectors as large as the talk's, 3,000,000 x 300: `python -m benchmarks.big FOLDER`.

Not part of `make bench`: building the index takes the better part of an hour. What is in FOLDER already,
vectors and index (3 GB), is used again. Needs 8 GB of memory, most of it for gensim.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors

from benchmarks.index import by_index
from benchmarks.synthetic import local_dimension, synthetic
from benchmarks.table import Row, markdown
from benchmarks.timing import faster
from benchmarks.words import gensim_copy
from models.errors import ModelError
from models.words.space.vectors import WordVectors
from models.words.store.prepare import prepare
from models.words.store.shelf import Shelf

ROWS = 3_000_000
NAME = "synthetic"
MOST_RESIDENT_MIB = 2.5e9 / 2**20
FEW = 8  # gensim takes half a second for each

_ROOT = Path(__file__).parents[1]
_REPORT = _ROOT / "docs" / "benchmarks-big.md"
_INTRODUCTION = """# Benchmarks of large vectors

Made by `python -m benchmarks.big FOLDER`, which is not part of `make bench`: building the index takes long.
Ours and gensim in one run on the same vectors: the ratios travel, the times do not.

The vectors are made up, 3,000,000 × 300 like the talk's own, which cannot be shipped: a mixture of 30,000
clusters of Zipf-like sizes in 40 dimensions, turned into 300, with noise in all of them
(`benchmarks/synthetic.py`). How hard they are to search, the local intrinsic dimension tells:
{synthetic:.0f} here, {default:.0f} around the words of the default vectors. They are stored and indexed as
any others, in half precision because of their size and by `hyperplane vectors index`.

A graph of 3,000,000 rows (16 links, width 40) is built in 17 minutes of processor time, 13 by the clock on
two cores. A thinner one (12 links, width 24) took as long on busy cores and had to be searched five times as
widely for the same recall: it was five times as quick as gensim.
"""
_RESIDENT = """
import sys
from pathlib import Path
from models.words.store.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
words = shelf.open(sys.argv[2])
if exact := sys.argv[3] != "index":
    assert words.index is None
else:
    words.index = shelf.open_index(words)
for row in range(0, len(words.vocabulary), len(words.vocabulary) // 20):
    found = words.neighbours(words.term(words.vocabulary.word(row)), 10)
    assert found.exact is exact
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def measure(shelf: Shelf, words: WordVectors, peer: KeyedVectors) -> list[Row]:
    """Return all rows of the large vectors, which have their index."""
    terms = words.terms([words.vocabulary.word(row) for row in range(1_000, 1_016)])
    return [
        *by_index(words, peer, rounds=3, repeats=FEW),
        faster(
            "neighbours by exact search, one word",
            lambda: words.neighbours(terms[0], 10, exact=True),
            lambda: peer.most_similar(terms[0].words[0], topn=10),
            "ours in half precision; all threads on both sides",
            rounds=3,
            repeats=FEW,
        ),
        faster(
            "neighbours by exact search, 16 words",
            lambda: words.neighbours_many(terms, 10),
            lambda: [peer.most_similar(term.words[0], topn=10) for term in terms],
            "together; gensim one after the other",
            rounds=2,
            repeats=1,
        ),
        resident(shelf, words.name, "exact", "resident memory, exact search"),
        resident(shelf, words.name, "index", "resident memory, search by index"),
    ]


def resident(shelf: Shelf, name: str, how: str, what: str) -> Row:
    """Return the row for the most memory that a process of its own held resident, mapped files included."""
    command = [sys.executable, "-c", _RESIDENT, str(shelf.folder), name, how]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout
    mib = int(output) / 1024
    note = "20 words; mapped pages counted; peer: 2.5 GB, the most that we allow"
    return Row(what, f"{mib:.0f} MiB", f"{MOST_RESIDENT_MIB:.0f} MiB", MOST_RESIDENT_MIB / mib, note)


def opened(shelf: Shelf, name: str) -> WordVectors:
    """Return the vectors called `name` with their index, made if need be."""
    words = shelf.open(name)
    try:
        words.index = shelf.open_index(words)
    except ModelError:
        begun = time.perf_counter()
        words = shelf.build_index(name)
        print(f"The index of {name} took {time.perf_counter() - begun:.0f} s.")
        words.index = shelf.open_index(words)
    return words


def main() -> None:
    """Measure and write the report."""
    shelf = Shelf(Path(sys.argv[1]))
    if not (shelf.folder / NAME).exists():
        prepare(synthetic(ROWS), shelf.folder, NAME)
    default = opened(shelf, "glove-6b-50d")
    words = opened(shelf, NAME)
    hardness = {
        each.name: local_dimension(each, np.arange(0, len(each.matrix), len(each.matrix) // 100))
        for each in (default, words)
    }
    sections = {
        "Made-up vectors, 3,000,000 × 300": measure(shelf, words, gensim_copy(words)),
        "The default vectors, 400,000 × 50": by_index(default, gensim_copy(default)),
    }
    date = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {date}"
    introduction = _INTRODUCTION.format(synthetic=hardness[NAME], default=hardness[default.name])
    tables = "\n\n".join(f"## {title}\n\n{markdown(rows)}" for title, rows in sections.items())
    report = f"{introduction}\nMachine: {machine}.\n\n{tables}\n"
    _REPORT.write_text(report, encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
