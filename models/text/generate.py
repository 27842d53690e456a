"""Going on with texts, several at a time: each new token costs the same, however long the text has become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.text.endings import Ending, Kind, watch
from models.text.lstm import Floats, State, log_softmax
from models.text.memory import Expectation, Memory
from models.text.reader import Reader
from models.text.sampling import choose
from models.text.vocabulary import START_ID, UNKNOWN_ID, Vocabulary, last_piece


@dataclass(frozen=True, slots=True)
class Options:
    """How to go on.

    Attributes
    ----------
    temperature : float
        0 always takes the likeliest token, 1 draws as often as the network expects, more is wilder.
    top_p : float
        Only the likeliest tokens that together have this probability are drawn from.
    seed : int
        The same text, options and seed give the same continuation.
    length : int
        At most so many characters are added.
    """

    temperature: float = 0.6
    top_p: float = 0.95
    seed: int = 0
    length: int = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may come next: its number, its text and how likely it is."""

    token: int
    text: str
    probability: float


class Writing:
    """A text that is being written.

    The last piece of the prompt is taken back and taken again, by tokens that spell it and may go on, so that
    a word the prompt stops in the middle of can be ended. It is ended in the likeliest way, whatever the
    temperature: most letters that might follow by chance make no word.

    Attributes
    ----------
    prompt : str
        As it was given.
    written : str
        What has been added.
    ending : Ending or None
        Why it ends there; none while it goes on.
    """

    def __init__(self, prompt: str, options: Options, kind: Kind) -> None:
        self.prompt = prompt
        self.options = options
        self.written = ""
        self.ending: Ending | None = None
        self.state: State | None = None
        self.memory = Memory()
        self.recent: list[int] = []
        self.retaken = ""
        self._watch, self._name = watch(kind, prompt, options.length)
        self._random = np.random.default_rng(options.seed)

    @property
    def in_word(self) -> bool:
        """Whether the word that the prompt stops in has not come to its end yet."""
        begun = self.prompt[-1:].isalpha()
        return begun and (bool(self.retaken) or not self.written or self.written.isalpha())

    def draw(self) -> float:
        """Return the next random number, uniform in [0, 1)."""
        return self._random.random()

    def take(self, token: int, text: str) -> None:
        """Add a token, and see whether the text has come to its end."""
        self.recent.append(token)
        if token == START_ID:
            self._end(len(self.written), Ending.TEXT)
            return
        if self.retaken.startswith(text):
            self.retaken = self.retaken[len(text) :]
            return
        self.written += text.removeprefix(self.retaken)
        self.retaken = ""
        whole = self._watch.end(self.written[: self.options.length])
        if whole is not None:
            self._end(whole, self._name)
        elif len(self.written) >= self.options.length:
            self.written = self.written[: self.options.length]
            kept = self._watch.cut(self.written)
            self._end(kept if self.written[:kept].strip() else len(self.written), Ending.LIMIT)

    def _end(self, length: int, ending: Ending) -> None:
        self.written = self.written[:length].rstrip("\n ")
        self.ending = ending


class Writer:
    """Goes on with texts by one network."""

    def __init__(self, reader: Reader, kind: Kind) -> None:
        self._reader = reader
        self._lstm = reader.lstm
        self._vocabulary = reader.vocabulary
        self._kind = kind

    def begin(self, prompt: str, options: Options) -> Writing:
        """Read `prompt`, so that `advance` can go on with it."""
        return self.begin_several(prompt, [options])[0]

    def begin_several(self, prompt: str, options: Sequence[Options]) -> list[Writing]:
        """Read `prompt` once, so that `advance` can go on with it in several ways."""
        first, *others = [Writing(prompt, each, self._kind) for each in options]
        self._read(first)
        assert first.state is not None  # noqa: S101 - it has just been read
        for other in others:
            other.retaken = first.retaken
            other.state = first.state.rows(np.array([0]))
            other.recent = list(first.recent)
            other.memory = first.memory  # only asked from here on
        return [first, *others]

    def _read(self, writing: Writing) -> None:
        prompt = writing.prompt
        retaken = last_piece(prompt)
        if not self._vocabulary.unknown(retaken):
            writing.retaken = retaken
        tokens = self._vocabulary.encode(prompt.removesuffix(writing.retaken))
        writing.state = self._reader.start()
        self._lstm.read(tokens, writing.state)
        writing.recent = tokens.tolist()
        writing.memory = Memory(writing.recent)

    def advance(self, writings: Sequence[Writing], tokens: int) -> None:
        """Add up to `tokens` tokens to each of `writings`, side by side."""
        going = [writing for writing in writings if writing.ending is None]
        while going and tokens > 0:
            tokens -= self._advance_together(going, tokens)
            going = [writing for writing in going if writing.ending is None]

    def write(self, prompt: str, options: Options) -> Writing:
        """Return `prompt` with its whole continuation."""
        writing = self.begin(prompt, options)
        while writing.ending is None:
            self.advance([writing], options.length)
        return writing

    def likeliest(self, text: str, count: int) -> tuple[Candidate, ...]:
        """Return the tokens that most likely come after `text`, the likeliest first."""
        state = self._reader.start()
        tokens = self._vocabulary.encode(text)
        self._lstm.read(tokens, state)
        memory = Memory(tokens.tolist())
        logits = self._lstm.logits(state.hidden)
        _recall(logits[0], memory.expect(memory.tokens))
        return candidates(logits, self._vocabulary, count)

    def _advance_together(self, going: Sequence[Writing], tokens: int) -> int:
        """Add tokens until one of the texts ends; return how many to each."""
        state = State.together(*(writing.state for writing in going if writing.state))
        temperature = np.array([writing.options.temperature for writing in going], dtype=np.float32)
        top_p = np.array([writing.options.top_p for writing in going], dtype=np.float32)
        done = 0
        while done < tokens and all(writing.ending is None for writing in going):
            logits = self._lstm.logits(state.hidden)
            for row, writing in enumerate(going):
                _recall(logits[row], writing.memory.expect(writing.recent))
            self._restrict(logits, going)
            words = np.array([writing.in_word for writing in going])
            chosen = choose(
                logits,
                np.where(words, np.float32(0), temperature),
                top_p,
                np.array([writing.draw() for writing in going]),
            )
            for writing, token in zip(going, chosen.tolist(), strict=True):
                writing.take(token, self._vocabulary.tokens[token])
            self._lstm.step(chosen, state)
            done += 1
        for row, writing in enumerate(going):
            writing.state = state.rows(np.array([row]))
        return done

    def _restrict(self, logits: Floats, going: Sequence[Writing]) -> None:
        """Forbid the unknown token, an end before the beginning, and what spells not what was taken back."""
        logits[:, UNKNOWN_ID] = -np.inf
        for row, writing in enumerate(going):
            if not writing.written.strip():
                logits[row, START_ID] = -np.inf
            if writing.retaken:
                logits[row, self._not_spelling(writing.retaken)] = -np.inf

    def _not_spelling(self, text: str) -> list[int]:
        """Return the tokens other than the first that `text` is read as, and those that go on beyond it.

        By any other token, such as ` the` for a part of ` thee`, the network would take it for another word.
        """
        first = int(self._vocabulary.encode(text)[0])
        return [
            number
            for number, token in enumerate(self._vocabulary.tokens)
            if number != first and not token.startswith(text)
        ]


def candidates(logits: Floats, vocabulary: Vocabulary, count: int) -> tuple[Candidate, ...]:
    """Return the likeliest tokens by one row of logits (1, tokens), the likeliest first."""
    probabilities = np.exp(log_softmax(logits)[0])
    probabilities[[UNKNOWN_ID, START_ID]] = 0.0
    best = np.argsort(-probabilities, kind="stable")[:count].tolist()
    return tuple(Candidate(token, vocabulary.tokens[token], float(probabilities[token])) for token in best)


def _recall(logits: Floats, expected: Expectation | None) -> None:
    """Turn one row of logits into those of the mixture with what the prompt has said before."""
    if expected is None:
        return
    logits[:] = log_softmax(logits) + np.float32(np.log1p(-expected.weight))
    logits[expected.token] = np.logaddexp(logits[expected.token], np.float32(np.log(expected.weight)))
