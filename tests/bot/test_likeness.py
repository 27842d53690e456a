"""Two machines are alike if their code, data files and packages are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from bot.compute.likeness import ROOT, differing, labels, marks_of

DRAWING = "models/pictures/canvas.py"
MANIFEST = "models/movies/artifact/manifest.json"
OUTLINE = "models/words/worldmap/outline/countries.json"
WEIGHTS = "models/movies/artifact/weights.safetensors"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with some of what the project's has."""
    for name in (DRAWING, MANIFEST, OUTLINE):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def append(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text(f"{(root / name).read_text()}\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (append(DRAWING), ("code",)),
        (lambda root: (root / "models/more.py").touch(), ("code",)),
        (append(MANIFEST), ("artifacts",)),
        (lambda root: (root / OUTLINE).unlink(), ("artifacts",)),
        (lambda root: (root / WEIGHTS).touch(), ()),  # its manifest vouches for it
        (lambda root: (root / "models/.editor").touch(), ()),
    ],
)
def test_what_differs_is_told(copy: Path, change: Callable[[Path], object], told: tuple[str, ...]) -> None:
    before = marks_of(copy)
    change(copy)
    assert differing(labels(marks_of(copy)), before) == told


def test_another_version_of_a_package_is_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = marks_of(copy)
    monkeypatch.setattr(metadata, "version", lambda name: f"{name} of tomorrow")
    assert differing(labels(marks_of(copy)), before) == ("packages",)
