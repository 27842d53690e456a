"""The attention models that are ready to read: those that ship and those a person has trained."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.artifacts import Artifact, Manifest, load_model
from models.text.attention.heads import BestHead
from models.text.attention.reader import AttentionReader
from models.text.attention.served import Attention
from models.text.endings import Kind
from models.text.errors import UnknownAttentionModel
from models.text.shelf import Shelf
from models.text.surprise import surprise
from models.text.vocabulary import Vocabulary
from models.text.wrapping import fitting

ARTIFACT_KIND = "attention"
SHIPPED = Path(__file__).parent / "artifacts"
TRAIN = "hyperplane text train --network attention --corpus PATH --name {}"


@dataclass(frozen=True, slots=True, eq=False)
class AttentionModel:
    """A trained attention model and all that is known about it.

    Attributes
    ----------
    name : str
        What people ask for it by: the name of the text model that has read the same.
    kind : Kind
        What the text is.
    best_heads : tuple of BestHead
        For each pattern, the head that looks there most.
    """

    name: str
    kind: Kind
    manifest: Manifest
    reader: AttentionReader
    best_heads: tuple[BestHead, ...]


class AttentionLibrary(Shelf[AttentionModel]):
    """Attention models by name, the shipped ones first."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(folders, load_attention_model, UnknownAttentionModel)

    def least_surprised(self, text: str) -> AttentionModel:
        """Return the model that is surprised least by as much of `text` as is shown."""
        shown = fitting(text)
        return min(self.ready(), key=lambda model: surprise(model.reader, shown).per_character)


def load_attention_model(folder: Path) -> AttentionModel:
    """Read the model in `folder`; raises as `models.artifacts.load_model` does."""
    command = TRAIN.format(folder.name)
    return load_model(folder, ARTIFACT_KIND, command, lambda artifact: _read(folder.name, artifact))


def _read(name: str, artifact: Artifact) -> AttentionModel:
    config = artifact.manifest.config
    vocabulary = Vocabulary.from_document(artifact.documents["vocabulary"])
    attention = Attention(artifact.tensors, config["training"]["network"]["window"])
    if attention.tokens != len(vocabulary):
        raise ValueError("the vocabulary has another number of tokens than the network")
    return AttentionModel(
        name=name,
        kind=Kind(config["kind"]),
        manifest=artifact.manifest,
        reader=AttentionReader(attention, vocabulary),
        best_heads=tuple(BestHead(**head) for head in artifact.documents["heads"]),
    )
