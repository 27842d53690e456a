"""From a dump to a file of films, by workers in this process; processes of their own are tested beside."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from models.errors import NotWritable
from models.movies.catalogue import read_catalogue
from models.movies.collect import collect as module
from models.movies.collect.collect import CollectConfig as Config
from models.movies.collect.collect import Progress, collect, parts_of
from models.movies.collect.errors import ClusterLost, NoFilms, TooMuchDamage
from models.movies.collect.parts import Parts
from testbed.dumps import Written, write_multistream, write_plain
from tests.models.movies.collect.wiki import FILMS, PAGES, long

CollectConfig = partial(Config, block_bytes=1_000)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Return the address of a cluster whose workers are threads of this process."""
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0", silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


def films_in(path: Path) -> dict[str, dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return {film["page"]: film for film in map(json.loads, file)}


def collected(scheduler: str, dump: Path, out: Path, **options: Any) -> dict[str, dict[str, Any]]:
    collect(CollectConfig(str(dump), out, scheduler=scheduler, **options))
    return films_in(out)


@pytest.fixture(scope="module")
def films(scheduler: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("films")
    return collected(scheduler, write_plain(folder / "wiki.xml", PAGES), folder / "films.ndjson")


def test_every_film_is_found_and_nothing_else(films: dict[str, dict[str, Any]]) -> None:
    assert set(films) == {page.title for page in FILMS}


def test_redirects_are_followed_and_circles_are_left(films: dict[str, dict[str, Any]]) -> None:
    links = films["Alien Dawn (1984 film)"]["links"]
    assert {"London", "Mars"} <= set(links)
    assert not {"Old London", "Mars mission", "Mars Mission"} & set(links)
    assert films["Quiet River"]["links"].count("Alien Dawn (1984 film)") == 1


def test_articles_that_link_to_a_film_are_counted_by_its_redirects_too(
    films: dict[str, dict[str, Any]],
) -> None:
    # the series by the redirect; the list, the director by the page itself; Quiet River by the redirect
    assert films["Alien Dawn (1984 film)"]["in_links"] == 4
    assert films["Alien Dawn (1984 film)"]["redirects"] == ["Alien Dawn", "AlienDawn"]
    assert films["Late Show (film)"]["in_links"] == 0


def test_a_name_of_the_infobox_that_only_the_dump_knows_is_learned(films: dict[str, dict[str, Any]]) -> None:
    late = films["Late Show (film)"]  # its box is called "Movie infobox", a redirect
    assert (late["directors"], late["year"], late["genres"]) == (["Max Boom"], 1998, ["Drama"])


def test_what_is_collected_is_what_training_reads(scheduler: str, tmp_path: Path) -> None:
    out = tmp_path / "films.ndjson.gz"
    collected(scheduler, write_plain(tmp_path / "wiki.xml", PAGES), out)
    catalogue = read_catalogue(out)
    assert {film.page for film in catalogue.films} == {page.title for page in FILMS}
    assert catalogue.damaged_lines == 0


def test_the_form_of_the_dump_does_not_show_in_the_films(scheduler: str, tmp_path: Path) -> None:
    pages = long(120)
    dump, index = write_multistream(tmp_path / "w-multistream.xml.bz2", pages, pages_a_stream=7)
    collected(scheduler, dump, tmp_path / "a.ndjson.gz", index=str(index))
    collected(scheduler, dump, tmp_path / "b.ndjson.gz")
    collected(scheduler, write_plain(tmp_path / "w.xml", pages), tmp_path / "c.ndjson.gz")
    assert len({(tmp_path / f"{name}.ndjson.gz").read_bytes() for name in "abc"}) == 1


def test_a_run_that_stopped_goes_on_from_its_finished_blocks(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = write_plain(tmp_path / "w.xml", long(120))
    whole = collected(scheduler, dump, tmp_path / "whole.ndjson")
    config = CollectConfig(str(dump), tmp_path / "films.ndjson", scheduler=scheduler)

    def stop(step: Progress) -> None:
        if step.done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(config, stop)
    assert not config.out.exists()
    done: list[float] = []
    collect(config, lambda step: done.append(step.done))
    assert done[0] >= 5, "the first four were not read again"
    assert films_in(config.out) == whole
    assert not parts_of(config.out).exists(), "nothing is left lying about"


def test_blocks_of_another_dump_are_not_gone_on_from(scheduler: str, tmp_path: Path) -> None:
    dump, out = write_plain(tmp_path / "w.xml", long(60)), tmp_path / "films.ndjson"

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(CollectConfig(str(dump), out, scheduler=scheduler), stop)
    write_plain(dump, long(80))
    assert len(collected(scheduler, dump, out)) == 8


def test_a_wiki_without_films_says_in_which_language_it_was_read(scheduler: str, tmp_path: Path) -> None:
    dump = write_plain(tmp_path / "w.xml", [Written("A", "b")], "ltg")
    with pytest.raises(NoFilms) as refused:
        collect(CollectConfig(str(dump), tmp_path / "films.ndjson", scheduler=scheduler))
    assert (refused.value.pages, refused.value.language) == (1, "en")


def test_a_dump_of_rubble_is_refused(scheduler: str, tmp_path: Path) -> None:
    dump, _ = write_multistream(tmp_path / "w-multistream.xml.bz2", long(400), pages_a_stream=10)
    rubble = bytearray(dump.read_bytes())
    for at in range(3_000, len(rubble), 3_000):
        rubble[at : at + 10] = bytes(10)
    dump.write_bytes(rubble)
    with pytest.raises(TooMuchDamage):
        collect(CollectConfig(str(dump), tmp_path / "films.ndjson", scheduler=scheduler))


def test_a_full_disk_keeps_what_is_done(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump, out = write_plain(tmp_path / "w.xml", long(120)), tmp_path / "films.ndjson"
    keep = Parts.keep
    kept: list[int] = []

    def full(self: Parts, number: int, packed: bytes) -> None:
        if len(kept) == 3:  # a disk cannot be filled here without filling the machine's
            raise NotWritable(self.folder, "No space left on device")
        kept.append(number)
        keep(self, number, packed)

    monkeypatch.setattr(Parts, "keep", full)
    with pytest.raises(NotWritable):
        collect(CollectConfig(str(dump), out, scheduler=scheduler))
    monkeypatch.undo()
    assert len(list(parts_of(out).glob("*.npz"))) == 3
    assert len(collected(scheduler, dump, out)) == 12


def test_nobody_at_the_schedulers_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.2)
    dump = write_plain(tmp_path / "w.xml", PAGES)
    with pytest.raises(ClusterLost):
        collect(CollectConfig(str(dump), tmp_path / "films.ndjson", scheduler="tcp://127.0.0.1:9"))
