"""From sentences to an artifact: train, calibrate, round the weights, measure, write (torch)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from models.artifacts import Manifest, save_artifact
from models.words.context import calibration
from models.words.context.corpus import Sentences, read_sentences
from models.words.context.evaluate import Filler, average, score
from models.words.context.gaps import Gaps
from models.words.context.library import ARTIFACT_KIND
from models.words.context.network import weights_of
from models.words.context.predictor import Predictor
from models.words.context.question_sets import Question, QuestionSet, read_questions
from models.words.context.train import Progress, TrainConfig, Trained, scores_of, train
from models.words.space.vectors import WordVectors

Figures = dict[str, float | int]


def build(
    corpora: Sequence[Path],
    words: WordVectors,
    folder: Path,
    config: TrainConfig,
    *,
    about: Sequence[str] = (),
    times: Sequence[float] = (),
    progress: Callable[[Progress], None] | None = None,
    checkpoint: Path | None = None,
    asked: Iterable[QuestionSet] = QuestionSet,
) -> Manifest:
    """Train on the corpora and write the artifact to `folder`.

    Parameters
    ----------
    corpora : sequence of Path
        As `read_sentences` takes them.
    words : WordVectors
        The vectors to start from.
    about : sequence of str
        For each corpus, what it is: name, version, licence; kept in the manifest.
    times : sequence of float
        For each corpus, how often it is read a round.
    progress, checkpoint
        As `train` takes them.
    asked : iterable of QuestionSet
        What to measure it by. No sentence of any set is learned from.
    """
    excluded = [each.sentence for part in QuestionSet for each in read_questions(part)]
    sentences = read_sentences(corpora, about, excluded, times)
    trained = train(sentences, words, config, progress, checkpoint)
    return save(folder, trained, config, words, data_of(sentences, words.name), asked=asked)


def data_of(sentences: Sentences, vectors: str) -> dict[str, Any]:
    """Return what the manifest tells of the texts, and of the vectors that the training began with."""
    return {
        "vectors": vectors,
        "sources": [asdict(source) for source in sentences.sources],
        "training_sentences": len(sentences.training),
        "training_tokens": sum(map(len, sentences.training)),
        "held_out_sentences": len(sentences.held_out),
        "sentences_like_a_question_left_out": sentences.left_out,
    }


def save(
    folder: Path,
    trained: Trained,
    config: TrainConfig,
    words: WordVectors,
    data: dict[str, Any],
    *,
    asked: Iterable[QuestionSet] = QuestionSet,
) -> Manifest:
    """Calibrate what was trained on one half of what is kept back, measure it on the other, and write it."""
    halves = [Gaps(trained.held_out.contexts[at::2], trained.held_out.right[at::2]) for at in range(2)]
    scores, right = scores_of(trained.network, halves[0])
    found = calibration.calibrate(scores.numpy(), right.numpy(), trained.log_frequency)
    weights = weights_of(trained.network, trained.log_frequency, found)
    predictor = Predictor(trained.lexicon.tokens, weights)
    fillers = {
        "network": predictor.words,
        "average": average(words),
        "average_without_small_words": average(words, without_small_words=True),
    }
    return save_artifact(
        folder,
        ARTIFACT_KIND,
        config=asdict(config),
        data=data,
        metrics={
            **{part.value: _figures(read_questions(part), fillers) for part in asked},
            **_held_out(predictor, halves[1]),
            "temperature": round(found.temperature, 4),
            "doubt": found.doubt,
            "held_out_nats_a_word_by_frequency_alone": round(trained.end.baseline, 4),
            "cpu_minutes": round(trained.end.minutes * config.processes, 1),
            "updates": trained.end.updates * config.processes,
        },
        tensors=weights,
        documents={"tokens": trained.lexicon.tokens},
    )


def _figures(questions: Sequence[Question], fillers: dict[str, Filler]) -> dict[str, Figures]:
    """Return the scores of each filler."""
    return {
        name: {key: round(value, 4) for key, value in asdict(score(questions, filler)).items()}
        for name, filler in fillers.items()
    }


def _held_out(predictor: Predictor, gaps: Gaps) -> dict[str, Any]:
    """Return how what is served does on gaps that it never saw: nats, first answers, said against found."""
    logs = predictor.log_probabilities(gaps.contexts)
    first = logs.argmax(axis=1)
    bins = calibration.table(np.exp(logs.max(axis=1)).tolist(), (first == gaps.right).tolist())
    rounded = [{key: round(value, 4) for key, value in asdict(each).items()} for each in bins]
    return {
        "held_out_gaps": len(gaps.right),
        "held_out_nats_a_word": round(-float(logs[np.arange(len(first)), gaps.right].mean()), 4),
        "held_out_top_1": round(float((first == gaps.right).mean()), 4),
        "calibration": rounded,
        "calibration_error": round(calibration.error(bins), 4),
    }
