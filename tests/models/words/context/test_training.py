"""A network trained for seconds fills the gaps of a small world, better than frequency alone does."""

from __future__ import annotations

import gzip
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from models.artifacts import Manifest
from models.words.context.build import build
from models.words.context.corpus import Sentences, read_sentences
from models.words.context.library import load_predictor
from models.words.context.network import NetworkConfig
from models.words.context.predictor import Predictor
from models.words.context.question_sets import QuestionSet
from models.words.context.sentence import parse
from models.words.context.train import Progress, TrainConfig, train
from models.words.space.vectors import WordVectors

PEOPLE = ["man", "woman", "boy", "girl", "doctor", "teacher", "king", "queen", "farmer", "nurse"]
PLACES = ["garden", "kitchen", "park", "train", "school", "house"]
THINGS = {
    "drinks": {"milk", "water", "tea", "coffee"},
    "eats": {"bread", "cake", "rice", "meat"},
    "reads": {"books", "letters", "stories", "poems"},
}
TEXT = "".join(
    f"The {who} {verb} {thing} in the {place}.\n"
    for who, place, (verb, things) in product(PEOPLE, PLACES, THINGS.items())
    for thing in sorted(things)
)
CONFIG = TrainConfig(
    answers=100,
    network=NetworkConfig(dimensions=24, near=2, window=3, hidden=16, inner=16),
    batch=128,
    negatives=40,
    frequent=0.05,
    rate=1e-2,
    updates=200,
    every=50,
)

Trained = tuple[Predictor, Manifest, list[Progress]]


@pytest.fixture(scope="module")
def trained(default_vectors: WordVectors, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    folder = tmp_path_factory.mktemp("context")
    (folder / "world.txt").write_text(TEXT)
    told: list[Progress] = []
    out = folder / "artifact"
    build(
        *([folder / "world.txt"], default_vectors, out, CONFIG),
        about=["a small world"],
        progress=told.append,
        asked=[QuestionSet.DEVELOPMENT],
    )
    return *load_predictor(out), told


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Sentences:
    path = tmp_path_factory.mktemp("world") / "world.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    return read_sentences([path], [], [])


def test_it_guesses_better_than_by_frequency(trained: Trained) -> None:
    _, manifest, told = trained
    assert told[-1].held_out < 0.6 * told[-1].baseline
    assert manifest.metrics["held_out_nats_a_word"] < 0.6 * told[-1].baseline
    assert manifest.data["sources"][0]["about"] == "a small world"


@pytest.mark.parametrize("verb", THINGS)
def test_what_fits_comes_first(trained: Trained, verb: str) -> None:
    predictor, _, _ = trained
    filled = predictor.fill(parse(f"The woman {verb} ___ in the park."))
    assert {each.word for each in filled.answers[:4]} == THINGS[verb]
    assert max(filled.shares, key=lambda each: each.share).word == verb


def test_it_reads_words_that_no_text_had(trained: Trained) -> None:
    predictor, _, _ = trained
    filled = predictor.fill(parse("The mother drinks ___ in the zzyzx."))
    assert filled.best.word in THINGS["drinks"]
    assert filled.unknown == ("zzyzx",)


def test_it_goes_on_from_its_checkpoint(
    world: Sentences, default_vectors: WordVectors, tmp_path: Path
) -> None:
    told: list[Progress] = []
    kept = tmp_path / "checkpoint"
    train(world, default_vectors, replace(CONFIG, updates=40, every=40), checkpoint=kept)
    train(world, default_vectors, replace(CONFIG, updates=80, every=40), told.append, kept)
    assert [each.updates for each in told] == [80]
    other = replace(CONFIG, updates=80, every=40, seed=1)
    train(world, default_vectors, other, told.append, kept)
    assert [each.updates for each in told[1:]] == [40, 80]


def test_the_same_seed_gives_the_same_network(world: Sentences, default_vectors: WordVectors) -> None:
    config = replace(CONFIG, updates=20)
    first, second = (train(world, default_vectors, config).end.held_out for _ in range(2))
    assert first == second


def test_two_processes_train_one_network(world: Sentences, default_vectors: WordVectors) -> None:
    end = train(world, default_vectors, replace(CONFIG, processes=2)).end
    assert end.held_out < 0.6 * end.baseline
