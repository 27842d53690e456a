"""What a stranger reads first in each channel: what to try here."""

from __future__ import annotations

import discord

from bot.app import HyperplaneBot
from bot.markup import code
from bot.replies import card

TRIES = {
    "study-group": (
        ("analogy man king woman", "words are points, and king − man + woman ends near …"),
        ("neighbours coffee", "what is used like coffee?"),
        ("tsne", "draw countries, drinks and sports as a map"),
        ("tsne france coffee football", "or grow a map from words of your own"),
        ("complete My lord,", "let a network go on with your text"),
        ("help", "everything else, with examples"),
    ),
    "film-night": (
        ("like Alien; The Matrix; Toy Story", "films that you like"),
        ("dislike Grease; Notting Hill", "and films that you don't"),
        ("recommend", "your hyperplane finds the best and the worst for you"),
        ("recommend together", "films that several of you would like"),
        ("match @Alan", "compare your taste with somebody's"),
        ("list create Friday night", "films to watch, to pick from and to vote on"),
    ),
    "lecture-hall": (
        ("talk start", "a whole talk, one press a step, with a handout in the end"),
        ("talk start in-five-minutes", "the same in short"),
    ),
}
"""By channel: what to type after the prefix, and what comes of it."""
HOW = "Press one, or type / and pick a command. Who you are is chosen at the top."


async def welcome(bot: HyperplaneBot, channels: dict[str, int]) -> None:
    """Let the bot say in each channel what to try."""
    for name, channel_id in channels.items():
        channel = bot.get_channel(channel_id)
        if isinstance(channel, discord.TextChannel):
            prefix = await bot.prefix_in(channel.guild.id)
            lines = [f"{code(prefix + typed)} · {why}" for typed, why in TRIES[name]]
            await channel.send(embed=card("Hello! Try one of these", "\n".join(lines), HOW))
