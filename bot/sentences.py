"""What people are told of the exceptions of models/ and storage/: a sentence each, with what to do next."""

from __future__ import annotations

from bot.replies import code, enumeration, plain, plural
from models import errors
from storage import errors as storage_errors


def model_sentence(error: errors.ModelError) -> str:
    """Return the sentence for what models/ refused, with what to do next; the command line says it too."""
    match error:
        case errors.UnknownWords(words=words):
            return "\n".join(_unknown(word) for word in words)
        case errors.BadExpression(text=text):
            return (
                f"I can't read {code(text)} as word arithmetic. Try `man king woman`, "
                "`man is to king as woman is to`, or `king - man + woman`."
            )
        case errors.BadCategories(text=text, reason=reason):
            return (
                f"I can't draw {code(text)} ({reason}). Try `france coffee football`, or categories: "
                "`countries: france, spain | drinks: tea, coffee`."
            )
        case errors.BadComparison(text=text):
            return (
                f"I can't read {code(text)} as two things to compare. Try `cat dog`, phrases with a comma "
                "(`new york, paris`), or groups: `cat, dog | car, bus`."
            )
        case errors.BadAxis(text=text):
            return (
                f"I can't read {code(text)} as words on an axis. Try `bad..good: war, cake, puppy`, or two "
                "axes: `bad..good | poor..rich: thief, king`."
            )
        case errors.NoDirection(end=end):
            return (
                f"Both ends of that axis are **{plain(end)}**, so it points nowhere. Name two different ends."
            )
        case errors.BadRelation(text=text):
            return (
                f"I can't read {code(text)} as pairs and a word. Try "
                "`oslo norway, paris france, rome italy: berlin`."
            )
        case errors.RepeatedWord(word=word):
            return f"**{plain(word)}** is in there twice. Each word must be another one."
        case errors.WrongNumberOfWords(what=what, given=given, least=least, most=most):
            return f"I can take {least:,} to {most:,} {what}, not {given:,}."
        case errors.ArtifactMissing(path=path, command=command):
            return f"There is nothing at {path}. Make it with: {command}"
        case errors.ArtifactDamaged(path=path, reason=reason, command=command):
            return f"What is at {path} is damaged ({reason}). Make it anew with: {command}"
        case errors.UnknownVectors(name=name, available=available):
            return f"I have no vectors called {name}. There are: {', '.join(available)}."
        case errors.BadVectorsName(name=name):
            return (
                f"Vectors can't be called {name!r}. "
                "Choose a name of letters, digits, dots and hyphens with --name."
            )
        case errors.VectorsUnreadable(path=path, reason=reason):
            return f"{path} can't be read as word vectors: {reason}."
        case errors.CatalogueUnreadable():
            return f"That file can't be read as films: {error}."
        case errors.UnknownFilm(title=title, suggestions=suggestions):
            close = enumeration([f"**{plain(name)}**" for name in suggestions], "or")
            return f"I know no film called {code(title)}." + (f" Did you mean {close}?" if close else "")
        case errors.UnknownGenre(genre=genre, available=available):
            close = enumeration([f"**{name}**" for name in available[:3]], "or")
            return f"I know no genre {code(genre)}. Did you mean {close}?"
        case errors.BadYears(text=text):
            return (
                f"I can't read {code(text)} as years. Try `1994`, `1990s`, `1990-1999`, `2000-` or `-1960`."
            )
        case errors.TooFewRatings(given=given, least=least):
            return (
                f"That takes {plural(least, 'rating')}, and you have {given}. "
                "Start with `like Alien` or `dislike Grease`."
            )
        case errors.NoFilmsLeft():
            return "No film that you haven't rated passes. Try other years or genres, or `obscure=yes`."
        case errors.NotWritable(path=path, reason=reason, needed_bytes=needed):
            room = f" It takes about {needed / 1e6:,.0f} MB." if needed else ""
            return (
                f"{path} can't be written: {reason}.{room} Free some room, or set HYPERPLANE_DATA_DIR to "
                "another folder."
            )
        case errors.DownloadFailed(name=name, reason=reason, url=url):
            by_hand = f" Fetch {url} by hand, then run: hyperplane vectors add FILE" if url else ""
            return f"Downloading {name} failed: {reason}. Nothing was kept.{by_hand}"
    return f"{error}."


def storage_sentence(error: storage_errors.StorageError) -> str:
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


def _unknown(unknown: errors.UnknownWord) -> str:
    if not unknown.suggestions:
        return f"I don't know {code(unknown.word)}. Try another spelling or a more common word."
    close = enumeration([f"**{plain(word)}**" for word in unknown.suggestions], "or")
    return f"I don't know {code(unknown.word)}. Did you mean {close}?"
