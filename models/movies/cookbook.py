"""The Deep Learning Cookbook's recipe (notebook 04.2), kept as the baseline to beat (torch).

50 dimensions, the cosine of film and link, mean squared error against +1 for a pair and -1 for ten drawn
negatives, Adam.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.movies.catalogue import Catalogue
from models.movies.sampling import cookbook_batches


class CosineNet(nn.Module):
    """Two embedding tables and the cosine between a row of each."""

    def __init__(self, films: int, links: int, dimensions: int = 50) -> None:
        super().__init__()
        self.film = nn.Embedding(films, dimensions)
        self.link = nn.Embedding(links, dimensions)
        for table in (self.film, self.link):
            nn.init.uniform_(table.weight, -0.05, 0.05)  # Keras's default, which the notebook relies on

    def forward(self, films: Tensor, links: Tensor) -> Tensor:
        """Return the cosine of each film and link: (batch,)."""
        return nn.functional.cosine_similarity(self.film(films), self.link(links))


@dataclass(frozen=True, slots=True, eq=False)
class Epoch:
    """The recipe after so many epochs: its mean loss in the last, and unit vectors of films and links."""

    number: int
    loss: float
    films: NDArray[np.float32]
    links: NDArray[np.float32]


def train_cookbook(
    catalogue: Catalogue,
    *,
    epochs: int = 8,
    dimensions: int = 50,
    seed: int = 0,
    progress: Callable[[Epoch], None] | None = None,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Train the recipe and return unit vectors of films and links; `progress` gets each epoch."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = CosineNet(len(catalogue.films), len(catalogue.links), dimensions)
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
    for epoch in range(1, epochs + 1):
        total = batches = 0.0
        for films, links, labels in cookbook_batches(catalogue, 512, 10, rng):
            optimiser.zero_grad()
            guess = net(torch.from_numpy(films), torch.from_numpy(links))
            loss = nn.functional.mse_loss(guess, torch.from_numpy(labels))
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            total, batches = total + loss.item(), batches + 1
        if progress:
            progress(Epoch(epoch, total / batches, *_unit_vectors(net)))
    return _unit_vectors(net)


def _unit_vectors(net: CosineNet) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    with torch.no_grad():
        film, link = (nn.functional.normalize(t.weight).numpy() for t in (net.film, net.link))
    return film, link
