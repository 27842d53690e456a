from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.movies.catalogue import Catalogue
from models.movies.cookbook import train_cookbook
from models.movies.link_metrics import measure_links, measure_popularity
from models.movies.network import (
    best_vectors,
    first_vectors,
    mean_squared_error,
    scale_links,
    weighted_targets,
)
from models.movies.sampling import NegativeSampler, cookbook_batches, hold_out
from models.movies.train import Progress, TrainConfig, train

CONFIG = TrainConfig(dimensions=8, sweeps=8)


def test_training_beats_popularity_on_held_out_links(catalogue: Catalogue) -> None:
    split = hold_out(catalogue, 0.5, seed=1)
    found = train(split.training, CONFIG, held_out=split)
    ours = measure_links(found.films, scale_links(found.links, split.training.counts), split)
    popular = measure_popularity(split)
    assert ours.mrr > 1.3 * popular.mrr
    assert ours.recall_at_10 > 1.3 * popular.recall_at_10


def test_films_of_one_colour_lie_together(catalogue: Catalogue) -> None:
    found = train(catalogue, CONFIG)
    same = (np.arange(len(found.films))[:, None] - np.arange(len(found.films))) % 2 == 0
    unit = found.films / np.linalg.norm(found.films, axis=1, keepdims=True)
    assert (unit @ unit.T)[same].mean() > (unit @ unit.T)[~same].mean() + 0.1


def test_the_same_seed_gives_the_same_vectors(catalogue: Catalogue) -> None:
    one, two = train(catalogue, CONFIG), train(catalogue, CONFIG)
    np.testing.assert_array_equal(one.films, two.films)
    other = train(catalogue, TrainConfig(dimensions=8, sweeps=8, seed=1))
    assert not np.array_equal(one.films, other.films)


def test_a_resumed_training_ends_where_an_unbroken_one_does(catalogue: Catalogue, tmp_path: Path) -> None:
    split = hold_out(catalogue, 0.5, seed=1)
    whole = train(split.training, CONFIG, held_out=split)

    class PowerCutError(Exception):
        pass

    def cut(progress: Progress) -> None:
        if progress.sweep == 4:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        train(split.training, CONFIG, held_out=split, progress=cut, checkpoint=tmp_path / "state")
    seen: list[int] = []
    resumed = train(
        split.training,
        CONFIG,
        held_out=split,
        progress=lambda p: seen.append(p.sweep),
        checkpoint=tmp_path / "state",
    )
    assert seen[0] == 4
    np.testing.assert_allclose(resumed.films, whole.films, rtol=1e-5, atol=1e-6)


def test_a_checkpoint_of_another_config_is_not_resumed(catalogue: Catalogue, tmp_path: Path) -> None:
    train(catalogue, CONFIG, checkpoint=tmp_path / "state")
    sweeps: list[int] = []
    other = TrainConfig(dimensions=4, sweeps=2)
    train(catalogue, other, progress=lambda p: sweeps.append(p.sweep), checkpoint=tmp_path / "state")
    assert sweeps == [1, 2]


def test_training_stops_when_the_metric_no_longer_rises(catalogue: Catalogue) -> None:
    split = hold_out(catalogue, 0.5, seed=1)
    history: list[Progress] = []
    config = TrainConfig(dimensions=8, sweeps=200, patience=2)
    found = train(split.training, config, held_out=split, progress=history.append)
    assert history[-1].sweep == found.sweep + 2 < 200
    scores = [p.held_out.mrr for p in history if p.held_out]
    assert max(scores) == scores[found.sweep - 1]


def test_each_half_sweep_lowers_the_loss(catalogue: Catalogue) -> None:
    of_films = weighted_targets(catalogue)
    of_links = of_films.transposed(len(catalogue.links))
    links = first_vectors(len(catalogue.links), 6, seed=0)
    losses = []
    for _ in range(5):
        films = best_vectors(of_films, links, 3.0, 1e-4)
        losses.append(mean_squared_error(of_films, films, links, 3.0))
        links = best_vectors(of_links, films, 3.0, 1e-4)
        losses.append(mean_squared_error(of_films, films, links, 3.0))
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 1


def test_the_short_way_solves_the_weighted_least_squares_exactly(catalogue: Catalogue) -> None:
    pairs = weighted_targets(catalogue)
    links = first_vectors(len(catalogue.links), 40, seed=0)
    found = best_vectors(pairs, links, 3.0, 0.1)
    for row in (0, 1):
        part = slice(int(pairs.pointers[row]), int(pairs.pointers[row + 1]))
        target, weight = np.zeros(len(links)), np.ones(len(links))
        target[pairs.columns[part]] = pairs.targets[part]
        weight[pairs.columns[part]] = 4.0
        left = (links.T * weight) @ links + 0.1 * np.eye(40)
        exact = np.linalg.solve(left, links.T @ (weight * target))
        np.testing.assert_allclose(found[row], exact, rtol=1e-2, atol=1e-3)


def test_drawn_negatives_are_never_links_of_the_film(catalogue: Catalogue) -> None:
    pairs = set(zip(catalogue.rows.tolist(), catalogue.columns.tolist(), strict=True))
    sampler = NegativeSampler(catalogue)
    films, links = sampler.draw(20_000, np.random.default_rng(0))
    assert pairs.isdisjoint(zip(films.tolist(), links.tolist(), strict=True))
    assert sampler.is_pair(catalogue.rows, catalogue.columns).all()
    for films, links, labels in cookbook_batches(catalogue, 64, 3, np.random.default_rng(0)):
        known = [pair in pairs for pair in zip(films.tolist(), links.tolist(), strict=True)]
        np.testing.assert_array_equal(labels > 0, known)


def test_a_full_catalogue_has_no_negatives() -> None:
    from models.movies.film_record import FilmRecord

    full = Catalogue.of([FilmRecord(page, page, None, (), ("x", "y")) for page in "ab"])
    with pytest.raises(ValueError, match="every link"):
        NegativeSampler(full).draw(1, np.random.default_rng(0))


def test_held_out_links_are_gone_from_training_and_only_they(catalogue: Catalogue) -> None:
    split = hold_out(catalogue, 0.5, seed=0)
    training = set(zip(split.training.rows.tolist(), split.training.columns.tolist(), strict=True))
    held = set(zip(split.films.tolist(), split.links.tolist(), strict=True))
    everything = set(zip(catalogue.rows.tolist(), catalogue.columns.tolist(), strict=True))
    assert training.isdisjoint(held)
    assert training | held == everything
    assert (split.training.counts >= 2).all()


def test_the_cookbooks_recipe_learns_the_colours(catalogue: Catalogue) -> None:
    losses: list[float] = []
    films, _ = train_cookbook(
        catalogue, epochs=12, dimensions=8, progress=lambda epoch: losses.append(epoch.loss)
    )
    assert losses[-1] < losses[0]
    assert films.shape == (len(catalogue.films), 8)
