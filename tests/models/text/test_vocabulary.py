"""Tokens: nothing is lost, brackets and quotation marks stand alone, learning has one outcome."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from models.text import vocabulary as module
from models.text.vocabulary import UNKNOWN_ID, Vocabulary

TEXT = 'def read(self, size=-1):\n    """Read."""\n    return self.data["key"]\n\n' * 40


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.learn([TEXT], 90)


def test_what_is_encoded_comes_back(vocabulary: Vocabulary) -> None:
    assert vocabulary.decode(vocabulary.encode(TEXT).tolist()) == TEXT
    assert len(vocabulary.encode(TEXT)) < len(TEXT) / 1.5


def test_brackets_and_quotation_marks_are_tokens_of_their_own(vocabulary: Vocabulary) -> None:
    marks = [token for token in vocabulary.tokens if set(token) & set("()[]{}'\"")]
    assert marks
    assert all(len(set(token.strip())) == 1 for token in marks)


def test_a_line_break_carries_its_indentation(vocabulary: Vocabulary) -> None:
    assert "\n    " in vocabulary.tokens


def test_learning_twice_gives_the_same(vocabulary: Vocabulary) -> None:
    assert Vocabulary.learn([TEXT], 90).tokens == vocabulary.tokens


def test_it_survives_being_written_down(vocabulary: Vocabulary) -> None:
    assert Vocabulary.from_document(vocabulary.document()).tokens == vocabulary.tokens


def test_what_is_not_known_is_named_once_and_becomes_one_token_each(vocabulary: Vocabulary) -> None:
    assert vocabulary.unknown("a🙂b🙂ж") == ("🙂", "b", "ж")
    assert (vocabulary.encode("🙂🙂") == UNKNOWN_ID).sum() == 2


def test_an_empty_text_has_no_tokens(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.encode("")) == 0
    assert len(Vocabulary.learn([], 50)) == 2


def test_of_an_endless_row_of_signs_some_parts_teach_and_all_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taught: list[Counter[str]] = []
    learn_merges = module._learn_merges

    def told(pieces: Counter[str], most: int) -> list[tuple[str, str]]:
        taught.append(pieces)
        return learn_merges(pieces, most)

    monkeypatch.setattr(module, "_learn_merges", told)
    monkeypatch.setattr(module, "MOST_LONG", 50)
    text = "".join(random.Random(0).choices("😂🔥💀🎉🥺✨", k=15_000))
    learned = Vocabulary.learn([text, "coffee " * 2_000], 60)
    assert sum(map(len, taught[0])) <= module.MOST_LONG * module.PART + 100
    assert "coffee" in learned.tokens
    assert any(len(token) > 1 and token[0] in text for token in learned.tokens)
    assert learned.decode(learned.encode(text[:500])) == text[:500]
