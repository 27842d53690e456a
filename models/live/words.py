"""A lesson in which a small word2vec learns from a text which words are used alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from models.live.errors import NoBlanks, TooLittleText
from models.live.lesson import LessonFromText, Subject
from models.text.clusters import script
from models.words.training.corpus import words_of

LEAST_WORDS = 10_000
"""Running words: with fewer, nothing was learned that frequencies do not tell (see docs/models.md)."""

FEW_WORDS = 300_000
"""With fewer, much of what lies near a word is chance."""

MOST_WORDS = 2_000_000
LEAST_VOCABULARY, MOST_VOCABULARY = 100, 30_000
LEAST_TIMES = 3
"""A word that comes less often is learned from no text."""

WITHOUT_BLANKS = frozenset(["CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"])
LONGEST_PIECE = 5
"""Characters: the words of these scripts are shorter on average, where somebody has parted them."""

LOOKED_THROUGH = 20_000
MOST_WATCHED = 4


@dataclass(frozen=True, slots=True)
class WordsLesson(LessonFromText):
    """A text whose words are learned.

    Attributes
    ----------
    watched : str
        Words whose neighbours are told at each look; if there are none, some that tell of the text.
    """

    watched: str = ""
    seed: int = 0

    @property
    def subject(self) -> Subject:
        """What is learned."""
        return Subject.WORDS


def check_words(text: str) -> int:
    """Return how many words a text has.

    Raises
    ------
    NoBlanks
        When no blanks stand between its words, so that they cannot be told.
    TooLittleText
        When it has too few, or too few that come again.
    """
    if _is_without_blanks(text[:LOOKED_THROUGH]):
        raise NoBlanks
    counts: Counter[str] = Counter()
    for line in text.splitlines():
        counts.update(words_of(line))
    if (given := counts.total()) < LEAST_WORDS:
        raise TooLittleText(given, LEAST_WORDS, MOST_WORDS, "words")
    check_vocabulary(sum(times >= LEAST_TIMES for times in counts.values()), LEAST_TIMES)
    return given


def check_vocabulary(known: int, times: int) -> None:
    """Raise TooLittleText where too few words are `known`, as they come so many times."""
    if known < LEAST_VOCABULARY:
        often = f"different words that come {times} times or more"
        raise TooLittleText(known, LEAST_VOCABULARY, MOST_VOCABULARY, often)


def _is_without_blanks(text: str) -> bool:
    """Tell whether a text is of a script without blanks between words, and has none."""
    letters = [each for each in text if each.isalpha()]
    run_on = sum(script(each) in WITHOUT_BLANKS for each in letters)
    return run_on > len(letters) / 2 and len(text) > LONGEST_PIECE * len(text.split())
