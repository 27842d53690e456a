"""Every format gives the same words and rows, and what is no whole file of vectors is refused."""

from __future__ import annotations

import gzip
import pickle
import struct
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors, Word2Vec
from numpy.typing import NDArray

from models.words.errors import VectorsUnreadable
from models.words.store.formats import registry, text
from models.words.store.formats.registry import read
from models.words.store.package import read_package

WORDS = ["the", "Zürich", "new_york", "42", "...", "日本"]
ROWS = np.arange(1, 19, dtype=np.float32).reshape(6, 3) / np.float32(8)

Writer = Callable[[Path], object]


def everything(path: Path) -> tuple[list[str], NDArray[np.float32]]:
    chunks = list(read(path, trust_pickle=True).chunks())
    return [word for chunk in chunks for word in chunk.words], np.concatenate(
        [chunk.rows for chunk in chunks]
    )


def lines(separator: str = " ", end: str = "\n") -> str:
    return "".join(
        separator.join([word, *map(str, row.tolist())]) + end for word, row in zip(WORDS, ROWS, strict=True)
    )


def keyed() -> KeyedVectors:
    vectors = KeyedVectors(3)
    vectors.add_vectors(WORDS, ROWS)
    return vectors


def write_word2vec_by_hand(path: Path) -> None:
    rows = b"".join(
        word.encode() + b" " + struct.pack("<3f", *row) + b"\n"
        for word, row in zip(WORDS, ROWS.tolist(), strict=True)
    )
    path.write_bytes(b"6 3\n" + rows)


WRITERS: dict[str, tuple[str, Writer]] = {
    "glove": ("GloVe text", lambda path: path.write_text(lines())),
    "glove with Windows line ends": (
        "GloVe text",
        lambda path: path.write_bytes(lines(end="\r\n").encode()),
    ),
    "glove without the last line end": (
        "GloVe text",
        lambda path: path.write_text(lines().rstrip()),
    ),
    "tabs": ("GloVe text", lambda path: path.write_text(lines("\t"))),
    "runs of spaces": ("GloVe text", lambda path: path.write_text(lines("  "))),
    "fasttext": ("word2vec text", lambda path: path.write_text("6 3\n" + lines(end=" \n"))),
    "word2vec text": ("word2vec text", lambda path: keyed().save_word2vec_format(str(path), binary=False)),
    "gensim's word2vec binary": (
        "word2vec binary",
        lambda path: keyed().save_word2vec_format(str(path), binary=True),
    ),
    "the original's word2vec binary": ("word2vec binary", write_word2vec_by_hand),
    "gensim": ("gensim", lambda path: keyed().save(str(path))),
    "gensim with companions": ("gensim", lambda path: keyed().save(str(path), sep_limit=0)),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_format_is_told_by_its_content(tmp_path: Path, kind: str) -> None:
    expected_format, write = WRITERS[kind]
    path = tmp_path / "vectors.data"
    write(path)
    source = read(path, trust_pickle=True)
    words, rows = everything(path)
    assert (source.format, source.dimensions) == (expected_format, 3)
    assert source.rows in (6, None)
    assert words == WORDS
    assert np.array_equal(rows, ROWS)


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if "gensim" not in WRITERS[kind][0]])
def test_gzip_is_looked_through_whatever_the_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plain.txt"
    WRITERS[kind][1](path)
    path.write_bytes(gzip.compress(path.read_bytes()))
    words, rows = everything(path)
    assert words == WORDS
    assert np.array_equal(rows, ROWS)


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if "gensim" not in WRITERS[kind][0]])
def test_small_reads_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(text, "CHUNK_BYTES", 7)
    path = tmp_path / "vectors.data"
    WRITERS[kind][1](path)
    words, rows = everything(path)
    assert words == WORDS
    assert np.array_equal(rows, ROWS)


def test_a_whole_word2vec_model_gives_its_vectors(tmp_path: Path) -> None:
    model = Word2Vec([["a", "b", "c"]] * 5, vector_size=4, min_count=1, workers=1, seed=1)
    model.save(str(tmp_path / "w2v.model"))
    words, rows = everything(tmp_path / "w2v.model")
    assert words == model.wv.index_to_key
    assert np.array_equal(rows, model.wv.vectors)


def test_the_package_has_the_default_vectors() -> None:
    source = read_package()
    first = next(source.chunks())
    assert (source.rows, source.dimensions) == (400_000, 50)
    assert first.words[:3] == ["the", ",", "."]
    assert first.rows[0][:2] == pytest.approx([0.418, 0.24968])


def test_words_may_have_spaces_in_text(tmp_path: Path) -> None:
    path = tmp_path / "glove.840B.txt"
    path.write_text("the 1 2 3\n. . 4 5 6\nat name@domain.com 7 8 9\n1 2 1 2 3\n")
    words, rows = everything(path)
    assert words == ["the", ". .", "at name@domain.com", "1 2"]
    assert rows[2].tolist() == [7, 8, 9]


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "glove.txt"
    path.write_text("a 1 2\n\n   \nb 3 4\n\n")
    assert everything(path)[0] == ["a", "b"]


def test_a_position_tells_how_much_of_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "glove.txt.gz"
    path.write_bytes(gzip.compress(lines().encode()))
    source = read(path)
    assert list(source.chunks())[-1].position == source.size_bytes == path.stat().st_size


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a format"),
        (b"just some words\nand more words\n", "not a format"),
        (b'{"a": [1, 2]}', "not a format"),
        (b"PK\x03\x04rest", "not a zip file"),
        (b"0 50\n", "0 words"),
        (b"5 0\na 1\n", "0 dimensions"),
        (b"3 999999999\nabc", "999,999,999 dimensions"),
        (b"999999999999 300\nthe " + bytes(1200), "cut off"),
        (b"99999999 2\nthe 1 2\n", "cut off"),
        (b"\x1f\x8b\x08\x00broken", "its beginning"),
        (pickle.dumps({"no": "vectors"}), "gensim cannot load it"),
        (b"\x80\x04broken", "gensim cannot load it"),
    ],
)
def test_what_is_no_file_of_vectors_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "vectors.bin"
    path.write_bytes(content)
    with pytest.raises(VectorsUnreadable, match=reason) as caught:
        read(path, trust_pickle=True)
    assert caught.value.path == path


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VectorsUnreadable, match="folder"):
        read(tmp_path)
    with pytest.raises(VectorsUnreadable, match="No such file"):
        read(tmp_path / "none")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a 1 2 3\nb 4 5 6\nc 7 8\n", "line 3"),
        (b"a 1 2 3\nb 4 x 6\n", "line 2"),
        (b"4 3\na 1 2 3\nb 4 5 6\n", "after 2 of the 4"),
        (b"3 3\na 1 2 3\nb 4 5\n", "line 3"),
    ],
)
def test_broken_text_tells_the_line(tmp_path: Path, content: bytes, place: str) -> None:
    path = tmp_path / "glove.txt"
    path.write_bytes(content)
    with pytest.raises(VectorsUnreadable, match=place):
        everything(path)


@pytest.mark.parametrize("lost_bytes", [1, 5, 14])
def test_a_cut_binary_file_tells_the_row(tmp_path: Path, lost_bytes: int) -> None:
    path = tmp_path / "w2v.bin.gz"  # packed: its size does not give it away beforehand
    keyed().save_word2vec_format(str(tmp_path / "whole"), binary=True)
    path.write_bytes(gzip.compress((tmp_path / "whole").read_bytes()[:-lost_bytes]))
    with pytest.raises(VectorsUnreadable, match="row 6 of 6"):
        everything(path)


def test_a_cut_gzip_file_tells_the_place(tmp_path: Path) -> None:
    path = tmp_path / "glove.txt.gz"
    noise = np.random.default_rng(0).normal(size=(50_000, 5)).round(5)
    text = "".join(f"w{row} {' '.join(map(str, vector))}\n" for row, vector in enumerate(noise.tolist()))
    path.write_bytes(gzip.compress(text.encode(), 1)[:-5_000])
    with pytest.raises(VectorsUnreadable, match="line"):
        everything(path)


def test_a_word_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_SNIFFED_BYTES", 64)
    path = tmp_path / "w2v.bin"
    path.write_bytes(b"9 4\n" + b"\xff\x01" * 100_000)
    with pytest.raises(VectorsUnreadable, match="word without end"):
        everything(path)


def test_a_large_file_is_converted_in_little_memory(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(2_000, 300)).astype(np.float32)
    with (tmp_path / "big.bin").open("wb") as file:
        file.write(b"80000 300\n")
        for block in range(40):
            for number, row in enumerate(rows):
                file.write(b"w%d " % (block * 2_000 + number) + row.tobytes() + b"\n")
    program = """
        import resource, sys
        from pathlib import Path
        from models.words.store.formats.registry import read
        from models.words.store.prepare import prepare
        import pyarrow.compute
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        prepare(read(Path(sys.argv[1])), Path(sys.argv[2]), "big")
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
    """
    root = Path(__file__).parents[4]
    command = [
        sys.executable,
        "-c",
        textwrap.dedent(program),
        str(tmp_path / "big.bin"),
        str(tmp_path / "shelf"),
    ]
    grown_mib = int(subprocess.run(command, check=True, capture_output=True, text=True, cwd=root).stdout)
    assert (tmp_path / "big.bin").stat().st_size > 90 << 20
    assert grown_mib < 64
