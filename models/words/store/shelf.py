"""The word vectors under the data folder: the default, those that were added, and which of them is in use."""

from __future__ import annotations

import builtins
import dataclasses
import difflib
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from models.artifacts import check_files
from models.errors import ArtifactDamaged, ArtifactMissing
from models.publishing import scratch_folder
from models.words.errors import BadVectorsName, DownloadFailed, UnknownVectors, VectorsUnreadable
from models.words.space.beyond import Beyond
from models.words.space.index import Index, build
from models.words.space.vectors import WordVectors
from models.words.store import manifest as manifests
from models.words.store.bundled import BUNDLED, Bundled
from models.words.store.choice import read_choice, write_choice
from models.words.store.formats.registry import read
from models.words.store.manifest import Manifest, Precision, Skipped
from models.words.store.prepare import Progress, check_name, prepare

if TYPE_CHECKING:
    from models.words.store.download import Collection

DEFAULT = BUNDLED[0].name


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """Some word vectors on the shelf.

    Attributes
    ----------
    size_bytes : int
        The room they take on the disk; 0 for bundled ones before they are first used.
    chosen : bool
        Whether they are the ones in use.
    source : str
        What they were read from.
    skipped : Skipped
        How many of its rows are not used, and why.
    """

    name: str
    rows: int
    dimensions: int
    size_bytes: int
    chosen: bool
    source: str
    skipped: Skipped = field(default_factory=Skipped)


class Shelf:
    """A folder with word vectors, one folder each.

    Parameters
    ----------
    folder : Path
        Made when first written to.
    collection : function giving a Collection
        Where vectors can be fetched by name, else gensim-data; called only when needed.
    bundled : sequence of Bundled
        What is there without being added; the first is the default, the last knows the most words.
    """

    def __init__(
        self,
        folder: Path,
        collection: Callable[[], Collection] | None = None,
        bundled: Sequence[Bundled] = BUNDLED,
    ) -> None:
        self.folder = folder
        self._collection = collection or _gensim_data
        self._bundled = {each.name: each for each in bundled}
        self._default = bundled[0].name
        self._largest = bundled[-1]

    def open(self, name: str | None = None, progress: Progress | None = None) -> WordVectors:
        """Return the vectors called `name`, or those in use.

        Bundled ones are prepared when first used, and again if they are damaged or there is a newer edition.
        They come with the largest of them, to stand in where a word is missing.

        Raises
        ------
        UnknownVectors
            If there are none of that name.
        ArtifactDamaged
            If they are not whole; its command adds them again.
        """
        name = self.chosen if name is None else name
        bundled = self._bundled.get(name)
        if bundled is None:
            try:
                return WordVectors.open(self._place(name))
            except ArtifactMissing as error:
                raise self._unknown(name, self._names()) from error
        words = self._open_bundled(bundled, progress)
        words.made_from = bundled.made_from
        if bundled is not self._largest:
            self._open_bundled(self._largest, progress)  # prepared here, where it may take its time
            words.beyond = Beyond(self._largest.name, self._open_largest)
        return words

    def prove(self, words: WordVectors) -> bool:
        """Compare all files of vectors that this shelf has opened with their hashes, which takes a while.

        Damaged ones that are bundled are prepared anew, and `words` uses these from then on.

        Returns
        -------
        bool
            Whether they were damaged.

        Raises
        ------
        ArtifactDamaged
            If they are damaged and were added from elsewhere; its command adds them again.
        """
        manifest, place = _manifest_of(words), self._place(words.name)
        try:
            check_files(place, manifest.files, manifest.command, hashes=True)
        except ArtifactDamaged:
            with suppress(ArtifactDamaged, ArtifactMissing):
                if manifests.load(place) != manifest:  # others have taken their place meanwhile
                    return False
            bundled = self._bundled.get(words.name)
            if bundled is None:
                raise
            prepare(bundled.read(), self.folder, bundled.name)
            words.become(WordVectors.open(place))
            return True
        return False

    def _open_largest(self) -> WordVectors:
        words = self._open_bundled(self._largest)
        self.prove(words)
        return words

    def _open_bundled(self, bundled: Bundled, progress: Progress | None = None) -> WordVectors:
        place = self._place(bundled.name)
        try:
            words = WordVectors.open(place)
            if words.manifest is not None and words.manifest.format == bundled.edition().version:
                return words
        except (ArtifactMissing, ArtifactDamaged):
            pass  # as good as not there: they are made anew
        prepare(bundled.read(), self.folder, bundled.name, progress)
        return WordVectors.open(place)

    def open_index(self, words: WordVectors) -> Index:
        """Return the index of vectors that this shelf has opened; see `Index.open`."""
        return Index.open(self._place(words.name), words.matrix, _manifest_of(words))

    def build_index(
        self, name: str | None = None, progress: Progress | None = None, *, threads: int = 0
    ) -> WordVectors:
        """Build the index of the vectors called `name`, or of those in use, and return them."""
        words = self.open(name)
        build(self._place(words.name), words.matrix, _manifest_of(words), progress, threads=threads)
        return words

    def list(self) -> tuple[ShelfEntry, ...]:
        """Return all vectors that can be opened: the bundled ones, the default first, then those added."""
        found = {manifest.name: manifest for manifest in self._manifests()}
        bundled = [
            self._entry(found[each.name]) if each.name in found else self._unprepared(each)
            for each in self._bundled.values()
        ]
        added = [
            self._entry(manifest) for name, manifest in sorted(found.items()) if name not in self._bundled
        ]
        return (*bundled, *added)

    @property
    def chosen(self) -> str:
        """The name of the vectors in use."""
        return read_choice(self.folder) or self._default

    def use(self, name: str) -> None:
        """Put the vectors called `name` into use, for this and every later run.

        Raises
        ------
        UnknownVectors
            If there are none of that name.
        """
        if name not in self._names():
            raise self._unknown(name, self._names())
        write_choice(self.folder, name)

    def add(
        self,
        path_or_name: str | Path,
        name: str | None = None,
        progress: Progress | None = None,
        *,
        precision: Precision | None = None,
        trust_pickle: bool = False,
    ) -> ShelfEntry:
        """Put vectors on the shelf: those in a file, or of gensim-data by name.

        Parameters
        ----------
        path_or_name : str or Path
            A file in any format that `read` knows, a name of gensim-data, or one of the bundled to make anew.
        name : str or None
            What to call them; by default their own name or that of the file.
        progress : function of an int and an int or None
            Called with the bytes done and their total, first for fetching, then from 0 again for converting.
        precision : Precision or None
            How to store the numbers; see `prepare`.
        trust_pickle : bool
            Whether a file that is a pickle may be opened, which can run any program; one that is
            fetched never is.

        Raises
        ------
        VectorsUnreadable
            If the file is missing or no word vectors.
        UnknownVectors
            If it is neither a file nor a name of gensim-data; with the closest names.
        DownloadFailed
            If fetching failed; its address is where to get the file by hand.
        NotWritable
            If there is no room or no right to write.
        """
        asked = str(path_or_name)
        path = Path(path_or_name).expanduser()
        own_name = name or (_name_from(path) if path.exists() or _looks_like_path(path_or_name) else asked)
        check_name(own_name)
        if asked in self._bundled and not path.exists():
            source = self._bundled[asked].read()
            return self._entry(prepare(source, self.folder, asked, progress, precision=precision))
        if own_name in self._bundled:
            raise BadVectorsName(own_name)
        if path.exists():
            source = read(path, trust_pickle=trust_pickle)
            return self._entry(prepare(source, self.folder, own_name, progress, precision=precision))
        if _looks_like_path(path_or_name):
            raise VectorsUnreadable(path, "there is no such file")
        return self._entry(self._fetch(asked, own_name, progress, precision))

    def _fetch(
        self, asked: str, name: str, progress: Progress | None, precision: Precision | None
    ) -> Manifest:
        collection = self._collection()
        try:
            names = collection.names()
        except DownloadFailed as error:
            raise DownloadFailed(asked, error.reason, collection.page(asked)) from error
        if asked not in names:
            raise self._unknown(asked, (*self._bundled, *names))
        with scratch_folder(self.folder) as scratch:
            file = scratch / f"{asked}.gz"
            collection.fetch(asked, file, progress)
            try:
                source = dataclasses.replace(read(file), source=asked)
                return prepare(source, self.folder, name, progress, precision=precision)
            except VectorsUnreadable as error:
                raise DownloadFailed(asked, error.reason, collection.page(asked)) from error

    def _place(self, name: str) -> Path:
        check_name(name)
        return self.folder / name

    def _names(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.list())

    def _manifests(self) -> builtins.list[Manifest]:
        manifests_found = []
        for folder in sorted(self.folder.glob("[!.]*/")):
            try:
                manifests_found.append(manifests.load(folder))
            except (ArtifactDamaged, ArtifactMissing):  # `open` tells what is wrong with it
                continue
        return manifests_found

    def _entry(self, manifest: Manifest) -> ShelfEntry:
        return ShelfEntry(
            manifest.name,
            manifest.rows,
            manifest.dimensions,
            manifest.size_bytes,
            manifest.name == self.chosen,
            manifest.source,
            manifest.skipped,
        )

    def _unprepared(self, bundled: Bundled) -> ShelfEntry:
        edition = bundled.edition()
        chosen = bundled.name == self.chosen
        return ShelfEntry(bundled.name, edition.rows, edition.dimensions, 0, chosen, bundled.name)

    @staticmethod
    def _unknown(name: str, available: tuple[str, ...]) -> UnknownVectors:
        close = difflib.get_close_matches(name, available, n=len(available), cutoff=0.0)
        return UnknownVectors(name, tuple(close))


def _manifest_of(words: WordVectors) -> Manifest:
    if words.manifest is None:
        raise ValueError("vectors that are in no folder cannot have an index")
    return words.manifest


def _gensim_data() -> Collection:
    from models.words.store.download import Collection  # noqa: PLC0415 (only who fetches needs a network's modules)

    return Collection()


def _looks_like_path(asked: str | Path) -> bool:
    """Tell a path from a name of gensim-data, in which there is neither a folder nor a suffix."""
    return isinstance(asked, Path) or os.sep in asked or Path(asked).suffix != ""


def _name_from(path: Path) -> str:
    """Return a name for the vectors in the file at `path`: News.bin.gz gives News."""
    stem = path.name
    while (suffix := Path(stem).suffix) and suffix.lower() in {
        ".gz",
        ".bz2",
        ".xz",
        ".zip",
        ".bin",
        ".txt",
        ".vec",
        ".kv",
        ".model",
    }:
        stem = stem.removesuffix(suffix)
    return re.sub(r"[^A-Za-z0-9._-]+", "-", stem)[:64].strip("._-")
