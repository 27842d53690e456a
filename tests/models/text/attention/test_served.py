"""The served attention model: as torch computes it, blind to what comes later, exact."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.text.attention.build import weights_of
from models.text.attention.network import AttentionNetwork
from models.text.attention.served import Attention, quantized
from models.text.lstm import EXACT, log_softmax
from tests.models.text.attention.conftest import TINY

TOKENS = 50


@pytest.fixture(scope="module")
def network() -> AttentionNetwork:
    torch.manual_seed(1)
    network = AttentionNetwork(TOKENS, TINY).eval()
    for weights in network.parameters():
        torch.nn.init.normal_(weights, std=0.2)
    return network


@pytest.fixture(scope="module")
def attention(network: AttentionNetwork) -> Attention:
    return Attention(quantized(weights_of(network)), TINY.window)


def tokens(count: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, TOKENS, count).astype(np.int32)


def test_it_computes_what_torch_does_but_for_rounding(
    network: AttentionNetwork, attention: Attention
) -> None:
    text = tokens(3 * TINY.window)
    with torch.no_grad():
        expected, _ = network(torch.from_numpy(text.astype(np.int64))[:, None])
    served = log_softmax(attention.logits(attention.read(text, attention.start())))
    np.testing.assert_allclose(served, log_softmax(expected[:, 0].numpy()), atol=0.08)


def test_torch_carries_what_it_has_read_from_one_stretch_to_the_next(network: AttentionNetwork) -> None:
    text = torch.from_numpy(tokens(60).astype(np.int64)).reshape(30, 2)
    with torch.no_grad():
        whole, _ = network(text)
        first, state = network(text[:13])
        second, _ = network(text[13:], state)
        forgotten, _ = network(text[13:], network.remembering(state, torch.tensor([[True], [False]])))
        fresh, _ = network(text[13:])
    torch.testing.assert_close(torch.cat([first, second]), whole)
    torch.testing.assert_close(forgotten[:, 0], second[:, 0])
    torch.testing.assert_close(forgotten[:, 1], fresh[:, 1])


@pytest.mark.parametrize("cut", [1, 7, 16, 40])
def test_nothing_depends_on_what_comes_later_nor_on_how_a_text_is_cut(attention: Attention, cut: int) -> None:
    text = tokens(50)
    whole = attention.read(text, attention.start())
    state = attention.start()
    np.testing.assert_array_equal(attention.read(text[:cut], state), whole[:cut])
    np.testing.assert_array_equal(attention.read(text[cut:], state), whole[cut:])
    np.testing.assert_array_equal(state.hidden, whole[-1:])


def test_each_token_gives_all_of_its_attention_to_what_it_can_see(attention: Attention) -> None:
    count = 2 * TINY.window
    hidden, looks = attention.look(tokens(count))
    assert looks.weights.shape == (TINY.layers, TINY.heads, count, count)
    np.testing.assert_allclose(looks.weights.sum(axis=3) + looks.nowhere, 1, rtol=1e-5)
    back = np.arange(count)[:, None] - np.arange(count)
    assert not looks.weights[..., (back < 0) | (back >= TINY.window)].any()
    assert (looks.weights[..., (back >= 0) & (back < TINY.window)] > 0).all()
    np.testing.assert_array_equal(hidden, attention.read(tokens(count), attention.start()))


def test_no_text_at_all_is_read(attention: Attention) -> None:
    assert attention.read(tokens(0), attention.start()).shape == (0, TINY.width)


def test_no_sum_is_larger_than_what_float32_holds_exactly(attention: Attention) -> None:
    for matrix in (attention._output, *(layer["narrowing"] for layer in attention._layers)):
        assert float(np.abs(matrix._columns).sum(axis=0).max()) * int(matrix._levels) < EXACT


def test_tensors_that_do_not_fit_together_are_refused(network: AttentionNetwork) -> None:
    tensors = quantized(weights_of(network))
    with pytest.raises(ValueError, match="widening"):
        Attention({**tensors, "widening": tensors["widening"][:, :, 1:]}, TINY.window)
    with pytest.raises(ValueError, match="scales"):
        Attention({**tensors, "embedding_scale": tensors["embedding_scale"][1:]}, TINY.window)
    with pytest.raises(ValueError, match="heads"):
        Attention({**tensors, "nothing": tensors["nothing"][:, :, 1:]}, TINY.window)
    with pytest.raises(KeyError):
        Attention({name: tensor for name, tensor in tensors.items() if name != "looking"}, TINY.window)
