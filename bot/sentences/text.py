"""Refusals of what writes and reads text."""

from __future__ import annotations

from bot import refusals
from bot.sentences.dispatch import sentence, worded
from bot.wording import Style, Text, listed, say
from models.errors import WrongNumberOfCharacters
from models.text import errors

worded(WrongNumberOfCharacters, "I can take {least} to {most} characters, not {given}.")
worded(
    errors.TooLongToWriteOn,
    "I can take {least} to {most} characters to write together on, not {given}.",
)
worded(refusals.TokensChanged, "Somebody was faster, so these are other tokens now. Choose again.")


@sentence.register
def _(error: errors.UnknownTextModel) -> Text:
    there = listed(error.available, "or", Style.CODE)
    return say("I have no text model called `{name}`. Choose {there}.", name=error.name, there=there)


@sentence.register
def _(error: errors.UnknownCell) -> Text:
    return say(
        "The cells of **{model}** are numbered from 0 to {last}: there is no {cell}.",
        model=error.model,
        last=error.cells - 1,
        cell=error.cell,
    )


@sentence.register
def _(error: errors.NoCellFollows) -> Text:
    offer = "There is one for {names}." if error.available else "Pick any cell by its number: `cell=0`."
    return say(
        "I found no cell of **{model}** for `{wanted}`. " + offer,
        model=error.model,
        wanted=error.wanted,
        names=listed(error.available),
    )


@sentence.register
def _(error: errors.UnknownAttentionModel) -> Text:
    there = listed(error.available, "or", Style.CODE)
    return say("I have no attention model called `{name}`. Choose {there}.", name=error.name, there=there)


@sentence.register
def _(error: errors.UnknownHead) -> Text:
    return say(
        "**{model}** has {layers} layers of {heads} heads, each numbered from 1, such as `layer=1 head=2`.",
        model=error.model,
        layers=error.layers,
        heads=error.heads,
    )


@sentence.register
def _(error: errors.NoHeadLooks) -> Text:
    offer = "There is one for {names}. " if error.available else ""
    return say(
        "I found no head of **{model}** for `{wanted}`. " + offer + "Any other goes by its number: "
        "`layer=1 head=2`.",
        model=error.model,
        wanted=error.wanted,
        names=listed(error.available),
    )


@sentence.register
def _(error: errors.UnknownToken) -> Text:
    some = " Those that can be written are {some}." if error.some else ""
    return say(
        "Your text has no token `{wanted}`; it has {count}, numbered from 1." + some,
        wanted=error.wanted,
        count=error.count,
        some=listed(error.some, "and", Style.CODE),
    )
