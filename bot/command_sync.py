"""Tells Discord about the slash commands, on purpose and only when they changed."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.logs import event

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

log = logging.getLogger(__name__)

FILE = "synced-commands.json"


async def sync_if_changed(bot: HyperplaneBot) -> None:
    """Sync the command tree as the settings say: if it changed since the last time, always, or never.

    Of several processes the one with the first shard does it for all.
    """
    if bot.settings.sync == "never" or not bot.serves_private:
        return
    path = bot.settings.data_dir / FILE
    fingerprints = _read(path)
    if bot.settings.sync == "changed" and fingerprints.get(_target(bot)) == fingerprint(bot):
        return
    await sync(bot)


async def sync(bot: HyperplaneBot) -> int:
    """Send the command tree to Discord, remember its fingerprint and return how many commands it has."""
    guild = discord.Object(bot.settings.sync_guild) if bot.settings.sync_guild else None
    if guild is not None:
        bot.tree.copy_global_to(guild=guild)
    synced = await bot.tree.sync(guild=guild)
    event(log, logging.INFO, "slash commands synced", commands=len(synced), target=_target(bot))
    path = bot.settings.data_dir / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_read(path) | {_target(bot): fingerprint(bot)}))
    except OSError as error:  # the only loss is one sync more at the next start
        event(log, logging.WARNING, "the fingerprint of the commands was not kept", cause=str(error))
    return len(synced)


def fingerprint(bot: HyperplaneBot) -> str:
    """Return a hash of all that Discord is told about the commands."""
    payload = [command.to_dict(bot.tree) for command in sorted(bot.tree.get_commands(), key=lambda c: c.name)]
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def _target(bot: HyperplaneBot) -> str:
    return f"{bot.application_id}:{bot.settings.sync_guild or 'everywhere'}"


def _read(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
