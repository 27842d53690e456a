"""How a small LSTM learns a text while somebody looks on, and what it writes at every look (torch)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from models.live.kept import REPORT
from models.live.lesson import Baseline, Begun, Ending, Look, Point, Report, Watcher
from models.live.record import Record
from models.live.shipped import as_shipped, shipped_corpus
from models.live.text import MOST_CHARACTERS, TextLesson, beginning_of, check_length
from models.text.build import BuildConfig, Parts, reader_of, save_model, weights_of
from models.text.cells import BestCell, find_cells
from models.text.copying import Passages
from models.text.corpus import Corpus, Document, characters, split_text
from models.text.endings import Kind
from models.text.evaluate import bits_per_character
from models.text.generate import Options, Writer
from models.text.lstm import quantized
from models.text.network import NetworkConfig, TextNetwork
from models.text.reader import Reader
from models.text.train import Progress, TrainConfig, Yardstick, train
from models.text.vocabulary import RARE, Vocabulary

SHARES = (80, 10)
"""Percent of a text that is learned from, and half of what is not; see `divided`."""

PIECE, LEAST_PIECE, PIECES = 2_000, 200, 20
"""Characters that choose or judge together: of a short text fewer, so that there are some of each."""

MOST_CHOSEN_BY = 20_000
MOST_JUDGED_BY = 40_000
"""Characters: to read more would take longer than it makes the figures surer."""

LEAST_READ, READ_IN_A_SECOND = 20_000, 25_000
"""Characters: to read in more than a lesson of some seconds goes over takes longer than the lesson."""

SAMPLE_LENGTH = 160

LARGE, FAIR = 400_000, 60_000
"""Characters from which on a text teaches a larger network."""

SEEN_AGAIN = 2
"""So often at least has a short text a character that is learned: else its capitals would be left out."""

PRIMERS = {Kind.CODE: "\n\n\n", Kind.VERSE: "\n\n", Kind.PROSE: "\n\n"}
LETTERS = "letter counts"


def teach(lesson: TextLesson, watcher: Watcher, clock: Callable[[], float]) -> Report:
    """Train as the lesson says; see `models.live.learning.learn`."""
    return _Teaching(lesson, _corpus(lesson), watcher).teach(clock)


class _Teaching:
    """One training on its way."""

    def __init__(self, lesson: TextLesson, corpus: Corpus, watcher: Watcher) -> None:
        self.lesson, self.corpus, self.watcher = lesson, corpus, watcher
        taught = [each.text for each in corpus.training]
        rare = RARE if characters(corpus.training) >= FAIR else SEEN_AGAIN
        self.vocabulary = Vocabulary.learn(taught, _tokens(corpus), rare)
        self.example = beginning_of(taught)
        self.passages = Passages.of(map(self.vocabulary.encode, taught))
        self.config = BuildConfig(lesson.kind, PRIMERS[lesson.kind], _recipe(corpus, lesson, self.vocabulary))
        self.chosen_by, self.judged_by = divided(corpus, lesson.seconds)
        self.familiar = Yardstick(
            self.vocabulary, _spread(_pieces(corpus.training, PIECE), characters(self.chosen_by))
        )
        begun = Begun(
            characters(corpus.training),
            characters(self.chosen_by),
            characters(self.judged_by),
            (Baseline(LETTERS, order_0(taught, self.chosen_by)),),
        )
        self.record = Record(lesson.subject, begun)

    def teach(self, clock: Callable[[], float]) -> Report:
        corpus = self.corpus
        self.watcher.tell(self.record.begun)
        trained = train(
            replace(corpus, development=self.chosen_by, held_out=self.judged_by),
            self.config.training,
            vocabulary=self.vocabulary,
            progress=self._look,
            clock=clock,
            stopped=self.watcher.stopped,
        )
        reader = self._reader(trained.network)
        judged = replace(
            self.record.report(self._ending(), self.example),
            judged=bits_per_character(reader, self.judged_by, remember=False),
            judged_baselines=(
                Baseline(LETTERS, order_0([each.text for each in corpus.training], self.judged_by)),
            ),
        )
        cells = find_cells(
            reader,
            self.config.kind,
            _beginning(corpus.development, characters(self.chosen_by)),
            _beginning(corpus.held_out, characters(self.judged_by)),
        )
        self._keep(trained.network, judged, cells)
        return judged

    def _look(self, step: Progress, network: TextNetwork) -> None:
        point = Point(step.updates, step.minutes * 60.0, self.familiar.bits(network), step.bits)
        best = self.record.add(point)
        reader = self._reader(network)
        options = Options(seed=self.lesson.seed, length=SAMPLE_LENGTH)
        writing = Writer(reader, self.config.kind).write(self.lesson.prompt, options)
        self.watcher.tell(Look(point, writing.prompt + writing.written, best))
        if best and self.record.is_due():
            self._keep(network, self.record.report(example=self.example))

    def _reader(self, network: TextNetwork) -> Reader:
        return reader_of(network, self.vocabulary, self.config.primer)

    def _keep(self, network: TextNetwork, report: Report, cells: tuple[BestCell, ...] = ()) -> None:
        save_model(
            self.lesson.folder,
            self.config,
            self.vocabulary,
            Parts(quantized(weights_of(network)), self.passages, cells),
            data={"training_characters": characters(self.corpus.training)},
            metrics={"held_out_bits_per_character": report.judged, REPORT: report.document()},
        )

    def _ending(self) -> Ending:
        if self.watcher.stopped():
            return Ending.STOPPED
        record, recipe = self.record, self.config.training
        waited = record.points[-1].updates - record.best.updates
        return Ending.PATIENCE if waited >= recipe.patience * recipe.every else Ending.TIME


def order_0(taught: Sequence[str], judged: Sequence[Document]) -> float:
    """Return the bits a character of `judged` where each is expected as often as it stands in `taught`.

    All characters that were never met share the expectation of one that was met once.
    """
    counts: Counter[str] = Counter()
    for text in taught:
        counts.update(text)
    total = counts.total() + 1
    bits = sum(
        -count * math.log2(max(1, counts[character]) / total)
        for document in judged
        for character, count in Counter(document.text).items()
    )
    return bits / max(1, characters(judged))


def _corpus(lesson: TextLesson) -> Corpus:
    if lesson.shipped:
        corpus = shipped_corpus(as_shipped(lesson.source))
    else:
        check_length(lesson.source)
        corpus = split_text("a text of one's own", lesson.source[:MOST_CHARACTERS], SHARES)
    return replace(corpus, training=_beginning(corpus.training, _most_read(lesson.seconds)))


def _most_read(seconds: float) -> int:
    """Return how many characters of a text a lesson goes over."""
    return max(LEAST_READ, round(READ_IN_A_SECOND * seconds))


def divided(corpus: Corpus, seconds: float) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Return what chooses and what judges: pieces of all that does not teach, by turns.

    So both are alike: of the end of a text alone another play, or another chapter, would judge than chooses.

    Parameters
    ----------
    corpus : Corpus
    seconds : float
        How long the lesson is; for a short one less is looked at.
    """
    unseen = (*corpus.development, *corpus.held_out)
    all_of_it = characters(unseen)
    size = min(PIECE, max(LEAST_PIECE, all_of_it // PIECES), math.ceil(all_of_it / 4))
    pieces = _pieces(unseen, size)
    most = _most_read(seconds) // 5
    return _spread(pieces[::2], min(most, MOST_CHOSEN_BY)), _spread(pieces[1::2], min(most, MOST_JUDGED_BY))


def _pieces(documents: Sequence[Document], size: int) -> list[Document]:
    """Return all of some documents in pieces of so many characters, or fewer at their ends."""
    return [
        Document(each.name, each.text[start : start + size])
        for each in documents
        for start in range(0, len(each.text), size)
    ]


def _spread(pieces: Sequence[Document], most: int) -> tuple[Document, ...]:
    """Return pieces from everywhere, of about `most` characters together."""
    fit = max(1, len(pieces) * most // max(1, characters(pieces)))
    number = min(fit, len(pieces))
    return tuple(pieces[place * len(pieces) // number] for place in range(number))


def _beginning(documents: tuple[Document, ...], most: int) -> tuple[Document, ...]:
    """Return documents up to `most` characters, the last of them cut."""
    kept = []
    for each in documents:
        if most <= 0:
            break
        kept.append(Document(each.name, each.text[:most]))
        most -= len(each.text)
    return tuple(kept)


def _tokens(corpus: Corpus) -> int:
    """Return how many tokens a vocabulary may have: pieces of words need text that teaches them."""
    taught = characters(corpus.training)
    return 512 if taught >= LARGE else 256 if taught >= FAIR else 128


def _recipe(corpus: Corpus, lesson: TextLesson, vocabulary: Vocabulary) -> TrainConfig:
    """Return how to train on a text of this size: less text teaches fewer cells, and some are left out."""
    taught = characters(corpus.training)
    large, fair = taught >= LARGE, taught >= FAIR
    hidden, dropout = (192, 0.0) if large else (192, 0.3) if fair else (128, 0.3)
    return TrainConfig(
        tokens=len(vocabulary),
        network=NetworkConfig(embedding=64, hidden=hidden, dropout=dropout),
        batch=16 if fair else 4,
        steps=48 if fair else 32,
        rate=4e-3,
        averaging=0.99,
        minutes=lesson.seconds / 60.0,
        every=40 if fair else 100,
        patience=25,
        seed=lesson.seed,
    )
