"""From a lesson to whoever teaches it, who is loaded only where something is learned."""

from __future__ import annotations

from collections.abc import Callable

from models.live.errors import TrainerMissing
from models.live.films import FilmsLesson
from models.live.lesson import Lesson, Report, Watcher
from models.live.text import TextLesson
from models.live.words import WordsLesson


def learn(lesson: Lesson, watcher: Watcher, clock: Callable[[], float]) -> Report:
    """Learn, tell of it, and keep the best in the lesson's folder; `clock` returns seconds.

    Raises
    ------
    TrainerMissing
        When a package that this takes is not installed.
    TooLittleText, NothingNear
    """
    match lesson:
        case TextLesson():
            try:
                from models.live.text_training import teach  # noqa: PLC0415  torch is an extra
            except ImportError as error:
                raise TrainerMissing("torch", "train") from error
            return teach(lesson, watcher, clock)
        case WordsLesson():
            from models.live.word_training import teach as teach_words  # noqa: PLC0415  gensim takes a second

            return teach_words(lesson, watcher, clock)
        case FilmsLesson():
            from models.live.film_training import teach as teach_films  # noqa: PLC0415  scipy takes a second

            return teach_films(lesson, watcher, clock)
    raise TypeError(f"nobody teaches {type(lesson).__name__}")
