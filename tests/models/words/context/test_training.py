"""A network trained for seconds fills the gaps of a small world, better than frequency alone does."""

from __future__ import annotations

from itertools import product

import pytest

from models.artifacts import Manifest
from models.words.context.build import build
from models.words.context.library import load_predictor
from models.words.context.network import NetworkConfig
from models.words.context.predictor import Predictor
from models.words.context.sentence import parse
from models.words.context.train import Progress, TrainConfig
from models.words.space.vectors import WordVectors

PEOPLE = ["man", "woman", "boy", "girl", "doctor", "teacher", "king", "queen", "farmer", "nurse"]
PLACES = ["garden", "kitchen", "park", "train", "school", "house"]
THINGS = {
    "drinks": {"milk", "water", "tea", "coffee"},
    "eats": {"bread", "cake", "rice", "meat"},
    "reads": {"books", "letters", "stories", "poems"},
}
CONFIG = TrainConfig(
    answers=100,
    network=NetworkConfig(window=3, hidden=16, inner=16),
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
    text = "".join(
        f"The {who} {verb} {thing} in the {place}.\n"
        for who, place, (verb, things) in product(PEOPLE, PLACES, THINGS.items())
        for thing in sorted(things)
    )
    (folder / "world.txt").write_text(text)
    told: list[Progress] = []
    out = folder / "artifact"
    build([folder / "world.txt"], default_vectors, out, CONFIG, about=["a small world"], progress=told.append)
    return *load_predictor(out), told


def test_it_guesses_better_than_by_frequency(trained: Trained) -> None:
    _, manifest, told = trained
    assert told[-1].held_out < 0.6 * told[-1].baseline
    assert manifest.metrics["held_out_nats_a_word"] == round(told[-1].held_out, 4)
    assert manifest.data["sources"][0]["about"] == "a small world"


@pytest.mark.parametrize("verb", THINGS)
def test_what_fits_comes_first(trained: Trained, verb: str) -> None:
    predictor, _, _ = trained
    filled = predictor.fill(parse(f"The woman {verb} ___ in the park."))
    assert {each.word for each in filled.answers[:4]} == THINGS[verb]
    assert max(filled.shares, key=lambda each: each.share).word == verb


def test_it_reads_words_that_no_text_had(trained: Trained) -> None:
    predictor, _, _ = trained
    filled = predictor.fill(parse("The grandmother drinks ___ in the zzyzx."))
    assert filled.best.word in THINGS["drinks"]
    assert filled.unknown == ("zzyzx",)
