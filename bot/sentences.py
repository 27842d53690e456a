"""What people are told of the exceptions of models/ and storage/: a sentence each, with what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import models.errors as shared
from bot.replies import code, enumeration, message_link, plain, plural
from models.movies import errors as movies
from models.movies.collect import errors as collecting
from models.text import errors as text_errors
from models.words import errors as words_errors
from storage import errors as storage_errors
from storage import refusals

SHOWN = 5
COUNTED: Mapping[type[shared.WrongNumber], str] = {
    shared.WrongNumberOfCharacters: "characters",
    text_errors.TooLongToWriteOn: "characters to write together on",
    movies.WrongNumberOfTitles: "titles",
    words_errors.WrongNumberOfWords: "words",
    words_errors.WrongNumberInGroup: "words in a group",
    words_errors.WrongNumberAtEnd: "words at an end",
    words_errors.WrongNumberAroundGap: "words around the gap",
    words_errors.WrongNumberToTest: "words to test",
    words_errors.WrongNumberOfExamples: "examples of a concept",
    words_errors.WrongNumberOfPairs: "pairs",
    words_errors.WrongNumberOfAxes: "axes",
    words_errors.WrongNumberOfCategories: "categories",
}
EXPORT_FAULTS: dict[movies.ExportFault, str] = {
    "empty": "There are no films in that file. Export it anew, and attach the zip or the CSV as it is.",
    "too large": "That file is too large to be an export. Attach only its `ratings.csv` or `watchlist.csv`.",
    "too many rows": "That file has more rows than I take, 20,000. Cut it in two.",
    "damaged": "That file is damaged: it ends too early or is not what it says it is. Download it again.",
    "locked": "That zip has a password. Unpack it, and attach `ratings.csv`.",
    "no text": "That is no table but some other kind of file. Attach the zip or CSV of an export.",
    "no table": (
        "That is no export that I know. On Letterboxd: Settings, Data, Export your data. On IMDb: Your "
        "ratings, Export. Attach the zip or CSV that you get."
    ),
}


def model_sentence(error: shared.ModelError) -> str:
    """Return the sentence for what models/ refused, with what to do next; the command line says it too."""
    match error:
        case collecting.CollectError():
            return collecting_sentence(error)
        case words_errors.UnknownWords(words=words):
            return "\n".join(_unknown(word) for word in words)
        case words_errors.BadExpression(text=text):
            return (
                f"I can't read {code(text)} as word arithmetic. Try `man king woman`, "
                "`man is to king as woman is to`, or `king - man + woman`."
            )
        case words_errors.BadCategories(text=text, reason=reason):
            return (
                f"I can't draw {code(text)} ({reason}). Try `france coffee football`, or categories: "
                "`countries: france, spain | drinks: tea, coffee`."
            )
        case words_errors.BadComparison(text=text):
            return (
                f"I can't read {code(text)} as two things to compare. Try `cat dog`, phrases with a comma "
                "(`new york, paris`), or groups: `cat, dog | car, bus`."
            )
        case words_errors.BadAxis(text=text):
            return (
                f"I can't read {code(text)} as words on an axis. Try `bad..good: war, cake, puppy`, or two "
                "axes: `bad..good | poor..rich: thief, king`."
            )
        case words_errors.NoDirection(end=end):
            return (
                f"Both ends of that axis are **{plain(end)}**, so it points nowhere. Name two different ends."
            )
        case words_errors.BadRelation(text=text):
            return (
                f"I can't read {code(text)} as pairs and a word. Try "
                "`oslo norway, paris france, rome italy: berlin`."
            )
        case words_errors.BadConcept(text=text):
            return (
                f"I can't read {code(text)} as a concept. Try `fruit: apple, pear, plum`, or with "
                "what is none: `fruit: apple, pear, plum not: carrot, bread`."
            )
        case words_errors.OnBothSides(word=word):
            return f"**{plain(word)}** can't be both in and out. Take it from one of the two."
        case words_errors.BadGap(gaps=0):
            return "There is no gap in that. Put `___` where a word is missing: `she drank a cup of ___`."
        case words_errors.BadGap(gaps=gaps):
            return f"There are {gaps} gaps in that, and I fill one. Write words into the others."
        case words_errors.NoContext(unknown=()):
            return "There is nothing but the gap. Put words around it: `she drank a cup of ___`."
        case words_errors.NoContext(unknown=unknown):
            names = enumeration([code(word, 30) for word in unknown[:SHOWN]], "or")
            return f"I know no word of that: not {names}. Put some common English words around the gap."
        case words_errors.RepeatedWord(word=word):
            return f"**{plain(word)}** is in there twice. Each word must be another one."
        case shared.WrongNumber(given=given, least=least, most=most):
            return f"I can take {least:,} to {most:,} {COUNTED[type(error)]}, not {given:,}."
        case words_errors.AlreadyOnMap(word=word):
            return f"**{plain(word)}** is on this map already. Drop another word."
        case words_errors.FullMap(most=most):
            return f"This map has taken {most} dropped words and takes no more. Make a new one with `tsne`."
        case shared.ArtifactMissing(path=path, command=command):
            return f"There is nothing at {path}. Make it with: {command}"
        case shared.ArtifactDamaged(path=path, reason=reason, command=command):
            return f"What is at {path} is damaged ({reason}). Make it anew with: {command}"
        case words_errors.NoIndexer():
            return "An index needs usearch: install the extra hyperplane[index]."
        case words_errors.UnknownVectors(name=name, available=available):
            return f"I have no vectors called {name}. There are: {', '.join(available)}."
        case words_errors.BadVectorsName(name=name):
            return (
                f"Vectors can't be called {name!r}. "
                "Choose a name of letters, digits, dots and hyphens with --name."
            )
        case words_errors.VectorsUnreadable(path=path, reason=reason):
            return f"{path} can't be read as word vectors: {reason}."
        case shared.CorpusUnreadable(path=path, reason=reason):
            return f"There is nothing to learn from at {path}: {reason}."
        case text_errors.UnknownTextModel(name=name, available=available):
            return f"I have no text model called {code(name)}. There are: {', '.join(available)}."
        case text_errors.UnknownCell(model=model, cell=cell, cells=cells):
            return (
                f"The cells of **{plain(model)}** are numbered from 0 to {cells - 1:,}: there is no {cell:,}."
            )
        case text_errors.NoCellFollows(model=model, wanted=wanted, available=available):
            names = enumeration([f"**{plain(name)}**" for name in available])
            offer = f"There is one for {names}." if available else "Pick any cell by its number: `cell=0`."
            return f"I found no cell of **{plain(model)}** for {code(wanted)}. {offer}"
        case movies.CatalogueUnreadable(path=path, reason=reason, line=line):
            where = f"{path}, line {line}" if line else str(path)
            return f"That file can't be read as films: {where}: {reason}."
        case movies.UnknownFilm(title=title, suggestions=suggestions):
            close = enumeration([f"**{plain(name)}**" for name in suggestions], "or")
            return f"I know no film called {code(title)}." + (f" Did you mean {close}?" if close else "")
        case movies.UnknownGenre(genre=genre, available=available):
            close = enumeration([f"**{name}**" for name in available[:3]], "or")
            return f"I know no genre {code(genre)}. Did you mean {close}?"
        case movies.BadYears(text=text):
            return (
                f"I can't read {code(text)} as years. "
                "Try `1994`, `80s`, `1990-1999`, `since 2010` or `before 1980`."
            )
        case movies.TooFewRatings(given=given, least=least):
            return (
                f"That takes {plural(least, 'rating')}, and you have {given}. "
                "Start with `like Alien` or `dislike Grease`."
            )
        case movies.NoFilmsLeft():
            return "No film that you haven't rated passes. Try other years or genres, or `obscure=yes`."
        case movies.ExportUnreadable(fault=fault):
            return f"{EXPORT_FAULTS[fault]} Nothing was changed."
        case shared.NotWritable(path=path, reason=reason, needed_bytes=needed):
            room = f" It takes about {needed / 1e6:,.0f} MB." if needed else ""
            return (
                f"{path} can't be written: {reason}.{room} Free some room, or set HYPERPLANE_DATA_DIR to "
                "another folder."
            )
        case words_errors.DownloadFailed(name=name, reason=reason, url=url):
            by_hand = f" Fetch {url} by hand, then run: hyperplane vectors add FILE" if url else ""
            return f"Downloading {name} failed: {reason}. Nothing was kept.{by_hand}"
    return f"{error}."


def collecting_sentence(error: collecting.CollectError) -> str:
    """Return the sentence for what keeps films from being collected."""
    match error:
        case collecting.DumpUnreadable(address=address, reason=reason):
            return f"{address} can't be read as a dump of Wikipedia: {reason}. Check its name and checksum."
        case collecting.WrongIndex(index=index, dump=dump, reason=reason):
            return (
                f"{index} is not the index of {dump}: {reason}. Take the one of the same date, or leave "
                "--index out: I then look for the streams myself."
            )
        case collecting.TooMuchDamage(address=address, damaged=damaged, streams=streams):
            return (
                f"{damaged:,} of about {streams:,} streams of {address} are damaged. Compare its checksum "
                "and download it again."
            )
        case collecting.NoFilms(address=address, pages=pages, language=language):
            return (
                f"No page of {address} is of a film: I read {pages:,} pages as the language {language!r}. "
                "Is it a dump of articles? Tell another language with --language: en, de or fr."
            )
        case collecting.ClusterLost(scheduler=scheduler, reason=reason):
            where = f"the workers of {scheduler}" if scheduler else "the processes of this machine"
            return f"I lost {where} ({reason}). What is finished is kept: run the same command again."
    raise TypeError(f"no sentence for {type(error).__name__}")


def storage_sentence(error: storage_errors.DatabaseError) -> str:
    """Return the sentence for a database that cannot be opened, with what to do next."""
    match error:
        case storage_errors.DatabaseUnwritable(path=path, reason=reason):
            return (
                f"The database {path} can't be written: {reason}. "
                "Free some room, or set HYPERPLANE_DATA_DIR to another folder."
            )
        case storage_errors.DatabaseDamaged(path=path, reason=reason):
            return (
                f"The database {path} is damaged: {reason}. "
                "Nothing was changed. Put back a copy, or move it away to start anew."
            )
        case storage_errors.DatabaseTooNew(path=path):
            return f"The database {path} was written by a later version of the bot. Update the bot."
        case storage_errors.MigrationFailed(path=path, reason=reason):
            return f"The database {path} can't be brought up to date: {reason}. It is as it was."
        case storage_errors.DatabaseBusy(path=path):
            return f"The database {path} is kept locked by another program. Stop it and start me again."
    return f"{error}."


def refusal_sentence(error: refusals.Refusal) -> str:
    """Return the sentence for what a list or a vote refused, with what to do next."""
    match error:
        case refusals.NothingImported():
            return "There is no import of yours to take back. `ratings import` brings ratings from a file."
        case refusals.NoLists():
            return "There is no list here yet. Make one: `list create Friday night`."
        case refusals.UnknownList(name=name, close=close):
            offered = f" Did you mean {_names(close)}?" if close else " `list all` shows them."
            return f"There is no list called {code(name)} here.{offered}" if name else "That list is gone."
        case refusals.WhichList(names=names):
            return (
                f"Which list? There are {enumeration([f'**{plain(name)}**' for name in names[:SHOWN]])}"
                f"{' and more' if len(names) > SHOWN else ''}. Say its name, and where a title follows, a "
                f"colon: {code(f'list add {names[0]}: Alien')}."
            )
        case refusals.ListNameTaken(name=name):
            return f"There is a list called **{plain(name)}** here already. Choose another name."
        case refusals.BadListName(most=most):
            return f"A list's name has 1 to {most} characters. Try `list create Friday night`."
        case refusals.TooManyLists(most=most):
            return f"There are {most} lists here, and I keep no more. `list delete` makes room."
        case refusals.ListFull(name=name, most=most, room=room, given=given):
            return (
                f"**{plain(name)}** holds {most:,} films at most and has room for {room:,} more, not "
                f"{given:,}. `list remove` makes room."
            )
        case refusals.NotOnList(title=title, name=name, close=close):
            offered = f" Did you mean {_names(close)}?" if close else " `list show` shows what is."
            return f"{code(title)} is not on **{plain(name)}**.{offered}"
        case refusals.NothingToPick(name=name, watched=watched):
            state = f"All {watched:,} films on" if watched > 1 else "The one film on" if watched else ""
            start = f"{state} **{plain(name)}** {'were' if watched > 1 else 'was'} watched."
            return f"{start if watched else f'**{plain(name)}** is empty.'} Add one: `list add Alien`."
        case refusals.UnknownConcept(name=name, close=close):
            offered = f" Did you mean {_names(close)}?" if close else " `concept list` shows them."
            return (
                f"There is no concept called {code(name)} here.{offered}" if name else "That concept is gone."
            )
        case refusals.ConceptNameTaken(name=name):
            show, remove = code(f"concept show {name}"), code(f"concept delete {name}")
            return (
                f"There is a concept called **{plain(name)}** here already: {show}. Choose another name, or "
                f"make room for yours: {remove}."
            )
        case refusals.BadConceptName(most=most):
            return (
                f"A concept's name has 1 to {most} characters and no colon. Try `fruit: apple, pear, plum`."
            )
        case refusals.TooManyConcepts(most=most):
            return f"There are {most} concepts here, and I keep no more. `concept delete` makes room."
        case refusals.ConceptFull(name=name, most=most):
            return f"**{plain(name)}** has {most} words, and a concept takes no more."
        case refusals.NotAllowed(what=what, who=who):
            return f"Only {who} may {what}."
    return _vote_sentence(error)


def _vote_sentence(error: refusals.Refusal) -> str:
    match error:
        case refusals.NotHere():
            return (
                "Votes work where I am a member: in a server that invited me, or in direct messages with me."
            )
        case refusals.TooFewFilms(name=name, given=given, least=least):
            return (
                f"A vote takes {least} films or more, and **{plain(name)}** has "
                f"{plural(given, 'film')} to watch. Add some: `list add Alien; The Matrix`."
            )
        case refusals.WrongNumberOfFilms(given=given, least=least, most=most):
            return f"I can take {least:,} to {most:,} films in a vote, not {given:,}."
        case refusals.BadNumbers(text=text, most=most):
            return (
                f"I can't read {code(text)} as films of the list. Name them by the numbers that `list show` "
                f"gives them, 1 to {most}: `films=1,3,5-7`."
            )
        case refusals.BadDuration(text=text):
            return (
                f"I can't let a vote last {code(text)}. Try `36` (hours), `90m`, `3d` or `1d12h`: "
                "a minute at least, 14 days at most."
            )
        case refusals.VoteRunning(name=name, guild_id=guild_id, channel_id=channel_id, message_id=message_id):
            link = message_link(guild_id, channel_id, message_id)
            return (
                f"A vote on **{plain(name)}** is under way [here]({link}). "
                "`vote close` ends it before its time."
            )
        case refusals.TooManyVotes(most=most):
            return f"{most} votes are under way here, and more would help nobody. `vote close` ends one."
        case refusals.NoVote(name=name, decided=True):
            which = plain(name or "")
            return f"No vote on **{which}** has a winner that is still to be watched. Try `vote start`."
        case refusals.NoVote(name=name):
            what = f"No vote on **{plain(name)}**" if name else "No vote"
            return f"{what} is under way here. Start one: `vote start`."
        case refusals.WhichVote(names=names):
            return f"Which vote? There are votes on {_names(names, 'and')}. Say the list's name."
        case refusals.VoteOver():
            return "This vote is over."
    return f"{error}."


def _names(names: Sequence[str], last: str = "or") -> str:
    return enumeration([f"**{plain(name)}**" for name in names], last)


def _unknown(unknown: words_errors.UnknownWord) -> str:
    if not unknown.suggestions:
        return f"I don't know {code(unknown.word)}. Try another spelling or a more common word."
    close = enumeration([f"**{plain(word)}**" for word in unknown.suggestions], "or")
    return f"I don't know {code(unknown.word)}. Did you mean {close}?"
