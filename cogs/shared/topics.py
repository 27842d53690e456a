"""The topics that `help` sorts the commands by, and what a command must say to be found there."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from discord.ext import commands

from bot.callers import current_caller
from bot.options import forgiven

Callback = Callable[..., Coroutine[Any, Any, None]]


class Hybrid(commands.HybridCommand[Any, ..., None]):
    """A command whose choices may be typed in any capitals."""

    async def transform(self, ctx: Any, param: commands.Parameter, attachments: Any, /) -> Any:
        """Return the value of an argument that was typed."""
        try:
            return await super().transform(ctx, param, attachments)
        except commands.BadLiteralArgument as error:
            return forgiven(error)


Group = commands.HybridGroup[Any, ..., None]


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter of the help: its title and what it is about."""

    title: str
    about: str


TOPICS = {
    "words": Topic(
        "Words as vectors",
        "A word is a point in space, and words that are used alike lie close together. "
        "Directions between them have meaning: king − man + woman ends near queen.",
    ),
    "films": Topic(
        "Films and your taste",
        "Films that link to the same things lie close together. Say what you like and what you don't, and a "
        "hyperplane between the two ranks all the rest.",
    ),
    "lists": Topic(
        "Lists and votes",
        "Keep films to watch on lists that all of this server share, let chance pick one, or vote. "
        "In direct messages the lists are yours alone.",
    ),
    "nights": Topic(
        "Movie nights",
        "Find a time that people can make, in everybody's own time zone; be reminded; and once the credits "
        "roll, say how it was.",
    ),
    "text": Topic(
        "Text, token by token",
        "A recurrent network has read one kind of text and guesses what comes next, again and again. Watch "
        "it write, choose for it, and look inside.",
    ),
    "training": Topic(
        "Learn it together",
        "A small network learns before everybody's eyes, to write or which words are used alike: from "
        "Shakespeare, Python's source, an encyclopedia, or a text that you bring. Watch its curves, "
        "stop it, and ask it afterwards.",
    ),
    "games": Topic(
        "A game of directions",
        "I think of a word, and you find it by how near each guess comes: together in a channel, or all of a "
        "server the same word each day.",
    ),
    "talk": Topic(
        "Talks",
        "A whole talk, step by step as its speaker presses: everything is computed beforehand, and a handout "
        "to do it all again comes last.",
    ),
    "bot": Topic("About me", "What I am, how I am doing and what I keep."),
}


def command(
    topic: str,
    *examples: str,
    name: str | None = None,
    aliases: tuple[str, ...] = (),
    within: str | None = None,
    options_first: bool = False,
    rehearsable: bool = False,
    private: bool = False,
) -> Callable[[Callback], Hybrid]:
    """Make a method a command that answers to the prefix, the mention and the slash, listed in the help.

    Parameters
    ----------
    topic:
        A key of `TOPICS`.
    examples:
        Calls without the prefix that work as they stand, the most useful first.
    name:
        What people type; else the method's name.
    aliases:
        Other names for it, when typed.
    within:
        The name of the group that it belongs to, of this cog or of one that is added before.
    options_first:
        Whether `name=value` is an option only before the text begins, for texts that may contain such.
    rehearsable:
        Whether a talk may run it beforehand: it changes nothing and needs nobody else.
    private:
        Whether a slash call is answered for its caller alone.
    """

    def decorate(callback: Callback) -> Hybrid:
        extras = {
            "topic": topic,
            "examples": examples,
            "options_first": options_first,
            "rehearsable": rehearsable,
            "within": within,
            "private": private,
        }
        cooldown = _taken_cooldown(callback)
        made = Hybrid(callback, name=name or callback.__name__, aliases=aliases, extras=extras)
        made._buckets = cooldown
        return made

    return decorate


def group(
    topic: str,
    *examples: str,
    name: str,
    fallback: str | None = None,
    rehearsable: bool = False,
    private: bool = False,
    everywhere: bool = False,
) -> Callable[[Callback], Group]:
    """Make a method a group of commands; typed without one of their names, it is a command itself.

    What is typed behind its name and is none of theirs is refused, unless it has a parameter that takes it.
    Discord lets nobody call a group by slash: there the method answers to the group's name and `fallback`.
    One that works `everywhere` is answered in channels, too, in which a server wants no answers.
    """

    def decorate(callback: Callback) -> Group:
        extras = {
            "topic": topic,
            "examples": examples,
            "rehearsable": rehearsable,
            "private": private,
            "everywhere": everywhere,
        }
        cooldown = _taken_cooldown(callback)
        made: Group = commands.HybridGroup(
            callback, name=name, fallback=fallback, extras=extras, case_insensitive=True, ignore_extra=False
        )
        made._buckets = cooldown
        return made

    return decorate


class Cooldowns(commands.CooldownMapping[Any]):
    """A command's cooldowns, which a talk that is being prepared neither waits for nor lifts."""

    def get_bucket(self, message: Any, current: float | None = None) -> commands.Cooldown | None:
        """Return the cooldown of whoever calls."""
        return None if current_caller().rehearsing else super().get_bucket(message, current)

    def copy(self) -> Cooldowns:
        """Return the same for another bot."""
        return Cooldowns(self._cooldown, self._type)


def _taken_cooldown(callback: Callback) -> Cooldowns:
    """Return a method's cooldown, and leave the method without: a command copies its own for every bot.

    One that stays on the method is shared by all bots of the process, which would count each other's calls.
    """
    found = vars(callback).pop("__commands_cooldown__", None)
    if found is None:
        return Cooldowns(None, commands.BucketType.default)
    return Cooldowns(found._cooldown, found._type)
