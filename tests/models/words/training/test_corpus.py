"""Text becomes words as the vocabulary spells them, from plain and gzipped files alike."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from models.words.training.corpus import records_of, sentences, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The cafe's open, don't wait!", "the cafe open don't wait"),
        ("It\u2019s the U.S. in the 1990s", "it's the u.s. in the 1990s"),
        ("a long-term plan (20th try)", "a long-term plan 20th try"),
        ("Crème brûlée: 12 euros", "crème brûlée 12 euros"),
        ("हिन्दी भारत की भाषा है।", "हिन्दी भारत की भाषा है"),
        ("كِتَابٌ جَدِيد", "كِتَابٌ جَدِيد"),
        ("שָׁלוֹם עולם", "שָׁלוֹם עולם"),
        ("می\u200cخواهم بروم", "می\u200cخواهم بروم"),
        ("… -- !", ""),
    ],
)
def test_words_are_lower_case_and_without_marks(text: str, words: str) -> None:
    assert words_of(text) == words.split()


def test_each_sentence_is_one_list_and_single_words_are_none(tmp_path: Path) -> None:
    plain, zipped = tmp_path / "plain.txt", tmp_path / "zipped.txt.gz"
    plain.write_text("Cats drink milk. Really? Dogs do not!\n", encoding="utf-8")
    zipped.write_bytes(gzip.compress(b"Fish swim.\n\xff broken bytes\n"))
    seen: list[tuple[int, int]] = []
    found = list(sentences([plain, zipped], lambda done, size: seen.append((done, size))))
    assert found[:3] == [["cats", "drink", "milk"], ["dogs", "do", "not"], ["fish", "swim"]]
    assert seen[-1] == (plain.stat().st_size + zipped.stat().st_size,) * 2
    assert [record["file"] for record in records_of([plain, zipped])] == ["plain.txt", "zipped.txt.gz"]
