"""Sentences from the forms that packages bring them in, those of the test left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import CorpusUnreadable
from models.words.context.corpus import HELD_OUT_OF, Tokens, read_sentences
from models.words.context.sentence import parse

MANY = "".join(f"This is number {at} of many.\n" for at in range(200))


def found(path: Path, *questions: str) -> set[Tokens]:
    sentences = read_sentences([path], [], [parse(text) for text in questions])
    return {*sentences.training, *sentences.held_out}


def test_plain_text_is_split_into_sentences(tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text(f"{MANY}It was late. The cat\nslept! Why\n\nNobody knows it.")
    sentences = found(tmp_path)
    assert {
        ("the", "cat", "slept", "!"),
        ("it", "was", "late", "."),
        ("nobody", "knows", "it", "."),
    } <= sentences


def test_wordnet_gives_glosses_and_examples(tmp_path: Path) -> None:
    line = '00001740 03 n 01 tea 0 000 | a hot drink made of leaves; "she drank her tea"  \n'
    (tmp_path / "data.noun").write_text("  1 This software and database | is licensed\n" + line)
    (tmp_path / "data.verb").write_text("".join(f"0 29 v | to be number {at} of many\n" for at in range(200)))
    sentences = found(tmp_path)
    assert {("a", "hot", "drink", "made", "of", "leaves"), ("she", "drank", "her", "tea")} <= sentences
    assert not any("software" in sentence for sentence in sentences)


def test_tables_give_their_english_column(tmp_path: Path) -> None:
    table = (
        "1\teng\tShe drank her tea.\n2\tdeu\tSie trank ihren Tee.\n3\tお茶\tHe likes his tea.\tIl\n4\tx\t-\n"
    )
    path = tmp_path / "table"
    path.write_text(table + "".join(f"9\teng\t{line}\n" for line in MANY.splitlines()))
    sentences = found(path)
    assert {("she", "drank", "her", "tea", "."), ("he", "likes", "his", "tea", ".")} <= sentences
    assert not any("sie" in sentence for sentence in sentences)


def test_a_question_is_never_learned_from_whatever_fills_its_gap(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(
        f"{MANY}She drank hot tea at noon. I know she drank very cold milk at noon, alone. She drank it."
    )
    sentences = found(path, "She drank ___ at noon.")
    assert ("she", "drank", "it", ".") in sentences
    assert not any("noon" in sentence for sentence in sentences)


def test_a_part_is_kept_back(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("".join(f"This is number {at} of many.\n" for at in range(2000)))
    read = read_sentences([path], ["mine"], [])
    assert not {*read.training} & {*read.held_out}
    assert len(read.held_out) == pytest.approx(2000 / HELD_OUT_OF, rel=0.5)
    assert (read.sources[0].about, read.sources[0].sentences) == ("mine", 2000)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"One sentence only."])
def test_what_holds_no_sentences_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    with pytest.raises(CorpusUnreadable):
        read_sentences([path], [], [])
    with pytest.raises(CorpusUnreadable):
        read_sentences([tmp_path / "nowhere.txt"], [], [])
