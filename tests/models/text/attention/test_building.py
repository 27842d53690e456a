"""Training an attention model of one's own: it learns, its heads are found, and it is known to be whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.artifacts import TENSORS_FILE
from models.errors import ArtifactDamaged
from models.text.attention.library import AttentionLibrary, load_attention_model
from models.text.corpus import Corpus
from models.text.errors import UnknownAttentionModel
from models.text.evaluate import bits_per_character


def test_a_model_of_one_s_own_beats_what_knows_only_how_often(built: Path, corpus: Corpus) -> None:
    model = AttentionLibrary(built.parent).open("POEM")
    bits = bits_per_character(model.reader, corpus.held_out, remember=False)
    metrics = model.manifest.metrics
    assert bits == pytest.approx(metrics["held_out_bits_per_character_of_the_network_alone"], abs=1e-3)
    assert bits < 1.5
    assert metrics["updates"] > 0
    assert model.manifest.data["sha256"] == corpus.sha256()


@pytest.mark.parametrize("name", [TENSORS_FILE, "vocabulary.json", "heads.json"])
def test_a_damaged_file_is_told(built: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "poem"
    folder.mkdir()
    for path in built.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with (folder / name).open("r+b") as file:
        file.write(b"?")
    with pytest.raises(ArtifactDamaged, match="--network attention"):
        load_attention_model(folder)


def test_a_model_that_is_not_there_is_told_with_those_that_are(built: Path) -> None:
    with pytest.raises(UnknownAttentionModel) as caught:
        AttentionLibrary(built.parent).open("latin")
    assert caught.value.available == ("poem",)
