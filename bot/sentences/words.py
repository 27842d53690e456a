"""Refusals of what is calculated and drawn with words."""

from __future__ import annotations

from bot import refusals
from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, lines, listed, say
from models.words import errors

MOST_UNKNOWN = 10
"""Unknown words that are told of, each on a line."""

MOST_NAMED = 5

worded(
    errors.BadExpression,
    "I can't read `{text}` as word arithmetic. Try `man king woman`, `man is to king as woman is to`, or "
    "`king - man + woman`.",
)
worded(
    errors.BadFactor,
    "I can't take a word `{factor}` times: whole numbers from 1 to 12, as in `2 king - man`. A number that "
    'is part of a name goes into quotes with it: `"7 eleven" - shop`.',
)
worded(
    errors.NothingLeft,
    "`{formula}` leaves nothing, so it points nowhere. Add a word that is not taken away again.",
)
worded(
    errors.BadCategories,
    "I can't draw `{text}` ({reason}). Try `france coffee football`, or categories: "
    "`countries: france, spain | drinks: tea, coffee`.",
)
worded(
    errors.BadComparison,
    "I can't read `{text}` as two things to compare. Try `cat dog`, phrases with a comma "
    "(`new york, paris`), or groups: `cat, dog | car, bus`.",
)
worded(
    errors.BadAxis,
    "I can't read `{text}` as words on an axis. Try `bad..good: war, cake, puppy`, or two axes: "
    "`bad..good | poor..rich: thief, king`.",
)
worded(
    errors.BadWorldMap,
    "I can't colour the world by `{text}`. Try a word (`coffee`), a difference (`cricket - baseball`) or a "
    "direction (`poor..rich`).",
)
worded(
    errors.TooFewCountries,
    "These word vectors know {known} countries, too few for a map of the world: it takes {least}. Others "
    "know more: whoever runs me can choose them with `hyperplane vectors use`.",
)
worded(
    errors.NoDirection,
    "Both ends of that axis are **{end}**, so it points nowhere. Name two different ends.",
)
worded(
    errors.BadRelation,
    "I can't read `{text}` as pairs and a word. Try `oslo norway, paris france, rome italy: berlin`.",
)
worded(
    errors.BadConcept,
    "I can't read `{text}` as a concept. Try `fruit: apple, pear, plum`, or with what is none: "
    "`fruit: apple, pear, plum not: carrot, bread`.",
)
worded(errors.OnBothSides, "**{word}** can't be both in and out. Take it from one of the two.")
worded(errors.RepeatedWord, "**{word}** is in there twice. Each word must be another one.")
worded(errors.AlreadyOnMap, "**{word}** is on this map already. Drop another word.")
worded(
    errors.FullMap,
    "This map has taken {most} dropped words and takes no more. Make a new one with `/tsne`.",
)
worded(
    refusals.MapAsleep,
    "Your word came too late: this map takes none any more. Make a new one with `/tsne`.",
)
worded(
    refusals.MapGone,
    "That map has been deleted, so there is nothing to draw on. Make a new one with `/tsne`.",
)
worded(
    refusals.NothingMoves,
    "I have no moving picture of {method}. Leave out `animate`, or take `method=tsne`, which shows how a map "
    "forms, or `method=pca`, turned in three dimensions.",
)
worded(errors.WrongNumberOfWords, "I can take {least} to {most} words, not {given}.")
worded(errors.WrongNumberInGroup, "I can take {least} to {most} words in a group, not {given}.")
worded(errors.WrongNumberAtEnd, "I can take {least} to {most} words at an end, not {given}.")
worded(errors.WrongNumberAroundGap, "I can take {least} to {most} words around the gap, not {given}.")
worded(
    errors.WrongNumberInMotion,
    "A moving picture can take {least} to {most} words, not {given}. Name fewer, or leave `animate` out for "
    "a still one.",
)
worded(errors.WrongNumberToTest, "I can take {least} to {most} words to test, not {given}.")
worded(errors.WrongNumberOfExamples, "I can take {least} to {most} examples of a concept, not {given}.")
worded(errors.WrongNumberOfPairs, "I can take {least} to {most} pairs, not {given}.")
worded(errors.WrongNumberOfAxes, "I can take {least} to {most} axes, not {given}.")
worded(
    errors.WrongNumberToList,
    "I can list {least} to {most} words, not {given}. If the number is part of the name, put it in quotes: "
    '`"{phrase}"`.',
)
worded(errors.WrongNumberOfCategories, "I can take {least} to {most} categories, not {given}.")


@sentence.register
def _(error: errors.UnknownWords) -> Text:
    told = [_unknown(word) for word in error.words[:MOST_UNKNOWN]]
    if (more := len(error.words) - MOST_UNKNOWN) > 0:
        told.append(say("And {more} more that I don't know.", more=more))
    return lines(told)


@sentence.register
def _(error: errors.BadGap) -> Text:
    if error.gaps:
        return say(
            "There are {gaps} gaps in that, and I fill one. Write words into the others.", gaps=error.gaps
        )
    return say("There is no gap in that. Put `___` where a word is missing: `she drank a cup of ___`.")


@sentence.register
def _(error: errors.NoContext) -> Text:
    if not error.unknown:
        return say("There is nothing but the gap. Put words around it: `she drank a cup of ___`.")
    return say(
        "I know no word of that: not {words}. Put some common English words around the gap.",
        words=listed(error.unknown[:MOST_NAMED], "or", Style.CODE),
    )


def _unknown(unknown: errors.UnknownWord) -> Text:
    if not unknown.word:
        return say("There is no word in that. Say it in one.")
    if not any(map(str.isalnum, unknown.word)):
        return say("I don't know `{word}`: I have only words. Say it in one.", word=unknown.word)
    if not unknown.suggestions:
        return say(
            "I don't know `{word}`. Try another spelling or a more common word.",
            word=unknown.word,
        )
    close = listed(unknown.suggestions, "or")
    return say("I don't know `{word}`. Did you mean {close}?", word=unknown.word, close=close)
