"""Word2vec learns which words keep the same company, goes on where it was stopped, and tells what it read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.artifacts import load_artifact
from models.errors import CorpusUnreadable
from models.words.space.vectors import WordVectors
from models.words.store.artifact import KIND, read_artifact
from models.words.store.formats.registry import read
from models.words.store.prepare import prepare
from models.words.training import word2vec
from models.words.training.word2vec import Progress, TrainConfig, train

CONFIG = TrainConfig(dimensions=20, least=5, phrase_least=50, sample=0.0, epochs=3, seed=1)
DRINKS, ANIMALS = ["coffee", "tea", "milk", "juice"], ["cats", "dogs", "horses", "birds"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a text in which drinks are drunk and animals run."""
    rng = np.random.default_rng(0)
    path = tmp_path_factory.mktemp("corpus") / "text.txt"
    lines = []
    for _ in range(1_500):
        drink, animal = rng.choice(DRINKS), rng.choice(ANIMALS)
        when = rng.choice(["today", "again", "often", "now"])
        lines += [f"We {rng.choice(['drink', 'sip', 'pour'])} hot {drink} {when}."]
        lines += [f"The wild {animal} {rng.choice(['run', 'sleep', 'play'])} outside {when}."]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_drinks_come_to_lie_beside_drinks(corpus: Path, tmp_path: Path) -> None:
    steps: list[Progress] = []
    out = tmp_path / "mine"
    manifest = train(
        [corpus], out, CONFIG, about=["made up"], checkpoint=tmp_path / "checkpoint", told=steps.append
    )
    assert manifest.data["corpus"][0]["about"] == "made up"
    assert manifest.data["words_read"] > 10_000
    assert {"Reading", "Finding phrases", "Epoch 3 of 3"} <= {step.what for step in steps}
    prepare(read(out), tmp_path / "shelf", "mine")
    words = WordVectors.open(tmp_path / "shelf" / "mine")
    near = {each.word for each in words.neighbours(words.term("coffee"), 3).found}
    assert len(near & set(DRINKS)) >= 2
    assert not near & set(ANIMALS)


def test_what_was_stopped_goes_on_and_ends_the_same(corpus: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(step: Progress) -> None:
        if step.what.startswith("Epoch 3"):
            raise Stopped

    whole, parts = tmp_path / "whole", tmp_path / "parts"
    train([corpus], whole, CONFIG, checkpoint=tmp_path / "one")
    with pytest.raises(Stopped):
        train([corpus], parts, CONFIG, checkpoint=tmp_path / "two", told=stop)
    assert not parts.exists()
    train([corpus], parts, CONFIG, checkpoint=tmp_path / "two")
    first, second = (load_artifact(folder, KIND, "").tensors["rows"] for folder in (whole, parts))
    np.testing.assert_array_equal(first, second)


def test_another_recipe_begins_anew(corpus: Path, tmp_path: Path) -> None:
    train([corpus], tmp_path / "out", CONFIG, checkpoint=tmp_path / "checkpoint")
    smaller = TrainConfig(dimensions=8, least=5, phrase_least=50, epochs=1)
    train([corpus], tmp_path / "out", smaller, checkpoint=tmp_path / "checkpoint")
    assert read_artifact(tmp_path / "out").dimensions == 8


def test_a_text_without_frequent_words_is_told(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("one two three four")
    with pytest.raises(CorpusUnreadable):
        train([path], tmp_path / "out", word2vec.TrainConfig(), checkpoint=tmp_path / "checkpoint")
