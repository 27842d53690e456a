"""Starting a training: whether it may begin, and the one way in which it does."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.compute import AlreadyRunning
from cogs.shared.naming import find_named
from cogs.shared.places import remember_server
from cogs.training.buttons import stop_button
from cogs.training.following import Following, begun_card, forget
from models.live.lesson import Lesson, Subject
from models.pictures.palette import ThemeName
from storage.places import Place
from storage.refusals import TrainedNameTaken
from storage.trained import NewTrained, clean_trained_name

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

Send = Callable[..., Awaitable[discord.Message]]
"""Sends a message, or edits one that is there, with an `embed` and a `view`; returns it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants trained, and how its curves are to be drawn; `about` says from what, in words."""

    place: Place
    channel_id: int
    maker_id: int
    name: str
    about: str
    theme: ThemeName


class Starter:
    """Starts trainings, and follows them to their ends."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._makers: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Follow no training any more; the next start tells what became of each."""
        for task in self._tasks:
            task.cancel()

    async def check(self, place: Place, maker_id: int, subject: Subject) -> None:
        """Let a training be prepared only where it could begin.

        Raises
        ------
        AlreadyRunning, TrainingsOff, TrainedEnough, TooManyTrained, TrainingsBusy
        """
        self._check_idle(maker_id)
        self._services.trainings.check_on()
        await self._services.trained.check(place, maker_id, subject, discord.utils.utcnow())
        self._services.trainings.check_free()

    async def checked_name(self, place: Place, name: str) -> str:
        """Return a name as it is kept, if it is free in a place.

        Raises
        ------
        BadTrainedName, TrainedNameTaken
        """
        cleaned = clean_trained_name(name)
        if any(each.casefold() == cleaned.casefold() for each in self._services.texts.names):
            raise TrainedNameTaken(cleaned, shipped=True)
        if (taken := find_named(await self._services.trained.of(place), cleaned)) is not None:
            raise TrainedNameTaken(taken.name)
        return cleaned

    async def free_name(self, place: Place, name: str) -> str:
        """Return a name, numbered where it is taken in a place."""
        numbered = name
        for number in itertools.count(2):
            with contextlib.suppress(TrainedNameTaken):
                return await self.checked_name(place, numbered)
            numbered = f"{name}-{number}"
        raise AssertionError  # the numbers do not end

    async def begin(self, wish: Wish, lesson_in: Callable[[Path], Lesson], tell: Send) -> None:
        """Start a training, and only then tell of it, in a message that does so from now on.

        Parameters
        ----------
        wish
            What is wanted.
        lesson_in
            Makes the lesson whose best is kept in a folder.
        tell
            Sends that message, or makes it of another one of the bot's.

        Raises
        ------
        AlreadyRunning, TrainedEnough, TrainingsOff, TrainingsBusy, Refusal
        """
        services, token = self._services, secrets.token_hex(16)
        self._check_idle(wish.maker_id)
        services.trainings.check_free()
        self._makers[token] = wish.maker_id
        try:
            lesson = await asyncio.to_thread(lesson_in, services.trainings.folder / token)
            following = await self._started(wish, lesson, token, tell)
        except BaseException:
            del self._makers[token]
            raise
        task = asyncio.create_task(self._follow(following))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _started(self, wish: Wish, lesson: Lesson, token: str, tell: Send) -> Following:
        services = self._services
        new = NewTrained(
            place=wish.place,
            name=wish.name,
            subject=lesson.subject,
            maker_id=wish.maker_id,
            source=wish.about,
            token=token,
            application_id=self._bot.application_id or 0,
            channel_id=wish.channel_id,
        )
        begun = await services.trained.begin(new, discord.utils.utcnow())
        try:
            await remember_server(self._bot, wish.place)
            training = await services.trainings.begin(lesson, token)
            message = await tell(embed=begun_card(begun.name), view=stop_button(begun.id))
            await services.trained.said(begun.id, message.id)
        except BaseException:
            await services.trained.discount(token)
            await forget(services, begun)
            raise
        return Following(services, training, begun, lesson.subject, message, wish.theme)

    def _check_idle(self, maker_id: int) -> None:
        if maker_id in self._makers.values():
            raise AlreadyRunning

    async def _follow(self, following: Following) -> None:
        try:
            await following.follow()
        finally:
            del self._makers[following.training.token]
