"""A small attention model trained on the spot, and the ones that ship."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.text.attention.build import AttentionBuildConfig, build
from models.text.attention.library import SHIPPED, AttentionLibrary, AttentionModel
from models.text.attention.network import AttentionConfig
from models.text.corpus import Corpus
from models.text.endings import Kind
from tests.models.text.conftest import SMALL
from tests.once import once

TINY = AttentionConfig(width=24, layers=2, heads=2, window=16)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """Return the folder of an attention model of the poem."""
    config = AttentionBuildConfig(Kind.VERSE, replace(SMALL, network=TINY, minutes=0.03))
    return once(tmp_path_factory, "attention", lambda folder: build(corpus, folder / "poem", config)) / "poem"


@pytest.fixture(scope="session")
def python() -> AttentionModel:
    return AttentionLibrary(SHIPPED).open("python")
