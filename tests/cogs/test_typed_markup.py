"""Whatever is typed to whichever command stays text: it makes no link, no picture and no tag anywhere."""

from __future__ import annotations

import random
from collections.abc import Iterator

import discord
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.bot.test_markup import ACTING
from tests.room import Room

ELSEWHERE = "evil.example"
TYPED = (
    f"`````\n[a](https://{ELSEWHERE}) [b](http://{ELSEWHERE}/c) ![d](//{ELSEWHERE}) <img src='{ELSEWHERE}'>"
)
TRIES = 60
NAME = f"[a](//{ELSEWHERE})"

markdown = MarkdownIt("gfm-like")


def parts(message: discord.Message) -> Iterator[str]:
    """Yield what Discord shows as markdown."""
    yield message.content
    for embed in message.embeds:
        yield from (embed.title or "", embed.description or "")
        for each in embed.fields:
            yield from (str(each.name), str(each.value))


def acting(message: discord.Message) -> list[Token]:
    """Return what leads elsewhere or is no text."""
    tokens = [token for part in parts(message) for token in markdown.parse(part)]
    inline = [child for token in tokens for child in token.children or []]
    return [
        token
        for token in (*tokens, *inline)
        if token.type in ("html_block", "html_inline", "image")
        or (token.type == "link_open" and ELSEWHERE in str(token.attrs["href"]) and not is_bare(token))
    ]


def is_bare(token: Token) -> bool:
    """Tell whether a link is an address without a scheme, which Discord leaves as it is."""
    return token.markup == "linkify" and str(token.attrs["href"]).startswith("//")


async def test_what_is_typed_to_any_command_stays_text(room: Room) -> None:
    for command in room.bot.walk_commands():
        if command.hidden or command.qualified_name == "talk check":
            continue
        asked = await room.ada.send(room.channel, f"!{command.qualified_name} {TYPED}")
        answers = room.after(asked)
        assert [(command.qualified_name, acting(each)) for each in answers if acting(each)] == []


async def test_a_list_s_name_stays_text_on_every_card(room: Room) -> None:
    for command in (
        f"list create {NAME}",
        "list add Alien; The Matrix",
        "list show",
        "list pick",
        "list watched Alien",
        "list history",
        "list unwatch Alien",
        "list remove Alien",
        "list export",
        "list",
        "vote start 5m",
        "vote",
        "vote close",
        "list rename other",
        "list delete",
    ):
        answer = await room.say(f"!{command}")
        assert (command, acting(answer.message)) == (command, [])


async def test_whatever_is_typed_is_answered_or_refused_without_a_mention(room: Room) -> None:
    """Discord's limits and unforeseen faults are looked after by the room."""
    chance = random.Random(14)  # the same each time
    names = sorted(each.qualified_name for each in room.bot.walk_commands() if not each.hidden)
    for _ in range(TRIES):
        typed = "".join(chance.choices(ACTING, k=chance.randint(1, 30)))
        asked = await room.ada.send(room.channel, f"!{chance.choice(names)} {typed}"[:2000])
        answers = room.after(asked)
        for answer in answers:
            assert not answer.mentions, typed
            assert not answer.mention_everyone, typed
            assert acting(answer) == [], typed
