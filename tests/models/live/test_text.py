"""A small LSTM learns a text before an onlooker, and its best is kept."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest

from models.live.errors import TooLittleText, TrainedGone
from models.live.kept import open_text, read_report, remove, remove_all, tokens_on
from models.live.learning import learn
from models.live.lesson import Begun, Ending, Report
from models.live.shipped import as_shipped, shipped_corpus
from models.live.text import TextLesson, beginning_of, kind_of
from models.live.text_training import MOST_CHOSEN_BY, PIECE, SHARES, divided, order_0
from models.text.corpus import Document, characters, split_text
from models.text.endings import Kind
from models.text.generate import Options
from tests.models.live.watching import WORDS, Onlooker, rhyme


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report, Onlooker]:
    """Return the folder of a model that was stopped after two looks, its report, and who looked on."""
    folder, onlooker = tmp_path_factory.mktemp("trained") / "model", Onlooker(stops_after=2)
    lesson = TextLesson(rhyme(150), False, folder, 60.0, Kind.VERSE, prompt="arr")
    return folder, learn(lesson, onlooker, time.monotonic), onlooker


def test_it_tells_how_it_goes(taught: tuple[Path, Report, Onlooker]) -> None:
    _, report, onlooker = taught
    begun, first, second = onlooker.told[:3]
    assert isinstance(begun, Begun)
    assert begun.learned_from > 7 * begun.chosen_by > 0 < begun.judged_by
    assert [first, second] == onlooker.looks
    assert onlooker.looks[0].point.updates < onlooker.looks[1].point.updates
    assert all(each.sample.startswith("arr") for each in onlooker.looks)
    assert report.points == tuple(each.point for each in onlooker.looks)


def test_stopped_it_keeps_its_best_and_says_how_good_that_is(taught: tuple[Path, Report, Onlooker]) -> None:
    folder, report, _ = taught
    assert report.ending is Ending.STOPPED
    assert report.best == min(report.points, key=lambda each: each.held_out)
    (baseline,) = report.judged_baselines
    assert report.judged is not None
    assert report.judged < baseline.value
    found = read_report(folder)
    assert found is not None
    assert found[0] == report
    assert found[1] == sum(each.stat().st_size for each in folder.iterdir() if each.name != "manifest.json")
    written = open_text(folder, "pirates").writer.write("arr ", Options(seed=1, length=60))
    assert set(written.written.split()[1:-1]) <= {*WORDS}
    assert open_text(folder, "pirates").name == "pirates"


def test_it_ends_when_its_time_is_up(tmp_path: Path) -> None:
    seconds = iter(range(10_000))
    lesson = TextLesson(rhyme(150), False, tmp_path / "model", 30.0, Kind.VERSE)
    report = learn(lesson, Onlooker(), lambda: float(next(seconds)))
    assert report.ending is Ending.TIME
    assert report.points[-1].updates < 40


def test_too_little_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLittleText):
        learn(TextLesson(rhyme(20), False, tmp_path / "model", 1.0, Kind.VERSE), Onlooker(), time.monotonic)


def test_what_is_gone_or_damaged_is_told(tmp_path: Path, taught: tuple[Path, Report, Onlooker]) -> None:
    assert read_report(tmp_path) is None
    (tmp_path / "manifest.json").write_text("{")
    assert read_report(tmp_path) is None
    with pytest.raises(TrainedGone):
        open_text(tmp_path, "pirates")
    for name in ("known", "stranger", ".at-work-known"):
        (tmp_path / name).mkdir()
    (tmp_path / "manifest.json").unlink()
    assert tokens_on(tmp_path) == {"known", "stranger"}
    remove_all(tmp_path, tokens_on(tmp_path) - {"known"})
    assert sorted(each.name for each in tmp_path.iterdir()) == [".at-work-known", "known"]
    remove(tmp_path / "known")
    remove(tmp_path / "known")
    remove_all(tmp_path / "nowhere", tokens_on(tmp_path / "nowhere"))


def test_letters_by_how_often_they_come_cost_their_entropy() -> None:
    assert order_0(["abab"], [Document("", "abba")]) == pytest.approx(-math.log2(2 / 5))
    assert order_0(["aaaa"], [Document("", "z")]) == pytest.approx(math.log2(5))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("x = 1\n", "a.py", Kind.CODE),
        ("Arr\nme ship\n", "", Kind.VERSE),
        (
            "It was a dark and stormy night, and the rain fell in torrents, except at intervals.",
            "a.txt",
            Kind.PROSE,
        ),
        ("", "", Kind.PROSE),
    ],
)
def test_the_kind_of_a_text_is_seen(text: str, name: str, kind: Kind) -> None:
    assert kind_of(text, name) is kind


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The ship\nA parrot\nThe sea\nA song\nThe end", "The"),
        ("The ship sails. A parrot sings! The sea is wide. The end.", "The"),
        ("كان يا ما كان\n" * 3, "كان"),
        ("吾輩は猫である。名前はまだ無い。\n" * 3, "吾輩は"),
        ("👩🏽‍🚀🔥😂🎉✨💀😂🔥🎉✨💀😂\n" * 3, "👩🏽‍🚀🔥😂"),
        ("2024-05-01,Oslo,3\n2024-05-02,Oslo,4\n2025-05-02,Oslo,4\n2024-06", "202"),
        ("secret\npassword\nsecret\npassword", ""),
        ("`code`\n" * 9 + "<@1>\n" * 9 + "---\n" * 9 + "style=x\n" * 9, ""),
        (" \n" * 100_000, ""),
        ("😂" * 10_000, ""),
    ],
)
def test_what_a_text_often_begins_with_is_what_it_may_be_asked(text: str, begins: str) -> None:
    assert beginning_of([text]) == begins


@pytest.mark.parametrize("name", ["shakespeare", "python"])
def test_what_ships_is_divided(name: str) -> None:
    corpus = shipped_corpus(as_shipped(name))
    assert characters(corpus.training) > 800_000
    assert characters(corpus.development) > 20_000 < characters(corpus.held_out)
    named = [each.name for each in (*corpus.training, *corpus.development, *corpus.held_out)]
    assert len(named) == len(set(named))


def test_a_short_text_keeps_its_capitals(tmp_path: Path) -> None:
    text = "Quite So\n" * 2 + rhyme(150)
    learn(TextLesson(text, False, tmp_path / "model", 60.0, Kind.VERSE), Onlooker(1), time.monotonic)
    assert open_text(tmp_path / "model", "x").reader.vocabulary.unknown("Quite So") == ()


@pytest.mark.parametrize("length", [3_000, 60_000, 600_000])
def test_what_chooses_and_what_judges_are_alike_and_neither_teaches(length: int) -> None:
    easy = "".join(f"evening {number} by the sea\n" for number in range(length))
    other = "".join(f"{number**5:x} " for number in range(length))  # what the last tenth is
    text = easy[: length * 9 // 10] + other
    corpus = split_text("a text", text[:length], SHARES)
    chosen_by, judged_by = divided(corpus, 120.0)
    taught = [each.text for each in corpus.training]
    assert order_0(taught, chosen_by) == pytest.approx(order_0(taught, judged_by), rel=0.1)
    pieces = {each.text for each in (*chosen_by, *judged_by)}
    assert len(pieces) == len(chosen_by) + len(judged_by)
    assert not any(piece in taught[0] for piece in pieces)
    assert characters(chosen_by) <= MOST_CHOSEN_BY + PIECE
    unseen = characters(corpus.development) + characters(corpus.held_out)
    assert characters(chosen_by) + characters(judged_by) <= unseen
