from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.errors import ArtifactDamaged, ArtifactMissing
from models.movies.blocks import BlockWeights, film_vectors, genre_block, unit_rows, year_block
from models.movies.embeddings import Embeddings, load_embeddings, restore
from models.movies.errors import CatalogueUnreadable
from models.movies.evaluate import franchise_recall, nearest_by_cosine, read_judges
from models.movies.neighbours import Neighbours, top
from models.quantise import quantise


def test_film_vectors_are_of_unit_length(embeddings: Embeddings) -> None:
    np.testing.assert_allclose(np.linalg.norm(embeddings.vectors, axis=1), 1.0, atol=1e-5)


def test_the_nearest_films_of_an_even_film_are_even(embeddings: Embeddings, parity: np.ndarray) -> None:
    near = Neighbours(embeddings)
    for row in (0, 1, 30, 31):
        found = near.films(row, 8)
        assert row not in [other.index for other in found]
        assert all(parity[other.index] == parity[row] for other in found)


def test_links_near_a_film_and_films_near_a_link_have_its_colour(
    embeddings: Embeddings, parity: np.ndarray
) -> None:
    near = Neighbours(embeddings)
    names = [link.name for link in near.links(1, 8)]
    assert all(int(name.split()[-1]) % 2 == 1 for name in names)
    column = near.find_link("link 3")
    assert column is not None
    assert all(parity[film.index] == -1 for film in near.films_near_link(column, 8))
    assert near.find_link("no such link") is None


def test_shared_links_are_exact_and_rarest_first(embeddings: Embeddings) -> None:
    shared = embeddings.shared_links(0, 2)
    assert {f.column for f in shared} == {f.column for f in embeddings.links_of(0)} & {
        f.column for f in embeddings.links_of(2)
    }
    assert [f.count for f in shared] == sorted(f.count for f in shared)
    assert embeddings.shared_links(0, 1) == []


def test_similarity_of_links_is_one_with_itself_and_zero_with_a_stranger(embeddings: Embeddings) -> None:
    similar = Neighbours(embeddings).shared(0)
    assert similar[0] == pytest.approx(1.0)
    assert similar[1] == 0.0


def test_rounding_to_int8_hardly_turns_a_vector() -> None:
    rows = unit_rows(np.random.default_rng(0).normal(size=(100, 64)).astype(np.float32))
    assert ((restore(quantise(rows).rows) * rows).sum(1) > 0.9999).all()


def test_unknown_genres_and_years_are_zeros_and_near_years_are_similar() -> None:
    assert not genre_block([[], ["Opera"]], ["Drama"]).any()
    years = year_block([1990, 1992, 1960, None], 12.0)
    assert years[0] @ years[1] > 0.95 > years[0] @ years[2]
    assert not years[3].any()
    nothing = np.zeros((1, 4), np.float32)
    vectors = film_vectors(
        nothing, [[]], [None], nothing[:, 0], genre_names=["Drama"], weights=BlockWeights()
    )
    assert not vectors.any()


def test_top_is_ordered_and_bounded() -> None:
    scores = np.array([1.0, 3.0, -np.inf, 3.0, 2.0])
    assert top(scores, 3) == [1, 3, 4]
    assert top(scores, 99) == [1, 3, 4, 0]
    assert top(scores, 0) == []


def test_franchise_recall_counts_members_among_the_nearest() -> None:
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], np.float32)
    series = {"right": ["a", "b"], "wrong": ["c", "missing"], "lone": ["d"]}
    assert franchise_recall("abcd", nearest_by_cosine(vectors), series, 1) == 1.0
    assert franchise_recall("abcd", nearest_by_cosine(vectors), {"far": ["a", "c"]}, 1) == 0.0


def test_a_missing_and_a_misfitting_artifact_are_named(artifact: Path, tmp_path: Path) -> None:
    from models.artifacts import load_artifact, save_artifact

    with pytest.raises(ArtifactMissing):
        load_embeddings(tmp_path)
    whole = load_artifact(artifact, "movies", "")
    titles = whole.documents["catalogue"] | {"titles": ["one"]}
    save_artifact(
        tmp_path / "bad",
        "movies",
        config=whole.manifest.config,
        data={},
        metrics={},
        tensors=whole.tensors,
        documents={"catalogue": titles},
    )
    with pytest.raises(ArtifactDamaged):
        load_embeddings(tmp_path / "bad")


def test_ratings_are_read_and_split_by_the_protocol(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("userId,page,rating\n7,a,5.0\n7,old b,2.0\n7,c,3.5\n7,unknown,1.0\n")
    (judge,) = read_judges(path, ["a", "b", "c"], {"old b": "b"})
    assert (judge.user, judge.likes.tolist(), judge.dislikes.tolist()) == (7, [0], [1])


@pytest.mark.parametrize(
    "text", ["nothing,here\n1,2\n", "userId,page,rating\nx,a,5\n", "userId,page,rating\n1,a,\n"]
)
def test_a_file_that_is_no_ratings_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(text)
    with pytest.raises(CatalogueUnreadable):
        read_judges(path, ["a"])


def test_the_run_time_needs_no_torch() -> None:
    code = (
        "import sys; import models.movies.taste, models.movies.neighbours, models.movies.titles,"
        " models.movies.evaluate, models.movies.embeddings; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
