"""A moving map beside matplotlib's own animation, and a word dropped on a map beside openTSNE's transform."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.animation import FuncAnimation, PillowWriter
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from openTSNE import TSNEEmbedding
from openTSNE.affinity import PerplexityBasedNN

from benchmarks.table import Row
from benchmarks.timing import faster, seconds
from models.words.maps.categories import Category, WordMap
from models.words.maps.guests import Guest, place_out_of_sample
from models.words.maps.motion import chosen
from models.words.maps.projection import Projection, Step, perplexity_for, project
from models.words.maps.quality import kept_shares
from models.words.maps.render import animate, render

SEED = 1
SIDE_INCHES = 8.1  # at 100 dots an inch about as many pixels as our film has
HELD_OUT = 5  # every fifth word
NEIGHBOURS = 5

Points = npt.NDArray[np.float64]


def measure(example: WordMap, large: WordMap) -> list[Row]:
    """Return the rows for the film of a map, and for words dropped on a larger one."""
    return [filmed(example), *dropped(large)]


def filmed(word_map: WordMap) -> Row:
    """Return how long a film takes, t-SNE and all, beside the same pictures drawn by FuncAnimation."""
    perplexity = perplexity_for(len(word_map.words))

    def peer() -> bytes:
        steps: list[Step] = []
        project(word_map.vectors, perplexity, SEED, steps.append)
        return peer_film(word_map, chosen(steps))

    films: list[bytes] = []
    ours_s = seconds(lambda: films.append(animate(word_map, perplexity, SEED, "dark", "GloVe").picture.gif))
    peer_s = seconds(lambda: films.append(peer()))  # once: it is slow
    ours_mb, peer_mb = (len(film) / 1e6 for film in films)
    what = f"film of {len(word_map.words)} words"
    note = f"peer: FuncAnimation, as many pictures; {ours_mb:.1f} MB against {peer_mb:.1f}"
    return Row(what, f"{ours_s:.1f} s", f"{peer_s:.1f} s", peer_s / ours_s, note)


def dropped(word_map: WordMap) -> list[Row]:
    """Return what a word costs and how well it is placed, for words held out of a map and dropped on it."""
    out = np.arange(len(word_map.words)) % HELD_OUT == 0
    vectors, perplexity = word_map.vectors[~out], perplexity_for(int((~out).sum()))
    rest = WordMap((Category("words", tuple(np.array(word_map.words)[~out])),), vectors)
    base = project(vectors, perplexity, SEED)
    guest = Guest(word_map.words[0], word_map.vectors[0])
    row = faster(
        f"a word dropped on {len(vectors)}",
        lambda: render(rest, perplexity, SEED, "dark", "GloVe", projection=base, guests=[guest]),
        lambda: render(word_map, perplexity, SEED, "dark", "GloVe"),
        "peer: ourselves, the whole map drawn anew",
        rounds=2,
        repeats=1,
    )
    reference = embedding(vectors, base)
    held_out = word_map.vectors[out]
    seats = [place_out_of_sample(vector, vectors, base) for vector in held_out]
    places = [transform(vector, reference, base.perplexity) for vector in held_out]
    seated, transformed = (
        np.mean([kept(vector, place, vectors, base) for vector, place in zip(held_out, found, strict=True)])
        for found in (seats, places)
    )
    own = kept_shares(vectors, base.points, NEIGHBOURS).mean()
    note = f"peer: openTSNE's transform; words of the map itself {own:.0%}"
    what = f"neighbours kept by {int(out.sum())} dropped words"
    return [row, Row(what, f"{seated:.0%}", f"{transformed:.0%}", float(seated / transformed), note)]


def kept(vector: npt.NDArray[np.float32], place: Points, vectors: Points, base: Projection) -> float:
    """Return which share of one dropped word's nearest words are nearest on the map."""
    rows, points = np.vstack([vectors, vector]), np.vstack([base.points, place])
    return float(kept_shares(rows, points, NEIGHBOURS)[-1])


def embedding(vectors: npt.NDArray[np.float32], base: Projection) -> TSNEEmbedding:
    """Return our map as openTSNE holds one, able to take new words."""
    affinities = PerplexityBasedNN(
        vectors.astype(np.float64), perplexity=base.perplexity, method="exact", n_jobs=1
    )
    return TSNEEmbedding(base.points.copy(), affinities, n_jobs=1)


def transform(vector: npt.NDArray[np.float32], reference: TSNEEmbedding, perplexity: float) -> Points:
    """Return where openTSNE places a new word."""
    return np.asarray(reference.transform(vector[None].astype(np.float64), perplexity=perplexity))


def peer_film(word_map: WordMap, steps: list[Step]) -> bytes:
    """Return a GIF of dots and words as matplotlib's documentation makes one."""
    figure = Figure(figsize=(SIDE_INCHES, SIDE_INCHES), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    x, y = steps[0].points.T
    dots = axes.scatter(x, y, c=word_map.labels, cmap="tab10")
    words = [axes.annotate(word, (0, 0), fontsize=10) for word in word_map.words]

    def update(step: Step) -> list[Any]:
        dots.set_offsets(step.points)
        reach = 1.1 * np.abs(step.points).max()
        axes.set(xlim=(-reach, reach), ylim=(-reach, reach))
        axes.set_title(f"KL divergence {step.kl_divergence:.3f}, iteration {step.iteration}")
        for word, point in zip(words, step.points, strict=True):
            word.set_position(tuple(point))
        return [dots, *words]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.gif"
        FuncAnimation(figure, update, frames=steps).save(path, PillowWriter(fps=12))
        return path.read_bytes()
