"""What long work is done by: code, data files and packages, each with a mark that two machines compare.

Only where all are the same is a picture of the same words and seed the same to the byte.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from models.artifacts import MANIFEST_FILE

ROOT = Path(__file__).parents[2]
FOLDERS = ("models", "bot/compute")
CODE = (".py",)
DATA = (".json", ".txt", ".html", ".css", ".js")
PACKAGES = (
    *("numpy", "scipy", "scikit-learn", "opentsne", "matplotlib", "pillow", "distributed"),
    *("manimgx-fonts", "noto-cjk-sans-jp-regular"),
)
LABEL = "hyperplane"
MARK_LENGTH = 12

Marks = dict[str, str]
"""What there is (code, artifacts, packages), with the mark of each."""


@cache
def marks() -> Marks:
    """Return the marks of this process; it keeps them when its files are replaced, as it keeps its code."""
    return marks_of(ROOT)


def marks_of(root: Path) -> Marks:
    """Return the marks of what lies in a folder, and of the packages that are installed."""
    return {
        "code": _mark(_read(root, _files(root, CODE))),
        "artifacts": _mark(_read(root, filter(_is_not_vouched_for, _files(root, DATA)))),
        "packages": _mark(_versions()),
    }


def labels(marks: Marks) -> tuple[str, ...]:
    """Return what a Dask worker offers, and a job asks for: a label for each mark."""
    return tuple(f"{LABEL}-{about}-{mark}" for about, mark in marks.items())


def differing(found: Collection[str], marks: Marks) -> tuple[str, ...]:
    """Return about what a worker that offers the labels `found` differs."""
    return tuple(about for about, label in zip(marks, labels(marks), strict=True) if label not in found)


def is_ours(found: Iterable[str]) -> bool:
    """Tell whether a worker with the labels `found` is one of Hyperplane, of whatever version."""
    return any(label.startswith(f"{LABEL}-") for label in found)


def _files(root: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in suffixes)


def _is_not_vouched_for(path: Path) -> bool:
    """Tell a manifest, which has the hashes of all other files in its folder, and a file that has none."""
    return path.name == MANIFEST_FILE or not (path.parent / MANIFEST_FILE).is_file()


def _read(root: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        yield path.relative_to(root).as_posix().encode()
        yield path.read_bytes()


def _versions() -> Iterator[bytes]:
    yield platform.python_version().rpartition(".")[0].encode()
    for name in PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}".encode()
        except metadata.PackageNotFoundError:
            yield f"no {name}".encode()


def _mark(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:MARK_LENGTH]
