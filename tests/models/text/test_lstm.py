"""The served network: as torch computes it, exact, and the same in any company."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.text.build import weights_of
from models.text.lstm import EXACT, Lstm, State, log_softmax, quantized
from models.text.network import NetworkConfig, TextNetwork

TOKENS = 50


@pytest.fixture(scope="module")
def network() -> TextNetwork:
    torch.manual_seed(1)
    return TextNetwork(TOKENS, NetworkConfig(embedding=16, hidden=32)).eval()


@pytest.fixture(scope="module")
def lstm(network: TextNetwork) -> Lstm:
    return Lstm(quantized(weights_of(network)))


def test_it_computes_what_torch_does_but_for_rounding(network: TextNetwork, lstm: Lstm) -> None:
    tokens = np.random.default_rng(1).integers(0, TOKENS, 40).astype(np.int32)
    with torch.no_grad():
        expected, _ = network(torch.from_numpy(tokens.astype(np.int64))[:, None])
    hidden, _ = lstm.read(tokens, lstm.start())
    np.testing.assert_allclose(
        log_softmax(lstm.logits(hidden)), log_softmax(expected[:, 0].numpy()), atol=0.02
    )


def test_a_text_is_the_same_in_any_company(lstm: Lstm) -> None:
    tokens = np.random.default_rng(2).integers(0, TOKENS, (30, 9)).astype(np.int32)
    together = lstm.start(9)
    for step in tokens:
        lstm.step(step, together)
    for row in range(9):
        alone = lstm.start()
        for step in tokens:
            lstm.step(step[row : row + 1], alone)
        np.testing.assert_array_equal(alone.hidden[0], together.hidden[row])
        np.testing.assert_array_equal(lstm.logits(alone.hidden)[0], lstm.logits(together.hidden)[row])


def test_no_sum_is_larger_than_what_float32_holds_exactly(network: TextNetwork, lstm: Lstm) -> None:
    tensors = quantized(weights_of(network))
    for name in ("recurrent", "output"):
        largest = np.abs(tensors[name].astype(np.int64)).sum(axis=1).max()
        assert largest * int(lstm.levels) < EXACT


def test_states_come_together_and_apart(lstm: Lstm) -> None:
    states = [lstm.start(), lstm.start(2)]
    states[0].hidden += 1
    both = State.together(*states)
    np.testing.assert_array_equal(both.rows(np.array([0])).hidden, states[0].hidden)


def test_tensors_that_do_not_fit_together_are_refused(network: TextNetwork) -> None:
    tensors = quantized(weights_of(network))
    with pytest.raises(ValueError, match="output"):
        Lstm({**tensors, "output": tensors["output"][:, 1:]})
    with pytest.raises(KeyError):
        Lstm({name: tensor for name, tensor in tensors.items() if name != "recurrent"})
