"""From word vectors to points in the plane: t-SNE by openTSNE, the same to the byte for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from models.words.errors import WrongNumberOfWords
from models.words.maps.parse import MAX_WORDS, MIN_WORDS

LEAST_PERPLEXITY = 1.5
MOST_PERPLEXITY = 30.0  # the default never exceeds it, a person may
INITIAL_SPREAD = 1e-4  # standard deviation of the first axis at the start, as openTSNE advises
JITTER = 0.1  # of that spread; it also parts words whose vectors are equal
EARLY_ITERATIONS = 250  # exaggerated, as openTSNE advises
ITERATIONS = 750  # in all
_WATCHED = 5  # iterations from one look to the next


Method = Literal["tsne", "pca", "umap"]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Points of shape (n, 2) in the method's own unit, and the settings that made them.

    Attributes
    ----------
    kl_divergence
        That t-SNE ended with; NaN for another method.
    variance
        The share that PCA keeps; NaN for another method.
    """

    points: npt.NDArray[np.float64]
    perplexity: float
    seed: int
    kl_divergence: float
    method: Method = "tsne"
    variance: float = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The map on its way: points (n, 2) at an iteration, and their KL divergence without exaggeration."""

    iteration: int
    points: npt.NDArray[np.float64]
    kl_divergence: float

    @property
    def exaggerated(self) -> bool:
        """Whether neighbours still attract each other more than they should, so that groups can form."""
        return self.iteration <= EARLY_ITERATIONS


Watch = Callable[[Step], None]


def perplexity_for(n: int) -> float:
    """Return the default perplexity for `n` points: n / 5, at most 30, and never more than t-SNE bears.

    Source: the rule of thumb for small maps, and scikit-learn's default of 30 for large ones.
    """
    return round(
        min(n / 5, MOST_PERPLEXITY, most_perplexity(n)) if n > 5 * LEAST_PERPLEXITY else LEAST_PERPLEXITY, 2
    )


def most_perplexity(n: int) -> float:
    """Return the largest perplexity that `n` points bear: (n - 1) / 3.

    t-SNE looks at 3 × perplexity neighbours of each point (van der Maaten 2014), and there are only n - 1.
    """
    return max((n - 1) / 3, LEAST_PERPLEXITY)


def clamp_perplexity(asked: float, n: int) -> tuple[float, bool]:
    """Return the perplexity nearest to `asked` that `n` points bear, and whether it is another one."""
    used = min(max(LEAST_PERPLEXITY, asked), most_perplexity(n))  # in this order NaN gives the least
    return used, used != asked


def project(
    vectors: npt.NDArray[np.float32], perplexity: float, seed: int, watch: Watch | None = None
) -> Projection:
    """Lay word vectors out in the plane, so that similar words lie close together.

    Parameters
    ----------
    vectors
        Unit vectors of shape (n, d), 4 to 300 of them.
    perplexity
        How many neighbours each word heeds; brought into the range that n points bear.
    seed
        Same vectors, perplexity and seed: same points, to the byte.
    watch
        Is shown the start and every fifth iteration, 750 being the last; that changes nothing in the map.

    Returns
    -------
    Projection
        Points of shape (n, 2), and the perplexity that was used.

    Raises
    ------
    WrongNumberOfWords
        If there are fewer than 4 or more than 300 vectors.
    """
    n = len(vectors)
    if not MIN_WORDS <= n <= MAX_WORDS:
        raise WrongNumberOfWords(n, MIN_WORDS, MAX_WORDS)
    used, _ = clamp_perplexity(perplexity, n)
    # Here, not above: it loads for two seconds, and the bot itself only asks for the rules above.
    from openTSNE import TSNE  # noqa: PLC0415
    from openTSNE.affinity import PerplexityBasedNN  # noqa: PLC0415

    exact = vectors.astype(np.float64)
    start = initial(exact, seed)
    # A distance matrix of our own: a BLAS adds in an order that depends on its threads, and t-SNE turns the
    # last bit of a distance into another picture.
    affinities = PerplexityBasedNN(distances(exact), perplexity=used, metric="precomputed", n_jobs=1)
    affinities.P = affinities.P.toarray()  # at most 300 × 300: dense is quicker than sparse
    tsne = TSNE(
        negative_gradient_method=_divergence_and_gradient,
        early_exaggeration_iter=EARLY_ITERATIONS,
        n_iter=ITERATIONS - EARLY_ITERATIONS,
        callbacks=None if watch is None else _Watching(watch, start, affinities.P),
        callbacks_every_iters=_WATCHED,
        n_jobs=1,
    )
    embedding = tsne.fit(affinities=affinities, initialization=start)
    return Projection(np.array(embedding, dtype=np.float64), used, seed, float(embedding.kl_divergence))


class _Watching:
    """Shows a watch what openTSNE calls back with, the iterations of both its phases counted in a row."""

    def __init__(
        self, watch: Watch, start: npt.NDArray[np.float64], affinities: npt.NDArray[np.float64]
    ) -> None:
        self._watch = watch
        self._before = -EARLY_ITERATIONS
        divergence, _ = _divergence_and_gradient(start, affinities, should_eval_error=True)
        watch(Step(0, start.copy(), divergence))

    def optimization_about_to_start(self) -> None:
        """Note that a phase begins."""
        self._before += EARLY_ITERATIONS

    def __call__(self, iteration: int, divergence: float, embedding: npt.NDArray[np.float64]) -> None:
        """Show one iteration."""
        points = np.array(embedding, dtype=np.float64)
        self._watch(Step(self._before + iteration, points, float(divergence)))


def _divergence_and_gradient(
    embedding: npt.NDArray[np.float64],
    P: npt.NDArray[np.float64],  # noqa: N803 - openTSNE passes it by this name
    should_eval_error: bool = False,
    **_: Any,
) -> tuple[float, npt.NDArray[np.float64]]:
    """Return the Kullback-Leibler divergence, 0.0 unless asked for, and a quarter of its gradient (n, 2).

    Source: equation 5 of van der Maaten and Hinton (2008), without its 4, which openTSNE counts to the
    learning rate. Up to 300 points, this sum over all pairs takes half the time of Barnes-Hut.
    """
    axes = np.ascontiguousarray(np.asarray(embedding).T)
    apart = axes[:, :, None] - axes[:, None, :]  # (2, n, n)
    kernel = 1.0 / (1.0 + np.einsum("cij,cij->ij", apart, apart))
    np.fill_diagonal(kernel, 0.0)
    total = kernel.sum()
    gradient = np.einsum("ij,cij->ic", (P - kernel / total) * kernel, apart)
    if not should_eval_error:
        return 0.0, gradient
    linked = P > 0.0
    return float((P[linked] * np.log(P[linked] * total / kernel[linked])).sum()), gradient


def _gram(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return all scalar products of the rows, (n, n), added in one fixed order."""
    return np.asarray(np.einsum("id,jd->ij", rows, rows, optimize=False))


def distances(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the Euclidean distances (n, n); unit vectors have them in the order of cosine similarity."""
    gram = _gram(vectors)
    squared = np.diag(gram)[:, None] + np.diag(gram)[None, :] - 2 * gram
    np.fill_diagonal(squared, 0.0)
    return np.sqrt(np.maximum(squared, 0.0))


def initial(vectors: npt.NDArray[np.float64], seed: int) -> npt.NDArray[np.float64]:
    """Return the first two principal components (n, 2), tiny, with a fixed sign and a seeded jitter.

    A start from the principal components keeps the large-scale order (Kobak and Berens 2019).
    """
    centred = vectors - vectors.mean(axis=0)
    values, axes = np.linalg.eigh(_gram(centred))  # ascending
    start = axes[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0.0))
    largest = np.abs(start).argmax(axis=0)
    start *= np.where(start[largest, [0, 1]] < 0, -1.0, 1.0)
    spread = float(start[:, 0].std())
    start = start * (INITIAL_SPREAD / spread) if spread > np.finfo(np.float32).eps else np.zeros_like(start)
    rounded = np.round(start, 10)  # eigh still uses threads: cut off the bits on which they may differ
    jitter = np.random.default_rng(seed % 2**64).normal(0.0, JITTER * INITIAL_SPREAD, rounded.shape)
    return np.asarray(rounded + jitter)
