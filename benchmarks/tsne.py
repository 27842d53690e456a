"""A map of 150 words beside scikit-learn's t-SNE on a plain scatter, and beside adjustText's labels."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from adjustText import adjust_text
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from benchmarks import motion
from benchmarks.table import Row, markdown
from benchmarks.timing import faster
from models.pictures.boxes import overlapping
from models.words.maps.categories import WordMap, build, parse
from models.words.maps.layout import lay_out
from models.words.maps.projection import perplexity_for, project
from models.words.maps.quality import knn_purity
from models.words.maps.render import render
from models.words.store.shelf import Shelf

ROUNDS = 5
SEED = 1
SIDE_INCHES = 13.2  # at 100 dots an inch about as many pixels as our picture has
LABEL_POINTS = 16  # 22 pixels, as on our picture

Points = npt.NDArray[np.float64]


def measure() -> list[Row]:
    """Return all rows for a map of the default vectors: three words, each grown to fifty."""
    with tempfile.TemporaryDirectory() as folder:
        vectors = Shelf(Path(folder)).open(None)
        word_map = build(vectors, parse("france coffee football"), grow_to=50)
        example = build(vectors, parse(""))
    render(example, perplexity_for(len(example.words)), SEED, "dark", "GloVe")  # loads what drawing needs
    # One thread each: where other work runs too, threads that wait for each other only measure that.
    with threadpool_limits(1):
        return [*speed(word_map), *quality(word_map), *motion.measure(example, word_map)]


def speed(word_map: WordMap) -> list[Row]:
    """Return the times of whole pictures, of their points alone, and with labels that somebody can read."""
    perplexity = perplexity_for(len(word_map.words))

    def ours() -> object:
        return render(word_map, perplexity, SEED, "dark", "GloVe")

    def plain() -> bytes:
        return png(scatter(word_map, peer_points(word_map))[0])

    def adjusted() -> bytes:
        return png(adjusted_scatter(word_map, peer_points(word_map))[0])

    n = len(word_map.words)
    return [
        faster(
            f"points of {n} words",
            lambda: project(word_map.vectors, perplexity, SEED),
            lambda: peer_points(word_map),
            "peer: scikit-learn's TSNE, Barnes-Hut",
            rounds=ROUNDS,
            repeats=1,
        ),
        faster(
            f"picture of {n} words", ours, plain, "peer: TSNE, scatter, annotate", rounds=ROUNDS, repeats=1
        ),
        faster(
            "the same, labels moved", ours, adjusted, "peer: TSNE, scatter, adjustText", rounds=3, repeats=1
        ),
    ]


def quality(word_map: WordMap) -> list[Row]:
    """Return how pure the maps are, and how many labels of each picture touch no other label."""
    ours = project(word_map.vectors, perplexity_for(len(word_map.words)), SEED)
    theirs = peer_points(word_map)
    layout = lay_out(word_map, ours)
    our_purity, peer_purity = (knn_purity(points, word_map.labels) for points in (ours.points, theirs))
    shown = knn_purity(layout.points, word_map.labels)
    free = readable(layout.labels.boxes) * layout.labels.placed.mean()
    purity_note = f"{shown:.3f} as drawn, gaps narrowed"
    ratio = our_purity / peer_purity
    rows = [Row("kNN purity (k = 5)", f"{our_purity:.3f}", f"{peer_purity:.3f}", ratio, purity_note)]
    for name, make in (("annotate", scatter), ("adjustText", adjusted_scatter)):
        other = readable(boxes_of(*make(word_map, theirs)))
        rows.append(
            Row("labels free of others", f"{free:.0%}", f"{other:.0%}", free / other, f"peer: {name}")
        )
    return rows


def peer_points(word_map: WordMap) -> Points:
    """Return scikit-learn's t-SNE at our perplexity."""
    tsne = TSNE(perplexity=perplexity_for(len(word_map.words)), random_state=SEED)
    return np.asarray(tsne.fit_transform(word_map.vectors), dtype=np.float64)


def scatter(word_map: WordMap, points: Points) -> tuple[Figure, list[Text]]:
    """Draw points and words as a tutorial does."""
    figure, axes = _axes()
    axes.scatter(points[:, 0], points[:, 1], c=word_map.labels, cmap="tab10")
    pairs = zip(word_map.words, points, strict=True)
    return figure, [axes.annotate(word, (x, y), fontsize=LABEL_POINTS) for word, (x, y) in pairs]


def adjusted_scatter(word_map: WordMap, points: Points) -> tuple[Figure, list[Text]]:
    """Draw the same, with adjustText moving the words."""
    figure, axes = _axes()
    axes.scatter(points[:, 0], points[:, 1], c=word_map.labels, cmap="tab10")
    pairs = zip(word_map.words, points, strict=True)
    texts = [axes.text(x, y, word, fontsize=LABEL_POINTS) for word, (x, y) in pairs]
    adjust_text(texts, ax=axes, arrowprops={"arrowstyle": "-"})
    return figure, texts


def png(figure: Figure) -> bytes:
    """Return a figure as a file."""
    file = BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def boxes_of(figure: Figure, texts: list[Text]) -> Points:
    """Return the boxes (n, 4) of texts in pixels."""
    figure.draw_without_rendering()
    return np.array([text.get_window_extent().extents for text in texts])


def readable(boxes: Points) -> float:
    """Return the share of boxes (n, 4) that overlap no other."""
    hits = overlapping(boxes.T[:, :, None], boxes.T[:, None, :])
    np.fill_diagonal(hits, val=False)
    return float(1 - hits.any(axis=1).mean())


def _axes() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(SIDE_INCHES, SIDE_INCHES), dpi=100)
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def main() -> None:
    """Measure and print the table."""
    print(markdown(measure()))


if __name__ == "__main__":
    main()
