"""What each server chose for itself: prefix, channels with answers, who may start what, time zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.schema import server_channels, server_settings
from storage.upsert import upsert


class Speakers(StrEnum):
    """Who may start talks, or plan movie nights; whoever may manage the server always may."""

    EVERYONE = "everyone"
    ROLE = "role"
    MANAGERS = "managers"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server chose.

    Attributes
    ----------
    prefix : str, optional
        What typed commands start with; None: as everywhere else.
    channels : frozenset of int
        Where typed commands are answered, channels or categories of them; none at all: everywhere.
    speakers : Speakers
        Who may start talks.
    speaker_role_id : int, optional
        The role whose members may, where it is a role.
    planners : Speakers
        Who may plan movie nights.
    planner_role_id : int, optional
        The role whose members may, where it is a role.
    zone : str, optional
        The time zone in which times are written, by its name.
    """

    prefix: str | None = None
    channels: frozenset[int] = frozenset()
    speakers: Speakers = Speakers.EVERYONE
    speaker_role_id: int | None = None
    planners: Speakers = Speakers.EVERYONE
    planner_role_id: int | None = None
    zone: str | None = None


UNCHANGED = ServerSettings()
"""What holds where nothing was chosen."""


class SettingsStore:
    """The settings of all servers; of one that chose nothing, nothing is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> ServerSettings:
        """Return what a server chose."""
        return await self._database.read(lambda connection: _read(connection, guild_id))

    async def change(
        self, guild_id: int, change: Callable[[ServerSettings], ServerSettings]
    ) -> tuple[ServerSettings, ServerSettings]:
        """Keep what `change` makes of a server's settings; return them as they were, and as they are."""

        async def work(connection: AsyncConnection) -> tuple[ServerSettings, ServerSettings]:
            before = await _read(connection, guild_id)
            after = change(before)
            await _write(connection, guild_id, after)
            return before, after

        return await self._database.write(work)


async def _read(connection: AsyncConnection, guild_id: int) -> ServerSettings:
    row = (await connection.execute(select(server_settings).filter_by(guild_id=guild_id))).one_or_none()
    if row is None:
        return UNCHANGED
    channels = await connection.execute(select(server_channels.c.channel_id).filter_by(guild_id=guild_id))
    return ServerSettings(
        prefix=row.prefix,
        channels=frozenset(channels.scalars()),
        speakers=Speakers(row.speakers),
        speaker_role_id=row.speaker_role_id,
        planners=Speakers(row.planners),
        planner_role_id=row.planner_role_id,
        zone=row.zone,
    )


async def _write(connection: AsyncConnection, guild_id: int, chosen: ServerSettings) -> None:
    if chosen == UNCHANGED:
        await connection.execute(delete(server_settings).filter_by(guild_id=guild_id))
        return
    row = {
        "guild_id": guild_id,
        "prefix": chosen.prefix,
        "speakers": chosen.speakers,
        "speaker_role_id": chosen.speaker_role_id,
        "planners": chosen.planners,
        "planner_role_id": chosen.planner_role_id,
        "zone": chosen.zone,
    }
    await connection.execute(upsert(connection.dialect.name, server_settings), [row])
    await connection.execute(delete(server_channels).filter_by(guild_id=guild_id))
    channels = [{"guild_id": guild_id, "channel_id": each} for each in sorted(chosen.channels)]
    if channels:
        await connection.execute(insert(server_channels), channels)
