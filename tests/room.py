"""A room of people with the bot, and one way to ask it whatever the face of the command."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast

import discord
import simcord
from discord.ext import commands
from simcord.results import to_discord_message

from bot.app import HyperplaneBot, build_bot
from bot.compute import ComputeError
from bot.errors import unwrapped
from bot.replies import APOLOGY_COLOUR
from bot.waiting import WAITING
from models.errors import ModelError
from storage.errors import StorageError

THINKING = discord.InteractionResponseType.deferred_channel_message.value


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sees of the bot's answer."""

    message: discord.Message
    private: bool
    deferred: bool = False

    @property
    def embed(self) -> discord.Embed:
        return self.message.embeds[0]

    @property
    def text(self) -> str:
        """Everything there is to read, of the content and the embeds."""
        parts = [self.message.content]
        for embed in self.message.embeds:
            parts += [embed.title or "", embed.description or "", embed.footer.text or ""]
            parts += [f"{each.name}\n{each.value}" for each in embed.fields]
        return "\n".join(part for part in parts if part)

    @property
    def refused(self) -> bool:
        """Whether it says no."""
        return bool(self.embed.colour == APOLOGY_COLOUR)

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons."""
        return [item.label or "" for item in self._buttons()]

    @property
    def custom_ids(self) -> list[str]:
        """The ids of the buttons."""
        return [item.custom_id or "" for item in self._buttons()]

    def _buttons(self) -> list[discord.Button]:
        rows = cast(list[discord.ActionRow], self.message.components)
        return [item for row in rows for item in row.children if isinstance(item, discord.Button)]


@dataclass(slots=True)
class Room:
    """A simulated server with a channel, two members and the bot."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    ada: simcord.MemberActor
    alan: simcord.MemberActor
    earlier_faults: int
    expected_faults: list[type[BaseException]] = field(default_factory=list)

    @classmethod
    def furnish(cls, env: simcord.Env) -> Room:
        guild = env.create_guild("Study group")
        channel = guild.create_text_channel("lab")
        ada, alan = (guild.add_member(env.create_user(name)) for name in ("ada", "alan"))
        return cls(env, channel, ada, alan, env.error_cursor)

    @property
    def bot(self) -> HyperplaneBot:
        assert isinstance(self.env.bot, HyperplaneBot)
        return self.env.bot

    @property
    def guild(self) -> simcord.GuildHandle:
        assert self.channel.guild is not None
        return self.channel.guild

    @property
    def guild_id(self) -> int:
        return self.guild.id

    def join(self, *names: str) -> list[simcord.MemberActor]:
        """Return somebody new for each name."""
        return [self.guild.add_member(self.env.create_user(name)) for name in names]

    def moderator(self, name: str) -> simcord.MemberActor:
        """Return somebody new who may manage messages."""
        role = self.guild.create_role("moderators", permissions=discord.Permissions(manage_messages=True))
        return self.guild.add_member(self.env.create_user(name), roles=[role])

    def manager(self, name: str) -> simcord.MemberActor:
        """Return somebody new who may manage the server."""
        role = self.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        return self.guild.add_member(self.env.create_user(name), roles=[role])

    def deny(self, permission: str) -> None:
        """Go on in another channel, where nobody has a permission."""
        without = discord.PermissionOverwrite(**{permission: False})
        self.channel = self.guild.create_text_channel("strict", overwrites={self.guild.default_role: without})

    async def restart(self) -> None:
        """Stop the bot and start another one with the same settings."""
        await self.bot.close()
        await self.env.restart_bot(build_bot(self.bot.settings))

    async def ask(self, face: str, command: str, text: str | None = None, **options: Any) -> Answer:
        """Let Ada ask, by typed command or by slash, and return the newest answer."""
        if face == "slash":
            if text is not None:
                options[self._first_parameter(command)] = text
            before = len(self.env.http_requests)
            answer = self.answer_to(await self.ada.slash(self.channel, self.slash_name(command), **options))
            return replace(answer, deferred=self._deferred_since(before))
        named = "".join(f"{name}={value} " for name, value in options.items())
        return await self.say(f"!{command} {named}{text or ''}")

    async def say(self, content: str) -> Answer:
        """Let Ada send a message and return the bot's answer to it."""
        sent = await self.ada.send(self.channel, content)
        answer = self.last()
        deeds = [f"{each.method} {each.path} {each.json}" for each in self.env.http_requests[-3:]]
        assert answer is not None, f"no answer to {content!r}; the bot's last deeds: {deeds}"
        assert answer.message.id > sent.id, f"no answer to {content!r}; the bot's last deeds: {deeds}"
        return answer

    def last(self) -> Answer | None:
        """Return the channel's last message if it is the bot's."""
        newest = max(self._sent(), default=None)
        if newest is None:
            return None
        message = self._message(newest)
        if self.bot.user is None or message.author.id != self.bot.user.id:
            return None
        return Answer(message, private=False)

    def newest(self) -> Answer:
        """Return the channel's last message, which must be the bot's."""
        answer = self.last()
        assert answer is not None, "the last word is not the bot's"
        return answer

    def now(self, message: discord.Message) -> Answer:
        """Return a message of the channel as it stands now."""
        assert message.id in self._sent(), "the message is gone"
        return Answer(self._message(message.id), private=False)

    def after(self, message: discord.Message) -> list[discord.Message]:
        """Return what was sent to the channel after a message, oldest first."""
        return [self._message(each) for each in sorted(self._sent()) if each > message.id]

    def direct(self) -> list[str]:
        """Return what the bot wrote to Ada alone, newest last."""
        return [Answer(message, private=True).text for message in self.ada.user.dm_channel.history()]

    @staticmethod
    def answer_to(result: simcord.InteractionResult) -> Answer:
        """Return the newest answer to an interaction."""
        assert result.acknowledged, "the interaction failed"
        newest = result.followups[-1] if result.followups else result.response
        assert newest is not None, "no answer"
        return Answer(newest.message, newest.ephemeral)

    def leave(self) -> None:
        """End what waits for somebody here: each step of the rooms to come would look whether it is over."""
        for waiting in WAITING.now:
            if isinstance(waiting, discord.ui.View | discord.ui.Modal):
                waiting.stop()

    def check_no_faults(self) -> None:
        """Fail if the bot met an error other than one it refuses on purpose."""
        refusals = (
            ModelError,
            StorageError,
            ComputeError,
            commands.CommandError,
            *self.expected_faults,
        )
        errors = self.env.errors_since(self.earlier_faults)
        faults = [cause for error in errors if not isinstance(cause := unwrapped(error), refusals)]
        assert not faults, faults

    def _sent(self) -> list[int]:
        """Return the ids of what everybody sees in the channel."""
        sent = self.env.backend.messages.get(self.channel.id, {})
        return [number for number, each in sent.items() if each.visible_to(None)]

    def _message(self, number: int) -> discord.Message:
        """Return one message; SimCord's history makes all of them anew each time."""
        return to_discord_message(self.env, self.env.backend.messages[self.channel.id][number])

    def _deferred_since(self, before: int) -> bool:
        """Return whether the bot has since answered an interaction with "thinking ..."."""
        callbacks = [each for each in self.env.http_requests[before:] if each.path.endswith("/callback")]
        return any(isinstance(each.json, dict) and each.json.get("type") == THINKING for each in callbacks)

    def slash_name(self, command: str) -> str:
        """Return what is called by slash: a group cannot be, so its method has another name there."""
        found = self.bot.get_command(command)
        return f"{command} {found.fallback}" if isinstance(found, commands.HybridGroup) else command

    def _first_parameter(self, command: str) -> str:
        found = self.bot.get_command(command)
        assert found is not None
        return next(iter(found.clean_params))
