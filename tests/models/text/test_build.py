"""Training a model of one's own: it learns, goes on where it was stopped, and is known to be whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.artifacts import MANIFEST_FILE, TENSORS_FILE
from models.errors import ArtifactDamaged
from models.text.corpus import Corpus
from models.text.errors import UnknownTextModel
from models.text.generate import Options
from models.text.library import TextLibrary, load_text_model
from models.text.train import Progress, train
from models.text.vocabulary import Vocabulary
from tests.models.text.conftest import SMALL


class Stopped(Exception):
    """Somebody has pressed Ctrl-C."""


@pytest.fixture(scope="module")
def vocabulary(corpus: Corpus) -> Vocabulary:
    return Vocabulary.learn([each.text for each in corpus.training], SMALL.tokens)


def test_a_model_of_one_s_own_is_ready_to_write(built: Path) -> None:
    model = TextLibrary(built.parent).open("poem")
    metrics = model.manifest.metrics
    assert metrics["held_out_bits_per_character"] < 1.5
    assert metrics["xz_bits_per_character"] > 0
    assert "deep" in model.writer.write("The tea is (very)", Options(temperature=0.1, length=60)).written


def test_the_manifest_says_how_it_was_made(built: Path, corpus: Corpus) -> None:
    manifest = json.loads((built / MANIFEST_FILE).read_text(encoding="utf-8"))
    assert manifest["kind"] == "text"
    assert manifest["config"]["training"]["tokens"] == SMALL.tokens
    assert manifest["data"]["sha256"] == corpus.sha256()


def test_a_training_that_was_stopped_goes_on(tmp_path: Path, corpus: Corpus, vocabulary: Vocabulary) -> None:
    checkpoint = tmp_path / "checkpoint"
    told: list[Progress] = []

    def stop(step: Progress, _: torch.nn.Module) -> None:
        told.append(step)
        if len(told) == 2:
            raise Stopped

    config = replace(SMALL, minutes=0.02, every=5)
    with pytest.raises(Stopped):
        train(corpus, config, vocabulary=vocabulary, progress=stop, checkpoint=checkpoint)
    train(corpus, config, vocabulary=vocabulary, progress=stop, checkpoint=checkpoint)
    assert told[2].updates > told[1].updates
    assert told[2].bits < told[0].bits


def test_a_checkpoint_of_another_training_is_not_taken(
    tmp_path: Path, corpus: Corpus, vocabulary: Vocabulary
) -> None:
    checkpoint = tmp_path / "checkpoint"
    config = replace(SMALL, minutes=0.003, every=2)
    train(corpus, config, vocabulary=vocabulary, checkpoint=checkpoint)
    told: list[Progress] = []

    def tell(step: Progress, _: torch.nn.Module) -> None:
        told.append(step)

    other = replace(config, seed=1)
    train(corpus, other, vocabulary=vocabulary, progress=tell, checkpoint=checkpoint)
    assert told[0].updates <= 2


def test_training_ends_when_nothing_gets_better(corpus: Corpus, vocabulary: Vocabulary) -> None:
    config = replace(SMALL, rate=0.0, averaging=0.0, patience=2, every=2, minutes=5.0)
    assert train(corpus, config, vocabulary=vocabulary).updates <= 8


def test_training_ends_by_whatever_clock_it_is_given(corpus: Corpus, vocabulary: Vocabulary) -> None:
    seconds = iter(range(1000))
    config = replace(SMALL, patience=1000, every=3, minutes=10.0 / 60.0)
    assert train(corpus, config, vocabulary=vocabulary, clock=lambda: float(next(seconds))).updates < 10


def test_training_that_is_stopped_ends_with_a_last_look(corpus: Corpus, vocabulary: Vocabulary) -> None:
    told: list[Progress] = []

    def tell(step: Progress, _: torch.nn.Module) -> None:
        told.append(step)

    config = replace(SMALL, patience=1000, every=1000, minutes=60.0)
    trained = train(corpus, config, vocabulary=vocabulary, progress=tell, stopped=lambda: True)
    assert trained.updates == told[-1].updates == 1


@pytest.mark.parametrize("name", [TENSORS_FILE, "vocabulary.json"])
def test_a_damaged_file_is_told(built: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "poem"
    folder.mkdir()
    for path in built.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with (folder / name).open("r+b") as file:
        file.write(b"?")
    with pytest.raises(ArtifactDamaged, match=name):
        load_text_model(folder)


def test_a_model_that_is_not_there_is_told_with_those_that_are(built: Path) -> None:
    with pytest.raises(UnknownTextModel) as caught:
        TextLibrary(built.parent).open("latin")
    assert caught.value.available == ("poem",)


def test_a_damaged_model_does_not_keep_the_others_from_their_work(
    built: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
        for path in built.iterdir():
            (tmp_path / name / path.name).write_bytes(path.read_bytes())
    (tmp_path / "bad" / TENSORS_FILE).write_bytes(b"?")
    assert [model.name for model in TextLibrary(tmp_path).whole()] == ["good"]
    assert "text model bad is left out" in caplog.text
    assert [model.name for model in TextLibrary(tmp_path).ready()] == ["good"]


def test_where_no_model_is_whole_it_is_told_what_is_wrong_with_the_first(built: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / MANIFEST_FILE).write_text("?")
    with pytest.raises(ArtifactDamaged) as caught:
        TextLibrary(tmp_path).ready()
    assert caught.value.path == tmp_path / "first"
    with pytest.raises(UnknownTextModel):
        TextLibrary(tmp_path / "first").ready()
