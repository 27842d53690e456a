"""How rounds of the guessing game are put into words."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.replies import Card, bar, card, enumeration, plural
from cogs.games.play import Board, day_after
from models.figures import figure
from models.words.guess.bands import band_name
from models.words.guess.hints import MOST, Hint
from models.words.guess.picture import nearness
from models.words.guess.plan import Told
from storage.guess_round import GuessRound, RoundState
from storage.guess_rounds import FOUND_POINTS, Score

SHOWN = 5
LISTED = 12
MOST_SCORED = 10
BAR_CELLS = 8
HOW = (
    "I think of a word that everybody knows. Guess any word: I tell how near it comes, its rank among all "
    "my words, and how many are still possible."
)
RULE = "rank 1 is the nearest word · possible are words whose similarity to each guess lies in the same band"
SCORING = (
    f"The word: {FOUND_POINTS} points, less one for each hint. A guess nearer than all before: 1. "
    "Weeks begin on Monday, UTC."
)


def begun_card(played: GuessRound, words: int) -> Card:
    """Return what stands above a round that has no guess yet."""
    how = hinted(f"{HOW} Try `/guess coffee`, or the button.")
    return card(_title(played), f"{how}\n{_possible(words)}{_until(played)}")


def guess_card(board: Board) -> Card:
    """Return the answer to the newest guess of a round."""
    played, told = board.played, board.plan.told
    newest = told[-1]
    if newest.found:
        return ended_card(board)
    nearest = min(told, key=lambda each: each.rank)
    mark = " 🔥 **The nearest so far.**" if newest == nearest and len(told) > 1 else ""
    before = told[-2].possible if len(told) > 1 else board.plan.words
    lines = (f"{_line(newest, board.plan.words)}{mark}", _possible(newest.possible, before))
    embed = card(
        f"{_title(played)} · guess {newest.number}", "\n".join(lines), f"{RULE} · {board.plan.source}"
    )
    if len(told) > 1:
        embed.add_field(name="Nearest so far", value=_listed(board, SHOWN))
    return embed


def board_card(board: Board) -> Card:
    """Return a round as it stands: its guesses, the nearest first, and its hints."""
    played, told = board.played, board.plan.told
    if not played.is_open:
        return ended_card(board)
    guesses = plural(len(played.guesses), "guess", "guesses")
    by = f" by {plural(len(played.players), 'person', 'people')}" if played.guesses else ""
    left = told[-1].possible if told else board.plan.words
    embed = card(
        _title(played),
        f"{guesses}{by}. {_possible(left)}{_until(played)}",
        f"{RULE} · {board.plan.source}",
    )
    if told:
        embed.add_field(name="Nearest so far", value=_listed(board, LISTED))
    if board.hints:
        embed.add_field(name="Hints", value=_hints(board.hints))
    if played.give_ups:
        embed.add_field(name="Give up?", value=_votes(played))
    return embed


def ended_card(board: Board) -> Card:
    """Return the end of a round: its word, who found it, and what lies near to it."""
    embed = told_card(board.played, board.said)
    embed.set_footer(text=board.plan.source)
    if others := [each for each in board.plan.told if not each.found]:
        best = sorted(others, key=lambda each: each.rank)[:SHOWN]
        embed.add_field(
            name="Nearest guesses", value="\n".join(_line(each, board.plan.words) for each in best)
        )
    if board.nearest:
        near = ", ".join(f"{plain(each.word)} {figure(each.similarity, '.2f')}" for each in board.nearest)
        embed.add_field(name="Nearest words of all", value=near)
    return embed


def told_card(played: GuessRound, said: str = "") -> Card:
    """Return which word it was, and who found it; `said` is another form of it, where that was guessed."""
    word = f"**{plain(played.word)}**"
    guesses = plural(len(played.guesses), "guess", "guesses")
    hints = f" and {plural(played.hints, 'hint')}" if played.hints else ""
    if played.state is not RoundState.FOUND:
        told = f"Nobody found {word}, with {guesses}{hints}."
        return card(f"The word was {plain(played.word)}", f"{told}{_next(played)}")
    points = "".join(f": {plural(each.points, 'point')}" for each in played.guesses if each.rank == 0)
    form = f" **{plain(said)}** is a form of it, and counts." if said else ""
    told = f"🎉 {_person(played.finder_id)} found {word} with {guesses}{hints}{points}.{form}"
    return card(f"Found: {plain(played.word)}", f"{told}{_next(played)}")


def hint_card(board: Board) -> Card:
    """Return the newest hint, and those before it."""
    title = f"Hint {len(board.hints)} of {MOST}"
    embed = card(title, _hint(board.hints[-1]), "as the vectors know the word, by how it is used")
    if earlier := board.hints[:-1]:
        embed.add_field(name="Before", value=_hints(earlier))
    return embed


def give_up_card(played: GuessRound) -> Card:
    """Return how many want to give up, while they are too few."""
    return card("Give up?", _votes(played))


def scores_card(scores: Sequence[Score], found_days: int, played_days: int, *, private: bool) -> Card:
    """Return who has earned what this week, and the days in a row."""
    lines = [_score(place, each) for place, each in enumerate(scores[:MOST_SCORED], start=1)]
    if not lines:
        lines = [hinted("Nobody has guessed this week. Begin: `/guess coffee`, or `/guess new`.")]
    if private:
        lines = lines if scores else [hinted("You have not guessed here this week. Begin: `/guess new`.")]
    embed = card("Scores of this week", "\n".join(lines), SCORING)
    if found_days or played_days:
        days = (
            f"The word of the day was found {plural(found_days, 'day')} in a row.",
            f"You have looked for it {plural(played_days, 'day')} in a row.",
        )
        embed.add_field(name="Days in a row", value="\n".join(days))
    return embed


def yesterdays(played: GuessRound) -> str:
    """Return what became of an earlier word of the day, in a line."""
    how = f"{_person(played.finder_id)} found it" if played.state is RoundState.FOUND else "nobody found it"
    return f"The word before was **{plain(played.word)}**: {how}."


def forgotten(played: GuessRound) -> str:
    """Return what the word of a round was that nobody has played for long, in a line."""
    return f"The round before was left alone for an hour and is over: its word was **{plain(played.word)}**."


def _title(played: GuessRound) -> str:
    return "A secret word" if played.day is None else "Word of the day"


def _until(played: GuessRound) -> str:
    if played.day is None:
        return ""
    return f"\nIt is the whole server's, until {_midnight(played)}."


def _next(played: GuessRound) -> str:
    return "" if played.day is None else f"\nThe next word of the day comes {_midnight(played)}."


def _midnight(played: GuessRound) -> str:
    return discord.utils.format_dt(day_after(played.started_at), "R")


def _possible(possible: int, before: int | None = None) -> str:
    if possible == 1:
        return (
            "**One** word alone is still possible. Which?" if before != 1 else "Still **one** word possible."
        )
    less = f", of {before:,} before" if before is not None else ""
    return f"**{possible:,}** words are still possible{less}."


def _line(told: Told, words: int) -> str:
    share = bar(nearness(told.rank, words), BAR_CELLS)
    return f"`{share}` **{plain(told.word, 40)}** · rank {told.rank:,} · similarity {band_name(told.band)}"


def _listed(board: Board, most: int) -> str:
    nearest = sorted(board.plan.told, key=lambda each: each.rank)[:most]
    return "\n".join(_line(each, board.plan.words) for each in nearest)


def _hint(hint: Hint) -> str:
    if not hint.unlike:
        return f"A word near to it: **{plain(hint.like)}**."
    return f"It is more like **{hint.like}** than like **{hint.unlike}**."


def _hints(hints: Sequence[Hint]) -> str:
    return "\n".join(map(_hint, hints))


def _votes(played: GuessRound) -> str:
    want = f"{played.give_ups} of {played.needed} who are needed want to give up."
    return f"{want} Who plays can say so too: more than half must."


def _person(user_id: int | None) -> str:
    return "somebody" if user_id is None else f"<@{user_id}>"


def _score(place: int, score: Score) -> str:
    parts = [f"**{plural(score.points, 'point')}**", plural(score.guesses, "guess", "guesses")]
    if score.found:
        parts.insert(1, f"{plural(score.found, 'word')} found")
    return f"{place}. {_person(score.user_id)} {enumeration(parts)}"
