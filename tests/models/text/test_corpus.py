"""What is learned from and what is kept back."""

from __future__ import annotations

import hashlib
import sysconfig
from pathlib import Path

import pytest

from models.errors import CorpusUnreadable
from models.text.corpus import read_corpus, standard_library
from tests.models.text.conftest import poem


def test_a_file_of_the_library_is_kept_back_by_the_hash_of_its_path() -> None:
    corpus = standard_library()
    held_out = {each.name for each in corpus.held_out}
    assert {"base64.py", "enum.py", "xml/dom/pulldom.py"} <= held_out
    for name in held_out:
        assert int(hashlib.sha1(name.encode()).hexdigest(), 16) % 20 == 0
    others = {each.name for each in (*corpus.training, *corpus.development)}
    assert not others & held_out
    assert not [name for name in others if {"test", "site-packages"} & set(Path(name).parts)]
    assert all((Path(sysconfig.get_paths()["stdlib"]) / name).is_file() for name in held_out)


def test_of_one_text_the_end_is_kept_back(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    text = poem(2000)
    path.write_text(text, encoding="utf-8")
    corpus = read_corpus(path)
    parts = [corpus.training[0].text, corpus.development[0].text, corpus.held_out[0].text]
    assert "".join(parts) == text
    assert len(parts[2]) == pytest.approx(len(text) / 10, abs=1)


def test_a_folder_leaves_out_what_is_no_text(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(poem(40), encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\x00")
    (tmp_path / "zeros").write_bytes(bytes(100))
    corpus = read_corpus(tmp_path)
    names = {each.name for part in (corpus.training, corpus.development, corpus.held_out) for each in part}
    assert names == {f"{number}.txt" for number in range(60)}


@pytest.mark.parametrize("content", [b"", b"too short", b"\xff\xfe\x00" * 9000])
def test_what_holds_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "corpus"
    path.write_bytes(content)
    with pytest.raises(CorpusUnreadable):
        read_corpus(path)
    with pytest.raises(CorpusUnreadable):
        read_corpus(tmp_path)
