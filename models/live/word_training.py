"""How a small word2vec learns a text while somebody looks on, and what is near to words then (gensim)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Self

import numpy as np
from gensim.models import Word2Vec

from models.live.errors import NothingNear
from models.live.kept import REPORT
from models.live.lesson import Baseline, Begun, Ending, Look, Point, Report, Watcher
from models.live.passages import Parts, Sentence, divide, sentences_in, words_in
from models.live.record import Record
from models.live.shipped import as_shipped, shipped_text
from models.live.telling import telling_words
from models.live.windows import Lexicon, Matrix, Windows
from models.live.words import (
    LEAST_TIMES,
    LEAST_WORDS,
    MOST_WATCHED,
    MOST_WORDS,
    WordsLesson,
    check_vocabulary,
    check_words,
)
from models.words.store.manifest import Precision
from models.words.store.prepare import prepare
from models.words.store.vector_file import from_matrix
from models.words.training.corpus import words_of

LARGE, FAIR = 1_000_000, 100_000
"""Words from which on a text is read with less of its most frequent words, and without its rarest."""

MOST_LOOKED_THROUGH = 4_000_000
"""Characters: more would take seconds to tell names from other words."""

TOLD_NEIGHBOURS = 6
TOLD_WORDS = 3

SLICE_WORDS = 40_000
"""So much is learned at a time: a fraction of a second, after which it may be stopped."""

LOOK_EVERY_S = 1.0

WORD_COUNTS = "word counts"
LIKE_MANY = 8
"""Every so many passages that teach are looked at, which is as many as choose."""

READ_IN_A_SECOND = 50_000
"""Words: to read in more than a lesson of some seconds goes over several times would leave it half taught."""

TAUGHT_SEED, CHOSEN_SEED, JUDGED_SEED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to learn from a text of some size; the names are gensim's or as in `models.words.training`.

    Attributes
    ----------
    least : int
        Words that come less often are passed over.
    rounds : int
        How often the text is read, if there is time.
    """

    least: int
    rounds: int
    sample: float
    dimensions: int = 100
    window: int = 5
    negative: int = 10
    exponent: float = 0.75
    rate: float = 0.05
    last_rate: float = 0.0005

    @classmethod
    def of(cls, words: int) -> Self:
        """Return the recipe for a text of so many words: less text is read more often, and more of it."""
        least = 10 if words >= LARGE else 5 if words >= FAIR else LEAST_TIMES
        rounds = max(10, min(60, round(30 * (50_000 / max(1, words)) ** 0.6)))
        return cls(least, rounds, sample=3e-4 if words >= LARGE else 1e-3)


def teach(lesson: WordsLesson, watcher: Watcher, clock: Callable[[], float]) -> Report:
    """Train as the lesson says; see `models.live.learning.learn`.

    Raises
    ------
    TooLittleText, NothingNear
    """
    if lesson.shipped:
        text = shipped_text(as_shipped(lesson.source))
    else:
        check_words(text := lesson.source)
    return _Teaching(lesson, text, watcher).teach(clock)


class _Teaching:
    """One training on its way."""

    def __init__(self, lesson: WordsLesson, text: str, watcher: Watcher) -> None:
        self.lesson, self.watcher = lesson, watcher
        most = min(MOST_WORDS, max(LEAST_WORDS, round(READ_IN_A_SECOND * lesson.seconds)))
        self.parts = divide(sentences_in(text, most))
        self.words = words_in(self.parts.taught)
        self.recipe = Recipe.of(self.words)
        self.model = _begun(self.parts, self.recipe, lesson.seed)
        self.lexicon = _lexicon(self.model, self.recipe)
        self.watched = _watched(lesson, self.parts, text, self.lexicon, self.recipe)
        parts = self.parts
        self.familiar = Windows.drawn(parts.taught[::LIKE_MANY], self.lexicon, TAUGHT_SEED)
        self.chosen_by = Windows.drawn(parts.chosen_by, self.lexicon, CHOSEN_SEED)
        self.judged_by = Windows.drawn(parts.judged_by, self.lexicon, JUDGED_SEED)
        begun = Begun(
            self.words,
            words_in(self.parts.chosen_by),
            words_in(self.parts.judged_by),
            (Baseline(WORD_COUNTS, self.chosen_by.bits_by_frequency(self.lexicon)),),
        )
        self.record = Record(lesson.subject, begun)
        self.best_network = _network(self.model)

    def teach(self, clock: Callable[[], float]) -> Report:
        self.watcher.tell(self.record.begun)
        ending = self._learn(clock)
        baseline = Baseline(WORD_COUNTS, self.judged_by.bits_by_frequency(self.lexicon))
        judged = replace(
            self._report(ending),
            judged=self.judged_by.bits(*self.best_network),
            judged_baselines=(baseline,),
        )
        self._keep(judged)
        return judged

    def _learn(self, clock: Callable[[], float]) -> Ending:
        """Read the text slice by slice, ever more carefully, until there is no time, or no need, for more."""
        slices = _slices(self.parts, self.lesson.seed)
        began, looked_at = clock(), -math.inf
        for number in range(last := self.recipe.rounds * len(slices)):
            seconds = clock() - began
            if seconds >= self.lesson.seconds or self.watcher.stopped():
                break
            done = max(number / last, seconds / self.lesson.seconds)
            self._read(slices[number % len(slices)], done, max(done, (number + 1) / last))
            seconds = clock() - began
            if seconds - looked_at >= LOOK_EVERY_S or number + 1 == last:
                looked_at = seconds
                self._look(number + 1, seconds)
        else:
            return Ending.DONE
        points = self.record.points
        if not points or points[-1].updates < number:
            self._look(number, clock() - began)
        return Ending.STOPPED if self.watcher.stopped() else Ending.TIME

    def _read(self, sentences: list[Sentence], done: float, then: float) -> None:
        def rate(share: float) -> float:
            return self.recipe.rate + (self.recipe.last_rate - self.recipe.rate) * share

        self.model.train(
            sentences,
            total_examples=len(sentences),
            epochs=1,
            start_alpha=rate(done),
            end_alpha=rate(then),
        )

    def _look(self, updates: int, seconds: float) -> None:
        network = _network(self.model)
        point = Point(updates, seconds, self.familiar.bits(*network), self.chosen_by.bits(*network))
        if best := self.record.add(point):
            self.best_network = (network[0].copy(), network[1].copy())
        self.watcher.tell(Look(point, self._sample(network[0]), best))
        if best and self.record.is_due():
            self._keep(self._report())

    def _sample(self, inputs: Matrix) -> str:
        """Return a line for each watched word: what is nearest to it."""
        units = inputs / np.linalg.norm(inputs, axis=1, keepdims=True)
        names = self.model.wv.index_to_key
        lines = []
        for word in self.watched:
            row = self.lexicon.rows[word]
            order = np.argsort(-(units @ units[row]), kind="stable")
            near = [names[each] for each in order[: TOLD_NEIGHBOURS + 1].tolist() if each != row]
            lines.append(f"{word}: {', '.join(near[:TOLD_NEIGHBOURS])}")
        return "\n".join(lines)

    def _report(self, ending: Ending | None = None) -> Report:
        return self.record.report(ending, example=next(iter(self.watched), ""))

    def _keep(self, report: Report) -> None:
        folder = self.lesson.folder
        source = from_matrix(
            "a text", f"word2vec {asdict(self.recipe)}", self.model.wv.index_to_key, self.best_network[0]
        )
        metrics = {"held_out_bits_a_word": report.judged, REPORT: report.document()}
        prepare(source, folder.parent, folder.name, precision=Precision.HALF, metrics=metrics)


def _begun(parts: Parts, recipe: Recipe, seed: int) -> Word2Vec:
    """Return a network that knows its words, and nothing of them.

    Raises
    ------
    TooLittleText
        When too few words come often enough.
    """
    model = Word2Vec(
        vector_size=recipe.dimensions,
        window=recipe.window,
        min_count=recipe.least,
        negative=recipe.negative,
        ns_exponent=recipe.exponent,
        sample=recipe.sample,
        alpha=recipe.rate,
        workers=1,
        seed=seed,
    )
    model.build_vocab(list(chain.from_iterable(parts.taught)))
    check_vocabulary(len(model.wv) if parts.judged_by else 0, recipe.least)
    return model


def _lexicon(model: Word2Vec, recipe: Recipe) -> Lexicon:
    return Lexicon(
        dict(model.wv.key_to_index),
        np.asarray(model.wv.expandos["count"], dtype=np.float64),
        np.asarray(model.wv.expandos["sample_int"], dtype=np.float64) / (2**32 - 1),
        recipe.window,
        recipe.exponent,
    )


def _watched(
    lesson: WordsLesson, parts: Parts, text: str, lexicon: Lexicon, recipe: Recipe
) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(words_of(lesson.watched)))[:MOST_WATCHED]
    if missing := [word for word in asked if word not in lexicon.rows]:
        raise NothingNear(missing[0], recipe.least)
    if asked:
        return asked
    counts = {word: int(lexicon.counts[row]) for word, row in lexicon.rows.items()}
    return telling_words(parts.taught, text[:MOST_LOOKED_THROUGH], counts, TOLD_WORDS)


def _network(model: Word2Vec) -> tuple[Matrix, Matrix]:
    """Return the vectors of words as neighbours, and as what is guessed: both (n, d), not copied."""
    return np.asarray(model.wv.vectors), np.asarray(model.syn1neg)


def _slices(parts: Parts, seed: int) -> list[list[Sentence]]:
    """Return what teaches in slices of about `SLICE_WORDS` words, the passages in an order by chance."""
    slices: list[list[Sentence]] = [[]]
    words = 0
    order = np.random.default_rng(seed).permutation(len(parts.taught)).tolist()
    for sentence in chain.from_iterable(parts.taught[place] for place in order):
        if words >= SLICE_WORDS:
            slices.append([])
            words = 0
        slices[-1].append(sentence)
        words += len(sentence)
    return slices
