"""What a training before everybody's eyes refuses.

ModelError
├── TrainerMissing       torch is not installed
├── NotAText             what was sent is no text, with the reason
├── TooMuchText          more bytes than a training may be given
├── NoBlanks             a text in which no blanks part the words that were to be learned
├── NothingNear          a word to watch that the text has not, or not often enough
├── TrainedGone          what was kept of a training is damaged or gone
├── WrongNumber
│   └── TooLittleText    fewer characters or words than there is something to learn from
└── UnknownWords
    └── NotLearned       words that a text has too seldom for vectors, each with close ones
"""

from __future__ import annotations

from models.errors import ModelError, WrongNumber
from models.words.errors import UnknownWords


class TrainerMissing(ModelError):
    """What trains this, `package`, is not installed; the extra `extra` brings it."""

    package: str
    extra: str


class NotAText(ModelError):
    """What was sent is no text, because of `reason`."""

    reason: str


class TooMuchText(ModelError):
    """What was sent has more than `most_bytes`."""

    most_bytes: int


class TooLittleText(WrongNumber):
    """A text has too few of `what` to learn from."""

    what: str


class NoBlanks(ModelError):
    """No blanks stand between the words of a text, so that they cannot be told from each other."""


class NothingNear(ModelError):
    """The text has not the word `word` that was to be watched `times` times."""

    word: str
    times: int


class NotLearned(UnknownWords):
    """The vectors `name`, learned from one text, lack some words."""

    name: str


class TrainedGone(ModelError):
    """The files of what is called `name` are gone or damaged."""

    name: str
