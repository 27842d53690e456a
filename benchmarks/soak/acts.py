"""What people do in a soak, how long it took, and what they were promised: all of that has to be kept."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from benchmarks.soak.fates import fate
from bot.replies import APOLOGY_COLOUR
from models.movies.library import Film, Library
from testbed.wire.answers import Answer, Interaction, NotAcknowledgedError
from testbed.wire.model import Post
from testbed.wire.people import Channel, Guild, Person

ANSWER_S = 90.0
WORDS = [
    *("coffee", "tea", "music", "river", "doctor", "war", "paris", "king", "queen"),
    *("france", "football", "science", "winter", "love", "money"),
]
LIST = "Friday"
ON_THE_BALLOT = 10
BALLOT = re.compile(r"ballot:(\d+):1")


@dataclass(slots=True)
class Promises:
    """What the bot has said that it keeps."""

    likes: set[tuple[int, str]] = field(default_factory=set)
    ballots: set[tuple[int, int, int]] = field(default_factory=set)
    entries: set[tuple[int, str]] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.likes) + len(self.ballots) + len(self.entries)


@dataclass(slots=True)
class Tally:
    """What came of the acts, by kind."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    apologies: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Hall:
    """A server with its channel, its people and the vote that is under way."""

    guild: Guild
    lab: Channel
    people: list[Person]
    vote: Post | None = None
    vote_id: int = 0

    async def furnish(self, library: Library) -> None:
        """Make the list and start the vote."""
        owner = self.guild.members[0]
        await owner.slash(self.lab, "list create", name=LIST).answer(ANSWER_S)
        titles = "; ".join(library.film(row).name for row in range(2000, 2000 + ON_THE_BALLOT))
        await owner.slash(self.lab, "list add", title=titles, name=LIST).answer(ANSWER_S)
        vote = await owner.slash(self.lab, "vote start", name=LIST, hours="14d").answer(ANSWER_S)
        found = next(filter(None, map(BALLOT.fullmatch, vote.post.custom_ids)))
        self.vote, self.vote_id = vote.post, int(found[1])

    def press(self, person: Person, number: int) -> Interaction:
        """Have somebody press the button of a film of the vote."""
        assert self.vote is not None, "it is furnished first"
        return person.click(self.vote, custom_id=f"ballot:{self.vote_id}:{number}")


class UnansweredError(Exception):
    """The bot did not answer what somebody asked."""

    def __init__(self, asked: Interaction) -> None:
        super().__init__(asked.record.id)
        self.asked = asked


class Crowd:
    """People who act at a steady pace, each act by somebody else, in one of the halls."""

    def __init__(self, halls: list[Hall], library: Library, seed: int) -> None:
        self.halls = halls
        self.promises = Promises()
        self.tally = Tally()
        self._library = library
        self._chance = random.Random(seed)
        self._voted: set[tuple[int, int, int]] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._acts: dict[str, tuple[int, Callable[[Hall, Person], Awaitable[Answer | None]]]] = {
            "neighbours": (16, self._neighbours),
            "autocomplete": (10, self._autocomplete),
            "analogy": (8, self._analogy),
            "similarity": (6, self._similarity),
            "like": (14, self._like),
            "recommend": (8, self._recommend),
            "list add": (8, self._add),
            "ballot": (14, self._ballot),
            "tsne": (3, self._tsne),
            "complete": (4, self._complete),
            "surprise": (2, self._surprise),
            "help": (7, self._help),
        }

    async def act(self, per_second: float, until: float) -> None:
        """Act until a moment of the monotonic clock, then wait for what is under way."""
        kinds, weights = list(self._acts), [weight for weight, _ in self._acts.values()]
        while (now := time.monotonic()) < until:
            kind = self._chance.choices(kinds, weights)[0]
            hall = self._chance.choice(self.halls)
            task = asyncio.create_task(self._do(kind, hall, self._chance.choice(hall.people)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            await asyncio.sleep(max(0.0, now + 1 / per_second - time.monotonic()))
        await asyncio.gather(*self._under_way)

    async def _do(self, kind: str, hall: Hall, person: Person) -> None:
        try:
            answer = await self._acts[kind][1](hall, person)
        except UnansweredError as error:
            self.tally.unanswered[kind] += 1
            self.tally.fates[fate(hall.guild.wire, error.asked)] += 1
            return
        if answer is None:
            return
        self.tally.acknowledged.append(answer.acknowledged_after_s)
        embed = answer.embeds[0] if answer.choices == () and answer.embeds else None
        if embed is not None and embed.colour == APOLOGY_COLOUR:
            text = str(embed.description)
            self.tally.refused[kind] += 1
            self.tally.apologies[text[:60]] += 1
        else:
            self.tally.seconds[kind].append(answer.answered_after_s)

    async def _neighbours(self, hall: Hall, person: Person) -> Answer:
        return await _answer(person.slash(hall.lab, "neighbours", word=self._word()))

    async def _autocomplete(self, hall: Hall, person: Person) -> Answer:
        return await _answer(person.autocomplete(hall.lab, "neighbours", "word", self._word()[:3]))

    async def _analogy(self, hall: Hall, person: Person) -> Answer:
        return await _answer(person.slash(hall.lab, "analogy", expression="man king woman"))

    async def _similarity(self, hall: Hall, person: Person) -> Answer:
        words = f"{self._word()}, {self._word()}"
        return await _answer(person.slash(hall.lab, "similarity", words=words))

    async def _like(self, hall: Hall, person: Person) -> Answer:
        film = self._film()
        answer = await _answer(person.slash(hall.lab, "like", title=film.name))
        if "👍" in _said(answer):
            self.promises.likes.add((person.id, film.page))
        return answer

    async def _recommend(self, hall: Hall, person: Person) -> Answer:
        return await _answer(person.slash(hall.lab, "recommend me"))

    async def _add(self, hall: Hall, person: Person) -> Answer:
        film = self._film()
        answer = await _answer(person.slash(hall.lab, "list add", title=film.name, name=LIST))
        if "➕" in _said(answer):
            self.promises.entries.add((hall.guild.id, film.page))
        return answer

    async def _ballot(self, hall: Hall, person: Person) -> Answer | None:
        number = self._chance.randint(1, ON_THE_BALLOT)
        if hall.vote is None or (act := (hall.vote_id, number, person.id)) in self._voted:
            return None
        self._voted.add(act)
        answer = await _answer(
            hall.press(person, number), lambda answer: bool(answer.followups or answer.states)
        )
        if "You would watch" in _said(answer):
            self.promises.ballots.add(act)
        return answer

    async def _tsne(self, hall: Hall, person: Person) -> Answer:
        words = " ".join(self._chance.sample(WORDS, 3))
        return await _answer(person.slash(hall.lab, "tsne", words=words))

    async def _complete(self, hall: Hall, person: Person) -> Answer:
        asked = person.slash(hall.lab, "complete", text="My lord,", length=120)
        return await _answer(asked, lambda answer: bool(answer.embeds))

    async def _surprise(self, hall: Hall, person: Person) -> Answer:
        return await _answer(person.slash(hall.lab, "surprise", text="for i in range(10): print(i)"))

    async def _help(self, hall: Hall, person: Person) -> Answer:
        return await _answer(
            person.slash(hall.lab, "help", topic=self._chance.choice(["tsne", "like", "films"]))
        )

    def _word(self) -> str:
        return self._chance.choice(WORDS)

    def _film(self) -> Film:
        return self._library.film(self._chance.randrange(2000))


async def _answer(asked: Interaction, where: Callable[[Answer], bool] = lambda _: True) -> Answer:
    try:
        return await asked.answer(ANSWER_S, where=where)
    except (NotAcknowledgedError, TimeoutError) as error:
        raise UnansweredError(asked) from error


def _said(answer: Answer) -> str:
    posts = [*answer.states, *answer.followups]
    return "\n".join(str(embed.description) for post in posts for embed in post.embeds)
