"""The film catalogues in the data folder: the one that ships, those that were trained, and the one in use."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from models.artifacts import load_manifest
from models.errors import ArtifactMissing
from models.movies.embeddings import BUILD_COMMAND, KIND, SHIPPED
from models.movies.errors import UnknownCatalogue
from models.publishing import failing_as_not_writable, publish, scratch_folder

DEFAULT = "shipped"
CHOICE_FILE = "chosen.txt"


@dataclass(frozen=True, slots=True)
class Catalogues:
    """A folder with trained catalogues, one folder each, and a file that says which is in use."""

    folder: Path

    @property
    def chosen(self) -> str:
        """The name of the one in use."""
        try:
            return (self.folder / CHOICE_FILE).read_text(encoding="utf-8").strip() or DEFAULT
        except (OSError, ValueError):
            return DEFAULT

    @property
    def names(self) -> tuple[str, ...]:
        """All names, that of the one that ships first."""
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return DEFAULT, *sorted(path.name for path in found if path.is_dir() and path.name[0] != ".")

    def place(self, name: str) -> Path:
        """Return the folder of a catalogue.

        Raises
        ------
        UnknownCatalogue
            When there is none of that name.
        """
        if name not in self.names:
            raise UnknownCatalogue(name, self.names)
        return SHIPPED if name == DEFAULT else self.folder / name

    def take_in(self, trained: Path) -> str:
        """Copy a trained catalogue into the data folder and return its name there, that of its folder.

        Raises
        ------
        ArtifactMissing, ArtifactDamaged
            When there is no catalogue, or not a whole one.
        NotWritable
        """
        load_manifest(trained, KIND, BUILD_COMMAND)
        name = trained.resolve().name
        if name == DEFAULT:
            raise ArtifactMissing(trained, f"a folder of another name: {DEFAULT} is the one that ships")
        with scratch_folder(self.folder) as scratch, failing_as_not_writable(self.folder):
            for path in trained.iterdir():
                shutil.copyfile(path, scratch / path.name)
            publish(scratch, self.folder / name)
        return name

    def choose(self, name: str) -> None:
        """Have the bot open this one from its next start on.

        Raises
        ------
        UnknownCatalogue, NotWritable
        """
        self.place(name)
        with scratch_folder(self.folder) as scratch, failing_as_not_writable(self.folder):
            file = scratch / CHOICE_FILE
            with file.open("w", encoding="utf-8") as stream:
                stream.write(f"{name}\n")
                stream.flush()
                os.fsync(stream.fileno())
            file.replace(self.folder / CHOICE_FILE)
