"""Training a text network: truncated backpropagation with carried state, averaged weights, checkpoints."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models.checkpoints import read_checkpoint, write_checkpoint
from models.text.attention.network import AttentionConfig, AttentionNetwork
from models.text.corpus import Corpus, Document, characters
from models.text.network import NetworkConfig, TextNetwork
from models.text.vocabulary import START_ID, Vocabulary

Network = TextNetwork | AttentionNetwork

WARM_UP = 100
EVALUATION_STREAMS = 32
EVALUATION_STEPS = 256


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """What decides the outcome of training; the defaults are what ships as `python`.

    Attributes
    ----------
    tokens : int
        The most tokens of the vocabulary.
    network : NetworkConfig or AttentionConfig
        The network's size, and which of the two it is.
    batch, steps : int
        So many streams of text are read side by side, so many tokens between two updates.
    forgetting : float
        Which share of the streams starts anew at an update, with nothing remembered: so a network learns to
        find its way into the middle of a text, as a prompt asks of it.
    rate : float
        Adam's learning rate after `WARM_UP` updates; it falls to nothing over the last third.
    averaging : float
        How slowly the averaged weights, which are what is kept, follow the trained ones.
    minutes : float
        Of CPU time, all threads together, unless `train` is given another clock.
    updates : int, optional
        So many end the training as well, so that two networks learn from the same number of tokens.
    every : int
        Updates between two looks at the development text.
    patience : int
        So many looks without a better one end the training.
    seed : int
        Of the first weights, the dropout and the order of documents.
    """

    tokens: int = 1024
    network: NetworkConfig | AttentionConfig = field(default_factory=NetworkConfig)
    batch: int = 64
    steps: int = 64
    forgetting: float = 0.05
    rate: float = 3e-3
    averaging: float = 0.998
    minutes: float = 120.0
    updates: int | None = None
    every: int = 100
    patience: int = 10
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How the training stands after a look at the development text.

    Attributes
    ----------
    minutes : float
        Spent, of `of_minutes`.
    epochs : float
        How often the training text has been read.
    loss : float
        Nats a token on the training text since the last look.
    bits : float
        Bits a character on the development text.
    """

    minutes: float
    of_minutes: float
    updates: int
    epochs: float
    loss: float
    bits: float
    best: bool


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What training found: a network in evaluation mode, its vocabulary, and how it got there.

    Attributes
    ----------
    network : TextNetwork or AttentionNetwork
        As `TrainConfig.network` asked for.
    """

    network: Any
    vocabulary: Vocabulary
    minutes: float
    updates: int


def train(
    corpus: Corpus,
    config: TrainConfig,
    *,
    vocabulary: Vocabulary | None = None,
    progress: Callable[[Progress, Any], None] | None = None,
    checkpoint: Path | None = None,
    clock: Callable[[], float] = time.process_time,
    stopped: Callable[[], bool] = lambda: False,
    device: str = "cpu",
) -> Trained:
    """Train a network on `corpus.training`, stopped by what it makes of `corpus.development`.

    Parameters
    ----------
    corpus : Corpus
        What to learn; `held_out` is not looked at.
    config : TrainConfig
        How.
    vocabulary : Vocabulary, optional
        Else it is learned from the training text.
    progress : callable, optional
        Called after every look with the averaged network.
    checkpoint : Path, optional
        Where to keep the state after each look; training of the same data and config goes on from there.
    clock : callable
        Returns the seconds that `minutes` are counted by.
    stopped : callable
        Asked between updates whether to end before the time, with a last look.
    device : str
        What torch computes on, such as "cuda"; CPU time is the processor's all the same.
    """
    torch.set_flush_denormal(True)
    vocabulary = vocabulary or Vocabulary.learn([each.text for each in corpus.training], config.tokens)
    training = _Training(corpus, config, vocabulary, clock=clock, stopped=stopped, device=device)
    if checkpoint:
        training.resume(checkpoint)
    while not training.done():
        told = training.go_on()
        if checkpoint:
            training.keep(checkpoint)
        if progress:
            progress(told, training.averaged)
    training.averaged.load_state_dict(training.best)
    return Trained(training.averaged.eval().cpu(), vocabulary, training.minutes, training.updates)


class _Training:
    """All that changes while a network learns."""

    def __init__(
        self,
        corpus: Corpus,
        config: TrainConfig,
        vocabulary: Vocabulary,
        *,
        clock: Callable[[], float],
        stopped: Callable[[], bool],
        device: str,
    ) -> None:
        torch.manual_seed(config.seed)
        self.config = config
        self.device = device
        self.fingerprint = _fingerprint(corpus, config, vocabulary)
        self.documents = [_encode(vocabulary, [document]) for document in corpus.training]
        self.development = Yardstick(vocabulary, corpus.development, device)
        self.network = network_of(config, len(vocabulary)).to(device)
        self.averaged = network_of(config, len(vocabulary)).to(device).eval()
        self.averaged.load_state_dict(self.network.state_dict())
        self.best = self.averaged.state_dict()
        self.optimizer = torch.optim.AdamW(
            [each for each in self.network.parameters() if each.requires_grad],
            lr=config.rate,
            betas=(0.9, 0.98),
            weight_decay=0.01,
        )
        self.minutes = 0.0
        self.updates = 0
        self.best_bits = math.inf
        self.best_updates = 0
        self.state: tuple[Tensor, ...] | None = None
        self._clock, self._stopped = clock, stopped
        self._read_at = clock()
        self._open_epoch(0)

    def done(self) -> bool:
        """Tell whether the time is up, somebody stopped it, or `patience` looks have brought nothing."""
        waited = self.updates - self.best_updates
        if self.updates and self._stopped():
            return True
        return self._spent() >= 1.0 or waited >= self.config.patience * self.config.every

    def go_on(self) -> Progress:
        """Make the updates up to the next look at the development text, and look."""
        losses = torch.zeros((), device=self.device)
        first = self.updates
        while self.updates - first < self.config.every and self._spent() < 1.0:
            losses += self._update()
            self._read_clock()
            if self._stopped():
                break
        bits = self.development.bits(self.averaged)
        self._read_clock()
        best = bits < self.best_bits
        if best:
            self.best_bits, self.best_updates = bits, self.updates
            self.best = {name: each.clone() for name, each in self.averaged.state_dict().items()}
        epochs = self.epoch + self.position / len(self.stream)
        loss = losses.item() / (self.updates - first)
        return Progress(self.minutes, self.config.minutes, self.updates, epochs, loss, bits, best)

    def keep(self, path: Path) -> None:
        """Keep at `path` all that is needed to go on."""
        state = {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "best": self.best,
            "optimizer": self.optimizer.state_dict(),
            "state": self.state,
            "random": torch.get_rng_state(),
            "numbers": {
                "minutes": self.minutes,
                "updates": self.updates,
                "best_bits": self.best_bits,
                "best_updates": self.best_updates,
                "epoch": self.epoch,
                "position": self.position,
            },
        }
        write_checkpoint(path, self.fingerprint, state)

    def resume(self, path: Path) -> None:
        """Go on from `path`, where it holds a training of the same texts with the same config."""
        kept = read_checkpoint(path, self.fingerprint)
        if kept is None:
            return
        self.network.load_state_dict(kept["network"])
        self.averaged.load_state_dict(kept["averaged"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.best = kept["best"]
        numbers = kept["numbers"]
        self._open_epoch(numbers.pop("epoch"))
        for name, value in numbers.items():
            setattr(self, name, value)
        self.state = kept["state"] and tuple(each.to(self.device) for each in kept["state"])
        torch.set_rng_state(kept["random"])

    def _open_epoch(self, number: int) -> None:
        """Shuffle the documents and lay them out in streams."""
        self.epoch = number
        self.position = 0
        self.state = None
        order = np.random.default_rng((self.config.seed, number)).permutation(len(self.documents))
        stream = np.concatenate([self.documents[each] for each in order])
        self.stream = _streams(stream, self.config.batch).to(self.device)

    def _update(self) -> Tensor:
        config = self.config
        if self.position + 2 > len(self.stream):
            self._open_epoch(self.epoch + 1)
        window = self.stream[self.position : self.position + config.steps + 1]
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate()
        logits, state = self.network(window[:-1], self._remembered())
        self.state = tuple(each.detach() for each in state)
        loss = cross_entropy(logits.flatten(0, 1), window[1:].flatten())
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.updates += 1
        self.position += config.steps
        self._average()
        return loss.detach()

    def _remembered(self) -> tuple[Tensor, ...] | None:
        if self.state is None:
            return None
        kept = torch.rand(self.stream.shape[1], 1) >= self.config.forgetting
        return self.network.remembering(self.state, kept.to(self.device))

    def _spent(self) -> float:
        """Return which share of the time, or of the updates, is over."""
        updates = self.updates / self.config.updates if self.config.updates else 0.0
        return max(self.minutes / self.config.minutes, updates)

    def _rate(self) -> float:
        falling = (1.0 - self._spent()) * 3.0
        return self.config.rate * max(0.01, min(1.0, falling, (self.updates + 1) / WARM_UP))

    def _average(self) -> None:
        share = min(self.config.averaging, (1 + self.updates) / (10 + self.updates))
        with torch.no_grad():
            for slow, fast in zip(self.averaged.parameters(), self.network.parameters(), strict=True):
                slow.lerp_(fast, 1.0 - share)

    def _read_clock(self) -> None:
        now = self._clock()
        self.minutes += (now - self._read_at) / 60.0
        self._read_at = now


class Yardstick:
    """Documents to measure a network by, encoded once."""

    def __init__(self, vocabulary: Vocabulary, documents: Sequence[Document], device: str = "cpu") -> None:
        self._streams = _streams(_encode(vocabulary, documents), EVALUATION_STREAMS).to(device)
        self._characters = characters(documents)

    def bits(self, network: Network) -> float:
        """Return how surprising the documents are to `network`, in bits a character."""
        return _nats(network, self._streams) / math.log(2) / self._characters


def network_of(config: TrainConfig, tokens: int) -> Network:
    """Return the network that `config` asks for, with its first weights."""
    if isinstance(config.network, AttentionConfig):
        return AttentionNetwork(tokens, config.network)
    return TextNetwork(tokens, config.network)


def _nats(network: Network, streams: Tensor) -> float:
    """Return the surprise at all of `streams` (steps, streams) together."""
    state: tuple[Tensor, ...] | None = None
    total = 0.0
    with torch.no_grad():
        for at in range(0, len(streams) - 1, EVALUATION_STEPS):
            window = streams[at : at + EVALUATION_STEPS + 1]
            logits, state = network(window[:-1], state)
            total += cross_entropy(logits.flatten(0, 1), window[1:].flatten(), reduction="sum").item()
    return total


def _encode(vocabulary: Vocabulary, documents: Sequence[Document]) -> NDArray[np.int32]:
    start = np.array([START_ID], dtype=np.int32)
    return np.concatenate([part for each in documents for part in (start, vocabulary.encode(each.text))])


def _streams(tokens: NDArray[np.int32], count: int) -> Tensor:
    """Return `tokens` as (steps, streams); what does not fill a row is left out."""
    steps = max(2, len(tokens) // count)
    count = len(tokens) // steps
    rows = tokens[: steps * count].reshape(count, steps).T
    return torch.from_numpy(np.ascontiguousarray(rows, dtype=np.int64))


def _fingerprint(corpus: Corpus, config: TrainConfig, vocabulary: Vocabulary) -> str:
    """Identify data and config, so that a checkpoint of other ones is not resumed."""
    settled = {**asdict(config), "minutes": None, "patience": None, "vocabulary": vocabulary.document()}
    return hashlib.sha256((json.dumps(settled, sort_keys=True) + corpus.sha256()).encode()).hexdigest()
