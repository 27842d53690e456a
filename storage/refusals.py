"""What lists, votes and concepts refuse, as exceptions that carry data; `bot/sentences.py` words them.

Refusal
├── NoLists           the place has no list yet
├── UnknownList       no list has that name, with close ones
├── WhichList         there are several, and none was named
├── ListNameTaken     another list of the place has that name
├── BadListName       empty or too long
├── TooManyLists      the place is full
├── ListFull          the list is full
├── NotOnList         a film that is not there
├── NothingToPick     every film of the list was watched, or it has none
├── NotAllowed        somebody else's to do
├── NotHere           a place in which no vote can be kept up to date
├── TooFewFilms       fewer films than a vote needs
├── BadNumbers        a text that names no films by their numbers
├── BadDuration       a text that is no length of time, or one out of bounds
├── VoteRunning       the list has a vote under way
├── TooManyVotes      the place has too many votes under way
├── NoVote            no vote under way, or none that was ever decided
├── WhichVote         several votes are under way, and none was named
├── VoteOver          a ballot that came too late
├── UnknownConcept    no concept has that name, with close ones
├── ConceptNameTaken  another concept of the place has that name
├── BadConceptName    empty or too long
├── TooManyConcepts   the place is full
└── ConceptFull       the concept has as many words as it can hold
"""

from __future__ import annotations


class Refusal(Exception):
    """What was asked of a list, a vote or a concept cannot be done, and nothing was changed."""


class NoLists(Refusal):
    """There is no list in this place."""


class UnknownList(Refusal):
    """No list of this place is called `name`; `close` are the most similar names."""

    def __init__(self, name: str, close: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.close = close


class WhichList(Refusal):
    """The place has several lists, called `names`, and the caller named none of them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class ListNameTaken(Refusal):
    """Another list of the place is called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BadListName(Refusal):
    """A list's name has 1 to `most` characters, not those of `name`."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.name = name
        self.most = most


class TooManyLists(Refusal):
    """A place holds at most `most` lists."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class ListFull(Refusal):
    """The list called `name` has room for `room` more films of the `most` it can hold, not for `given`."""

    def __init__(self, name: str, most: int, room: int, given: int) -> None:
        super().__init__(name)
        self.name = name
        self.most = most
        self.room = room
        self.given = given


class NotOnList(Refusal):
    """The film `title` is not on the list called `name`; `close` are titles that are."""

    def __init__(self, title: str, name: str, close: tuple[str, ...] = ()) -> None:
        super().__init__(title)
        self.title = title
        self.name = name
        self.close = close


class NothingToPick(Refusal):
    """The list called `name` has `watched` films, all of them watched."""

    def __init__(self, name: str, watched: int) -> None:
        super().__init__(name)
        self.name = name
        self.watched = watched


class NotAllowed(Refusal):
    """What was asked (`what`) is for others (`who`): phrases to put into a sentence."""

    def __init__(self, what: str, who: str) -> None:
        super().__init__(what)
        self.what = what
        self.who = who


class NotHere(Refusal):
    """The bot is no member of this place, so it could not count there."""


class TooFewFilms(Refusal):
    """A vote takes `least` films, and of the list called `name` there are `given` to choose from."""

    def __init__(self, name: str, given: int, least: int) -> None:
        super().__init__(name)
        self.name = name
        self.given = given
        self.least = least


class BadNumbers(Refusal):
    """The text `text` names no films by their numbers on a list, 1 to `most`."""

    def __init__(self, text: str, most: int) -> None:
        super().__init__(text)
        self.text = text
        self.most = most


class BadDuration(Refusal):
    """The text `text` is no time that a vote can last."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class VoteRunning(Refusal):
    """A vote on the list called `name` is under way; the ids say where its message is, once it is sent."""

    def __init__(self, name: str, guild_id: int | None, channel_id: int, message_id: int | None) -> None:
        super().__init__(name)
        self.name = name
        self.guild_id = guild_id
        self.channel_id = channel_id
        self.message_id = message_id


class TooManyVotes(Refusal):
    """At most `most` votes run in one place at the same time."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class NoVote(Refusal):
    """There is no such vote; `name` is the list that was asked for, if one was."""

    def __init__(self, name: str | None = None, *, decided: bool = False) -> None:
        super().__init__(name or "")
        self.name = name
        self.decided = decided


class WhichVote(Refusal):
    """Votes on the lists called `names` are under way, and the caller named none of them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class VoteOver(Refusal):
    """The vote takes no more ballots, or is gone."""


class UnknownConcept(Refusal):
    """No concept of this place is called `name`; `close` are the most similar names."""

    def __init__(self, name: str, close: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.close = close


class ConceptNameTaken(Refusal):
    """Another concept of the place is called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BadConceptName(Refusal):
    """A concept's name has 1 to `most` characters, not those of `name`."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.name = name
        self.most = most


class TooManyConcepts(Refusal):
    """A place holds at most `most` concepts."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class ConceptFull(Refusal):
    """The concept called `name` has `most` words, and can hold no more."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.name = name
        self.most = most
