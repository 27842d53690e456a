"""From sentences to an artifact: train, round the weights, measure what is served, write (torch)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from models.artifacts import Manifest, save_artifact
from models.words.context.corpus import read_sentences
from models.words.context.evaluate import DEVELOPMENT, TEST, Filler, Question, average, read_questions, score
from models.words.context.library import ARTIFACT_KIND
from models.words.context.network import weights_of
from models.words.context.predictor import Predictor
from models.words.context.train import Progress, TrainConfig, train
from models.words.space.vectors import WordVectors

Figures = dict[str, float | int]


def build(
    corpora: Sequence[Path],
    words: WordVectors,
    folder: Path,
    config: TrainConfig,
    *,
    about: Sequence[str] = (),
    progress: Callable[[Progress], None] | None = None,
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
    progress : callable, optional
        Called now and then.
    """
    questions = {"test": read_questions(TEST), "development": read_questions(DEVELOPMENT)}
    asked = [each.sentence for part in questions.values() for each in part]
    sentences = read_sentences(corpora, about, asked)
    trained = train(sentences, words, config, progress)
    weights = weights_of(trained.network)
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
        data={
            "vectors": words.name,
            "sources": [asdict(source) for source in sentences.sources],
            "training_sentences": len(sentences.training),
            "training_tokens": sum(map(len, sentences.training)),
            "held_out_sentences": len(sentences.held_out),
            "sentences_like_a_question_left_out": sentences.barred,
        },
        metrics={
            **{part: _figures(each, fillers) for part, each in questions.items()},
            "held_out_nats_a_word": round(trained.end.held_out, 4),
            "held_out_nats_a_word_by_frequency_alone": round(trained.end.baseline, 4),
            "cpu_minutes": round(trained.end.minutes, 1),
            "updates": trained.end.updates,
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
