"""From an exception to what is said of it: each kind of them has a module beside this one.

There are two audiences. People in Discord are told what they can do next; whoever runs the bot is told of
files and folders too, which are nobody else's business.
"""

from __future__ import annotations

from functools import singledispatch

from bot.wording import WHOLE, Text, say


@singledispatch
def sentence(error: BaseException) -> Text:
    """Return what people are told of an exception that was raised on purpose."""
    raise LookupError(f"nothing is said of {type(error).__name__}")


@singledispatch
def operator_sentence(error: BaseException) -> Text:
    """Return what whoever runs the bot is told of it: more than people are where a file is at fault."""
    return sentence(error)


def is_worded(error: BaseException) -> bool:
    """Return whether there is something to tell people of an exception."""
    return sentence.dispatch(type(error)) is not sentence.dispatch(object)


def worded(kind: type[Exception], template: str) -> None:
    """Have people told the `template` of an exception, its data filled in."""
    sentence.register(kind)(lambda error: say(template, **vars(error)))


def worded_for_operator(kind: type[Exception], template: str) -> None:
    """Have whoever runs the bot told the `template` of an exception, its data filled in."""
    operator_sentence.register(kind)(lambda error: say(template, limit=WHOLE, **vars(error)))
