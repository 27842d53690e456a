"""What a server chose, as a card."""

from __future__ import annotations

import discord

from bot.hints import hinted
from bot.markup import code, plain
from bot.open_channels import still_there
from bot.replies import Card, card, enumeration
from cogs.shared.speakers import role_of
from storage.server_settings import ServerSettings, Speakers

PREFIX, CHANNELS, TALKS = "Prefix", "Channels", "Who starts talks"
NIGHTS, ZONE = "Who plans movie nights", "Time zone"


class Described:
    """A server's settings in words, one sentence each."""

    def __init__(self, guild: discord.Guild, chosen: ServerSettings, prefix: str) -> None:
        self.prefix = code(chosen.prefix or prefix) + ("" if chosen.prefix else ", as everywhere")
        channels = [f"<#{each}>" for each in still_there(guild, chosen.channels)]
        self.channels = enumeration(channels) or "All of them"
        self.talks = _who(guild, chosen.speakers, chosen.speaker_role_id)
        self.nights = _who(guild, chosen.planners, chosen.planner_role_id)
        self.zone = plain(chosen.zone) if chosen.zone else "Not chosen"

    def items(self) -> tuple[tuple[str, str], ...]:
        """Return the settings by what they are called."""
        return (
            (PREFIX, self.prefix),
            (CHANNELS, self.channels),
            (TALKS, self.talks),
            (NIGHTS, self.nights),
            (ZONE, self.zone),
        )


def _who(guild: discord.Guild, who: Speakers, role_id: int | None) -> str:
    if who is Speakers.EVERYONE:
        return "Everyone"
    role = role_of(guild, who, role_id)
    managers = "those who may manage the server"
    return f"Only {managers}" if role is None else f"<@&{role}> and {managers}"


def overview(guild: discord.Guild, chosen: ServerSettings, prefix: str) -> Card:
    """Return all settings, and how to change them."""
    told = Described(guild, chosen, prefix)
    embed = card(f"Settings of {plain(guild.name)}")
    embed.add_field(
        name=PREFIX,
        value=f"{told.prefix}. A mention and `/` always work.\n"
        + hinted("Change it with `/settings prefix ?`."),
    )
    elsewhere = "Elsewhere typed commands get no answer, and slash commands a note to their caller alone.\n"
    embed.add_field(
        name=CHANNELS,
        value=f"{told.channels}\n{elsewhere if chosen.channels else ''}"
        + hinted("Change it with `/settings channels here`, other channels, or `all`."),
    )
    embed.add_field(
        name=TALKS,
        value=f"{told.talks}\n" + hinted("Change it with `/settings talks managers`, a role, or `everyone`."),
    )
    embed.add_field(
        name=NIGHTS,
        value=f"{told.nights}\n"
        + hinted("Change it with `/settings nights managers`, a role, or `everyone`."),
    )
    embed.add_field(
        name=ZONE,
        value=f"{told.zone}\n"
        + hinted("In it I read times of who has not said their own. `/settings zone Europe/Berlin`."),
    )
    embed.set_footer(text="Only those who may manage the server change this.")
    return embed


def changed(guild: discord.Guild, before: ServerSettings, after: ServerSettings, prefix: str) -> Card:
    """Return what is another than it was."""
    was, now = Described(guild, before, prefix), Described(guild, after, prefix)
    lines = [
        f"**{name}:** {value}\nbefore: {earlier}"
        for (name, earlier), (_, value) in zip(was.items(), now.items(), strict=True)
        if value != earlier
    ]
    return card("Settings changed" if lines else "It was so already", "\n".join(lines))
