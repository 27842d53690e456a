"""Refusals of what asks for films and tastes."""

from __future__ import annotations

from bot import refusals
from bot.replies import plural
from bot.sentences.dispatch import sentence, worded
from bot.wording import Text, listed, say
from models.movies import errors
from storage.refusals import NothingImported

MOST_NAMED = 3

EXPORT_FAULTS: dict[errors.ExportFault, str] = {
    "empty": "There are no films in that file. Export it anew, and attach the zip or the CSV as it is.",
    "too large": "That file is too large to be an export. Attach only its `ratings.csv` or `watchlist.csv`.",
    "too many films": "That names more films than I take, 20,000. Attach its `ratings.csv` by itself.",
    "too many rows": "That file has more rows than I take, 20,000. Cut it in two.",
    "damaged": "That file is damaged: it ends too early or is not what it says it is. Download it again.",
    "locked": "That zip has a password. Unpack it, and attach `ratings.csv`.",
    "no text": "That is no table but some other kind of file. Attach the zip or CSV of an export.",
    "no table": (
        "That is no export that I know. On Letterboxd: Settings, Data, Export your data. On IMDb: Your "
        "ratings, Export. Attach the zip or CSV that you get."
    ),
}

worded(
    errors.BadYears,
    "I can't read `{text}` as years. Try `1994`, `80s`, `1990-1999`, `since 2010` or `before 1980`.",
)
worded(
    errors.NoFilmsLeft,
    "No film that you haven't rated passes. Try other years or genres, or `obscure=yes`.",
)
worded(
    errors.UnknownCatalogue,
    "I have no catalogue of films called `{name}`. `hyperplane movies list` names those there are.",
)
worded(
    refusals.NothingAttached,
    "Attach the file to your message: the zip or CSV that Letterboxd (Settings, Data) or IMDb (Your ratings, "
    "Export) gives you.",
)
worded(refusals.NotRated, "You have not rated that film, or have taken it back already.")
worded(
    refusals.NothingSupposed,
    "Name films to like and, after a bar, films to dislike: `/suppose Alien; The Matrix | Grease`.",
)
worded(refusals.OnBothSidesOfBar, "**{title}** stands on both sides of the bar. Leave it on one.")
worded(
    NothingImported,
    "There is no import of yours to take back. `/ratings import` brings ratings from a file.",
)


@sentence.register
def _(error: errors.ExportUnreadable) -> Text:
    return say(f"{EXPORT_FAULTS[error.fault]} Nothing was changed.")


@sentence.register
def _(error: errors.WrongNumberOfTitles) -> Text:
    if error.most == 1:
        return say("One film at a time, please: I read {given} titles there.", given=error.given)
    return say("I can take {least} to {most} titles, not {given}.", **vars(error))


@sentence.register
def _(error: errors.UnknownFilm) -> Text:
    if error.better:
        told = "I know no film called `{title}`. For several, put semicolons between: `{better}`"
        return say(told, title=error.title, better=error.better)
    if error.year:
        told = "I know `{title}`, but none of {year}: {names}."
        return say(told, title=error.title, year=str(error.year), names=listed(error.suggestions, "or"))
    told = "I know no film called `{title}`." + (" Did you mean {close}?" if error.suggestions else "")
    return say(told, title=error.title, close=listed(error.suggestions, "or"))


@sentence.register
def _(error: errors.AmbiguousFilm) -> Text:
    names = listed(error.names[:MOST_NAMED], "or")
    return say("Several films are called `{title}`: {names}. Add the year.", title=error.title, names=names)


@sentence.register
def _(error: errors.UnknownGenre) -> Text:
    close = listed(error.available[:MOST_NAMED], "or")
    return say("I know no genre `{genre}`. Did you mean {close}?", genre=error.genre, close=close)


@sentence.register
def _(error: errors.TooFewRatings) -> Text:
    return say(
        "That takes {least}, and you have {given}. Start with `/like Alien` or `/dislike Grease`.",
        least=plural(error.least, "rating"),
        given=error.given,
    )
