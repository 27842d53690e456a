"""Two processes of two shards, one PostgreSQL, one Dask cluster: all that was acknowledged is there once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psutil
import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.replies import APOLOGY_COLOUR
from bot.settings import Settings, variable
from models.movies.library import open_library
from storage import schema
from storage.address import parse_address
from storage.database import Database
from storage.vote import State
from testbed.dask import DaskCluster
from testbed.dask import running_cluster as running_dask
from testbed.postgresql import QUICK, Cluster, running_cluster
from testbed.wire.answers import Interaction
from testbed.wire.bed import Wire
from testbed.wire.model import Post
from testbed.wire.people import Channel, Guild, Person
from testbed.wire.process import BotProcess
from tests.bot.test_votes_on_the_wire import start_vote, tally

PEOPLE = 25
ARTISTS = 2
"""People of each server who ask for a picture: when the first of all is done, each worker is at another."""
SHARDS = 4
PARTS = ("0-1/4", "2-3/4")
ANSWER_S = 120.0
Row = tuple[object, ...]


@dataclass(frozen=True)
class Act:
    """Something that somebody did, and the row that is there once it is acknowledged."""

    done: Interaction
    table: str
    row: Row

    async def acknowledged(self) -> bool:
        """Wait for the answer; return whether it says that the row is kept: else it apologises."""
        answer = await self.done.answer(ANSWER_S)
        return answer.embeds[0].colour != APOLOGY_COLOUR


async def drawn(asked: Interaction) -> bool:
    """Wait for the answer; return whether it is a picture: else it apologises."""
    answer = await asked.answer(
        ANSWER_S, where=lambda told: bool(told.attachments) or told.embeds[0].colour == APOLOGY_COLOUR
    )
    return bool(answer.attachments)


@dataclass(frozen=True)
class Server:
    """A server on a shard of one of the processes, in which everybody is."""

    guild: Guild
    lab: Channel
    people: list[Person]

    async def vote_on_sunday(self, wire: Wire) -> Post:
        """Start a second vote."""
        asked = ("list create Sunday", "list add Sunday: Grease; Toy Story", "vote start Sunday 3d")
        for command in asked:
            reply = await wire.reply_to(self.people[0].send(self.lab, f"!{command}"), timeout_s=ANSWER_S)
        return reply

    async def plan_a_night(self, wire: Wire) -> Post:
        """Plan a movie night, of which one person wants to be reminded."""
        told = await wire.reply_to(
            self.people[0].send(self.lab, "!night start Alien tomorrow 8pm zone=utc remind=30m"),
            timeout_s=ANSWER_S,
        )
        await self.people[5].click(told, label="Remind me").answer(ANSWER_S)
        return told

    def reminders(self) -> list[Post]:
        """Return the messages that remind that person."""
        return [post for post in self.lab.posts if post.content == self.people[5].mention]

    def draw(self, number: int) -> Interaction:
        """Let somebody ask for a picture."""
        person = self.people[number]
        return person.slash(self.lab, "tsne", words="france coffee football", seed=person.id % 1000)


@pytest.fixture(scope="module")
def dask() -> Iterator[DaskCluster]:
    """Start a scheduler and two workers."""
    with running_dask(1, 1) as started:
        yield started


@pytest.fixture(scope="module")
def own_server(postgresql: Cluster) -> Iterator[Cluster]:
    """Yield a server that the test may kill."""
    with running_cluster(**QUICK) as cluster:
        yield cluster


def gather_people(wire: Wire) -> list[Server]:
    """Make two servers, one for each process, with the same people."""
    servers = [wire.guild(f"Group {shard}", shard=(shard, SHARDS)) for shard in (1, 2)]
    people = [servers[0].member(f"member-{number}") for number in range(PEOPLE)]
    return [
        Server(servers[0], servers[0].text_channel("lab"), people),
        Server(servers[1], servers[1].text_channel("lab"), [servers[1].join(each) for each in people]),
    ]


class Kept:
    """What is in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, table: str) -> list[Row]:
        """Return the rows that people caused, as `Act.row` has them."""
        read = {
            "ratings": select(schema.ratings.c.user_id, schema.ratings.c.page),
            "ballots": select(schema.ballots.c.vote_id, schema.ballots.c.voter_id, schema.ballots.c.number),
            "entries": select(schema.entries.c.adder_id, schema.entries.c.page),
        }[table]
        found = await self._database.read(lambda connection: connection.execute(read))
        return [tuple(row) for row in found]

    async def vote_id(self, message: Post) -> int:
        """Return the vote of a message."""
        asked = select(schema.votes.c.id).filter_by(message_id=message.id)
        found = await self._database.read(lambda connection: connection.execute(asked))
        return int(found.scalar_one())

    async def tally(self, message: Post) -> list[int]:
        """Return the approvals of a vote, film by film."""
        vote_id = await self.vote_id(message)
        numbers = [number for vote, _, number in await self.rows("ballots") if vote == vote_id]
        return [numbers.count(number) for number in range(1, 5)]

    async def ends(self, message: Post, moment: datetime) -> None:
        """Have a vote end at a moment."""
        change = update(schema.votes).filter_by(message_id=message.id).values(closes_at=moment)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(change)

        await self._database.write(work)

    async def reminds_now(self, message: Post) -> None:
        """Have a night's reminder be due."""
        change = update(schema.nights).filter_by(message_id=message.id).values(due_at=datetime.now(UTC))

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(change)

        await self._database.write(work)

    async def told(self) -> int:
        """Return how many votes are over and told."""
        asked = select(schema.votes.c.id).filter_by(state=State.TOLD)
        return len((await self._database.read(lambda connection: connection.execute(asked))).all())


@pytest.mark.timeout(600)  # kills and restarts of five processes, on whatever machine
async def test_two_processes_lose_nothing_and_do_once_what_is_done_once(
    settings: Settings, own_server: Cluster, dask: DaskCluster
) -> None:
    async with Wire.start(acknowledge_within_s=ANSWER_S, shards=SHARDS) as wire:
        servers = gather_people(wire)

        def running(part: str) -> AbstractAsyncContextManager[BotProcess]:
            chosen = {
                "token": wire.token,
                "data_dir": str(settings.data_dir),
                "database": own_server.address("postgres"),
                "shards": part,
                "compute": dask.address,
                "workers": "1",
            }
            env = {variable(name): value for name, value in chosen.items()}
            return wire.process("run", env=env, shards=2, identify_delay_s=0.0)

        async with (
            running(PARTS[0]) as first,
            running(PARTS[1]),
            await Database.open(parse_address(own_server.address("postgres"))) as database,
        ):
            kept = Kept(database)
            votes = [await start_vote(wire, each.lab, each.people[0], "3d") for each in servers]
            sunday = await servers[0].vote_on_sunday(wire)
            night = await servers[0].plan_a_night(wire)
            await everybody_acts_while_the_database_is_killed(kept, servers, votes, own_server)
            await pictures_survive_the_kill_of_a_worker_and_of_the_scheduler(servers, dask)
            await what_one_process_keeps_the_other_knows(wire, kept, servers, votes)
            await the_first_is_killed_amid_likes(kept, servers[0], first)
            await kept.reminds_now(night)
            await servers[1].plan_a_night(wire)  # has the clock of nights look anew
            await votes_end_without_the_process_of_their_server(wire, kept, servers[1], [*votes, sunday])
            await wire.until(lambda: servers[0].reminders() or None, timeout_s=ANSWER_S)
            async with running(PARTS[0]):
                answer = await servers[0].people[3].slash(servers[0].lab, "ratings show").answer(ANSWER_S)
                assert "likes" in str(answer.embeds[0].footer.text)
                await eventually(kept.told, 3)
            for vote in (*votes, sunday):
                assert len(results(wire, vote)) == 1
            assert len(servers[0].reminders()) == 1
    told = [each for each in wire.requests if each.method == "PUT" and each.path.endswith("/commands")]
    assert len(told) == 1


async def everybody_acts_while_the_database_is_killed(
    kept: Kept, servers: list[Server], votes: list[Post], cluster: Cluster
) -> None:
    """Everybody likes, votes and lists in both servers: what is acknowledged is there, once, and no more."""
    library = open_library()
    acts = []
    for place, (server, vote) in enumerate(zip(servers, votes, strict=True)):
        vote_id = await kept.vote_id(vote)
        for number, person in enumerate(server.people):
            liked, listed = (library.film(200 + 200 * place + 100 * part + number) for part in range(2))
            choice = number % 4
            pressed = person.click(vote, vote.custom_ids[choice])
            acts += [
                Act(person.slash(server.lab, "like", title=liked.name), "ratings", (person.id, liked.page)),
                Act(pressed, "ballots", (vote_id, person.id, choice + 1)),
                Act(
                    person.slash(server.lab, "list add", title=listed.name, name="Friday"),
                    "entries",
                    (person.id, listed.page),
                ),
            ]
    waiting = [asyncio.create_task(act.acknowledged()) for act in acts]
    while sum(task.done() for task in waiting) < len(acts) // 4:
        await asyncio.wait([task for task in waiting if not task.done()], return_when=asyncio.FIRST_COMPLETED)
    await asyncio.to_thread(cluster.kill)
    await asyncio.to_thread(cluster.start)
    done = await asyncio.gather(*waiting)
    assert sum(done) > len(acts) // 4
    for table in ("ratings", "ballots", "entries"):
        there = await kept.rows(table)
        asked = {act.row for act in acts if act.table == table}
        acknowledged = {act.row for act, sure in zip(acts, done, strict=True) if sure and act.table == table}
        ours = [row for row in there if row in asked]
        assert len(ours) == len(set(ours))
        assert acknowledged <= set(ours)


async def pictures_survive_the_kill_of_a_worker_and_of_the_scheduler(
    servers: list[Server], cluster: DaskCluster
) -> None:
    """Each who asked gets a picture or an apology, and whoever asks later a picture."""

    def kill_a_worker() -> None:
        for process in psutil.Process(cluster.workers[0].pid).children():
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def restart_the_scheduler() -> None:
        cluster.kill_scheduler()
        cluster.start_scheduler()

    for turn, trouble in enumerate((kill_a_worker, restart_the_scheduler)):
        numbers = range(10 + ARTISTS * turn, 10 + ARTISTS * (turn + 1))
        asked = [server.draw(number) for server in servers for number in numbers]
        waiting = [asyncio.create_task(drawn(each)) for each in asked]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.to_thread(trouble)
        assert any(await asyncio.gather(*waiting))
        await asyncio.to_thread(cluster.wait_for_jobs, 2)
        for server in servers:
            assert await drawn(server.draw(20 + turn))


async def what_one_process_keeps_the_other_knows(
    wire: Wire, kept: Kept, servers: list[Server], votes: list[Post]
) -> None:
    """Likes count at once everywhere; who is forgotten in private vanishes from the votes of all servers."""
    both = [server.people[2] for server in servers]
    for server, title in zip(servers, ("Alien", "Heat 1995"), strict=True):
        await server.people[2].slash(server.lab, "like", title=title).answer(ANSWER_S)
    for server, person in zip(servers, both, strict=True):
        answer = await person.slash(server.lab, "ratings show").answer(ANSWER_S)
        assert all(title in str(answer.embeds[0].description) for title in ("Alien", "Heat"))
    person = servers[0].people[1]
    question = await person.slash(person.dm(), "forgetme").answer(ANSWER_S)
    await person.click(question.post, label="Forget everything").answer(ANSWER_S)
    assert person.id not in {voter for _, voter, _ in await kept.rows("ballots")}
    for vote in votes:
        expected = await kept.tally(vote)
        shown = await wire.see(
            lambda post, vote=vote, expected=expected: post.id == vote.id and tally(post) == expected,  # type: ignore[misc]
            timeout_s=ANSWER_S,
        )
        assert shown.id == vote.id


async def the_first_is_killed_amid_likes(kept: Kept, server: Server, process: BotProcess) -> None:
    """Everybody likes once more, and what was acknowledged before the process was killed is there."""
    library = open_library()
    acts = [
        Act(
            person.slash(server.lab, "like", title=library.film(900 + number).name),
            "ratings",
            (person.id, library.film(900 + number).page),
        )
        for number, person in enumerate(server.people)
    ]
    waiting = {asyncio.create_task(act.acknowledged()): act for act in acts}
    while not any(task.done() for task in waiting):
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert await process.kill() == -9
    acknowledged = {act.row for task, act in waiting.items() if task.done() and task.result()}
    for task in waiting:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert acknowledged <= set(await kept.rows("ratings"))


async def votes_end_without_the_process_of_their_server(
    wire: Wire, kept: Kept, living: Server, votes: list[Post]
) -> None:
    """The process that lives ends the first votes on time; the last ends while the other comes back."""
    *first, last = votes
    now = datetime.now(UTC)
    for vote in first:
        await kept.ends(vote, now)
    await kept.ends(last, now + timedelta(seconds=5))
    await living.vote_on_sunday(wire)  # has the clock look anew: by itself it would do so within a minute
    for vote in first:
        await wire.until(lambda vote=vote: results(wire, vote) or None, timeout_s=ANSWER_S)  # type: ignore[misc]


def results(wire: Wire, vote: Post) -> list[Post]:
    """Return the messages that tell a vote's result."""
    channel = wire.channel(vote.channel_id)
    return [
        post
        for post in channel.posts
        if post.reply_to == vote.id and re.search("🏆|Nobody", str(post.embeds[0].description))
    ]


async def eventually(probe: Callable[[], Awaitable[int]], expected: int) -> None:
    """Wait until a count in the database is reached."""
    async with asyncio.timeout(ANSWER_S):
        while await probe() < expected:
            await asyncio.sleep(0.1)
