"""Refusals of trainings before everybody's eyes."""

from __future__ import annotations

from bot import refusals, training
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, listed, say
from models.live import errors
from storage import refusals as kept

MOST_NAMED = 5

worded(
    errors.TrainerMissing,
    "Whoever runs me has not installed what trains this, {package}: it is the extra `hyperplane[{extra}]`. "
    "`/train words` and `/train films` work without.",
)
worded(
    errors.NotAText, "I can't read that as a text: {reason}. Save it as plain text in UTF-8 and try again."
)
worded(
    errors.TooLittleText,
    "I need {least} {what} to learn from, and that has {given}. Bring a longer text as a file, or take one "
    "that I have, with `shipped=`.",
)
worded(
    errors.NoBlanks,
    "I tell words by the blanks between them, and that text has none there. `/train text` learns its "
    "characters instead.",
)
worded(
    errors.NothingNear,
    "The text has `{word}` fewer than {times} times: choose a word to watch that is more frequent, or leave "
    "the choice to me.",
)
worded(
    errors.TrainedGone,
    "The files of **{name}** are gone or damaged. Delete it with `/train forget {name}`, and train it again.",
)
worded(
    refusals.StillLearning, "**{name}** is learning still. Ask it once its message says that it has learned."
)
worded(training.TrainingForgotten, "It was deleted while it learned.")
worded(training.TrainingsOff, "Whoever runs me wants nothing trained here.")


@sentence.register
def _(error: errors.TooMuchText) -> Text:
    return say("That is too large: I take texts up to {size} MB.", size=error.most_bytes // 1_000_000)


@sentence.register
def _(error: training.TrainingsBusy) -> Text:
    told = "Others are training just now, and my machine has no room for more. Try again in {wait}."
    return say(told, wait=plural(error.wait_s, "second"))


@sentence.register
def _(error: refusals.NothingToTrainOn) -> Text:
    if error.several:
        return say("One text at a time, please: a file, or a pasted text, or one that ships.")
    paste = "paste a text behind the name, " if error.by_hand else ""
    asked = (
        f"What shall it learn? Attach a text file, {paste}reply to a message of your own that has one, or "
    )
    return say(asked + "take one that I have: {shipped}.", shipped=_calls(error.shipped))


@sentence.register
def _(error: refusals.OwnTextsOff) -> Text:
    told = "Whoever runs me wants me to train on my own texts alone: {shipped}."
    return say(told, shipped=_calls(error.shipped))


@sentence.register
def _(error: refusals.LearnedOtherwise) -> Text:
    if error.writes:
        told = "**{name}** has learned to write, not words: `/complete style={name}` asks it."
    else:
        told = "**{name}** has learned words, not to write: `/neighbours trained={name}` asks it."
    return say(told, name=error.name)


@sentence.register
def _(error: errors.NotLearned) -> Text:
    named = error.words[:MOST_NAMED]
    missing = listed([each.word for each in named], "and", Style.CODE)
    told = "**{name}** has no vector of {missing}: its text has that too seldom, or not at all."
    if more := len(error.words) - len(named):
        told += f" And {more} more."
    close = [close for each in named for close in each.suggestions]
    if not close:
        return say(f"{told} Try a more frequent word of it.", name=error.name, missing=missing)
    return say(f"{told} Did you mean {{close}}?", name=error.name, missing=missing, close=listed(close, "or"))


@sentence.register
def _(error: kept.TrainedEnough) -> Text:
    who = "This server has" if error.of_server else "You have"
    told = (
        "{who} had {trainings} in a day, as many as there are: each takes a processor for minutes. "
        "The next is in {wait}."
    )
    return say(told, who=who, trainings=plural(error.most, "training"), wait=plural(error.wait_h, "hour"))


@sentence.register
def _(error: kept.UnknownTrained) -> Text:
    if not error.name:
        return say("That was deleted, or its time is over. `/train` shows what there is.")
    offer = "Did you mean {close}?" if error.close else "`/train` shows what there is."
    return say(
        "Nothing called `{name}` was trained here. " + offer, name=error.name, close=listed(error.close, "or")
    )


@sentence.register
def _(error: kept.TrainedNameTaken) -> Text:
    if error.shipped:
        return say(
            "**{name}** is the name of a style that I come with. Choose another name.", name=error.name
        )
    return say(
        "There is one called **{name}** here already. Choose another name, or `/train forget {name}` first.",
        name=error.name,
    )


worded(
    kept.BadTrainedName,
    "A name is typed as one word, so it has 1 to {most} letters, digits, hyphens and low lines: `pirates`.",
)


@sentence.register
def _(error: kept.TooManyTrained) -> Text:
    return say(
        "{most} models or {size} MB are kept here, and no more fit. `/train forget` makes room.",
        most=error.most,
        size=error.most_bytes // 1_000_000,
    )


def _calls(shipped: tuple[str, ...]) -> Text:
    """Return how to take each of the texts that are there already."""
    return listed([f"shipped={name}" for name in shipped], "or", Style.CODE)
