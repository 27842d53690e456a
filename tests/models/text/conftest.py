"""A small network trained on the spot, and the ones that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.text.build import BuildConfig, build
from models.text.corpus import Corpus, read_corpus
from models.text.endings import Kind
from models.text.library import SHIPPED, TextLibrary, TextModel
from models.text.network import NetworkConfig
from models.text.train import TrainConfig
from tests.once import once

SMALL = TrainConfig(
    tokens=120,
    network=NetworkConfig(embedding=16, hidden=32),
    batch=8,
    steps=16,
    minutes=0.05,
    every=20,
)


def poem(lines: int) -> str:
    """Return verse that is easy to learn and long enough to learn from."""
    return "".join(f"The {('tea', 'moon', 'sea')[at % 3]} is (very) deep {at % 7}.\n" for at in range(lines))


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("corpus") / "poem.txt"
    path.write_text(poem(1500), encoding="utf-8")
    return read_corpus(path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """Return the folder of a model of the poem."""
    config = BuildConfig(Kind.VERSE, training=SMALL)
    return once(tmp_path_factory, "texts", lambda folder: build(corpus, folder / "poem", config)) / "poem"


@pytest.fixture(scope="session")
def python() -> TextModel:
    return TextLibrary(SHIPPED).open("python")


@pytest.fixture(scope="session")
def shakespeare() -> TextModel:
    return TextLibrary(SHIPPED).open("shakespeare")
