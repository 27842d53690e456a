"""The text models that are ready to write: those that ship and those a person has trained."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.artifacts import Artifact, Manifest, load_model
from models.text.cells import BestCell
from models.text.copying import Passages
from models.text.endings import Kind
from models.text.errors import UnknownTextModel
from models.text.generate import Writer
from models.text.lstm import Lstm
from models.text.reader import Reader
from models.text.shelf import Shelf
from models.text.surprise import Surprise, surprise
from models.text.vocabulary import Vocabulary

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


class TextLibrary(Shelf[TextModel]):
    """Text models by name, the shipped ones first."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(folders, load_text_model, UnknownTextModel)


def load_text_model(folder: Path) -> TextModel:
    """Read the model in `folder`; raises as `models.artifacts.load_model` does."""
    command = TRAIN.format(folder.name)
    return load_model(folder, ARTIFACT_KIND, command, lambda artifact: _read(folder.name, artifact))


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
