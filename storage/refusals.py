"""What ratings, lists, votes, concepts, games, talks and groups refuse, as exceptions that carry data.

Refusal
├── NothingImported   no import that could be undone
├── NoLists           the place has no list yet
├── UnknownList       no list has that name, with close ones
├── WhichList         there are several, and none was named
├── ListNamedSo       a list was to get the name that it has
├── ListNameTaken     another list of the place has that name
├── BadListName       empty or too long
├── TooManyLists      the place is full
├── ListFull          the list is full
├── NotOnList         a film that is not there
├── SeveralOnList     a title that several films of the list have
├── NothingToPick     every film of the list was watched, or it has none
├── NotAllowed        somebody else's to do
├── NotHere           a place in which no vote can be kept up to date
├── TooFewFilms       fewer films than a vote needs
├── WrongNumberOfFilms  more films than a vote has buttons for
├── BadNumbers        a text that names no films by their numbers
├── BadDuration       a text that is no length of time, or one out of bounds
├── VoteRunning       the list has a vote under way
├── TooManyVotes      the place has too many votes under way
├── NoVote            no vote under way, or none that was ever decided
├── WhichVote         several votes are under way, and none was named
├── VoteOver          a ballot that came too late
├── NightGone         a press or a call on a movie night that is over, cancelled or deleted
├── NightSettled      a time was to be approved of when it is settled
├── NightUnsettled    an answer to a time that is not settled
├── NoNight           no such movie night is planned
├── WhichNight        several are planned, and none was named
├── TooManyNights     the place has too many movie nights planned
├── TooManySlots      more times than a night can hold
├── NothingNew        every time that was proposed is there already
├── SlotPassed        a time that is over was to be settled on
├── UnknownConcept    no concept has that name, with close ones
├── ConceptNameTaken  another concept of the place has that name
├── BadConceptName    empty or too long
├── TooManyConcepts   the place is full
├── ConceptFull       the concept has as many words as it can hold
├── NoRound           no round of the guessing game is on
├── RoundRunning      the channel has a round already
├── TooManyRounds     the place has too many rounds under way
├── RoundOver         a guess, a hint or a vote that came too late
├── RoundFull         the round has as many guesses as it can hold
├── GuessedAlready    a word that was guessed before in the round
├── NoHintYet         a hint before there were guesses enough
├── NoMoreHints       a round that has told all its hints
├── GaveUpAlready     a second vote of the same person to give up
├── OnlyPlayers       a vote to give up of somebody who did not guess
├── StagesFull        there are as many talks on stage as are kept
├── GroupBegun        somebody wants to join after the group has begun
├── GroupFull         the group has as many people as it takes
├── UnknownTrained    nothing that was trained here has that name, with close ones
├── TrainedNameTaken  something of the place has that name
├── BadTrainedName    a name that could not be typed as one word
├── TooManyTrained    the place keeps as much as it may
└── TrainedEnough     somebody, or a server, has had a day's trainings
"""

from __future__ import annotations

from datetime import datetime

from storage.errors import StorageError


class Refusal(StorageError):
    """What was asked of what is kept, such as a list or a vote, cannot be done, and nothing was changed."""


class NothingImported(Refusal):
    """A person has imported nothing that could be taken back."""


class NoLists(Refusal):
    """There is no list in this place."""


class UnknownList(Refusal):
    """No list of this place is called `name`; `close` are the most similar names."""

    name: str
    close: tuple[str, ...] = ()


class ListNamedSo(Refusal):
    """The list `name` was to be renamed to what it is called."""

    name: str


class WhichList(Refusal):
    """The place has several lists, called `names`, and the caller named none of them."""

    names: tuple[str, ...]


class ListNameTaken(Refusal):
    """Another list of the place is called `name`."""

    name: str


class BadListName(Refusal):
    """A list's name has 1 to `most` characters, not those of `name`."""

    name: str
    most: int


class TooManyLists(Refusal):
    """A place holds at most `most` lists."""

    most: int


class ListFull(Refusal):
    """The list called `name` has room for `room` more films of the `most` it can hold, not for `given`."""

    name: str
    most: int
    room: int
    given: int


class NotOnList(Refusal):
    """The film `title` is not on the list called `name`; `close` are titles that are."""

    title: str
    name: str
    close: tuple[str, ...] = ()


class SeveralOnList(Refusal):
    """Several films on the list called `name` have the title; `names` tell them apart."""

    title: str
    name: str
    names: tuple[str, ...]


class NothingToPick(Refusal):
    """The list called `name` has `watched` films, all of them watched."""

    name: str
    watched: int


class NotAllowed(Refusal):
    """What was asked (`what`) is for others (`who`): phrases to put into a sentence."""

    what: str
    who: str


class NotHere(Refusal):
    """The bot is no member of this place, so it could not count there."""


class TooFewFilms(Refusal):
    """A vote takes `least` films, and of the list called `name` there are `given` to choose from."""

    name: str
    given: int
    least: int


class BadNumbers(Refusal):
    """The text `text` names no films by their numbers on a list, 1 to `most`."""

    text: str
    most: int


class BadDuration(Refusal):
    """The text `text` is no time that a vote can last."""

    text: str


class VoteRunning(Refusal):
    """A vote on the list called `name` is under way; the ids say where its message is, once it is sent."""

    name: str
    guild_id: int | None
    channel_id: int
    message_id: int | None


class TooManyVotes(Refusal):
    """At most `most` votes run in one place at the same time."""

    most: int


class NoVote(Refusal):
    """There is no such vote; `name` is the list that was asked for, if one was."""

    name: str | None = None
    decided: bool = False


class WhichVote(Refusal):
    """Votes on the lists called `names` are under way, and the caller named none of them."""

    names: tuple[str, ...]


class VoteOver(Refusal):
    """The vote takes no more ballots, or is gone."""


class NightGone(Refusal):
    """The movie night is over, was cancelled or deleted."""


class NightSettled(Refusal):
    """The time of the night is settled: it `starts_at`."""

    starts_at: datetime


class NightUnsettled(Refusal):
    """The time of the night is not settled yet."""


class NoNight(Refusal):
    """No movie night is planned, or none that `name` names, where one was named."""

    name: str = ""


class WhichNight(Refusal):
    """Several movie nights are planned, of `titles`, and the caller named none of them."""

    titles: tuple[str, ...]


class TooManyNights(Refusal):
    """At most `most` movie nights are planned in one place at the same time."""

    most: int


class TooManySlots(Refusal):
    """The night has room for `room` more times of the `most` it can hold, not for `given`."""

    room: int
    most: int
    given: int


class NothingNew(Refusal):
    """Every time that was proposed for the night is there already."""


class SlotPassed(Refusal):
    """The time that was to be settled on is over."""


class UnknownConcept(Refusal):
    """No concept of this place is called `name`; `close` are the most similar names."""

    name: str
    close: tuple[str, ...] = ()


class ConceptNameTaken(Refusal):
    """Another concept of the place is called `name`."""

    name: str


class BadConceptName(Refusal):
    """A concept's name has 1 to `most` characters, not those of `name`."""

    name: str
    most: int


class TooManyConcepts(Refusal):
    """A place holds at most `most` concepts."""

    most: int


class ConceptFull(Refusal):
    """The concept called `name` has `most` words, and can hold no more."""

    name: str
    most: int


class WrongNumberOfFilms(Refusal):
    """A vote is on `least` to `most` films, not on `given`."""

    given: int
    least: int
    most: int


class NoRound(Refusal):
    """No round of the guessing game is on here."""


class RoundRunning(Refusal):
    """The channel has a round already, with so many `guesses`."""

    guesses: int


class TooManyRounds(Refusal):
    """At most `most` rounds are under way in one place at the same time."""

    most: int


class RoundOver(Refusal):
    """The round of the secret word `word` is over, or gone, and then `word` is ""."""

    word: str


class RoundFull(Refusal):
    """The round has `most` guesses, and can hold no more."""

    most: int


class GuessedAlready(Refusal):
    """The word `word` was the guess of this `number` already."""

    word: str
    number: int


class NoHintYet(Refusal):
    """The next hint takes so many more guesses: `missing`."""

    missing: int


class NoMoreHints(Refusal):
    """All `most` hints were told."""

    most: int


class GaveUpAlready(Refusal):
    """Whoever wants to give up has said so before; `votes` of the `needed` do."""

    votes: int
    needed: int


class OnlyPlayers(Refusal):
    """Whoever has not guessed in a round cannot vote to give it up."""


class StagesFull(Refusal):
    """There are `most` talks on stage in all servers already."""

    most: int


class GroupBegun(Refusal):
    """The group was asked to take somebody in after it had begun."""


class GroupFull(Refusal):
    """The group has as many people as it takes, `most`."""

    most: int


class UnknownTrained(Refusal):
    """Nothing that was trained in this place is called `name`; `close` are the most similar names."""

    name: str
    close: tuple[str, ...] = ()


class TrainedNameTaken(Refusal):
    """Something of the place, or of the bot's own, is called `name`."""

    name: str
    shipped: bool = False


class BadTrainedName(Refusal):
    """A name has 1 to `most` letters, digits, hyphens and low lines, not those of `name`."""

    name: str
    most: int


class TooManyTrained(Refusal):
    """A place keeps at most `most` networks, of `most_bytes` together."""

    most: int
    most_bytes: int


class TrainedEnough(Refusal):
    """Somebody, or else the server, has had `most` trainings within a day; the next is in `wait_h` hours."""

    most: int
    wait_h: int
    of_server: bool
