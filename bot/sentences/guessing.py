"""Refusals of the guessing game."""

from __future__ import annotations

from bot.refusals import WordOfServer
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, say
from models.words import errors
from storage import refusals

worded(errors.NotOneWord, "`{text}` is more than one word, and the word I think of is one. Guess one.")
worded(
    errors.TooFewGameWords,
    "The word vectors in use, {name}, know too few of the words that I may think of, so there is no game.",
)
worded(
    errors.SecretUnknown,
    "My word vectors were changed since this round began, and they don't know its words. Give it up with "
    "`/guess giveup`, or start another one with `/guess new`.",
)
worded(
    WordOfServer,
    "The word of the day belongs to a server: look for it there, with everybody. Here you have rounds of "
    "your own: `/guess new`.",
)
worded(refusals.NoRound, "No round is on here. Start one: `/guess new`.")
worded(
    refusals.TooManyRounds,
    "{most} rounds are under way in this server, and I keep no more. Go on with one of them, or give one up.",
)
worded(
    refusals.RoundFull,
    "This round has {most} guesses and takes no more. Give it up with `/guess giveup`, and I tell the word.",
)
worded(
    refusals.NoMoreHints,
    "All {most} hints of this round are told: `/guess board` shows them.",
)
worded(
    refusals.OnlyPlayers,
    "Those who play decide whether to give up. Guess a word first: `/guess coffee`.",
)
worded(
    refusals.GaveUpAlready,
    "You have said so already: {votes} of the {needed} who are needed want to give up.",
)
worded(
    refusals.GuessedAlready,
    "**{word}** was guess {number} already. Try another word: `/guess board` shows them all.",
)


@sentence.register
def _(error: refusals.RoundRunning) -> Text:
    guesses = plural(error.guesses, "guess", "guesses")
    return say(
        "A round is on in this channel, with {guesses}. Go on with it, give it up with `/guess giveup`, or "
        "start another one in another channel.",
        guesses=guesses,
    )


@sentence.register
def _(error: refusals.RoundOver) -> Text:
    if not error.word:
        return say("That round is gone. Start another one: `/guess new`.")
    return say(
        "That round is over: the word was **{word}**. Start another one: `/guess new`.", word=error.word
    )


@sentence.register
def _(error: refusals.NoHintYet) -> Text:
    missing = plural(error.missing, "more guess", "more guesses")
    return say("The next hint comes after {missing}: three for each.", missing=missing)
