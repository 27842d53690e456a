from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models import publishing
from models.artifacts import (
    MANIFEST_FILE,
    TENSORS_FILE,
    Artifact,
    Manifest,
    add_metrics,
    load_artifact,
    load_manifest,
    load_model,
    save_artifact,
)
from models.errors import ArtifactDamaged, ArtifactMissing, NotWritable

COMMAND = "hyperplane toys train"


def save(folder: Path, value: float = 1.0) -> Manifest:
    return save_artifact(
        folder,
        "toys",
        config={"size": 2},
        data={"name": "none"},
        metrics={"auc": 0.7},
        tensors={"weights": np.full((2, 3), value, np.float32).T},
        documents={"names": ["é", "b"]},
    )


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    manifest = save(tmp_path / "toys")
    artifact = load_artifact(tmp_path / "toys", "toys", COMMAND)
    assert artifact.manifest == manifest
    assert artifact.documents == {"names": ["é", "b"]}
    np.testing.assert_array_equal(artifact.tensors["weights"], np.ones((3, 2), np.float32))


def test_saving_again_replaces_the_artifact_and_leaves_nothing_else(tmp_path: Path) -> None:
    save(tmp_path / "toys")
    save(tmp_path / "toys", 2.0)
    assert load_artifact(tmp_path / "toys", "toys", COMMAND).tensors["weights"][0, 0] == 2.0
    assert [path.name for path in tmp_path.iterdir()] == ["toys"]


def test_measurements_are_added_to_a_whole_artifact_alone(tmp_path: Path) -> None:
    folder = tmp_path / "toys"
    before = save(folder)
    added = add_metrics(folder, "toys", COMMAND, {"recall": [0.5, 0.6]})
    assert added.metrics == {"auc": 0.7, "recall": [0.5, 0.6]}
    assert load_artifact(folder, "toys", COMMAND).manifest == added
    assert (added.files, added.config, added.data) == (before.files, before.config, before.data)
    (folder / "names.json").write_text('["e", "b"] ')
    with pytest.raises(ArtifactDamaged):
        add_metrics(folder, "toys", COMMAND, {"recall": [0.7]})
    assert load_manifest(folder, "toys", COMMAND) == added
    with pytest.raises(ArtifactMissing):
        add_metrics(tmp_path / "none", "toys", COMMAND, {})
    assert [path.name for path in tmp_path.iterdir()] == ["toys"]


def test_who_reads_while_others_publish_finds_one_whole_artifact_or_another(tmp_path: Path) -> None:
    save(tmp_path / "toys", 0.0)
    with ThreadPoolExecutor(1) as publisher:
        published = publisher.submit(
            lambda: [save(tmp_path / "toys", float(value)) for value in range(1, 31)]
        )
        seen: list[float] = []
        while not published.done():
            artifact = load_artifact(tmp_path / "toys", "toys", COMMAND)
            seen.append(float(artifact.tensors["weights"][0, 0]))
        published.result()
    assert seen == sorted(seen)
    assert load_artifact(tmp_path / "toys", "toys", COMMAND).tensors["weights"][0, 0] == 30.0
    assert [path.name for path in tmp_path.iterdir()] == ["toys"]


def test_a_folder_that_has_the_number_of_an_earlier_one_is_another(tmp_path: Path) -> None:
    save(tmp_path / "toys")
    tries: list[int] = []

    def read() -> str:
        tries.append(tmp_path.joinpath("toys").stat().st_ino)
        if len(tries) > 1:
            return "whole"
        for value in range(2, 6):  # some file systems give a number away again at once
            save(tmp_path / "toys", float(value))
        raise ArtifactDamaged(tmp_path / "toys", "half of it is of another publication", COMMAND)

    assert publishing.read_whole(tmp_path / "toys", read) == "whole"


def test_where_folders_cannot_change_places_the_old_one_steps_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_exchanger", lambda: None)  # as on Windows
    save(tmp_path / "toys")
    save(tmp_path / "toys", 2.0)
    assert load_artifact(tmp_path / "toys", "toys", COMMAND).tensors["weights"][0, 0] == 2.0
    assert [path.name for path in tmp_path.iterdir()] == ["toys"]


def test_a_save_that_fails_leaves_the_old_artifact_whole(tmp_path: Path) -> None:
    save(tmp_path / "toys")
    with pytest.raises(TypeError):
        save_artifact(
            tmp_path / "toys",
            "toys",
            config={},
            data={},
            metrics={},
            tensors={},
            documents={"names": object()},
        )
    assert load_artifact(tmp_path / "toys", "toys", COMMAND).documents == {"names": ["é", "b"]}
    assert [path.name for path in tmp_path.iterdir()] == ["toys"]


def test_a_missing_artifact_names_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(ArtifactMissing) as raised:
        load_artifact(tmp_path / "toys", "toys", COMMAND)
    assert raised.value.command == COMMAND


@pytest.mark.parametrize("name", [TENSORS_FILE, "names.json"])
def test_one_changed_byte_is_found(tmp_path: Path, name: str) -> None:
    save(tmp_path / "toys")
    path = tmp_path / "toys" / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(ArtifactDamaged, match=name):
        load_artifact(tmp_path / "toys", "toys", COMMAND)


def test_a_lost_file_is_found(tmp_path: Path) -> None:
    save(tmp_path / "toys")
    (tmp_path / "toys" / TENSORS_FILE).unlink()
    with pytest.raises(ArtifactDamaged):
        load_artifact(tmp_path / "toys", "toys", COMMAND)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": {}}', '{"files": {"a": 1}}'])
def test_an_unreadable_manifest_is_damage(tmp_path: Path, text: str) -> None:
    save(tmp_path / "toys")
    (tmp_path / "toys" / MANIFEST_FILE).write_text(text)
    with pytest.raises(ArtifactDamaged):
        load_manifest(tmp_path / "toys", "toys", COMMAND)


def test_another_kind_or_layout_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "toys")
    with pytest.raises(ArtifactDamaged, match="holds toys"):
        load_artifact(tmp_path / "toys", "movies", COMMAND)
    path = tmp_path / "toys" / MANIFEST_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | {"layout": 99}))
    with pytest.raises(ArtifactDamaged, match="layout 99"):
        load_artifact(tmp_path / "toys", "toys", COMMAND)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritable):
        save(tmp_path / "file" / "toys")


@pytest.mark.parametrize(
    "error", [KeyError("names"), ValueError("a shape"), TypeError("a null"), IndexError(3)]
)
def test_parts_that_do_not_fit_together_are_told_with_what_makes_them_anew(
    tmp_path: Path, error: Exception
) -> None:
    save(tmp_path / "toys")

    def made_of(artifact: Artifact) -> list[str]:
        if artifact.documents["names"] == ["é", "b"]:
            raise error
        return []

    with pytest.raises(ArtifactDamaged, match="do not fit together") as caught:
        load_model(tmp_path / "toys", "toys", COMMAND, made_of)
    assert caught.value.command == COMMAND
