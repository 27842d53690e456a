"""What fills a gap, computed in numpy: the words' own vectors, weighted by place, summed, and compared.

A log-linear model in the manner of vLBL (Mnih and Kavukcuoglu 2013) and of CBOW (Mikolov et al. 2013), with a
matrix for each place near the gap, weights for each farther place, and one hidden layer on top of the sum.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.words.context.sentence import Gapped, is_word
from models.words.context.small_words import SMALL_WORDS
from models.words.errors import NoContext

PAD, START, END, UNKNOWN = "<pad>", "<s>", "</s>", "<unk>"
NUMBER = "<number>"
SPECIAL = (PAD, START, END, UNKNOWN, NUMBER)
"""The first rows of the input: nothing there, the sentence's ends, and a word or number that it lacks."""
PAD_ID, START_ID, END_ID, UNKNOWN_ID, NUMBER_ID = range(len(SPECIAL))

ANSWERS = 10
_ROWS_AT_ONCE = 4096

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answer:
    """A word for the gap, and its probability."""

    word: str
    probability: float


@dataclass(frozen=True, slots=True)
class Share:
    """A word of the sentence, and how much of the best answer is owed to it, from 0 to 1."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence and what fits its gap.

    Attributes
    ----------
    answers : tuple of Answer
        Best first, none of them a word of the sentence.
    shares : tuple of Share
        The known words that the network sees, in the order of the sentence: by how much the best answer's
        log probability falls when the word is hidden, as a share of all such falls. A word that speaks
        against the answer has none.
    unknown : tuple of str
        The words of the sentence that the network lacks.
    """

    sentence: Gapped
    answers: tuple[Answer, ...]
    shares: tuple[Share, ...]
    unknown: tuple[str, ...]

    @property
    def best(self) -> Answer:
        """The likeliest word."""
        return self.answers[0]

    @property
    def held(self) -> float:
        """The probability of all answers together."""
        return sum(each.probability for each in self.answers)

    @property
    def only_small_words(self) -> bool:
        """Whether the context says nothing of what the sentence is about."""
        return all(word in SMALL_WORDS for word in self.sentence.words)


class Predictor:
    """A trained network, served; safe to ask from several threads.

    Its two large tables stay in int8: the rows that are read are restored, the answers a block at a time.

    Parameters
    ----------
    tokens : sequence of str
        What the network reads, after `SPECIAL`; the first of them are also what it answers.
    weights : mapping of str to array
        `input` (tokens, d) and `output` (answers, k) as `quantise` makes them, with `input_scale` and
        `output_scale`; `near` (2 x near window, d, k), `far` (2 x the rest of the window, d), `far_map`
        (d, k), `hidden_bias` (k,), `inner` (k, m), `inner_bias` (m,), `outer` (m, k), `outer_bias` (k,),
        `bias` (answers,); `prior` (answers,), the log of how frequent each answer is, and `doubt` (1,), above
        0: the probability that the network has no idea, and the answer is any, as frequent as it is.
    sentences : int
        How many it was trained on.
    """

    def __init__(
        self, tokens: Sequence[str], weights: Mapping[str, NDArray[Any]], sentences: int = 0
    ) -> None:
        self.sentences = sentences
        self._input, self._input_scale = weights["input"], weights["input_scale"]
        self._output, self._output_scale = weights["output"], weights["output_scale"]
        self._rest = {name: weights[name].astype(np.float32) for name in _PLAIN}
        if len(self._input) != len(tokens) + len(SPECIAL) or len(self._output) > len(tokens):
            raise ValueError("the vocabulary has another number of tokens than the network")
        self._ids = {token: at for at, token in enumerate(tokens, len(SPECIAL))}
        self._answers = tuple(tokens[: len(self._output)])
        self._near = len(weights["near"]) // 2
        self.window = self._near + len(weights["far"]) // 2

    @property
    def answers(self) -> tuple[str, ...]:
        """All words that it can answer."""
        return self._answers

    def knows(self, token: str) -> bool:
        """Tell whether the network can read a token."""
        return token in self._ids

    def fill(self, sentence: Gapped, count: int = ANSWERS) -> Filled:
        """Return the words that fit the gap best.

        Raises
        ------
        NoContext
            When the network knows no word of the sentence, or none near the gap.
        """
        unknown = tuple(dict.fromkeys(word for word in sentence.words if not self.knows(word)))
        context, places = self._context(sentence)
        if not places:
            raise NoContext(unknown)
        contexts = np.repeat(context[None], 1 + len(places), axis=0)
        contexts[range(1, len(contexts)), list(places)] = PAD_ID
        logs = self.log_probabilities(contexts, self._own_rows(sentence))
        best = _largest(logs[0], count)
        answers = tuple(Answer(self._answers[row], math.exp(logs[0, row])) for row in best)
        falls = logs[0, best[0]] - logs[1:, best[0]]
        return Filled(sentence, answers, _shares(list(places.values()), falls), unknown)

    def words(self, sentence: Gapped, count: int = ANSWERS) -> list[str]:
        """Return only the words that fit the gap best."""
        return [each.word for each in self.fill(sentence, count).answers]

    def log_probabilities(self, contexts: Ids, excluded: Sequence[int] = ()) -> Floats:
        """Return (n, answers) of the tokens (n, 2 x window) around each of n gaps; some rows are excluded."""
        scores = self._scores(self._hidden(self._input[contexts] * self._input_scale[contexts][..., None]))
        prior = self._rest["prior"][None].copy()
        for each in (scores, prior):
            each[:, excluded] = -np.inf
        doubt = float(self._rest["doubt"][0])
        mixed: Floats = np.logaddexp(
            log_softmax(scores) + math.log1p(-doubt), log_softmax(prior) + math.log(doubt)
        )
        return mixed

    def _hidden(self, read: Floats) -> Floats:
        """Return (n, k) of the vectors (n, 2 x window, d) around n gaps."""
        rest, reach = self._rest, self.window - self._near
        near, far = read[:, reach:-reach], np.concatenate([read[:, :reach], read[:, -reach:]], axis=1)
        hidden = np.einsum("npd,pdk->nk", near, rest["near"], optimize=True) + rest["hidden_bias"]
        hidden += (far * rest["far"]).sum(axis=1) @ rest["far_map"]
        inner = np.maximum(hidden @ rest["inner"] + rest["inner_bias"], 0.0)
        summed: Floats = hidden + inner @ rest["outer"] + rest["outer_bias"]
        return summed

    def _scores(self, hidden: Floats) -> Floats:
        """Return (n, answers): how well each answer fits, up to a constant."""
        scores = np.empty((len(hidden), len(self._output)), dtype=np.float32)
        for at in range(0, len(self._output), _ROWS_AT_ONCE):
            block = slice(at, at + _ROWS_AT_ONCE)
            scores[:, block] = hidden @ self._output[block].astype(np.float32).T
        scores *= self._output_scale
        scores += self._rest["bias"]
        return scores

    def _own_rows(self, sentence: Gapped) -> list[int]:
        """Return the answers that are words of the sentence itself."""
        rows = (self._ids[word] - len(SPECIAL) for word in set(sentence.words) if self.knows(word))
        return [row for row in rows if row < len(self._answers)]

    def _context(self, sentence: Gapped) -> tuple[Ids, dict[int, str]]:
        """Return the ids around the gap, and which places hold a known word."""
        context = context_ids(sentence, self._ids, self.window)
        around = _around(sentence, self.window)
        places = {place: token for place, token in around.items() if is_word(token) and token in self._ids}
        return context, places


_PLAIN = (
    "prior",
    "doubt",
    "near",
    "far",
    "far_map",
    "hidden_bias",
    "inner",
    "inner_bias",
    "outer",
    "outer_bias",
    "bias",
)


def log_softmax(scores: Floats) -> Floats:
    """Return the logs of the probabilities (n, answers) that scores stand for."""
    shifted: Floats = scores - scores.max(axis=1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return shifted


def token_id(token: str, ids: Mapping[str, int]) -> int:
    """Return the row that stands for a token: its own, or that of all unknown words or numbers."""
    return ids.get(token, NUMBER_ID if token[0].isdigit() else UNKNOWN_ID)


def context_ids(sentence: Gapped, ids: Mapping[str, int], window: int) -> Ids:
    """Return the ids (2 x window,) around the gap: the places before it, then those after it."""
    left = [START_ID, *(token_id(token, ids) for token in sentence.left)][-window:]
    right = [*(token_id(token, ids) for token in sentence.right), END_ID][:window]
    pads = [PAD_ID] * (window - len(left)), [PAD_ID] * (window - len(right))
    return np.array([*pads[0], *left, *right, *pads[1]], dtype=np.int64)


def _around(sentence: Gapped, window: int) -> dict[int, str]:
    """Return the tokens near the gap by their place in the context."""
    left, right = sentence.left[-window:], sentence.right[:window]
    places = chain(range(window - len(left), window), range(window, window + len(right)))
    return dict(zip(places, chain(left, right), strict=True))


def _largest(values: Floats, count: int) -> Ids:
    """Return the places of the `count` largest values, largest first, equal ones in order."""
    least = np.partition(values, -count)[-count] if count < len(values) else -np.inf
    among = np.nonzero(values >= least)[0]
    return among[np.argsort(-values[among], kind="stable")][:count]


def _shares(words: Sequence[str], falls: Floats) -> tuple[Share, ...]:
    kept = np.maximum(falls, 0.0)
    total = kept.sum()
    parts = kept / total if total > 0 else kept
    return tuple(Share(word, float(part)) for word, part in zip(words, parts, strict=True))
