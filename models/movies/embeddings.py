"""Films and links at run time: unit film vectors, link vectors and the facts that say why (numpy)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.artifacts import Artifact, Manifest, load_artifact
from models.errors import ArtifactDamaged
from models.movies.blocks import BlockWeights, film_vectors, unit_rows

KIND = "movies"
BUILD_COMMAND = "hyperplane movies train --data FILE"
SHIPPED = Path(__file__).parent / "artifact"
COMMON_LINK = 1_000  # a link in more films than this explains nothing: years, decades, big studios


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link of a film: its column, its name and in how many films it stands."""

    column: int
    name: str
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """The shipped catalogue and its vectors.

    Attributes
    ----------
    pages, titles : tuple of str, (films,)
    years : tuple of int or None, (films,)
    genres : tuple of tuples of str, (films,)
    genre_names : tuple of str
        The genres that have a coordinate, in the order of these coordinates, which follow the trained ones.
    links : tuple of str, (links,)
    vectors : ndarray of float32, (films, dimensions)
        Unit rows: the trained vector, the genres and the time side by side (see `blocks`).
    link_vectors : ndarray of float32, (links, trained dimensions)
        Unit rows in the space of the first `trained dimensions` coordinates of `vectors`.
    acclaim : ndarray of float32, (dimensions,)
        Unit direction of average taste (see `acclaim`).
    pointers, columns, counts : ndarrays
        Which film points to which links, as in `Catalogue`.
    manifest : Manifest
        Config, data and metrics.
    """

    pages: tuple[str, ...]
    titles: tuple[str, ...]
    years: tuple[int | None, ...]
    genres: tuple[tuple[str, ...], ...]
    genre_names: tuple[str, ...]
    links: tuple[str, ...]
    vectors: NDArray[np.float32]
    link_vectors: NDArray[np.float32]
    acclaim: NDArray[np.float32]
    pointers: NDArray[np.int64]
    columns: NDArray[np.int64]
    counts: NDArray[np.int64]
    manifest: Manifest

    @property
    def trained_dimensions(self) -> int:
        """How many leading coordinates of a film vector were trained."""
        return int(self.link_vectors.shape[1])

    @property
    def fame(self) -> NDArray[np.int64]:
        """How many links each film has: (films,). The stand-in for prominence."""
        return np.diff(self.pointers)

    def links_of(self, row: int) -> list[LinkFact]:
        """Return the film's links, the rarest first: the rare ones tell most about it."""
        columns = self.columns[self.pointers[row] : self.pointers[row + 1]]
        ordered = sorted(columns.tolist(), key=lambda column: (int(self.counts[column]), self.links[column]))
        return [LinkFact(column, self.links[column], int(self.counts[column])) for column in ordered]

    def shared_links(self, row: int, other: int) -> list[LinkFact]:
        """Return the links that two films share and that say something, the rarest first."""
        theirs = set(self.columns[self.pointers[other] : self.pointers[other + 1]].tolist())
        return [f for f in self.links_of(row) if f.column in theirs and f.count <= COMMON_LINK]


def load_embeddings(folder: Path = SHIPPED) -> Embeddings:
    """Load the films from `folder`.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
        When the artifact is not there or not whole.
    """
    artifact = load_artifact(folder, KIND, BUILD_COMMAND)
    try:
        return _assemble(artifact)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ArtifactDamaged(folder, f"its parts do not fit together: {error}", BUILD_COMMAND) from error


def restore(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the unit rows that `quantise` rounded: their scales do not matter, and are not kept."""
    return unit_rows(rows.astype(np.float32))


def _assemble(artifact: Artifact) -> Embeddings:
    """Put the parts of the artifact together."""
    tensors, catalogue = artifact.tensors, artifact.documents["catalogue"]
    names = catalogue["genre_names"]
    genres = tuple(tuple(names[number] for number in numbers) for numbers in catalogue["genres"])
    years = tuple(catalogue["years"])
    weights = BlockWeights(**artifact.manifest.config["blocks"])
    sizes = tensors["link_sizes"].astype(np.int64)
    columns = tensors["link_columns"].astype(np.int64)
    links = tuple(catalogue["links"])
    vectors = film_vectors(restore(tensors["film_vectors"]), genres, years, names, weights)
    vectors = np.asfortranarray(vectors)  # by coordinate: a product with one vector is over twice as fast
    pages, titles = tuple(catalogue["pages"]), tuple(catalogue["titles"])
    if not len(pages) == len(titles) == len(years) == len(genres) == len(vectors) == len(sizes):
        raise ValueError("titles and vectors differ in number")
    if len(links) != len(tensors["link_vectors"]) or sizes.sum() != len(columns):
        raise ValueError("links and vectors differ in number")
    return Embeddings(
        pages=pages,
        titles=tuple(title or page for title, page in zip(titles, pages, strict=True)),
        years=years,
        genres=genres,
        genre_names=tuple(names),
        links=links,
        vectors=vectors,
        link_vectors=restore(tensors["link_vectors"]),
        acclaim=tensors["acclaim"],
        pointers=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        columns=columns,
        counts=tensors["link_counts"].astype(np.int64),
        manifest=artifact.manifest,
    )
