"""How training grows with the pairs of a catalogue: `python -m benchmarks.pairs [MILLIONS ...]`.

Not part of `make bench`: ten million pairs, as many as all films of a dump have, take minutes. They are
made up: 95 links a film, drawn from a Zipf-like law. Each size has a process of its own, for its memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import numpy as np

from models.movies.catalogue import Catalogue
from models.movies.film_record import FilmRecord
from models.movies.train import Progress, TrainConfig, train

LINKS = 95
NAMES_A_FILM = 4
SWEEPS = 2
SIZES = (1.0, 10.0)


def made_up(pairs: int, seed: int = 0) -> Catalogue:
    """Return a catalogue of about so many pairs; the same seed gives the same one."""
    films = pairs // LINKS
    weights = np.arange(1, films * NAMES_A_FILM + 1) ** -0.8
    below = np.cumsum(weights / weights.sum())
    drawn = np.searchsorted(below, np.random.default_rng(seed).random(films * LINKS))
    used, columns = np.unique(np.minimum(drawn, len(below) - 1), return_inverse=True)
    return Catalogue(
        films=tuple(FilmRecord(f"Film {number}", f"Film {number}", None, (), ()) for number in range(films)),
        links=tuple(f"Link {number}" for number in used),
        pointers=np.arange(films + 1, dtype=np.int64) * LINKS,
        columns=columns.astype(np.int64),
        counts=np.bincount(columns).astype(np.int64),
    )


def measure(pairs: int) -> str:
    """Train for two sweeps and return a row of the table."""
    catalogue = made_up(pairs)
    before = _most_mb()
    begun, processor = time.perf_counter(), time.process_time()

    def tell(_: Progress) -> None:
        print(".", end="", file=sys.stderr, flush=True)

    train(catalogue, TrainConfig(sweeps=SWEEPS), progress=tell)
    wall, processor = time.perf_counter() - begun, time.process_time() - processor
    size = f"| {pairs / 1e6:g} million | {len(catalogue.films):,} | {len(catalogue.links):,} "
    times = f"| {wall / SWEEPS:.0f} s | {processor / SWEEPS:.0f} s "
    return f"{size}{times}| {before:,.0f} MB | {_most_mb():,.0f} MB |"


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main() -> None:
    """Measure the sizes asked for, each in a process."""
    match sys.argv[1:]:
        case ["--alone", millions]:
            print(measure(round(float(millions) * 1e6)))
        case sizes:
            print("| pairs | films | links | a sweep | its processor time | catalogue | most memory |")
            print("|--:|--:|--:|--:|--:|--:|--:|", flush=True)
            for size in map(float, sizes or SIZES):
                subprocess.run([sys.executable, "-m", "benchmarks.pairs", "--alone", str(size)], check=True)


if __name__ == "__main__":
    main()
