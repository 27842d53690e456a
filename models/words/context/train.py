"""Training of the network that fills gaps: each word of each sentence is hidden and guessed (torch)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models.words.context.corpus import Sentences, Tokens
from models.words.context.lexicon import MOST_ANSWERS, Lexicon
from models.words.context.network import ContextNetwork, NetworkConfig
from models.words.context.predictor import END_ID, PAD_ID, SPECIAL, START_ID, UNKNOWN_ID
from models.words.space.vectors import WordVectors

FIRST = len(SPECIAL)
SAMPLED_POWER = 0.75
WARM_UP = 200
MOST_LOOKED_AT = 4_000

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train.

    Attributes
    ----------
    answers : int
        The most words that can be answered.
    network : NetworkConfig
        The network's size.
    batch, negatives : int
        So many gaps between two updates, and so many wrong words drawn for all of them together.
    frequent : float
        Words rarer than this share are guessed each time; others less often, by the root of the ratio, as
        gaps of *the* teach little (Mikolov et al. 2013).
    rate : float
        AdamW's highest learning rate; it falls to nothing along a cosine.
    minutes : float
        Of CPU time, all threads together.
    updates : int, optional
        So many updates in place of `minutes`, however long they take: the same network each time.
    every : int
        Updates between two looks at the sentences kept back.
    seed : int
        Of the first weights and the order of gaps.
    """

    answers: int = MOST_ANSWERS
    network: NetworkConfig = field(default_factory=NetworkConfig)
    batch: int = 1024
    negatives: int = 1200
    frequent: float = 3e-4
    rate: float = 4e-3
    decay: float = 1e-4
    minutes: float = 15.0
    updates: int | None = None
    every: int = 500
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How the training stands: nats a gap of the sentences kept back (`held_out`), and by frequency alone."""

    minutes: float
    of_minutes: float
    updates: int
    loss: float
    held_out: float
    baseline: float


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What training found: a network in evaluation mode, its words, and how it stood at the end."""

    network: ContextNetwork
    lexicon: Lexicon
    end: Progress


def train(
    sentences: Sentences,
    words: WordVectors,
    config: TrainConfig,
    progress: Callable[[Progress], None] | None = None,
) -> Trained:
    """Train a network on `sentences.training`, on top of `words`; `held_out` is only looked at."""
    torch.set_flush_denormal(True)
    training = _Training(sentences, Lexicon.of(sentences.training, words, config.answers), config)
    for told in training.run():
        if progress:
            progress(told)
    return Trained(training.network.eval(), training.lexicon, told)


class _Training:
    """All that changes while a network learns."""

    def __init__(self, sentences: Sentences, lexicon: Lexicon, config: TrainConfig) -> None:
        torch.manual_seed(config.seed)
        self.random = np.random.default_rng(config.seed)
        self.config, self.lexicon = config, lexicon
        self.stream = _stream(sentences.training, lexicon, config.network.window)
        self.held_out = _stream(sentences.held_out, lexicon, config.network.window)
        counts = np.bincount(self.stream, minlength=len(lexicon.vectors))[FIRST : FIRST + lexicon.answers]
        shares = np.maximum(counts, 1) / counts.sum()
        self.kept = np.minimum(1.0, np.sqrt(config.frequent / shares))
        expected = counts * self.kept + 0.3
        self.log_frequency = np.log(expected / expected.sum()).astype(np.float32)
        drawn = expected**SAMPLED_POWER / (expected**SAMPLED_POWER).sum()
        self.drawn_below = np.cumsum(drawn)
        self.log_drawn = torch.from_numpy(np.log(drawn * config.negatives).astype(np.float32))
        self.network = ContextNetwork(lexicon.vectors, FIRST, self.log_frequency, config.network)
        single = self.network.embeddings
        shared = [each for each in self.network.parameters() if not any(each is other for other in single)]
        self.optimizer = torch.optim.AdamW(
            [{"params": shared, "weight_decay": 0.01}, {"params": single, "weight_decay": config.decay}],
            lr=config.rate,
            betas=(0.9, 0.98),
        )
        window = config.network.window
        self.around = np.array([*range(-window, 0), *range(1, window + 1)])
        self.looked_at = self._gaps(self.held_out)[:MOST_LOOKED_AT]

    def run(self) -> Iterator[Progress]:
        """Make updates until it is enough; yield how things stand now and then, and at the end."""
        begun, updates = time.process_time(), 0
        losses: list[float] = []
        while True:
            gaps = self._gaps(self.stream)
            for at in range(0, max(1, len(gaps) - self.config.batch + 1), self.config.batch):
                minutes = (time.process_time() - begun) / 60
                if self._part(minutes, updates) >= 1.0:
                    yield self._look(minutes, updates, losses)
                    return
                losses.append(self._update(gaps[at : at + self.config.batch], minutes, updates))
                updates += 1
                if updates % self.config.every == 0:
                    yield self._look(minutes, updates, losses)
                    losses = []

    def _gaps(self, stream: Ids) -> Ids:
        """Return the places of a stream to be guessed, shuffled: fewer of frequent words."""
        places = np.nonzero((stream >= FIRST) & (stream < FIRST + self.lexicon.answers))[0]
        chosen = places[self.random.random(len(places)) < self.kept[stream[places] - FIRST]]
        return self.random.permutation(chosen)

    def _update(self, gaps: Ids, minutes: float, updates: int) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate(minutes, updates)
        loss = self._sampled_loss(*self._examples(self.stream, gaps))
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        return loss.item()

    def _sampled_loss(self, contexts: Tensor, right: Tensor) -> Tensor:
        """Return the softmax loss among the right word and some drawn ones.

        Each drawn one stands for as many as it is rare to draw (Bengio and Senécal 2003).
        """
        draws = np.searchsorted(self.drawn_below, self.random.random(self.config.negatives))
        wrong = torch.from_numpy(np.minimum(draws, self.lexicon.answers - 1))
        hidden = self.network(contexts)
        vectors, bias = self.network.answers(wrong)
        scores = hidden @ vectors.T + (bias - self.log_drawn[wrong])
        scores = scores.masked_fill(wrong[None] == right[:, None], -math.inf)
        own_vectors, own_bias = self.network.answers(right)
        own = (hidden * own_vectors).sum(dim=1) + own_bias
        loss: Tensor = (torch.logaddexp(torch.logsumexp(scores, dim=1), own) - own).mean()
        return loss

    def _examples(self, stream: Ids, gaps: Ids) -> tuple[Tensor, Tensor]:
        contexts = torch.from_numpy(stream[gaps[:, None] + self.around])
        return contexts, torch.from_numpy(stream[gaps] - FIRST)

    def _part(self, minutes: float, updates: int) -> float:
        """Return how much of the training is done, 1 for all."""
        return updates / self.config.updates if self.config.updates else minutes / self.config.minutes

    def _rate(self, minutes: float, updates: int) -> float:
        falling = 0.5 * (1.0 + math.cos(math.pi * min(1.0, self._part(minutes, updates))))
        return self.config.rate * max(0.005, min(1.0, (updates + 1) / WARM_UP) * falling)

    def _look(self, minutes: float, updates: int, losses: Sequence[float]) -> Progress:
        """Measure the network, with all answers, on sentences that it does not learn from."""
        contexts, right = self._examples(self.held_out, self.looked_at)
        self.network.eval()
        with torch.no_grad():
            vectors, bias = self.network.answers(torch.arange(self.lexicon.answers))
            held_out = cross_entropy(self.network(contexts) @ vectors.T + bias, right).item()
        self.network.train()
        baseline = -float(self.log_frequency[right.numpy()].mean())
        loss = float(np.mean(losses)) if losses else math.nan
        return Progress(minutes, self.config.minutes, updates, loss, held_out, baseline)


def _stream(sentences: Sequence[Tokens], lexicon: Lexicon, window: int) -> Ids:
    """Lay all sentences out in one row, with so much nothing between them that none sees another."""
    ids = {token: at for at, token in enumerate(lexicon.tokens, FIRST)}
    between = [PAD_ID] * window
    stream = list(between)
    for sentence in sentences:
        stream += [START_ID, *(ids.get(token, UNKNOWN_ID) for token in sentence), END_ID, *between]
    return np.array(stream, dtype=np.int64)
