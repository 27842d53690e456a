"""Films and links at run time: unit film vectors, link vectors and the facts that say why (numpy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.artifacts import Artifact, Manifest, load_model
from models.movies.blocks import BlockWeights, film_vectors, unit_rows
from models.movies.film_keys import FilmKeys, key_numbers
from models.movies.titles.title_keys import RULES, TitleKeys

KIND = "movies"
BUILD_COMMAND = "hyperplane movies train --data FILE"
SHIPPED = Path(__file__).parent / "artifact"
ROWS_AT_ONCE = 4_096
COMMON_LINK = 1_000  # a link in more films than this explains nothing: years, decades, big studios


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link of a film: its column, its name and in how many films it stands."""

    column: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Roles:
    """Who directed a film and who starred in it, as its article has them."""

    directors: tuple[str, ...] = ()
    starring: tuple[str, ...] = ()


class RoundedRows:
    """Unit rows kept as int8, a quarter of their size; each use restores what it needs."""

    def __init__(self, rows: NDArray[np.int8]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int | Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """Return one row or several, of unit length."""
        chosen = self._rows[at]
        return restore(chosen) if chosen.ndim > 1 else restore(chosen[None])[0]

    @property
    def dimensions(self) -> int:
        """How many coordinates a row has."""
        return int(self._rows.shape[1])

    def dot(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the dot product of each row with a vector: (rows,)."""
        parts = [
            self[np.arange(start, min(start + ROWS_AT_ONCE, len(self)))] @ vector
            for start in range(0, len(self), ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)


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
        Unit rows: the trained vector, genres, time and acclaim side by side (see `blocks`).
    link_vectors : RoundedRows, (links, trained dimensions)
        Unit rows in the space of the first `trained dimensions` coordinates of `vectors`.
    prominence : ndarray of float32, (films,)
        How widely known each film is, in standard deviations from the mean (see `reputation`).
    pointers, columns, counts : ndarrays
        Which film points to which links, as in `Catalogue`.
    title_keys : TitleKeys
    film_keys : FilmKeys
        Which films have a title or key; made with the artifact, as it takes longer than to open it.
    manifest : Manifest
        Config, data and metrics.
    redirects : mapping of str to str
        Other names of films' pages, and the pages: of films that were there twice, and those that a dump has.
    roles : mapping of str to Roles
        By page; of a catalogue that was collected from a dump.
    """

    pages: tuple[str, ...]
    titles: tuple[str, ...]
    years: tuple[int | None, ...]
    genres: tuple[tuple[str, ...], ...]
    genre_names: tuple[str, ...]
    links: tuple[str, ...]
    vectors: NDArray[np.float32]
    link_vectors: RoundedRows
    prominence: NDArray[np.float32]
    pointers: NDArray[np.int64]
    columns: NDArray[np.int32]
    counts: NDArray[np.int64]
    title_keys: TitleKeys
    film_keys: FilmKeys
    manifest: Manifest
    redirects: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, Roles] = field(default_factory=dict)

    @property
    def trained_dimensions(self) -> int:
        """How many leading coordinates of a film vector were trained."""
        return self.link_vectors.dimensions

    @property
    def acclaim_direction(self) -> NDArray[np.float32]:
        """The unit direction of acclaim, the last coordinate: (dimensions,)."""
        direction = np.zeros(self.vectors.shape[1], np.float32)
        direction[-1] = 1.0
        return direction

    @property
    def link_numbers(self) -> NDArray[np.int64]:
        """How many links each film has: (films,)."""
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
    return load_model(folder, KIND, BUILD_COMMAND, _assemble)


def restore(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the unit rows that `quantise` rounded: their scales do not matter, and are not kept."""
    return unit_rows(rows.astype(np.float32))


def _assemble(artifact: Artifact) -> Embeddings:
    """Put the parts of the artifact together."""
    tensors, catalogue = artifact.tensors, artifact.documents["catalogue"]
    names = catalogue["genre_names"]
    combinations: dict[tuple[int, ...], tuple[str, ...]] = {}  # some thousand, of which a film has one
    for numbers in set(map(tuple, catalogue["genres"])):
        combinations[numbers] = tuple(names[number] for number in numbers)
    genres = tuple([combinations[tuple(numbers)] for numbers in catalogue["genres"]])
    years = tuple(catalogue["years"])
    weights = BlockWeights(**artifact.manifest.config["blocks"])
    sizes = tensors["link_sizes"].astype(np.int64)
    columns = tensors["link_columns"].astype(np.int32)
    links = tuple(catalogue["links"])
    vectors = film_vectors(
        restore(tensors["film_vectors"]),
        genres,
        years,
        tensors["acclaim"].astype(np.float32),
        genre_names=names,
        weights=weights,
    )
    vectors = np.asfortranarray(vectors)  # by coordinate: a product with one vector is over twice as fast
    pages, titles = tuple(catalogue["pages"]), tuple(catalogue["titles"])
    lengths = {len(each) for each in (pages, titles, years, genres, vectors, sizes, tensors["prominence"])}
    if len(lengths) != 1:
        raise ValueError("titles and vectors differ in number")
    if len(links) != len(tensors["link_vectors"]) or sizes.sum() != len(columns):
        raise ValueError("links and vectors differ in number")
    titles = tuple([title or page for title, page in zip(titles, pages, strict=True)])
    keys = tensors["film_keys"] if "film_keys" in tensors else key_numbers(pages)
    if len(keys) != len(pages):
        raise ValueError("films and keys differ in number")
    return Embeddings(
        pages=pages,
        titles=titles,
        years=years,
        genres=genres,
        genre_names=tuple(names),
        links=links,
        vectors=vectors,
        link_vectors=RoundedRows(tensors["link_vectors"]),
        prominence=tensors["prominence"].astype(np.float32),
        pointers=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        columns=columns,
        counts=tensors["link_counts"].astype(np.int64),
        title_keys=_title_keys(artifact, titles),
        film_keys=FilmKeys(keys),
        manifest=artifact.manifest,
        redirects=artifact.documents.get("redirects", {}),
        roles={
            page: Roles(tuple(each["directors"]), tuple(each["starring"]))
            for page, each in artifact.documents.get("roles", {}).items()
        },
    )


def _title_keys(artifact: Artifact, titles: Sequence[str]) -> TitleKeys:
    """Return the keys that lie in the artifact, or new ones where it has none or those of earlier rules."""
    kept = artifact.documents.get("title_keys")
    if kept is None or kept["rules"] != RULES:
        return TitleKeys.of(titles)
    keys = kept["keys"].split("\n")
    found = TitleKeys.joined(keys, artifact.tensors["title_sizes"], artifact.tensors["title_rows"])
    if len(found.rows) and int(found.rows.max()) >= len(titles):
        raise ValueError("titles and their keys differ in number")
    return found
