"""The network that fills gaps, read from its files when it is first asked."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from models.artifacts import Artifact, Manifest, load_model
from models.words.context.predictor import Filled, Predictor
from models.words.context.sentence import Gapped

ARTIFACT_KIND = "context"
SHIPPED = Path(__file__).parent / "artifact"
TRAIN = "hyperplane vectors train-context --corpus PATH"


class ContextLibrary:
    """A predictor that costs nothing until it is first asked, and some hundredths of a second then."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.folder = folder

    @property
    def predictor(self) -> Predictor:
        """The network; raises as `load_predictor` does."""
        return self._loaded[0]

    @property
    def manifest(self) -> Manifest:
        """What the network is; raises as `load_predictor` does."""
        return self._loaded[1]

    def fill(self, sentence: Gapped) -> tuple[Predictor, Filled]:
        """Return what fits a gap, and who says so; raises as `Predictor.fill` does."""
        return self.predictor, self.predictor.fill(sentence)

    @cached_property
    def _loaded(self) -> tuple[Predictor, Manifest]:
        return load_predictor(self.folder)


def load_predictor(folder: Path) -> tuple[Predictor, Manifest]:
    """Read the network in `folder`; raises as `models.artifacts.load_model` does."""
    return load_model(folder, ARTIFACT_KIND, TRAIN, _read)


def _read(artifact: Artifact) -> tuple[Predictor, Manifest]:
    manifest = artifact.manifest
    sentences = manifest.data["training_sentences"]
    return Predictor(artifact.documents["tokens"], artifact.tensors, sentences), manifest
