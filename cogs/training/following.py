"""A training as a room sees it: one message that grows at Discord's pace, and ends with what was kept."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from typing import Any

import discord

from bot.compute import ShuttingDown
from bot.markup import plain
from bot.replies import Card, apology, card, picture_file
from bot.sentences import is_worded, sentence
from bot.services import Services
from bot.training import Training, TrainingForgotten
from cogs.training.buttons import stop_button, theme_button
from cogs.training.cards import curves_of, ended_card, learning_card
from models.errors import ModelError
from models.live.kept import read_report, remove
from models.live.lesson import MEASURES, Report, Subject, thinned
from models.live.picture import Curves, draw
from models.pictures.palette import ThemeName
from storage.errors import StorageError
from storage.trained import Trained

log = logging.getLogger(__name__)

EDIT_EVERY_S = 4.0
"""Discord takes five edits in five seconds for a whole channel, and a picture comes with each."""

FILE_NAME = "training.png"


@dataclass(slots=True)
class Following:
    """A training and the message that tells of it."""

    services: Services
    training: Training
    begun: Trained
    subject: Subject
    message: discord.Message
    theme: ThemeName

    async def follow(self) -> None:
        """Show how it goes until it has ended, and then what became of it."""
        loop = asyncio.get_running_loop()
        watched = True
        while not self.training.over:
            await self.training.news()
            if self.training.over or self.training.look is None or not watched:
                continue
            started = loop.time()
            watched = await self._show_progress()
            if watched:
                await asyncio.sleep(max(EDIT_EVERY_S, loop.time() - started))
        try:
            await self._end()
        except (StorageError, ShuttingDown) as error:  # the next start settles it
            log.info("a training ended without being kept: %r", error)

    async def _show_progress(self) -> bool:
        """Edit the message; return whether it is there still, else nobody wants the training any more."""
        training = self.training
        points = thinned(training.points)
        baselines = training.begun.baselines if training.begun else ()
        curves = Curves(self.begun.name, MEASURES[self.subject], points, training.best, baselines)
        embed = learning_card(self.begun.name, self.subject, self.begun.source, training)
        shown = await self._with_picture(embed, curves)
        try:
            await self.message.edit(**shown, view=stop_button(self.begun.id))
        except discord.NotFound:
            training.stop()
            return False
        except discord.HTTPException as error:
            log.info("a training could not be shown: %s %s", error.status, error.code)
        return True

    async def _end(self) -> None:
        """Keep what is there to keep, and say so."""
        training, services = self.training, self.services
        if isinstance(training.error, ShuttingDown):
            return  # what is kept so far is settled at the next start
        if isinstance(training.error, TrainingForgotten):
            await forget(services, self.begun)
            await self._edit(embed=_forgotten_card(self.begun.name), attachments=[], view=None)
            return
        if training.error is not None and not is_worded(training.error):
            log.error("a training failed: %r", training.error)
        folder = services.trainings.folder / training.token
        found = await asyncio.to_thread(read_report, folder)
        report = training.report or (found[0] if found else None)
        if report is None:
            if isinstance(training.error, ModelError):  # it was refused at once, and cost next to nothing
                await services.trained.discount(training.token)
            await forget(services, self.begun)
            assert training.error is not None  # noqa: S101  without a report there is one
            await self._edit(embed=_failed_card(self.begun.name, training.error), attachments=[], view=None)
            return
        kept = await keep(services, self.begun, report, found[1] if found else 0)
        sample = training.look.sample if training.look else ""
        embed = ended_card(self.begun.name, kept, report, sample, self.begun.source)
        if training.error is not None:
            embed.description = f"{sentence(training.error).markdown()}\n{embed.description}"
        shown = await self._with_picture(embed, curves_of(self.begun.name, report))
        view = theme_button(kept.id, self.theme) if kept is not None else None
        await self._edit(**shown, view=view)

    async def _with_picture(self, embed: Card, curves: Curves) -> dict[str, Any]:
        """Return what is sent of a card with its curves, if there is time to draw them."""
        picture = await self.services.compute.spare(self.begun.maker_id, draw, curves, self.theme)
        embed.set_image(url=f"attachment://{FILE_NAME}")
        if picture is None:
            return {"embed": embed}  # the curves of before stay
        return {"embed": embed, "attachments": [picture_file(picture, FILE_NAME)]}

    async def _edit(self, **what: Any) -> None:
        try:
            await self.message.edit(**what)
        except discord.HTTPException as error:
            log.info("the end of a training could not be told: %s %s", error.status, error.code)


async def keep(services: Services, begun: Trained, report: Report, size_bytes: int) -> Trained | None:
    """Keep what was trained, or nothing where there are no files or somebody has forgotten it meanwhile."""
    if size_bytes:
        figures = json.dumps(_figures(report))
        if (kept := await services.trained.keep(begun.id, figures, size_bytes)) is not None:
            return kept
    await forget(services, begun)
    return None


async def report_of(services: Services, trained: Trained) -> Report | None:
    """Return the report of something that was trained; None while it learns, and where its files are gone."""
    if not trained.is_kept:
        return None
    found = await asyncio.to_thread(read_report, services.trainings.folder / trained.token)
    return found[0] if found else None


async def forget(services: Services, trained: Trained) -> None:
    """Delete something that was trained, or is being trained, its files too."""
    await services.trained.forget(trained.id)
    await services.trainings.discard(trained.token)
    await asyncio.to_thread(remove, services.trainings.folder / trained.token)


def _figures(report: Report) -> dict[str, Any]:
    """Return what its maker can take along: how good it is, without the curves."""
    document = report.document()
    return {name: document[name] for name in ("ending", "best", "judged", "judged_baselines", "begun")}


def _failed_card(name: str, error: Exception) -> discord.Embed:
    told = sentence(error).markdown() if is_worded(error) else "Sorry, that went wrong on my side."
    return apology(f"**{plain(name)}** has learned nothing. {told}")


def _forgotten_card(name: str) -> Card:
    return card("Forgotten", f"**{plain(name)}** was deleted while it learned. Nothing of it is kept.")


def begun_card(name: str) -> Card:
    """Return what stands there until the first look."""
    return card(f"{plain(name)} begins to learn", "The curves come in a moment.")
