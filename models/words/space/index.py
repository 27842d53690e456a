"""An approximate index beside the matrix: HNSW (Malkov and Yashunin 2018), built and searched by usearch.

The index only proposes rows. Their order and similarities are those of the exact products with the matrix, so
that what is approximate is only whether a word is found at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.artifacts import check_files, load_manifest, seal
from models.errors import ArtifactDamaged, NotWritable
from models.publishing import check_room, failing_as_not_writable, scratch_folder
from models.words.errors import NoIndexer
from models.words.space import search
from models.words.space.blocks import blocks
from models.words.space.search import Hits, Matrix
from models.words.store.manifest import MATRIX_FILE, Manifest

if TYPE_CHECKING:
    from usearch.index import Index as Graph

FOLDER = "index"
GRAPH_FILE = "graph.usearch"
KIND = "index of word vectors"
LARGE_FROM = 1_000_000  # rows

_COMPARED = 50  # rows, or twice as many as asked for: the copies in the graph tell these from all others


@dataclass(frozen=True, slots=True)
class Recipe:
    """The three numbers of HNSW, and how it keeps the rows.

    Attributes
    ----------
    links : int
        Of each row on each level; M in the paper, twice as many on the lowest level.
    build_width : int
        How many rows are kept in sight while a row is put in; efConstruction.
    search_width : int
        How many while the nearest are looked for; ef.
    numbers : str
        usearch's name of the type of the rows' copies, which need only tell the near from the far.
    """

    links: int
    build_width: int
    search_width: int
    numbers: str


SMALL = Recipe(links=24, build_width=200, search_width=80, numbers="f16")
LARGE = Recipe(links=16, build_width=40, search_width=1400, numbers="i8")  # quicker to build


class Index:
    """A graph of the rows of a matrix; safe to ask from several threads."""

    def __init__(self, graph: Graph, matrix: Matrix) -> None:
        self._graph = graph
        self._matrix = matrix

    @classmethod
    def open(cls, folder: Path, matrix: Matrix, manifest: Manifest) -> Index:
        """Map the index that `build` put beside the matrix in `folder`, once all of it has been checked.

        The graph's links are followed unchecked, so each byte of the file is compared with its hash: some
        seconds for millions of rows.

        Raises
        ------
        ArtifactMissing
            If there is none.
        ArtifactDamaged
            If it is not whole, or that of another matrix.
        NoIndexer
            If usearch is not installed.
        """
        command = f"hyperplane vectors index {folder.name}"
        path = folder / FOLDER
        made = load_manifest(path, KIND, command)
        if made.data != _indexed(manifest):
            raise ArtifactDamaged(path, "it is of other vectors", command)
        check_files(path, made.files, command, hashes=True)
        try:
            graph = _empty(manifest)
            graph.view(str(path / GRAPH_FILE))
        except (OSError, ValueError, RuntimeError) as error:
            raise ArtifactDamaged(path, str(error), command) from error
        if (len(graph), graph.ndim) != matrix.shape:
            raise ArtifactDamaged(path, "it has another shape than the vectors", command)
        return cls(graph, matrix)

    def nearest(self, query: NDArray[np.float32], count: int, excluded: Collection[int] = ()) -> Hits:
        """Return about the `count` rows with the highest dot product to a unit query (d,), none excluded."""
        wanted = max(_COMPARED, 2 * count) + len(excluded)
        found = np.asarray(self._graph.search(query, wanted, threads=1).keys).astype(np.int64)
        for row in excluded:  # they are few
            found = found[found != row]
        return search.best_of(self._matrix, query, found, count)


def recipe(rows: int) -> Recipe:
    """Return the recipe for a matrix of so many rows."""
    return LARGE if rows >= LARGE_FROM else SMALL


def build(
    folder: Path,
    matrix: Matrix,
    manifest: Manifest,
    progress: Callable[[int, int], None] | None = None,
    *,
    threads: int = 0,
) -> None:
    """Put an index of `matrix` into its `folder`: all of it, or nothing.

    Parameters
    ----------
    folder : Path
        The one that holds the matrix.
    progress : function of two ints
        Called with the rows that are in, and all.
    threads : int
        0: as many as processors.

    Raises
    ------
    NoIndexer
        If usearch is not installed.
    NotWritable
        If there is no room or no right to write.
    """
    graph = _empty(manifest)
    rows = len(matrix)
    for start, block in blocks(matrix):
        graph.add(np.arange(start, start + len(block)), block, threads=threads)
        if progress is not None:
            progress(start + len(block), rows)
    save(graph, folder, manifest)


def save(graph: Graph, folder: Path, manifest: Manifest) -> None:
    """Put a graph that is complete into the `folder` of its matrix in one step."""
    with scratch_folder(folder) as scratch:
        check_room(scratch, graph.serialized_length)
        path = scratch / GRAPH_FILE
        try:
            graph.save(str(path))
        except (RuntimeError, ValueError) as error:
            raise NotWritable(path, str(error), graph.serialized_length) from error
        with failing_as_not_writable(path, graph.serialized_length):
            config, data = asdict(recipe(manifest.rows)), _indexed(manifest)
            seal(scratch, folder / FOLDER, KIND, config=config, data=data, metrics={})


def _empty(manifest: Manifest) -> Graph:
    try:
        from usearch.index import Index as Graph  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise NoIndexer from error
    chosen = recipe(manifest.rows)
    return Graph(
        ndim=manifest.dimensions,
        metric="ip",  # of unit rows
        dtype=chosen.numbers,
        connectivity=chosen.links,
        expansion_add=chosen.build_width,
        expansion_search=chosen.search_width,
    )


def _indexed(manifest: Manifest) -> dict[str, object]:
    """Return what proves a graph to be that of just this matrix."""
    sha256 = manifest.files[MATRIX_FILE].sha256
    return {"matrix_sha256": sha256, "rows": manifest.rows, "dimensions": manifest.dimensions}
