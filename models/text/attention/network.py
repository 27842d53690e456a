"""The attention model while it learns: tokens in, layers of heads that look back, the next token out (torch).

A transformer's decoder (Vaswani et al., "Attention Is All You Need", 2017), normalised before each layer,
with rotary positions (Su et al., "RoFormer", 2021) on half of each head's numbers and the embeddings used
again for the output. As every softmax must give its whole attention away, a head with nothing to look for
would give it to some token that means nothing, mostly the first (Xiao et al., "Efficient Streaming Language
Models with Attention Sinks", 2023); here it gives it to a key of its own that no token has and that brings
nothing.

Keys and values of the last tokens are carried from one stretch of text to the next, as in Dai et al.,
"Transformer-XL" (2019): so it is trained on the same streams as the LSTM. Serving it needs no torch: see
`served`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, linear, rms_norm, scaled_dot_product_attention

from models.text.attention.positions import rotated_share, turning_rates

State = tuple[Tensor, Tensor, Tensor]
"""Keys and values (layers, batch, heads, tokens, numbers), and which of them are known (batch, tokens)."""

FIRST_EMBEDDING = 0.02
WIDENING = 4


@dataclass(frozen=True, slots=True)
class AttentionConfig:
    """The size of an attention model.

    Attributes
    ----------
    width : int
        Numbers a token, in every layer.
    layers, heads : int
        So many layers of so many heads; `heads` divides `width`.
    window : int
        How many tokens a head can look at: the one just read and those right before it.
    dropout : float
        Which share of the numbers is left out while learning: of embeddings, and of what each layer adds.
    """

    width: int = 208
    layers: int = 4
    heads: int = 4
    window: int = 512
    dropout: float = 0.0


class AttentionNetwork(nn.Module):
    """Token embeddings, layers of attention and of widening, and the embeddings again as output."""

    def __init__(self, tokens: int, config: AttentionConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(tokens, config.width)
        self.output_bias = nn.Parameter(torch.zeros(tokens))
        self.dropout = nn.Dropout(config.dropout)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        nn.init.normal_(self.embedding.weight, std=FIRST_EMBEDDING)

    def forward(self, tokens: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """Return the logits (steps, batch, tokens) after each of `tokens` (steps, batch), and the state."""
        steps, batch = tokens.shape
        keys, values, known = state or self._nothing_read(batch, tokens.device)
        known = torch.cat([known, known.new_ones(batch, steps)], dim=1)
        mask = self._mask(known, steps)
        turn = _turn(known.shape[1], self.config, tokens.device)
        flow = self.dropout(self.embedding(tokens.T))  # (batch, steps, width)
        kept_keys, kept_values = [], []
        for number, layer in enumerate(self.layers):
            flow, key, value = layer(flow, keys[number], values[number], mask, turn)
            kept_keys.append(key)
            kept_values.append(value)
        logits = linear(_normal(flow), self.embedding.weight, self.output_bias)
        kept = slice(-(self.config.window - 1), None)
        return logits.transpose(0, 1), (
            torch.stack(kept_keys)[..., kept, :],
            torch.stack(kept_values)[..., kept, :],
            known[:, kept],
        )

    @staticmethod
    def remembering(state: tuple[Tensor, ...], kept: Tensor) -> State:
        """Return the state with what some of the streams have read forgotten; `kept` is (batch, 1)."""
        keys, values, known = state
        return keys, values, known & kept

    def _nothing_read(self, batch: int, device: torch.device) -> State:
        config = self.config
        nothing = torch.zeros(
            config.layers, batch, config.heads, 0, config.width // config.heads, device=device
        )
        return nothing, nothing, torch.zeros(batch, 0, dtype=torch.bool, device=device)

    def _mask(self, known: Tensor, steps: int) -> Tensor:
        """Return what may be looked at (batch, 1, steps, 1 + tokens): nothing first, then all in sight."""
        tokens = known.shape[1]
        places = torch.arange(tokens, device=known.device)
        back = places[tokens - steps :, None] - places[None, :]
        seen = (back >= 0) & (back < self.config.window)
        seen = seen[None] & known[:, None, :]
        return torch.nn.functional.pad(seen, (1, 0), value=True)[:, None]


class _Layer(nn.Module):
    """Heads that look back, then a widening, each added to what flows through."""

    def __init__(self, config: AttentionConfig) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.rotated = rotated_share(width // config.heads)
        self.looking = nn.Linear(width, 3 * width, bias=False)  # queries, keys, values
        self.nothing = nn.Parameter(torch.zeros(config.heads, width // config.heads - self.rotated))
        self.gathering = nn.Linear(width, width, bias=False)
        self.widening = nn.Linear(width, WIDENING * width, bias=False)
        self.narrowing = nn.Linear(WIDENING * width, width, bias=False)
        self.dropout = nn.Dropout(config.dropout)
        for matrix in (self.looking, self.widening):
            nn.init.normal_(matrix.weight, std=width**-0.5)
        for matrix in (self.gathering, self.narrowing):
            nn.init.zeros_(matrix.weight)

    def forward(
        self, flow: Tensor, keys: Tensor, values: Tensor, mask: Tensor, turn: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the flow (batch, steps, width) with what was found, and all keys and values."""
        batch, steps, width = flow.shape
        parts = self.looking(_normal(flow)).view(batch, steps, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)  # (batch, heads, steps, numbers) each
        keys, values = torch.cat([keys, key], dim=2), torch.cat([values, value], dim=2)
        nothing = torch.nn.functional.pad(self.nothing, (self.rotated, 0))
        nothing = nothing[None, :, None, :].expand(batch, -1, -1, -1)
        found = scaled_dot_product_attention(
            _turned(query, turn, self.rotated, last=steps),
            torch.cat([nothing, _turned(keys, turn, self.rotated)], dim=2),
            torch.cat([torch.zeros_like(nothing), values], dim=2),
            attn_mask=mask,
        )
        flow = flow + self.dropout(self.gathering(found.transpose(1, 2).reshape(batch, steps, width)))
        widened = gelu(self.widening(_normal(flow)), approximate="tanh")
        return flow + self.dropout(self.narrowing(widened)), keys, values


def _normal(flow: Tensor) -> Tensor:
    return rms_norm(flow, flow.shape[-1:], eps=1e-6)


def _turn(tokens: int, config: AttentionConfig, device: torch.device) -> tuple[Tensor, Tensor]:
    """Return cosine and sine (tokens, numbers / 2) of how far keys and queries are turned at each place."""
    rates = torch.from_numpy(turning_rates(config.width // config.heads)).to(device, torch.float32)
    angles = torch.arange(tokens, device=device)[:, None] * rates
    return angles.cos(), angles.sin()


def _turned(numbers: Tensor, turn: tuple[Tensor, Tensor], rotated: int, last: int | None = None) -> Tensor:
    """Turn the first `rotated` numbers of (..., tokens, numbers), which stand at the `last` places."""
    cosine, sine = (part if last is None else part[-last:] for part in turn)
    one, other = numbers[..., : rotated // 2], numbers[..., rotated // 2 : rotated]
    turned = (one * cosine - other * sine, one * sine + other * cosine, numbers[..., rotated:])
    return torch.cat(turned, dim=-1)
