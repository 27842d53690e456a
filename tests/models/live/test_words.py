"""A small word2vec learns a text before an onlooker, and its best vectors are kept."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.live.errors import NoBlanks, NothingNear, NotLearned, TooLittleText, TrainedGone
from models.live.kept import open_words, read_report, remove
from models.live.learning import learn
from models.live.lesson import Begun, Ending, Report
from models.live.passages import LONGEST, divide, sentences_in
from models.live.telling import telling_words
from models.live.windows import DRAWN, Lexicon, Windows
from models.live.words import LEAST_WORDS, WordsLesson
from tests.models.live.topics import ALIKE, topical_text
from tests.models.live.watching import Onlooker, rhyme

TEXT = topical_text(20_000)


def ticking(step: float) -> Callable[[], float]:
    """Return a clock that goes on by so much whenever somebody looks at it."""
    ticks = itertools.count()
    return lambda: next(ticks) * step


def lesson(folder: Path, text: str = TEXT, seconds: float = 60.0, watched: str = "") -> WordsLesson:
    return WordsLesson(text, False, folder / "vectors", seconds, watched)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report, Onlooker]:
    """Return the folder of vectors that were learned to the end, their report, and who looked on."""
    folder, onlooker = tmp_path_factory.mktemp("trained"), Onlooker()
    report = learn(lesson(folder, watched="Ship, king!"), onlooker, ticking(0.1))
    return folder / "vectors", report, onlooker


def test_it_tells_how_it_goes(taught: tuple[Path, Report, Onlooker]) -> None:
    _, report, onlooker = taught
    begun = onlooker.told[0]
    assert isinstance(begun, Begun)
    assert begun.learned_from > 7 * begun.chosen_by > 0 < begun.judged_by
    assert onlooker.told[1:] == onlooker.looks
    assert report.points == tuple(each.point for each in onlooker.looks)
    for look in onlooker.looks:
        assert [line.split(": ")[0] for line in look.sample.splitlines()] == ["ship", "king"]
    assert set(onlooker.looks[-1].sample.splitlines()[0].split(": ")[1].split(", ")[:3]) <= {*ALIKE["sea"]}


def test_it_keeps_its_best_and_says_how_good_that_is(taught: tuple[Path, Report, Onlooker]) -> None:
    folder, report, _ = taught
    assert report.ending is Ending.DONE
    assert report.best == min(report.points, key=lambda each: each.held_out)
    (baseline,) = report.judged_baselines
    assert report.judged is not None
    assert report.judged < baseline.value - 0.5
    found = read_report(folder)
    assert found is not None
    assert found[0] == report
    assert found[1] == sum(each.stat().st_size for each in folder.iterdir() if each.name != "manifest.json")


@pytest.mark.parametrize("word", [words[0] for words in ALIKE.values()])
def test_words_that_stand_for_each_other_are_near(taught: tuple[Path, Report, Onlooker], word: str) -> None:
    words = open_words(taught[0], "pirates")
    assert words.name == "pirates"
    assert open_words(taught[0], "sea").matrix is words.matrix
    near = {each.word for each in words.neighbours(words.term(word), 3).found}
    assert near | {word} in [set(alike) for alike in ALIKE.values()]


def test_a_word_that_the_text_lacks_is_told_with_those_like_it(taught: tuple[Path, Report, Onlooker]) -> None:
    with pytest.raises(NotLearned) as refused:
        open_words(taught[0], "pirates").term("shio")
    assert refused.value.name == "pirates"
    assert refused.value.words[0].suggestions[0] == "ship"
    with pytest.raises(NotLearned) as both:
        open_words(taught[0], "pirates").terms(["king", "shio", "quen"])
    assert [each.word for each in both.value.words] == ["shio", "quen"]


def test_it_ends_when_its_time_is_up_or_it_is_stopped(tmp_path: Path) -> None:
    late = learn(lesson(tmp_path, seconds=2.0), Onlooker(), ticking(0.1))
    assert late.ending is Ending.TIME
    onlooker = Onlooker(stops_after=2)
    stopped = learn(lesson(tmp_path), onlooker, ticking(0.5))
    assert stopped.ending is Ending.STOPPED
    assert stopped.points[-1].updates < 10
    at_once = learn(lesson(tmp_path), Onlooker(stops_after=0), ticking(0.5))
    assert at_once.ending is Ending.STOPPED
    assert len(at_once.points) == 1
    assert read_report(tmp_path / "vectors") is not None


@pytest.mark.parametrize(
    ("text", "watched", "error"),
    [
        (topical_text(LEAST_WORDS // 2), "", TooLittleText),
        (rhyme(2_000), "", TooLittleText),
        ("漢字。" * 20_000, "", NoBlanks),
        ("吾輩は猫である。\n" * 20_000, "", NoBlanks),
        ("ภาษาไทย " * 20_000, "", NoBlanks),
        ("吾輩 は 猫 で ある 。\n" * 4_000, "", TooLittleText),
        ("😂 🔥 " * 20_000, "", TooLittleText),
        (TEXT, "ship zeppelin", NothingNear),
    ],
    ids=["short", "few words", "Chinese", "Japanese", "Thai", "parted", "emoji", "not there"],
)
def test_what_cannot_be_learned_is_refused(
    tmp_path: Path, text: str, watched: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        learn(lesson(tmp_path, text, watched=watched), Onlooker(), ticking(0.1))
    assert read_report(tmp_path / "vectors") is None


def test_what_is_gone_is_told(tmp_path: Path, taught: tuple[Path, Report, Onlooker]) -> None:
    with pytest.raises(TrainedGone):
        open_words(tmp_path / "vectors", "pirates")
    copied = tmp_path / "copied"
    copied.mkdir()
    for each in taught[0].iterdir():
        (copied / each.name).write_bytes(each.read_bytes())
    assert open_words(copied, "pirates").knows("ship")
    remove(copied)
    with pytest.raises(TrainedGone):
        open_words(copied, "pirates")


def test_no_sentence_is_in_two_parts_and_each_part_is_of_all_of_the_text() -> None:
    sentences = [[str(number), "word"] for number in range(1_000)]
    parts = divide(sentences)
    held = [
        [int(sentence[0]) for passage in part for sentence in passage]
        for part in (parts.taught, parts.chosen_by, parts.judged_by)
    ]
    assert sorted(itertools.chain(*held)) == list(range(1_000))
    assert [len(each) for each in held] == [800, 100, 100]
    assert all(min(each) < 100 and max(each) >= 900 for each in held)


def test_sentences_end_at_stops_and_blank_lines_and_where_they_grow_too_long() -> None:
    assert sentences_in("Go on. They\nwent\n\nhome at last", 100) == [
        ["go", "on"],
        ["they", "went"],
        ["home", "at", "last"],
    ]
    lengths = [len(each) for each in sentences_in("word " * (2 * LONGEST + 1), 10_000)]
    assert lengths == [LONGEST, LONGEST, 1]
    assert sum(map(len, sentences_in(TEXT, 500))) <= 510


def test_blind_guesses_cost_four_bits_and_counts_tell_what_they_tell() -> None:
    counts = np.array([8.0, 1.0, 1.0])
    lexicon = Lexicon({"a": 0, "b": 1, "c": 2}, counts, np.ones(3), window=2, exponent=0.0)
    windows = Windows.drawn([[["a", "b", "a", "c", "a"] * 20]], lexicon, seed=0)
    assert len(windows) == 100
    nothing = np.zeros((3, 4), dtype=np.float32)
    assert windows.bits(nothing, nothing) == pytest.approx(4.0)
    scores = np.log(counts)[windows.candidates]
    expected = np.log2(np.exp(scores).sum(axis=1)) - scores[:, 0] / np.log(2)
    assert windows.bits_by_frequency(lexicon) == pytest.approx(expected.mean())
    assert windows.candidates.shape == (100, 1 + DRAWN)


def test_who_knows_the_word_pays_nothing() -> None:
    lexicon = Lexicon({"a": 0, "b": 1}, np.array([1.0, 1.0]), np.ones(2), window=1, exponent=1.0)
    windows = Windows(np.array([[0] + [1] * DRAWN, [1] + [0] * DRAWN]), np.array([1, 1, 0]), np.array([0, 2]))
    inputs, outputs = np.eye(2, dtype=np.float32), np.array([[0, 50], [50, 0]], dtype=np.float32)
    assert windows.bits(inputs, outputs) == pytest.approx(0.0)
    assert windows.bits(inputs, -outputs) > 50
    assert windows.bits_by_frequency(lexicon) == pytest.approx(4.0)


def test_telling_words_are_where_they_are_and_no_names() -> None:
    passages = [[["the", "ship", "sails", "with", "ahab"]] * 5] * 4 + [[["they", "were", "here"]] * 5] * 36
    counts = {"ship": 20, "sails": 20, "ahab": 20, "they": 180, "were": 180, "with": 20, "rare": 1}
    written = "the ship sails with Ahab " * 20 + "they were here " * 180
    assert set(telling_words(passages, written, counts, 3)) == {"ship", "sails", "with"}
    alike = [[["cell", "cells"]] * 20, [["more"]] * 20]
    assert telling_words(alike, "cell cells", {"cell": 20, "cells": 20}, 3) == ("cell",)
    assert telling_words(alike, "CELL CELLS", {"cell": 20, "cells": 20}, 3) == ("cell",)


def test_the_encyclopedia_ships_and_is_large_enough(tmp_path: Path) -> None:
    onlooker = Onlooker(stops_after=1)
    report = learn(WordsLesson("encyclopedia", True, tmp_path / "vectors", 2.0), onlooker, ticking(0.1))
    assert report.begun.learned_from > 70_000
    assert len(onlooker.looks[0].sample.splitlines()) == 3
