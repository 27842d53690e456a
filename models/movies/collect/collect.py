"""Collects the films of a dump on Dask: on this machine's processors, or on a cluster that is there.

Blocks are read in any order and merged in theirs, so what comes out does not depend on who read what. A
worker that dies costs the block it was at: Dask gives it to another one.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import dask
from distributed import CancelledError, Client, Future, KilledWorker, LocalCluster, as_completed

from models.movies.collect.dump import BLOCK, Block, Data, Dump, Form, open_dump
from models.movies.collect.errors import ClusterLost, NoFilms, TooMuchDamage
from models.movies.collect.languages import ENGLISH, LANGUAGES, Language
from models.movies.collect.merge import merge, template_aliases, write_films
from models.movies.collect.page_names import PageNames
from models.movies.collect.parts import Parts
from models.movies.collect.scan import scan

VERSION = 1
"""Of what a part says; parts of another version are read again."""
TOLERATED_DAMAGE = 0.01
AHEAD = 3
"""So many blocks for each worker are given out at a time: enough that none waits, few enough to hold."""
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class CollectConfig:
    """What to collect, and with whom.

    Attributes
    ----------
    dump : str
        Where the dump lies: a path, or any address that fsspec opens.
    out : Path
        The file of films to write; `.gz` packs it.
    index : str or None
        The multistream index.
    language : str or None
        The Wikipedia's code; by default what the dump's header says.
    scheduler : str or None
        The address of a Dask scheduler; by default, processes of this machine.
    workers : int
        How many of these; 0: as many as there are processors.
    block_bytes : int
        How much of the dump a worker reads at a time, packed.
    """

    dump: str
    out: Path
    index: str | None = None
    language: str | None = None
    scheduler: str | None = None
    workers: int = 0
    block_bytes: int = BLOCK


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    done, blocks : float
        Of the dump: blocks where it has some, else bytes.
    pages, films : int
        Read and found so far, those of an earlier run included.
    pages_a_second : float
        In this run.
    """

    done: float
    blocks: float
    pages: int
    films: int
    pages_a_second: float


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run found.

    Attributes
    ----------
    films, pages, redirects : int
    damaged : int
        How many bz2 streams could not be read.
    truncated : bool
        Whether the dump ends before it should.
    templates : tuple of str
        Further names of the film infobox that the dump itself told.
    """

    films: int
    pages: int
    redirects: int
    damaged: int
    truncated: bool
    templates: tuple[str, ...]


def collect(config: CollectConfig, progress: Callable[[Progress], None] | None = None) -> Collected:
    """Collect the films of a dump into a file that `hyperplane movies train` reads.

    Raises
    ------
    DumpUnreadable, WrongIndex
        When the dump or its index is not what it should be.
    TooMuchDamage
        When more than one stream in a hundred cannot be read.
    NoFilms
        When no page is of a film: most often the wrong language.
    ClusterLost
        When the cluster cannot be reached or gives up.
    NotWritable
        When the disk refuses; the finished blocks are kept.
    """
    dump = open_dump(config.dump, config.index, config.block_bytes)
    language = LANGUAGES.get(config.language or dump.language, ENGLISH)
    names = PageNames.of(dump.header)
    parts = Parts.open(parts_of(config.out), [str(VERSION), dump.fingerprint, language.code])
    with _client(config) as client:
        run = _Run(client, config.scheduler or "", dump, language, names, parts, progress or (lambda _: None))
        run.scan(language.templates)
        numbers = sorted(parts.finished())
        more = template_aliases(parts, numbers, language.templates, names.called(10))
        if more and (again := [n for n in numbers if more.intersection(parts[n].told()["infoboxes"])]):
            parts.forget(again)  # what they hold was read without knowing that this box is a film's too
            run.scan((*language.templates, *sorted(more)))
    told = [parts[number].told() for number in numbers]
    pages, damaged = sum(each["pages"] for each in told), sum(each["damaged"] for each in told)
    if damaged > max(1, TOLERATED_DAMAGE * _streams(dump)):
        raise TooMuchDamage(config.dump, damaged, _streams(dump))
    films = merge(parts, numbers)
    if not films:
        raise NoFilms(config.dump, pages, language.code)
    write_films(films, config.out)
    parts.clear()
    redirects = sum(len(each["redirects"]) for each in told)
    truncated = any(each["truncated"] for each in told)
    return Collected(len(films), pages, redirects, damaged, truncated, tuple(sorted(more)))


def parts_of(out: Path) -> Path:
    """Return the folder where a run keeps what is done until it can write `out`."""
    return out.with_name(out.name + ".parts")


@dataclass
class _Run:
    """One run over the blocks of a dump."""

    client: Client
    address: str
    dump: Dump
    language: Language
    names: PageNames
    parts: Parts
    progress: Callable[[Progress], None]

    def scan(self, templates: Sequence[str]) -> None:
        """Have every block read that is not yet, and keep what it holds."""
        finished = self.parts.finished()
        told = [self.parts[number].told() for number in sorted(finished)]
        self._done = float(len(finished))
        self._pages, self._films = sum(t["pages"] for t in told), sum(len(t["films"]) for t in told)
        self._before, self._began = self._pages, monotonic()
        work = self._work(finished)
        waiting = as_completed(loop=self.client.loop)
        free = AHEAD * max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))
        for block, data in work:
            waiting.add(self._submit(block, data, templates))
            free -= 1
            if free <= 0:
                self._take(next(waiting))
                free += 1
        for future in waiting:
            self._take(future)

    def _work(self, finished: set[int]) -> Iterator[tuple[Block, Data | None]]:
        """Yield the blocks to read; those of a single stream are unpacked here, as only one process can."""
        if self.dump.form is not Form.STREAM:
            yield from ((block, None) for block in self.dump.blocks if block.number not in finished)
            return
        for block, data in self.dump.unpack():
            if block.number not in finished:
                yield block, data

    def _submit(self, block: Block, data: Data | None, templates: Sequence[str]) -> Future[Any]:
        return self.client.submit(
            scan_block,
            self.dump.slim(),
            block,
            data,
            language=self.language.code,
            names=self.names,
            templates=tuple(templates),
            pure=False,  # a second run after a failure is a second try, not the first one's answer
        )

    def _take(self, future: Future[Any]) -> None:
        try:
            number, packed, pages, films = future.result()
        except (KilledWorker, CancelledError, TimeoutError) as error:
            raise ClusterLost(self.address, str(error)) from error
        self.parts.keep(number, packed)
        self._done += 1
        self._pages += pages
        self._films += films
        speed = (self._pages - self._before) / max(monotonic() - self._began, 1e-9)
        self.progress(
            Progress(self._done, max(len(self.dump.blocks), self._done), self._pages, self._films, speed)
        )


def scan_block(
    dump: Dump,
    block: Block,
    data: Data | None,
    *,
    language: str,
    names: PageNames,
    templates: tuple[str, ...],
) -> tuple[int, bytes, int, int]:
    """Read one block, wherever this runs.

    Returns
    -------
    tuple
        The block's number, its packed scan, and how many pages and films it holds.
    """
    found = scan(data or dump.read(block), LANGUAGES[language], names, templates)
    return block.number, found.packed(), found.pages, len(found.films)


@contextmanager
def _client(config: CollectConfig) -> Iterator[Client]:
    """Connect to the cluster, or start one of this machine's processors."""
    settings: dict[str, Any] = {
        "distributed.scheduler.allowed-failures": 3,
        "distributed.worker.daemon": True,
        "distributed.comm.timeouts.connect": PATIENCE_S,
        "logging.distributed": "error",
    }
    with dask.config.set(settings):
        if config.scheduler:
            try:
                client = Client(config.scheduler, timeout=PATIENCE_S, set_as_default=False)
                client.wait_for_workers(1, timeout=PATIENCE_S)
            except (OSError, TimeoutError, ValueError) as error:
                raise ClusterLost(config.scheduler, str(error) or "nobody answers") from error
            with client:
                yield client
            return
        count = config.workers or os.cpu_count() or 1
        with (
            LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                dashboard_address=":0",
                host="127.0.0.1",
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            yield client


def _streams(dump: Dump) -> int:
    """About how many bz2 streams a dump has: a hundred kilobytes each."""
    return max(len(dump.blocks), dump.size // 100_000)
