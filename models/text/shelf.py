"""Models by name: folders with a manifest each, read when they are first asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Generic, Self, TypeVar

from models.artifacts import MANIFEST_FILE
from models.errors import ArtifactDamaged, ArtifactMissing, ModelError

Model = TypeVar("Model")

log = logging.getLogger(__name__)


class Shelf(Generic[Model]):
    """Models by name, those of the first folder first; one is read when it is first asked for.

    Parameters
    ----------
    folders : sequence of Path
        Each holds folders, whose names are the models'.
    load : callable
        Reads one.
    unknown : callable
        Makes what is raised for a name that is not there, from it and the names that are.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        load: Callable[[Path], Model],
        unknown: Callable[[str, tuple[str, ...]], ModelError],
    ) -> None:
        self._paths = {
            path.parent.name: path.parent
            for folder in folders
            for path in sorted(folder.glob(f"*/{MANIFEST_FILE}"))
        }
        self._load = load
        self._unknown = unknown
        self._opened: dict[str, Model] = {}
        self._guests: dict[str, Model] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """What the models are called."""
        return (*self._paths, *self._guests)

    def joined_by(self, name: str, guest: Model) -> Self:
        """Return a shelf with one more model; what either of the two opens is there for both."""
        joined = copy(self)
        joined._guests = {**self._guests, name: guest}
        return joined

    def open(self, name: str) -> Model:
        """Return a model by its name, in whatever capitals.

        Raises
        ------
        UnknownTextModel or UnknownAttentionModel
            When there is none of that name.
        ArtifactMissing, ArtifactDamaged
            When its files are not whole.
        """
        if name not in self.names:
            name = self._spelt(name)
        if name in self._guests:
            return self._guests[name]
        if name not in self._opened:
            self._opened[name] = self._load(self._paths[name])
        return self._opened[name]

    def whole(self) -> tuple[Model, ...]:
        """Return all models; one whose files are damaged is left out, and the log says so."""
        models = []
        for name in self.names:
            try:
                models.append(self.open(name))
            except (ArtifactDamaged, ArtifactMissing) as error:
                log.warning("the text model %s is left out: %s", name, error)
        return tuple(models)

    def ready(self) -> tuple[Model, ...]:
        """Return all models that are whole; where none is, raises as `open` does for the first."""
        return self.whole() or (self.open(next(iter(self._paths), "")),)

    def _spelt(self, name: str) -> str:
        for each in self.names:
            if each.casefold() == name.casefold():
                return each
        raise self._unknown(name, self.names)
