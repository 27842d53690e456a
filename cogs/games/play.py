"""What is done in a round of the guessing game: the word is chosen, guesses are looked at and kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import discord

from bot.refusals import WordOfServer
from bot.services import Services
from models.words.guess.daily import word_of_day
from models.words.guess.forms import is_form
from models.words.guess.hints import MOST, Hint, hints
from models.words.guess.parse import parse
from models.words.guess.plan import GuessPlan, Standing, stand, tell
from models.words.guess.words import words_of
from models.words.space.vectors import Neighbour, WordVectors
from storage.guess_round import GuessRound, NewRound
from storage.places import Place
from storage.refusals import NoRound

NOT_AGAIN = 200
"""A round at will takes none of so many words of the rounds before it."""
NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Board:
    """A round with what all its guesses tell, the hints so far, and once it is over the nearest words.

    `said` is another form of the word, where that was the newest guess.
    """

    played: GuessRound
    plan: GuessPlan
    hints: tuple[Hint, ...] = ()
    nearest: tuple[Neighbour, ...] = ()
    said: str = ""

    def first(self, guesses: int) -> Board:
        """Return the board as it was after so many guesses."""
        told = tuple(each for each in self.plan.told if each.number <= guesses)
        is_whole = guesses >= len(self.played.guesses)
        secret = self.plan.secret if is_whole or any(each.found for each in told) else None
        played = replace(self.played, guesses=self.played.guesses[:guesses])
        return replace(self, played=played, plan=replace(self.plan, told=told, secret=secret))


class Play:
    """Rounds, between the database and the word vectors."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rounds = services.rounds

    async def meant(self, place: Place, channel_id: int) -> GuessRound:
        """Return the round that a guess in a channel is for: the channel's own, or else the word of the day.

        Raises
        ------
        NoRound
            In private, where nobody has started one.
        """
        found = await self._rounds.open_in(place, channel_id)
        if found is not None:
            return found
        if place.is_private:
            raise NoRound
        return await self.today(place, channel_id)

    async def today(self, place: Place, channel_id: int) -> GuessRound:
        """Return the round of a server's word of the day.

        Raises
        ------
        WordOfServer
            In private: nobody is to try a server's word out where the others do not see it.
        """
        if place.guild_id is None:
            raise WordOfServer
        now = discord.utils.utcnow()
        found = await self._rounds.of_day(place, now.date())
        if found is not None:
            return found
        key = await self._rounds.key()
        word = await self._services.compute.short(
            _word_of_day, self._services.words, key, str(place.guild_id), now.date()
        )
        return await self._rounds.daily(NewRound(place, channel_id, word, now, day=now.date()))

    async def yesterday(self, played: GuessRound) -> GuessRound | None:
        """Return the round of the word of the day before that of this one, if there was one."""
        return None if played.day is None else await self._rounds.before(played.place, played.day)

    async def begin(
        self, place: Place, channel_id: int, starter_id: int
    ) -> tuple[GuessRound, GuessRound | None]:
        """Begin a round at will; return it, and the forgotten one whose place it takes.

        Raises
        ------
        RoundRunning, TooManyRounds
        """
        known = await self._services.compute.short(words_of, self._services.words)
        recent = await self._rounds.recent_words(place, NOT_AGAIN)
        word = secrets.choice([each for each in known if each not in recent] or known)
        now = discord.utils.utcnow()
        return await self._rounds.start(NewRound(place, channel_id, word, now, starter_id))

    async def guess(self, played: GuessRound, text: str, guesser_id: int) -> Board:
        """Read a guess, keep it, and return the board of which it is the newest.

        Raises
        ------
        UnknownWords, NotOneWord, SecretUnknown
            Of a text that is no guess.
        RoundOver, GuessedAlready, RoundFull
            Of a guess that came too late, or for the second time.
        """
        standing = await self._services.compute.short(_stand, self._services.words, played.word, text)
        kept = await self._rounds.guess(
            played.id, standing.word, standing.rank, guesser_id, discord.utils.utcnow()
        )
        said = "" if standing.said == standing.word else standing.said
        return replace(await self.board(kept), said=said)

    async def hint(self, round_id: int) -> Board:
        """Tell one hint more.

        Raises
        ------
        RoundOver, NoMoreHints, NoHintYet, SecretUnknown
        """
        return await self.board(await self._rounds.hint(round_id, MOST))

    async def board(self, played: GuessRound) -> Board:
        """Look at all guesses of a round.

        Raises
        ------
        SecretUnknown
        """
        return await self._services.compute.short(_board, self._services.words, played)


def _word_of_day(words: WordVectors, key: bytes, place: str, day: date) -> str:
    return word_of_day(words_of(words), key, place, day)


def _stand(words: WordVectors, secret: str, text: str) -> Standing:
    return stand(words, secret, parse(text, words))


def _board(words: WordVectors, played: GuessRound) -> Board:
    told = tell(words, played.word, [each.word for each in played.guesses])
    secret = None if played.is_open else played.word
    nearest = () if secret is None else _nearest(words, secret)
    plan = GuessPlan(told, len(words.vocabulary), secret, words.name)
    return Board(played, plan, hints(words, played.word, played.hints), nearest)


def _nearest(words: WordVectors, secret: str) -> tuple[Neighbour, ...]:
    """Return the words nearest to the secret one, its other forms left out."""
    found = words.neighbours(words.term(secret), 4 * NEIGHBOURS).found
    return tuple(each for each in found if not is_form(each.word, secret, each.similarity))[:NEIGHBOURS]


def day_after(moment: datetime) -> datetime:
    """Return when the next day's word comes: at midnight, UTC."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def monday_of(moment: datetime) -> datetime:
    """Return when the week of a moment began: on Monday at midnight, UTC."""
    return day_after(moment) - timedelta(days=moment.weekday() + 1)
