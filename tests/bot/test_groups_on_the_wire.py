"""Groups over real sockets: all press at once, nobody is lost and nobody reads "interaction failed"."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime

from bot.app import HyperplaneBot
from models.movies.rules import Rule
from storage.ratings import Rating, Verdict
from testbed.wire.bed import Wire
from testbed.wire.people import Person

PEOPLE = 12
ANSWER_S = 40.0
PAGES = ("Toy Story", "The Matrix", "Alien (film)", "Grease (film)", "Pretty Woman", "Casablanca (film)")


async def give_tastes(bot: HyperplaneBot, people: list[Person]) -> None:
    now = datetime.now(UTC)
    for number, person in enumerate(people):
        verdicts = [Verdict.LIKE if (at + number) % 3 else Verdict.DISLIKE for at in range(len(PAGES))]
        kept = [Rating(page, page, verdict, now) for page, verdict in zip(PAGES, verdicts, strict=True)]
        await bot.services.ratings.rate_many(person.id, kept)


async def test_all_who_join_and_switch_rules_at_once_are_answered(wire: Wire, bot: HyperplaneBot) -> None:
    guild = wire.guild("Study group", members=PEOPLE)
    lab, (caller, *others) = guild.text_channel("lab"), guild.members[1:]
    async with wire.running(bot):
        await give_tastes(bot, [caller, *others])
        asked = await wire.reply_to(caller.send(lab, "!recommend together"), timeout_s=ANSWER_S)
        join, start = asked.custom_ids
        pressed = [person.click(asked, join) for person in others]
        await asyncio.gather(*(press.acknowledged() for press in pressed))
        await wire.until(
            lambda: sum(bool(press.record.followup_ids) for press in pressed) == PEOPLE - 8 or None,
            timeout_s=ANSWER_S,
            what="a private word to all for whom there is no room",
        )
        await wire.see(  # the caller is named three times
            lambda post: post.id == asked.id and str(post.embeds[0].description).count("member-") == 8 + 2,
            channel=lab,
            timeout_s=ANSWER_S,
        )
        late = [caller.click(asked, start), others[0].click(asked, join), caller.click(asked, start)]
        await asyncio.gather(*(press.acknowledged() for press in late))
        answer = await wire.see(
            lambda post: post.id == asked.id and "For" in str(post.embeds[0].title),
            channel=lab,
            timeout_s=ANSWER_S,
        )
        names = set(re.findall(r"member-\d+", str(answer.embeds[0].title)))
        inside = [person for person in [caller, *others] if person.name in names]
        assert len(inside) >= 7  # one of them may just have stepped out
        rules = [person.click(answer, answer.custom_ids[at % len(Rule)]) for at, person in enumerate(inside)]
        await asyncio.gather(*(press.acknowledged() for press in rules))
        for press in rules:
            assert not (await press.answer(ANSWER_S)).ephemeral
