"""What commands and buttons refuse for reasons of Discord's: who presses, where, and when.

What models/ and storage/ refuse has its exceptions there. All carry data, and bot/sentences words them.
"""

from __future__ import annotations

from discord.ext import commands

from models.errors import ErrorWithData


class Refused(ErrorWithData, commands.CommandError):
    """A command or a button that says no."""


class NotYours(Refused):
    """The buttons belong to whoever ran the command, not to the presser."""


class ButtonsExpired(Refused):
    """The buttons are from before the bot's last restart, and did not outlive it."""


class UnknownPress(Refused):
    """A button or a menu asks for what there is not: its id or its value was made up."""


class FormExpired(Refused):
    """What was sent is a form that had been open for too long."""


class NothingSupposed(Refused):
    """A taste was to be supposed from no film at all."""


class OnBothSidesOfBar(Refused):
    """The film `title` was to be liked and disliked."""

    title: str


class NothingAttached(Refused):
    """An import came without a file."""


class NotRated(Refused):
    """What is to be taken back was not said, or was taken back already."""


class FromElsewhere(Refused):
    """A button or a menu of what belongs to another server, or to somebody else."""


class PrivateConcept(Refused):
    """A button of somebody else's private concept."""


class MapAsleep(Refused):
    """A word came after the map's buttons were switched off."""


class MapGone(Refused):
    """A map's message was deleted while it was drawn anew."""


class NothingMoves(Refused):
    """A moving picture of a method that has none."""

    method: str


class TokensChanged(Refused):
    """Somebody chose a token first, so that the one that was pressed follows no more."""


class NotAMember(Refused):
    """The bot is no member of this server, so it cannot tell who is."""


class NotPeople(Refused):
    """The text `text` is no row of mentions."""

    text: str


class OnlyYou(Refused):
    """A group was to be the caller alone."""


class GroupTooLarge(Refused):
    """A group of `given` people; `most` fit in."""

    given: int
    most: int


class GroupTooSmall(Refused):
    """Too few of those who were named take part; `notes` say why, as markdown."""

    notes: tuple[str, ...]


class OutOfGroups(Refused):
    """The caller takes no part in groups."""


class NotInGroup(Refused):
    """A button of a group that the presser is not in."""


class OnlyAskerStarts(Refused):
    """Somebody else than `asker_id`, who asked, wanted the group to begin."""

    asker_id: int


class NothingToTrainOn(Refused):
    """A training was asked for without a text, or with several.

    There are texts that are `shipped` for it; whether one could be pasted is `by_hand`.
    """

    shipped: tuple[str, ...]
    by_hand: bool
    several: bool = False


class OwnTextsOff(Refused):
    """A text of somebody's own was to be learned, where only those may be that are `shipped`."""

    shipped: tuple[str, ...]


class StillLearning(Refused):
    """What was trained under `name` cannot be asked before it has learned."""

    name: str


class LearnedOtherwise(Refused):
    """What was trained under `name` writes (`writes`), or else knows words, and was asked the other."""

    name: str
    writes: bool


class AloneInGroup(Refused):
    """Nobody but the caller has joined yet."""


class NobodyJoined(Refused):
    """Nobody but the caller joined in time."""


class MatchWithYourself(Refused):
    """The caller was to be compared with the caller."""


class MatchWithBot(Refused):
    """Who was to be compared, called `name`, is a bot."""

    name: str


class OutOfMatches(Refused):
    """The caller takes no part in matches."""


class TakesNoMatches(Refused):
    """Who was asked, called `name`, takes no part in matches."""

    name: str


class TooFewToMatch(Refused):
    """Who was asked, called `name`, has rated fewer films than the `least` that a match takes."""

    name: str
    least: int


class OnlyAskedAnswers(Refused):
    """Somebody else than `asked_id`, who was asked, answered."""

    asked_id: int


class AskerLeft(Refused):
    """Who asked for a match has left the server."""


class MatchTakenBack(Refused):
    """Who asked for a match takes part in none any more."""


class WordOfServer(Refused):
    """A server's word of the day was asked for in direct messages."""


class OnlySpeaker(Refused):
    """Somebody else than the speaker turned a talk's page."""


class NotOnStage(Refused):
    """The talk `name` is not under way any more; `step` was to be next."""

    name: str
    step: int


class StepShown(Refused):
    """The button of an earlier step of the talk `name`, whose next is `step`."""

    name: str
    step: int


class NoSuchStep(Refused):
    """A talk has fewer steps, `steps`, than the one that it was to begin with."""

    steps: int


class UnknownTalk(Refused):
    """There is no talk called `name`; `available` are those there are."""

    name: str
    available: tuple[str, ...]


class TalkUnreadable(Refused):
    """The file `name` holds no talk: `problems`, as markdown, say why, and there are `more` of them."""

    name: str
    problems: tuple[str, ...]
    more: int


class UnknownCommand(Refused):
    """No command is called `asked`, but one, `offer`, nearly; `overview` lists them all."""

    asked: str
    offer: str
    overview: str


class UnknownPart(Refused):
    """A group has no command called as `asked` is; its own are `available`."""

    asked: str
    available: tuple[str, ...]


class ArgumentMissing(Refused):
    """A call without its argument `name`; `examples` are calls as they should be."""

    name: str
    examples: tuple[str, ...]


class ArgumentUnreadable(Refused):
    """A call whose argument, called `name` if that is known, says nothing; `examples` are others."""

    name: str
    examples: tuple[str, ...]


class ArgumentOutOfRange(Refused):
    """A call whose argument `name` is `value`, not one of `low`..`high`."""

    name: str
    value: int | float | str
    low: int | float | None
    high: int | float | None


class ArgumentUnknown(Refused):
    """A call whose argument `name` is none of `choices`."""

    name: str
    choices: tuple[str, ...]


class NobodyCalled(Refused):
    """Nobody in the server is called `name`."""

    name: str


class NotInServer(Refused):
    """Whoever was chosen is not in the server."""


class TooSoon(Refused):
    """The command takes `calls` in `per_s` seconds from each person, and the next in `wait_s`."""

    wait_s: int
    calls: int
    per_s: int


class RunningAlready(Refused):
    """The command is at work for as many as it can be."""


class OnlyInServer(Refused):
    """The command does nothing in direct messages."""


class PermissionsMissing(Refused):
    """The bot lacks the `permissions` that the command takes."""

    permissions: tuple[str, ...]


class MayNot(Refused):
    """The caller may not use that here."""


class AnswersElsewhere(Refused):
    """The server wants commands answered in other channels, `channels`."""

    channels: tuple[int, ...]


class OnlyManagers(Refused):
    """The caller may not manage the server."""


class NoServerHere(Refused):
    """The bot is no member of this server, so that there is nothing to set."""


class UnfitPrefix(Refused):
    """Typed commands cannot start with `prefix`: it `fault`, such as "has a space in it"."""

    prefix: str
    fault: str


class UnknownChannel(Refused):
    """The server has no channel called `name`."""

    name: str


class TooManyChannels(Refused):
    """So many channels were chosen, `given`; `most` can be."""

    given: int
    most: int


class UnknownSpeakers(Refused):
    """The server has no role called `name`."""

    name: str


class TalksReserved(Refused):
    """The caller may not start talks here; the role `role_id` may, or None but whoever manages the server."""

    role_id: int | None


class NightsNeedServer(Refused):
    """Movie nights belong to servers, and this is none that the bot is a member of."""


class NightsReserved(Refused):
    """The caller may not plan movie nights here; `role_id` may, or None but whoever manages the server."""

    role_id: int | None


class NightTimesMissing(Refused):
    """A movie night was to be planned, and no time was named."""


class UnfitLength(Refused):
    """The text `text` is no length of time that `option` can have; `example` is one."""

    text: str
    option: str
    example: str


class OneTimeOnly(Refused):
    """So many times were named, `given`, where a night moves to one."""

    given: int


class UnknownPlace(Refused):
    """The server has no voice channel that is meant by `name`, which mentions one."""

    name: str


class CommandChanged(Refused):
    """Discord sent a command as it was before the bot's last update."""


class AnswerForbidden(Refused):
    """Discord did not let the bot answer in that channel."""


class Unforeseen(Refused):
    """A mistake of ours; the log has its traceback under `reference`."""

    reference: str
