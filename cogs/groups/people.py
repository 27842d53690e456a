"""Who takes part: from mentions or presses to people with tastes, and a sentence for everybody left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.refusals import GroupTooLarge, GroupTooSmall, NotPeople, OnlyYou
from bot.services import Services
from cogs.shared.opinions import Opinions, opinions_of
from models.movies.group import Member

MOST = 8
NAME_LIMIT = 20
LARGEST_ID = 2**63
MOST_ASKED = 100
_MENTION = re.compile(r"<@!?(\d{1,20})>|\b(\d{15,20})\b")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part; `shown` is their name, made fit for markdown."""

    id: int
    shown: str
    member: Member


@dataclass(frozen=True, slots=True)
class Party:
    """Those who take part, and a sentence for each who was named and does not."""

    people: tuple[Person, ...]
    notes: tuple[str, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """Their ids, in order."""
        return tuple(person.id for person in self.people)

    @property
    def members(self) -> tuple[Member, ...]:
        """Their ratings, in order."""
        return tuple(person.member for person in self.people)


def read_mentions(text: str) -> list[int]:
    """Return the ids that a text mentions, in order and as often as it does.

    Raises
    ------
    NotPeople
        When there is something else in it.
    """
    rest = _MENTION.sub(" ", text).replace(",", " ").strip()
    if rest:
        raise NotPeople(rest)
    return [int(mention or number) for mention, number in _MENTION.findall(text)]


def check_number(ids: Sequence[int], caller: int) -> None:
    """Let a group of 2 to 8 people pass, the caller among them.

    Raises
    ------
    OnlyYou, GroupTooLarge
    """
    if set(ids) == {caller}:
        raise OnlyYou
    if (given := len({*ids, caller})) > MOST:
        raise GroupTooLarge(given, MOST)


async def gather(services: Services, guild: discord.Guild, ids: Sequence[int]) -> Party:
    """Return who of the named takes part.

    Raises
    ------
    GroupTooSmall
        When fewer than two are left; it says who is out and why.
    """
    named = Counter(ids)
    found = await find_members(guild, list(named))
    out = await services.consents.opted_out(list(found))
    people = []
    notes = [f"<@{user_id}> is not in this server." for user_id in named if user_id not in found]
    for user_id in (user_id for user_id in named if user_id in found):
        name = plain(found[user_id].display_name, NAME_LIMIT)
        said = await opinions_of(services, user_id)
        if reason := _why_not(found[user_id], said, opted_out=user_id in out):
            notes.append(f"**{name}** {reason}")
            continue
        people.append(Person(user_id, name, said.member))
        if named[user_id] > 1:
            notes.append(f"**{name}** was named more than once, and counts once.")
    if len(people) < 2:
        raise GroupTooSmall(tuple(notes))
    return Party(tuple(people), tuple(notes))


async def find_members(guild: discord.Guild, ids: Sequence[int]) -> dict[int, discord.Member]:
    """Return those who are in the server, by id.

    Asked over the gateway, all at once: Discord limits the rate of asking for them one by one. Nobody is kept
    in memory, because without the members intent nobody would tell that they have left.
    """
    possible = [user_id for user_id in ids if user_id < LARGEST_ID]
    if not possible:
        return {}
    found = await guild.query_members(user_ids=possible, limit=MOST_ASKED, cache=False)
    return {member.id: member for member in found}


def _why_not(somebody: discord.Member, said: Opinions, *, opted_out: bool) -> str:
    """Return why somebody is left out, to follow their name, or nothing."""
    if somebody.bot:
        return "is a bot, and bots watch no films."
    if opted_out:
        return "takes no part in group recommendations."
    if not said.likes and not said.dislikes:
        return hinted("has rated nothing yet: `/like Alien` is a start.")
    return ""
