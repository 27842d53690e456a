"""Nothing is read silently wrong: what is in doubt is refused with its line, the rest is read right."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

from models.words.errors import VectorsUnreadable
from models.words.space.vectors import WordVectors
from models.words.store import prepare as preparing
from models.words.store import unpacking
from models.words.store.formats.registry import read
from models.words.store.manifest import Skipped
from models.words.store.prepare import prepare

GLOVE = "cat 0.1 0.2 0.3\ndog 0.4 0.5 0.6\ncar 0.7 0.8 0.9\n"


def binary(header: str, *words: bytes, width: int = 3, end: bytes = b"\n") -> bytes:
    rows = [
        word + b" " + struct.pack(f"<{width}f", *[0.25 * n + 0.1 for n in range(width)]) for word in words
    ]
    return header.encode() + b"\n" + end.join(rows) + end


def words_in(path: Path) -> list[str]:
    return [word for chunk in read(path).chunks() for word in chunk.words]


REFUSED: dict[str, tuple[bytes, str]] = {
    "too few dimensions announced": (
        b"3 2\n" + GLOVE.encode(),
        "line 2 has more than a word and 2",
    ),
    "too many dimensions announced": (b"3 4\n" + GLOVE.encode(), "announces 4 .* line 2 has 3"),
    "a header over other text": (b"3 3\nno numbers here at all\n" * 2, "line 2 has no such row"),
    "decimal commas under a header": (b"2 2\na 0,1 0,2\nb 0,3 0,4\n", "line 2 has no such row"),
    "far fewer words than announced": (b"9 3\n" + GLOVE.encode(), "after 3 of the 9"),
    "far more words than announced": (b"1 3\n" + GLOVE.encode(), "more than the 1 words"),
    "a line with one number": (
        GLOVE.encode() + b"bus 0.5\n",
        "line 4 has not a word and 3 numbers: 'bus 0.5'",
    ),
    "a line with a number too few": (GLOVE.encode() + b"bus 0.5 0.5\n", "line 4"),
    "a line with a number too many": (GLOVE.encode() + b"bus 0.5 0.5 0.5 0.5\n", "line 4 has more than"),
    "a line with a word alone": (GLOVE.encode() + b"bus\n", "line 4"),
    "another header in the middle": (
        GLOVE.encode() + b"3 3\n" + GLOVE.encode(),
        "line 4 is another first line",
    ),
    "a table of numbers": (b"0.1\t0.2\t0.3\n0.4\t0.5\t0.6\n", "line 1 has numbers and no word.*metadata.tsv"),
    "text in UTF-16": (GLOVE.encode("utf-16"), "UTF-16"),
    "binary with dimensions too few": (binary("2 2", b"cat", b"dog"), "row 2|row 1|goes on"),
    "binary with dimensions too many": (binary("2 4", b"cat", b"dog"), "row"),
    "binary with more rows": (binary("1 3", b"cat", b"dog"), "goes on after the 1 words"),
    "binary with fewer rows": (binary("3 3", b"cat", b"dog"), "row 3 of 3"),
    "binary that is noise": (b"40 3\n" + bytes(range(1, 256)) * 4, "neither text nor binary|no such numbers"),
    "a pointer of Git LFS": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        "git lfs pull",
    ),
    "a web page": (b"\n<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web page"),
    "a model of fastText": (struct.pack("<ii", 793712314, 12) + bytes(99), "whole model of fastText"),
    "an array of NumPy": (b"\x93NUMPY\x01\x00v\x00{'descr': '<f4'}", "array of NumPy"),
    "a tar archive": (b"glove.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "archive"),
    "a pickle": (pickle.dumps({"cat": [1.0]}), "--trust-pickle"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_in_doubt_is_refused_in_a_sentence(tmp_path: Path, fault: str) -> None:
    content, told = REFUSED[fault]
    path = tmp_path / "vectors"
    path.write_bytes(content)
    with pytest.raises(VectorsUnreadable, match=told):
        words_in(path)


def test_a_pickle_runs_nothing_unless_it_is_trusted(tmp_path: Path) -> None:
    path, trace = tmp_path / "glove.6B.300d.txt", tmp_path / "ran"

    class Bad:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return os.mkdir, (str(trace),)

    path.write_bytes(pickle.dumps(Bad()))
    with pytest.raises(VectorsUnreadable):
        read(path)
    assert not trace.exists()


READ: dict[str, tuple[bytes, list[str]]] = {
    "a byte order mark": (b"\xef\xbb\xbf" + GLOVE.encode(), ["cat", "dog", "car"]),
    "one before a header": (b"\xef\xbb\xbf3 3\n" + GLOVE.encode(), ["cat", "dog", "car"]),
    "a header one too many": (b"4 3\n" + GLOVE.encode(), ["cat", "dog", "car"]),
    "a header one too few": (b"2 3\n" + GLOVE.encode(), ["cat", "dog", "car"]),
    "Latin-1": ("café 1 2 3\nZürich 4 5 6\nok 7 8 9\n".encode("latin-1"), ["café", "Zürich", "ok"]),
    "Latin-1 in binary": (binary("2 3", "caf\xe9".encode("latin-1"), b"ok"), ["café", "ok"]),
    "binary without line ends": (binary("2 3", b"cat", b"dog", end=b""), ["cat", "dog"]),
    "UTF-8": ("café 1 2 3\n日本 4 5 6\n".encode(), ["café", "日本"]),
}


@pytest.mark.parametrize("kind", READ)
def test_what_can_be_told_is_read_right(tmp_path: Path, kind: str) -> None:
    content, words = READ[kind]
    path = tmp_path / "vectors"
    path.write_bytes(content)
    assert words_in(path) == words


@pytest.mark.parametrize(
    "blank",
    [
        "cat 1 2 3\n 4 5 6\ndog 7 8 9\n",
        "cat 1 2 3\n\t4\t5\t6\ndog 7 8 9\n",
        "cat 1 2 3\n  4  5  6\ndog 7 8 9\n",
    ],
)
def test_a_blank_word_is_skipped_on_every_path(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text(blank)
    manifest = prepare(read(path), tmp_path / "shelf", "mine")
    assert (manifest.rows, manifest.skipped) == (2, Skipped(nameless=1))


def test_what_is_skipped_is_counted_by_reason(tmp_path: Path) -> None:
    path = tmp_path / "vectors.txt"
    long = "w" * 300
    lines = ["cat 1 2", "cat 2 1", "dog 0 0", "car nan 1", f"{long} 1 1", "日本 1 2", "東京 2 2"]
    path.write_bytes(b"9 2\n" + "\n".join(lines).encode() + b"\ncaf\xe9 1 3\n")
    skipped = prepare(read(path), tmp_path / "shelf", "mine").skipped
    assert skipped == Skipped(duplicates=1, zero=1, not_finite=1, too_long=1, unreadable=1, missing=1)


def test_numbers_as_keys_of_gensim_become_words(tmp_path: Path) -> None:
    vectors = KeyedVectors(2)
    vectors.add_vectors([7, 8], np.eye(2, dtype=np.float32))
    vectors.save(str(tmp_path / "items.kv"))
    prepare(read(tmp_path / "items.kv", trust_pickle=True), tmp_path / "shelf", "items")
    assert WordVectors.open(tmp_path / "shelf" / "items").vocabulary.word(1) == "8"


def zipped(content: bytes, *names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return memory.getvalue()


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, lambda it: zipped(it, "glove.txt")]
)
@pytest.mark.parametrize("content", [GLOVE.encode(), binary("3 3", b"cat", b"dog", b"car")])
def test_packed_files_are_looked_through(
    tmp_path: Path, pack: Callable[[bytes], bytes], content: bytes
) -> None:
    path = tmp_path / "vectors"
    path.write_bytes(pack(content))
    assert words_in(path) == ["cat", "dog", "car"]
    path.write_bytes(pack(content)[:-30])
    with pytest.raises(VectorsUnreadable):
        words_in(path)


def test_an_archive_of_several_files_names_them(tmp_path: Path) -> None:
    path = tmp_path / "glove.zip"
    path.write_bytes(zipped(GLOVE.encode(), "glove.50d.txt", "glove.100d.txt"))
    with pytest.raises(VectorsUnreadable, match=r"2 files \(glove.50d.txt, glove.100d.txt\)"):
        read(path)


def test_a_bomb_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_UNASKED_BYTES", 1 << 16)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"cat 1 2 3\n" * 400_000))
    with pytest.raises(VectorsUnreadable, match="more than 50 times its size"):
        words_in(path)


def test_too_many_words_end_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "MOST_WORDS", 2)
    path = tmp_path / "many.txt"
    path.write_text(GLOVE)
    with pytest.raises(VectorsUnreadable, match="more than 2 words"):
        prepare(read(path), tmp_path / "shelf", "many")
