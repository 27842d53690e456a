"""Prepared vectors are whole or not there, whatever happens to the process, the disk or a second run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from models import publishing
from models.artifacts import MANIFEST_FILE
from models.errors import ArtifactDamaged, ArtifactMissing, NotWritable
from models.words.errors import BadVectorsName, VectorsUnreadable
from models.words.space.vectors import WordVectors
from models.words.store import prepare as preparing
from models.words.store.manifest import Precision
from models.words.store.prepare import prepare
from models.words.store.vector_file import Chunk, VectorFile
from tests.models.words.conftest import source_of

ROOT = Path(__file__).parents[4]
SMALL = {"a": (3, 4), "b": (0, 2)}

LARGE_SOURCE = """
    import sys, time
    from pathlib import Path
    import numpy as np
    from models.errors import NotWritable
    from models.words.store.vector_file import Chunk, VectorFile
    from models.words.store.prepare import prepare

    def source(pause_s, blocks=4):
        def chunks():
            for block in range(blocks):
                words = [f"w{block}-{row}" for row in range(5_000)]
                yield Chunk(words, np.ones((5_000, 20), dtype=np.float32), block)
                print("chunk", flush=True)
                time.sleep(pause_s)
        return VectorFile("large", "made", None, 20, 4, chunks)
"""


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    program = textwrap.dedent(LARGE_SOURCE) + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def left_on(shelf: Path) -> list[str]:
    return sorted(path.name for path in shelf.iterdir())


def test_rows_are_written_at_length_one(tmp_path: Path) -> None:
    prepare(source_of(SMALL), tmp_path, "small")
    vectors = WordVectors.open(tmp_path / "small")
    assert np.array_equal(vectors.matrix, np.array([[0.6, 0.8], [0, 1]], dtype=np.float32))
    assert [vectors.vocabulary.word(row) for row in range(2)] == ["a", "b"]


def test_the_matrix_is_plain_numpy_and_nothing_is_pickled(tmp_path: Path) -> None:
    prepare(source_of(SMALL), tmp_path, "small")
    for path in (tmp_path / "small").glob("*.npy"):
        assert np.load(path, allow_pickle=False).size


def test_the_manifest_tells_where_the_vectors_come_from(tmp_path: Path) -> None:
    manifest = prepare(source_of(SMALL, source="/data/my vectors.txt"), tmp_path, "small")
    written = json.loads((tmp_path / "small" / "manifest.json").read_text())
    assert written["data"]["source"] == "/data/my vectors.txt"
    assert (written["data"]["rows"], written["config"]["dimensions"]) == (2, 2)
    assert set(written["files"]) == set(left_on(tmp_path / "small")) - {"manifest.json"}
    assert manifest.command == "hyperplane vectors add '/data/my vectors.txt' --name small"


def test_unusable_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    words = ["a", "a", "nan", "inf", "zero", " ", "b", "huge"]
    rows = np.array(
        [[1, 0], [0, 1], [np.nan, 1], [np.inf, 1], [0, 0], [1, 1], [0, 5], [3e38, 3e38]], dtype=np.float32
    )

    def chunks() -> Iterator[Chunk]:
        yield Chunk(words[:2], rows[:2], 1)
        yield Chunk([], rows[:0], 1)
        yield Chunk(words[2:], rows[2:], 2)

    manifest = prepare(VectorFile("made", "made", None, 2, 2, chunks), tmp_path, "odd")
    vectors = WordVectors.open(tmp_path / "odd")
    assert [vectors.vocabulary.word(row) for row in range(len(vectors.vocabulary))] == ["a", "b", "huge"]
    assert vectors.matrix[0].tolist() == [1, 0]
    skipped = manifest.skipped
    assert (skipped.duplicates, skipped.not_finite, skipped.zero, skipped.nameless) == (1, 2, 1, 1)


def test_nothing_usable_is_no_vectors(tmp_path: Path) -> None:
    with pytest.raises(VectorsUnreadable, match="no usable vector"):
        prepare(source_of({"zero": (0, 0)}), tmp_path, "none")
    assert left_on(tmp_path) == []


def test_progress_counts_the_bytes_of_the_source(tmp_path: Path) -> None:
    steps: list[tuple[int, int | None]] = []
    prepare(source_of(SMALL), tmp_path, "small", lambda done, total: steps.append((done, total)))
    assert steps == [(16, 16)]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", ".hidden", "a b", "a.", "é", "x" * 65, "a\n"])
def test_a_name_must_be_safe_as_a_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadVectorsName):
        prepare(source_of(SMALL), tmp_path / "shelf", name)
    assert not (tmp_path / "shelf").exists()


def test_the_same_name_again_replaces_while_the_old_one_serves(tmp_path: Path) -> None:
    prepare(source_of({"old": (1, 0)}), tmp_path, "same")
    old = WordVectors.open(tmp_path / "same")
    prepare(source_of({"new": (0, 1)}), tmp_path, "same")
    assert old.vocabulary.word(0) == "old"
    assert old.matrix[0].tolist() == [1, 0]
    assert WordVectors.open(tmp_path / "same").vocabulary.word(0) == "new"
    assert left_on(tmp_path) == ["same"]


def test_a_source_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    prepare(source_of({"old": (1, 0)}), tmp_path, "same")

    def chunks() -> Iterator[Chunk]:
        yield Chunk(["a"], np.ones((1, 2), dtype=np.float32), 1)
        raise VectorsUnreadable(Path("made"), "cut off")

    with pytest.raises(VectorsUnreadable):
        prepare(VectorFile("made", "made", None, 2, 2, chunks), tmp_path, "same")
    assert left_on(tmp_path) == ["same"]
    assert WordVectors.open(tmp_path / "same").vocabulary.word(0) == "old"


def test_a_killed_run_leaves_nothing_that_is_used_and_the_next_cleans_up(tmp_path: Path) -> None:
    process = python("prepare(source(60), Path(sys.argv[1]), 'killed')", str(tmp_path))
    assert process.stdout is not None
    assert process.stdout.readline() == "chunk\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert [name[:8] for name in left_on(tmp_path)] == [publishing.SCRATCH_PREFIX]
    with pytest.raises(ArtifactMissing):
        WordVectors.open(tmp_path / "killed")
    prepare(source_of(SMALL), tmp_path, "next")
    assert left_on(tmp_path) == ["next"]


def test_a_run_that_still_works_is_not_cleaned_away(tmp_path: Path) -> None:
    process = python("prepare(source(0.5, 2), Path(sys.argv[1]), 'slow')", str(tmp_path))
    assert process.stdout is not None
    assert process.stdout.readline() == "chunk\n"
    prepare(source_of(SMALL), tmp_path, "quick")
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert left_on(tmp_path) == ["quick", "slow"]
    assert len(WordVectors.open(tmp_path / "slow").vocabulary) == 10_000


def test_two_runs_for_one_name_both_end_well(tmp_path: Path) -> None:
    runs = [python("prepare(source(0.05), Path(sys.argv[1]), 'same')", str(tmp_path)) for _ in range(3)]
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors
    assert left_on(tmp_path) == ["same"]
    assert len(WordVectors.open(tmp_path / "same").vocabulary) == 20_000


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    # A limit on the size of a file stands in for a full disk: the write fails half-way, as it would there.
    code = """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        try:
            prepare(source(0), Path(sys.argv[1]), "full")
        except NotWritable as error:
            print("refused:", error.reason)
    """
    output, errors = python(code, str(tmp_path)).communicate()
    assert "refused: there is no room left" in output, errors
    assert left_on(tmp_path) == []


def test_too_little_room_is_told_before_anything_is_read(tmp_path: Path) -> None:
    def chunks() -> Iterator[Chunk]:
        raise AssertionError("nothing is to be read")
        yield

    with pytest.raises(NotWritable) as caught:
        prepare(VectorFile("made", "made", 1 << 50, 300, 1, chunks), tmp_path, "huge")
    assert caught.value.needed_bytes is not None
    assert caught.value.needed_bytes > 1 << 59
    assert left_on(tmp_path) == []


@pytest.mark.parametrize("precision", [Precision.HALF, Precision.SINGLE])
def test_rows_are_stored_as_precisely_as_asked(tmp_path: Path, precision: Precision) -> None:
    manifest = prepare(source_of(SMALL), tmp_path, "small", precision=precision)
    words = WordVectors.open(tmp_path / "small")
    assert words.matrix.dtype == precision
    assert words.matrix.tolist() == np.array([[0.6, 0.8], [0, 1]], precision).tolist()
    assert words.manifest == manifest


def test_a_large_matrix_is_stored_in_half_precision_and_a_small_one_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare(source_of(SMALL), tmp_path, "small").precision is Precision.SINGLE
    monkeypatch.setattr(preparing, "_HALF_FROM_BYTES", 2 * 2 * 4)  # a GiB takes long to write
    manifest = prepare(source_of(SMALL), tmp_path, "large")
    assert manifest.precision is Precision.HALF
    assert manifest.command.endswith(" --half")


def test_a_matrix_of_another_precision_than_the_manifest_says_is_damage(tmp_path: Path) -> None:
    prepare(source_of(SMALL), tmp_path, "small", precision=Precision.HALF)
    path = tmp_path / "small" / MANIFEST_FILE
    path.write_text(path.read_text().replace("float16", "float32"))
    with pytest.raises(ArtifactDamaged, match="fit together"):
        WordVectors.open(tmp_path / "small")


@pytest.mark.parametrize("told", [{"precision": "float32"}, {}], ids=["precision", "before half precision"])
def test_a_manifest_of_an_earlier_version_is_read(tmp_path: Path, told: dict[str, str]) -> None:
    made = prepare(source_of(SMALL), tmp_path, "small")
    files = [{"name": name, **asdict(record)} for name, record in made.files.items()]
    old = {"name": "small", "source": made.source, "format": made.format, "rows": 2, "dimensions": 2}
    old |= {"skipped": asdict(made.skipped), "files": files, "layout": 1, **told}
    (tmp_path / "small" / MANIFEST_FILE).write_text(json.dumps(old))
    assert WordVectors.open(tmp_path / "small").manifest == made


def test_a_shelf_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritable):
        prepare(source_of(SMALL), tmp_path / "file" / "shelf", "small")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_shelf_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotWritable, match="Permission"):
            prepare(source_of(SMALL), tmp_path, "small")
    finally:
        tmp_path.chmod(0o700)
