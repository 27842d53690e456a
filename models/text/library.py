"""The text models that are ready to write: those that ship and those a person has trained."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from models.artifacts import MANIFEST_FILE, Artifact, Manifest, load_artifact
from models.errors import ArtifactDamaged, ArtifactMissing
from models.text.cells import BestCell
from models.text.copying import Passages
from models.text.endings import Kind
from models.text.errors import UnknownTextModel
from models.text.generate import Writer
from models.text.lstm import Lstm
from models.text.reader import Reader
from models.text.surprise import Surprise, surprise
from models.text.vocabulary import Vocabulary

log = logging.getLogger(__name__)

ARTIFACT_KIND = "text"
SHIPPED = Path(__file__).parent / "artifacts"
TRAIN = "hyperplane text train --corpus PATH --name {}"


@dataclass(frozen=True, slots=True, eq=False)
class TextModel:
    """A trained network and all that is known about it.

    Attributes
    ----------
    name : str
        What people ask for it by.
    kind : Kind
        What it writes; decides where a text may end.
    passages : Passages
        Remembers which short passages the training text has.
    best_cells : tuple of BestCell
        For each property of a text, the cell that follows it best.
    """

    name: str
    kind: Kind
    manifest: Manifest
    reader: Reader
    writer: Writer
    passages: Passages
    best_cells: tuple[BestCell, ...]

    def surprise(self, text: str) -> Surprise:
        """Return what each token of `text` costs the network."""
        return surprise(self.reader, text)


class TextLibrary:
    """Text models by name, the shipped ones first; one is read when it is first asked for."""

    def __init__(self, *folders: Path) -> None:
        self._paths = {
            path.parent.name: path.parent
            for folder in folders
            for path in sorted(folder.glob(f"*/{MANIFEST_FILE}"))
        }
        self._opened: dict[str, TextModel] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """What the models are called."""
        return tuple(self._paths)

    def open(self, name: str) -> TextModel:
        """Return a model by its name, in whatever capitals.

        Raises
        ------
        UnknownTextModel
            When there is none of that name.
        ArtifactMissing, ArtifactDamaged
            When its files are not whole.
        """
        if name not in self._paths:
            name = self._spelt(name)
        if name not in self._opened:
            self._opened[name] = load_text_model(self._paths[name])
        return self._opened[name]

    def _spelt(self, name: str) -> str:
        for each in self._paths:
            if each.casefold() == name.casefold():
                return each
        raise UnknownTextModel(name, self.names)

    def whole(self) -> tuple[TextModel, ...]:
        """Return all models; one whose files are damaged is left out, and the log says so."""
        models = []
        for name in self.names:
            try:
                models.append(self.open(name))
            except (ArtifactDamaged, ArtifactMissing) as error:
                log.warning("the text model %s is left out: %s", name, error)
        return tuple(models)


def load_text_model(folder: Path) -> TextModel:
    """Read the model in `folder`; raises as `models.artifacts.load_artifact` does."""
    command = TRAIN.format(folder.name)
    artifact = load_artifact(folder, ARTIFACT_KIND, command)
    try:
        return _read(folder.name, artifact)
    except (KeyError, ValueError, TypeError) as error:
        raise ArtifactDamaged(folder, f"its parts do not fit together: {error}", command) from error


def _read(name: str, artifact: Artifact) -> TextModel:
    tensors = dict(artifact.tensors)
    passages = Passages(tensors.pop("passages"))
    vocabulary = Vocabulary.from_document(artifact.documents["vocabulary"])
    lstm = Lstm(tensors)
    if lstm.tokens != len(vocabulary):
        raise ValueError("the vocabulary has another number of tokens than the network")
    reader = Reader(lstm, vocabulary, artifact.manifest.config["primer"])
    kind = Kind(artifact.manifest.config["kind"])
    return TextModel(
        name=name,
        kind=kind,
        manifest=artifact.manifest,
        reader=reader,
        writer=Writer(reader, kind),
        passages=passages,
        best_cells=tuple(BestCell(**cell) for cell in artifact.documents["cells"]),
    )
