"""Writing text: beside a plain torch loop over the same network, the cookbook's way, and other models."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from threadpoolctl import threadpool_limits
from torch import Tensor

from benchmarks.table import Row, markdown
from benchmarks.timing import REST_S
from models.artifacts import load_artifact
from models.text.endings import Kind
from models.text.generate import Options, Writer
from models.text.library import ARTIFACT_KIND, SHIPPED, TextLibrary, TextModel
from models.text.lstm import GATES
from models.text.network import NetworkConfig, State, TextNetwork

PROMPT = "def read(self, size"
TOKENS = 120
COOKBOOK_TOKENS = 40
STREAMS = 8
ROUNDS = 5
TEMPERATURE = 0.6


def measure_speed() -> list[Row]:
    """Return how fast texts are written."""
    model = TextLibrary(SHIPPED).open("python")
    network = torch_network(model)
    prompt = torch.from_numpy(model.reader.vocabulary.encode(PROMPT).astype(np.int64))[:, None]
    endless = Writer(model.reader, Kind.PROSE)  # a sentence that never has enough of it does not end

    def ours(streams: int) -> int:
        options = [Options(TEMPERATURE, 1.0, seed, length=10**7) for seed in range(streams)]
        writings = [endless.begin(PROMPT, each) for each in options]
        endless.advance(writings, TOKENS)
        return streams * TOKENS

    def as_the_bot_does() -> int:
        with threadpool_limits(1, user_api="blas"):
            return ours(STREAMS)

    def plain() -> int:
        token, state = _draw(network, prompt, None)
        for _ in range(TOKENS - 1):
            token, state = _draw(network, token, state)
        return TOKENS

    def whole_prefix() -> int:
        text = prompt
        for _ in range(COOKBOOK_TOKENS):
            text = torch.cat([text, _draw(network, text, None)[0]])
        return COOKBOOK_TOKENS

    with torch.no_grad():
        one, eight, in_bot, loop, cookbook = (
            speed * model.manifest.metrics["characters_per_token"]
            for speed in _tokens_per_second(
                lambda: ours(1), lambda: ours(STREAMS), as_the_bot_does, plain, whole_prefix
            )
        )
    return [
        _speed_row(
            "one text",
            one,
            loop,
            "peer: a plain loop over the same network in torch; all threads on both sides",
        ),
        _speed_row(
            f"{STREAMS} texts at once, together",
            eight,
            loop,
            "peer: the same loop, one by one; all threads on both sides",
        ),
        _speed_row("the same, one thread", in_bot, loop, "as the bot does it, for a busy machine's sake"),
        _speed_row("one text", one, cookbook, "peer: the cookbook's way, the whole text for each token"),
    ]


def measure_quality() -> list[Row]:
    """Return how well held-out text is predicted, from the manifests."""
    texts = TextLibrary(SHIPPED)
    rows = []
    for name in texts.names:
        metrics = texts.open(name).manifest.metrics
        ours = metrics["held_out_bits_per_character"]
        cookbook = metrics["cookbook"]
        peers = {
            f"peer: the cookbook's model after {cookbook['cpu_minutes']} CPU minutes": cookbook[
                "held_out_bits_per_character"
            ],
            "peer: xz -9e": metrics["xz_bits_per_character"],
        }
        rows += [
            Row(f"{name}: bits a character, held out", f"{ours:.3f}", f"{bits:.3f}", bits / ours, note)
            for note, bits in peers.items()
        ]
    return rows


def torch_network(model: TextModel) -> TextNetwork:
    """Return the shipped network as a torch module, in evaluation mode."""
    tensors: dict[str, Any] = load_artifact(SHIPPED / model.name, ARTIFACT_KIND, "").tensors
    weights = {
        name: torch.from_numpy(tensors[name].astype(np.float32) * tensors[f"{name}_scale"][:, None])
        for name in ("embedding", "input", "recurrent", "output")
    }
    cells = weights["recurrent"].shape[1]
    order = np.arange(GATES * cells).reshape(GATES, cells)[[0, 1, 3, 2]].ravel()
    config = NetworkConfig(embedding=weights["embedding"].shape[1], hidden=cells)
    network = TextNetwork(len(weights["embedding"]), config)
    network.load_state_dict(
        {
            "embedding.weight": weights["embedding"],
            "lstm.weight_ih_l0": weights["input"][order],
            "lstm.weight_hh_l0": weights["recurrent"][order],
            "lstm.bias_ih_l0": torch.from_numpy(tensors["gate_bias"][order]),
            "lstm.bias_hh_l0": torch.zeros(GATES * cells),
            "output.weight": weights["output"],
            "output.bias": torch.from_numpy(tensors["output_bias"]),
        }
    )
    return network.eval()


def _draw(network: TextNetwork, tokens: Tensor, state: State | None) -> tuple[Tensor, State]:
    logits, state = network(tokens, state)
    return torch.multinomial(torch.softmax(logits[-1] / TEMPERATURE, dim=-1), 1), state


def _speed_row(what: str, ours: float, peer: float, note: str) -> Row:
    return Row(what, f"{ours:,.0f} characters/s", f"{peer:,.0f}", ours / peer, note)


def _tokens_per_second(*calls: Callable[[], int]) -> list[float]:
    """Return the median speed of each, measured in turns: a busy moment of the machine hits all."""
    speeds: dict[int, list[float]] = {number: [] for number in range(len(calls))}
    for turn in range(ROUNDS + 1):
        for number, call in enumerate(calls):
            time.sleep(REST_S)
            begun = time.perf_counter()
            tokens = call()
            if turn:  # the first is to warm up
                speeds[number].append(tokens / (time.perf_counter() - begun))
    return [statistics.median(each) for each in speeds.values()]


def main() -> None:
    """Measure and print the tables."""
    print(markdown(measure_speed()))
    print(markdown(measure_quality()))


if __name__ == "__main__":
    main()
