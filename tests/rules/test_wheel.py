"""The wheel carries all that the bot needs: installed by itself, it starts."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from bot.settings import Settings, variable

ROOT = Path(__file__).parents[2]
SOURCES = ("bot", "cogs", "models", "storage", "pyproject.toml", "README.md", "LICENSE")
UNPACKED = {"--build-option": ["--compression=stored"]}  # to squeeze the models would take long
BUILD = f"import setuptools.build_meta as backend; print(backend.build_wheel('.', {UNPACKED}))"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Build the wheel from a copy of the tracked sources, so that nothing is left among them."""
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, sources)
    return sources / run(sys.executable, "-c", BUILD, cwd=sources).splitlines()[-1]


def test_installed_from_its_wheel_it_starts(wheel: Path, tmp_path: Path, settings: Settings) -> None:
    home = tmp_path / "empty"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    packages = Path(run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=tmp_path).strip())
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "-q",
        wheel,
        cwd=tmp_path,
    )
    seen = [path for path in sys.path if path.endswith("site-packages")] or site.getsitepackages()
    (packages / "dependencies.pth").write_text("".join(f"{path}\n" for path in seen))

    hyperplane = home / "bin" / "hyperplane"
    assert run(hyperplane, "--version", cwd=tmp_path).startswith("hyperplane 0.")
    where = run(python, "-c", "import bot; print(bot.__file__)", cwd=tmp_path)
    assert where.startswith(str(packages))
    kept = {variable("data_dir"): str(settings.data_dir)}
    assert run(hyperplane, "run", "--check", cwd=tmp_path, **kept).startswith("Ready to start")
