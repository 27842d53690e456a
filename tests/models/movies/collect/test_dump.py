from __future__ import annotations

import bz2
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from models.movies.collect.dump import Data, Dump, Form
from models.movies.collect.dump import open_dump as open_whole
from models.movies.collect.errors import DumpUnreadable, WrongIndex
from models.movies.collect.pages import cut_pages
from testbed.dumps import write_multistream, write_plain, write_stream
from tests.models.movies.collect.wiki import long

PAGES = long(400)
TITLES = [page.title for page in PAGES]
open_dump = partial(open_whole, block_bytes=3_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dumps")
    write_multistream(made / "a-multistream.xml.bz2", PAGES, pages_a_stream=10)
    write_plain(made / "a.xml", PAGES)
    write_stream(made / "a.xml.bz2", PAGES)
    return made


def data_of(dump: Dump) -> Iterator[Data]:
    if dump.form is Form.STREAM:
        yield from (data for _, data in dump.unpack())
    else:
        yield from map(dump.read, dump.blocks)


def titles(dump: Dump) -> list[str]:
    return [page.title for data in data_of(dump) for page in cut_pages(data.text)]


@pytest.mark.parametrize(
    ("name", "index", "form"),
    [
        ("a-multistream.xml.bz2", "a-multistream-index.txt.bz2", Form.STREAMS),
        ("a-multistream.xml.bz2", None, Form.STREAMS),
        ("a.xml", None, Form.PLAIN),
        ("a.xml.bz2", None, Form.STREAM),
    ],
)
def test_every_page_lies_in_one_block(folder: Path, name: str, index: str | None, form: Form) -> None:
    dump = open_dump(str(folder / name), index and str(folder / index))
    assert (dump.form, dump.language) == (form, "en")
    assert titles(dump) == TITLES
    if form is not Form.STREAM:
        assert len(dump.blocks) > 5
        assert all(one.end == other.begin for one, other in pairwise(dump.blocks))
        assert (dump.blocks[0].begin, dump.blocks[-1].end) == (0, dump.size)
    assert not any(data.damaged or data.truncated for data in data_of(dump))


def test_an_index_tells_what_would_be_found_without_it(folder: Path) -> None:
    path = str(folder / "a-multistream.xml.bz2")
    assert open_dump(path, str(folder / "a-multistream-index.txt.bz2")).blocks == open_dump(path).blocks


@pytest.mark.parametrize("length", [1, 61, 137, 5_000])
def test_streams_that_are_cut_amid_pages_lose_none(tmp_path: Path, folder: Path, length: int) -> None:
    text = (folder / "a.xml").read_bytes()
    if length == 1:
        length = len(text) // 3
    path = tmp_path / "odd.xml.bz2"
    path.write_bytes(b"".join(bz2.compress(text[at : at + length]) for at in range(0, len(text), length)))
    assert titles(open_dump(str(path))) == TITLES


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["0:1:A", "123:2:B"], "no stream begins at byte 123"),
        (["0:1:A", "99999999999:2:B"], "it leads to byte 99,999,999,999"),
        (["0:1:A", "what is this"], "its line 2 is not offset:id:title"),
        (["500:1:A", "100:1:B"], "its offsets do not ascend"),
    ],
)
def test_an_index_of_something_else_is_refused(
    folder: Path, tmp_path: Path, lines: list[str], reason: str
) -> None:
    index = tmp_path / "index.txt"
    index.write_text("\n".join(lines))
    with pytest.raises(WrongIndex) as refused:
        open_dump(str(folder / "a-multistream.xml.bz2"), str(index))
    assert refused.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "there is no such file"),
        (b"", "it does not begin"),
        (b"<html>Not found</html>", "it does not begin"),
        (bz2.compress(b"1,2,3"), "it does not begin"),
        (b"BZh91AY&SYgarbage", "it does not begin"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "x.xml.bz2"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DumpUnreadable) as refused:
        open_dump(str(path))
    assert refused.value.reason.startswith(reason)


@pytest.mark.parametrize("name", ["a-multistream.xml.bz2", "a.xml", "a.xml.bz2"])
def test_a_truncated_dump_gives_what_is_there_and_says_so(folder: Path, tmp_path: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: len(whole) * 3 // 4])
    dump = open_dump(str(path))
    found = titles(dump)
    assert found == TITLES[: len(found)]
    assert any(data.truncated for data in data_of(dump))
    if name != "a.xml.bz2":
        assert len(found) > 200


def test_a_damaged_stream_costs_its_own_pages(folder: Path, tmp_path: Path) -> None:
    whole = bytearray((folder / "a-multistream.xml.bz2").read_bytes())
    path = tmp_path / "damaged.xml.bz2"
    middle = open_dump(str(folder / "a-multistream.xml.bz2")).blocks[2].begin + 200
    whole[middle : middle + 20] = bytes(20)
    path.write_bytes(whole)
    dump = open_dump(str(path))
    assert sum(data.damaged for data in data_of(dump)) == 1
    assert len(TITLES) - 10 <= len(titles(dump)) < len(TITLES)


def test_a_dump_is_told_from_a_later_one(folder: Path, tmp_path: Path) -> None:
    later = write_plain(tmp_path / "a.xml", [*PAGES, *long(10)])
    assert open_dump(str(later)).fingerprint != open_dump(str(folder / "a.xml")).fingerprint
    assert open_dump(str(folder / "a.xml")).fingerprint == open_dump(str(folder / "a.xml")).fingerprint


def test_wherever_a_plain_dump_is_cut_no_page_is_lost_or_doubled(folder: Path) -> None:
    path = str(folder / "a.xml")
    for block_bytes in range(150, 170):  # one of them cuts within a tag
        assert titles(open_whole(path, block_bytes=block_bytes)) == TITLES
