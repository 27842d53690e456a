"""Refusals of lists of films."""

from __future__ import annotations

from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, listed, own, say
from storage import refusals

MOST_NAMED = 5

worded(refusals.NoLists, "There is no list here yet. Make one: `/list create Friday night`.")
worded(
    refusals.ListNameTaken,
    "There is a list called **{name}** here already. Choose another name.",
)
worded(
    refusals.ListNamedSo,
    "**{name}** is called that already. Say the new name too: `/list rename {name}: Film night`.",
)
worded(
    refusals.BadListName,
    "A list's name has 1 to {most} characters. Try `/list create Friday night`.",
)
worded(
    refusals.TooManyLists,
    "There are {most} lists here, and I keep no more. `/list delete` makes room.",
)
worded(
    refusals.ListFull,
    "**{name}** holds {most} films at most and has room for {room} more, not {given}. "
    "`/list remove` makes room.",
)


@sentence.register
def _(error: refusals.UnknownList) -> Text:
    if not error.name:
        return say("That list is gone.")
    offer = "Did you mean {close}?" if error.close else "`/list all` shows them."
    told = "There is no list called `{name}` here. " + offer
    return say(told, name=error.name, close=listed(error.close, "or"))


@sentence.register
def _(error: refusals.WhichList) -> Text:
    more = " and more" if len(error.names) > MOST_NAMED else ""
    return say(
        "Which list? There are {names}" + more + ". Say its name, and where a title follows, a colon: "
        "`/list add {first}: Alien`.",
        names=listed(error.names[:MOST_NAMED]),
        first=error.names[0],
    )


@sentence.register
def _(error: refusals.NotOnList) -> Text:
    offer = "Did you mean {close}?" if error.close else "`/list show` shows what is."
    told = "`{title}` is not on **{name}**. " + offer
    return say(told, title=error.title, name=error.name, close=listed(error.close, "or"))


@sentence.register
def _(error: refusals.SeveralOnList) -> Text:
    told = "**{name}** has several films called `{title}`: {names}. Add the year."
    return say(told, title=error.title, name=error.name, names=listed(error.names, "or"))


@sentence.register
def _(error: refusals.NothingToPick) -> Text:
    match error.watched:
        case 0:
            state = "**{name}** is empty."
        case 1:
            state = "The one film on **{name}** was watched."
        case _:
            state = "All {watched} films on **{name}** were watched."
    return say(state + " Add one: `/list add Alien`.", **vars(error))


@sentence.register
def _(error: refusals.NotAllowed) -> Text:
    return say("Only {who} may {what}.", who=own(error.who), what=error.what)
