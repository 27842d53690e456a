"""Training of the network that fills gaps: each word of each sentence is hidden and guessed (torch)."""

from __future__ import annotations

import hashlib
import json
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models.checkpoints import read_checkpoint, write_checkpoint
from models.words.context.corpus import Sentences, Tokens
from models.words.context.gaps import GapReader, Gaps
from models.words.context.lexicon import MOST_ANSWERS, Lexicon
from models.words.context.network import ContextNetwork, NetworkConfig
from models.words.space.vectors import WordVectors

SAMPLED_POWER = 0.75
WARM_UP = 300
LEAST_RATE = 0.01
MOST_KEPT_BACK = 8_000
LOOKED_AT = 2_000
"""So many of the gaps kept back are looked at while training; all of them at its end."""

Floats = NDArray[np.float32]


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
        So many gaps between two updates, and so many sampled negatives for all of them together.
    frequent : float
        Words rarer than this share are guessed each time; others less often, by the root of the ratio, as
        gaps of *the* teach little (Mikolov et al. 2013).
    rate : float
        Adam's highest learning rate.
    falling : float
        Over this last part of the training the learning rate falls to nothing.
    minutes : float
        Of CPU time.
    updates : int, optional
        So many updates in place of `minutes`, however long they take: the same network each time.
    every : int
        Updates between two looks at the sentences kept back.
    processes : int
        So many train the same weights side by side, none waiting for another (Hogwild, Niu et al. 2011), each
        for `minutes`; with more than one, no two trainings are the same.
    seed : int
        Of the first weights and the order of gaps.
    """

    answers: int = MOST_ANSWERS
    network: NetworkConfig = field(default_factory=NetworkConfig)
    batch: int = 1024
    negatives: int = 1024
    frequent: float = 2e-4
    rate: float = 3e-3
    falling: float = 0.5
    minutes: float = 30.0
    updates: int | None = None
    every: int = 500
    processes: int = 1
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
    """What training found: a network in evaluation mode, its words, gaps kept back, how it stood last."""

    network: ContextNetwork
    lexicon: Lexicon
    log_frequency: NDArray[np.float32]
    held_out: Gaps
    end: Progress


def train(
    sentences: Sentences,
    words: WordVectors,
    config: TrainConfig,
    progress: Callable[[Progress], None] | None = None,
    checkpoint: Path | None = None,
) -> Trained:
    """Train a network on `sentences.training`, from `words` on; `held_out` is only looked at.

    Parameters
    ----------
    progress : callable, optional
        Called after every look at what is kept back.
    checkpoint : Path, optional
        Where to keep the state after each look; training of the same data and config goes on from there, for
        more minutes too.
    """
    torch.set_flush_denormal(True)
    lexicon = Lexicon.of(sentences, words, config.answers, config.network.dimensions, config.seed)
    training = _Training(sentences, lexicon, config)
    if checkpoint:
        training.resume(checkpoint)
    helpers = _helpers(training) if config.processes > 1 else []
    try:
        for told in training.run():
            if checkpoint:
                training.keep(checkpoint)
            if progress:
                progress(told)
    finally:
        for helper in helpers:
            helper.terminate()
            helper.join()
    return Trained(training.network.eval(), lexicon, training.log_frequency, training.held_out, told)


def _helpers(training: _Training) -> list[Any]:
    """Start the other processes on the same weights."""
    training.network.share_memory()
    context = torch.multiprocessing.get_context("spawn")
    helpers = [
        context.Process(target=_help, args=(training, number), daemon=True)
        for number in range(1, training.config.processes)
    ]
    for helper in helpers:
        helper.start()
    return helpers


def _help(training: _Training, number: int) -> None:
    """Train until the first process has enough, in another order than it."""
    torch.set_num_threads(1)
    training.start_anew(number)
    for _ in training.run():
        if os.getppid() == 1:
            return


class _Training:
    """All that changes while a network learns."""

    def __init__(self, sentences: Sentences, lexicon: Lexicon, config: TrainConfig) -> None:
        torch.manual_seed(config.seed)
        self.config, self.lexicon = config, lexicon
        counts = lexicon.counts
        shares = np.maximum(counts, 1) / counts.sum()
        kept = np.minimum(1.0, np.sqrt(config.frequent / shares))
        expected = counts * kept + 0.3
        self.log_frequency = np.log(expected / expected.sum()).astype(np.float32)
        drawn = expected**SAMPLED_POWER / (expected**SAMPLED_POWER).sum()
        self.sampled_below = np.cumsum(drawn)
        self.log_sampled = torch.from_numpy(np.log(drawn * config.negatives).astype(np.float32))
        self.network = ContextNetwork(lexicon.vectors, self.log_frequency, config.network)
        self.reader = self._reader(sentences.training, sentences.times, kept)
        once = np.ones(len(sentences.held_out), dtype=np.float32)
        held_out = self._reader(sentences.held_out, once, kept)
        self.held_out = next(held_out.round(MOST_KEPT_BACK, np.random.default_rng(config.seed)))
        self.fingerprint = _fingerprint(sentences, lexicon, config)
        self.minutes, self.updates = 0.0, 0
        self.start_anew(0)

    def _reader(
        self, sentences: Sequence[Tokens], times: NDArray[np.float32], kept: NDArray[np.float64]
    ) -> GapReader:
        return GapReader(sentences, times, self.lexicon.tokens, kept, self.config.network.window)

    def start_anew(self, number: int) -> None:
        """Begin with random numbers of process `number`, and optimizers that remember nothing."""
        settled = (self.config.seed, self.updates, number)
        self.random = np.random.default_rng(settled)
        torch.manual_seed(int(self.random.integers(2**31)))
        rate = self.config.rate
        self.optimizers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(self.network.shared, lr=rate, betas=(0.9, 0.99), weight_decay=0.01),
            torch.optim.SparseAdam(self.network.tables, lr=rate, betas=(0.9, 0.99)),
        ]

    def run(self) -> Iterator[Progress]:
        """Make updates until it is enough; yield how things stand now and then, and at the end."""
        losses: list[float] = []
        looked = False
        clock = time.process_time()
        for gaps in self.reader.endless(self.config.batch, self.random):
            if self._part() >= 1.0:
                break
            losses.append(self._update(gaps))
            self.updates, looked = self.updates + 1, False
            now = time.process_time()
            self.minutes, clock = self.minutes + (now - clock) / 60, now
            if self.updates % self.config.every == 0:
                yield self._look(losses)
                losses, looked, clock = [], True, time.process_time()
        if not looked:
            yield self._look(losses)

    def keep(self, path: Path) -> None:
        """Keep at `path` all that is needed to go on."""
        state = {
            "network": self.network.state_dict(),
            "optimizers": [each.state_dict() for each in self.optimizers],
            "minutes": self.minutes,
            "updates": self.updates,
        }
        write_checkpoint(path, self.fingerprint, state)

    def resume(self, path: Path) -> None:
        """Go on from `path`, where it holds a training on the same texts with the same config."""
        kept = read_checkpoint(path, self.fingerprint)
        if kept is None:
            return
        self.minutes, self.updates = kept["minutes"], kept["updates"]
        self.start_anew(0)
        self.network.load_state_dict(kept["network"])
        for optimizer, state in zip(self.optimizers, kept["optimizers"], strict=True):
            optimizer.load_state_dict(state)

    def _update(self, gaps: Gaps) -> float:
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self._rate()
            optimizer.zero_grad()
        loss = self._sampled_loss(gaps)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.shared, 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        return loss.item()

    def _sampled_loss(self, gaps: Gaps) -> Tensor:
        """Return the softmax loss among the right word and some sampled negatives.

        Each stands for as many as it is rare to draw (Bengio and Senécal 2003).
        """
        count = self.config.negatives
        draws = np.searchsorted(self.sampled_below, self.random.random(count))
        negatives = torch.from_numpy(np.minimum(draws, self.lexicon.answers - 1))
        right = torch.from_numpy(gaps.right)
        hidden = self.network(torch.from_numpy(gaps.contexts))
        vectors, bias = self.network.answers(torch.cat([negatives, right]))
        scores = hidden @ vectors[:count].T + (bias[:count] - self.log_sampled[negatives])
        scores = scores.masked_fill(negatives[None] == right[:, None], -math.inf)
        own = (hidden * vectors[count:]).sum(dim=1) + bias[count:]
        loss: Tensor = (torch.logaddexp(torch.logsumexp(scores, dim=1), own) - own).mean()
        return loss

    def _part(self) -> float:
        """Return how much of the training is done, 1 for all."""
        of_updates = self.config.updates
        return self.updates / of_updates if of_updates else self.minutes / self.config.minutes

    def _rate(self) -> float:
        falling = (1.0 - self._part()) / self.config.falling
        return self.config.rate * max(LEAST_RATE, min(1.0, (self.updates + 1) / WARM_UP, falling))

    def _look(self, losses: Sequence[float]) -> Progress:
        """Measure the network, with all answers, on sentences that it does not learn from."""
        looked_at = Gaps(self.held_out.contexts[:LOOKED_AT], self.held_out.right[:LOOKED_AT])
        scores, right = scores_of(self.network, looked_at)
        held_out = cross_entropy(scores, right).item()
        baseline = -float(self.log_frequency[right.numpy()].mean())
        loss = float(np.mean(losses)) if losses else math.nan
        return Progress(self.minutes, self.config.minutes, self.updates, loss, held_out, baseline)


def scores_of(network: ContextNetwork, gaps: Gaps) -> tuple[Tensor, Tensor]:
    """Return the scores (n, answers) of all answers for some gaps, and which of them is right (n,)."""
    training = network.training
    network.eval()
    with torch.no_grad():
        vectors, bias = network.answers(torch.arange(len(network.bias.weight)))
        scores = network(torch.from_numpy(gaps.contexts)) @ vectors.T + bias
    network.train(training)
    return scores, torch.from_numpy(gaps.right)


def _fingerprint(sentences: Sentences, lexicon: Lexicon, config: TrainConfig) -> str:
    """Identify data and config, so that a checkpoint of other ones is not resumed."""
    settled = {**asdict(config), "minutes": None, "updates": None, "processes": None}
    sources = [asdict(source) for source in sentences.sources]
    text = json.dumps([settled, sources, lexicon.tokens], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
