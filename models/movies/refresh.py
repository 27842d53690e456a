"""What an artifact says of its films, written anew from the film file, without training again.

For whoever changes how titles are cleaned, which entries are one film, or how titles are found: vectors,
prominence and acclaim stay as they were learned.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.artifacts import Artifact, Manifest, load_artifact, save_artifact
from models.movies.audience import Part, part_of
from models.movies.catalogue import read_catalogue
from models.movies.contents import describe
from models.movies.embeddings import BUILD_COMMAND, KIND, load_embeddings
from models.movies.errors import CatalogueUnreadable
from models.movies.evaluate import judges_of, read_stars
from models.movies.figures import franchise_figures, list_figures, taste_figures
from models.movies.film_record import FilmRecord

OF_FILMS = ("film_vectors", "acclaim", "prominence", "link_sizes")
"""Arrays with a row for each film."""


def refresh(folder: Path, data: Path, ratings: Path | None = None) -> Manifest:
    """Write titles, years, genres and what finds films anew; films that the file lacks are left out.

    Films that only the file has stay out as well: they have no vector. The series are looked for anew, and
    with `ratings`, a list of userId,page,rating, taste and lists are measured anew on the part reported on.

    Raises
    ------
    ArtifactMissing, ArtifactDamaged
    CatalogueUnreadable
        When the file cannot be read, or has none of the artifact's films.
    NotWritable
    """
    artifact = load_artifact(folder, KIND, BUILD_COMMAND)
    pages = artifact.documents["catalogue"]["pages"]
    said = _by_page(read_catalogue(data, artifact.manifest.config["min_count"]).films, set(pages))
    rows = np.array([row for row, page in enumerate(pages) if page in said], np.int64)
    if not len(rows):
        raise CatalogueUnreadable(data, "it has none of the model's films")
    films = [said[pages[row]] for row in rows]
    index, documents = describe(films, artifact.documents["catalogue"]["links"])
    tensors = _chosen(artifact, rows) | index
    metrics = dict(artifact.manifest.metrics)

    def save() -> Manifest:
        manifest = artifact.manifest
        return save_artifact(
            folder,
            KIND,
            config=manifest.config,
            data=manifest.data | {"films": len(films)},
            metrics=metrics,
            tensors=tensors,
            documents=documents,
        )

    save()
    embeddings = load_embeddings(folder)
    metrics["franchise_recall_at_10"] = franchise_figures(embeddings)
    if ratings is not None:
        stars = part_of(read_stars(ratings, embeddings.pages, embeddings.redirects), Part.REPORT)
        metrics |= taste_figures(embeddings, judges_of(stars)) | list_figures(embeddings, stars)
    return save()


def _by_page(films: Sequence[FilmRecord], pages: Set[str]) -> dict[str, FilmRecord]:
    """Return what is said of films by the page that the artifact has of each, this or another name of it."""
    found = {film.page: film for film in films}
    for film in films:
        earlier = next((name for name in film.redirects if name in pages), None)
        if film.page not in pages and earlier is not None:
            found[earlier] = film
    return found


def _chosen(artifact: Artifact, rows: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Return the trained arrays with these films only."""
    tensors = artifact.tensors
    ends = np.cumsum(tensors["link_sizes"], dtype=np.int64)
    starts = ends - tensors["link_sizes"]
    columns = np.concatenate([tensors["link_columns"][starts[row] : ends[row]] for row in rows])
    counts = np.bincount(columns, minlength=len(tensors["link_counts"]))
    return {name: tensors[name][rows] for name in OF_FILMS} | {
        "link_vectors": tensors["link_vectors"],
        "link_columns": columns,
        "link_counts": counts.astype(np.int32),
    }
