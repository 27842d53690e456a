"""The messages of concepts, redrawn after presses without a picture for each."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.compute import ComputeError, ShuttingDown
from bot.replies import card
from bot.services import Services
from cogs.concepts.buttons import WORDS, Change, Look, buttons_of, look_of
from cogs.concepts.cards import concept_card
from cogs.concepts.seeing import Seen, draw, see
from models.errors import ModelError
from storage.errors import StorageError
from storage.refusals import UnknownConcept

log = logging.getLogger(__name__)

PAUSE_S = 2.0
MOST_TRIES = 5
MOST_REMEMBERED = 500
GONE = "This concept was deleted."
NEW_WORDS = 6  # pages of words that nobody voted on, before those come up again that somebody did


@dataclass(slots=True)
class _Shown:
    """What a message shows, or is to show, and the newest press on it: through that it is edited."""

    look: Look
    press: discord.Interaction[Any]
    at: float | None = None
    stale: bool = False
    at_work: bool = False


class Board:
    """Redraws each concept's message at most every `PAUSE_S` seconds; in the end it shows the last state."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shown: dict[int, _Shown] = {}

    async def refresh(self, press: discord.Interaction[Any], concept_id: int, change: Change) -> None:
        """Show how a concept stands, now or after the pause; while one call waits, others return at once.

        Parameters
        ----------
        press
            A press on a message's button, acknowledged.
        concept_id
            Whose message it is.
        change
            What the press changes of the message's look.
        """
        if press.message is None:
            return
        shown = self._remembered(press.message, press)
        shown.look = change.applied_to(shown.look)
        shown.stale = True
        if shown.at_work:
            return
        shown.at_work = True
        try:
            await self._keep_up(shown, press.message.id, concept_id)
        finally:
            shown.at_work = False

    def _remembered(self, message: discord.Message, press: discord.Interaction[Any]) -> _Shown:
        """Return what is known of a message: a press may have seen an earlier state of it."""
        shown = self._shown.pop(message.id, None) or _Shown(look_of(message), press)
        shown.press = press
        self._shown[message.id] = shown  # the newest last
        while len(self._shown) > MOST_REMEMBERED:
            self._shown.pop(next(iter(self._shown)))
        return shown

    async def _keep_up(self, shown: _Shown, message_id: int, concept_id: int) -> None:
        tries = 0
        while shown.stale and tries < MOST_TRIES:
            await asyncio.sleep(_rest_s(shown))
            shown.stale = False
            shown.at = asyncio.get_running_loop().time()
            try:
                await self._redraw(shown, message_id, concept_id)
                tries = 0
            except ShuttingDown:
                return
            except ComputeError as error:  # too much to do: the votes are kept, the picture comes later
                log.info("a concept could not be redrawn yet: %r", error)
                shown.stale = True
                tries += 1

    async def _redraw(self, shown: _Shown, message_id: int, concept_id: int) -> None:
        try:
            seen = await see(self._services, await self._services.concepts.get(concept_id))
        except UnknownConcept:
            await _edit(shown.press, embed=card("", GONE), attachments=[], view=None)
            return
        except (ModelError, StorageError) as error:
            log.info("a concept could not be redrawn: %r", error)
            return
        if not shown.look.words:
            shown.look = replace(shown.look, words=words_to_vote_on(seen, shown.look.page))
        look = shown.look
        file = await draw(self._services, message_id, seen, look.theme, look.words)
        embed, view = concept_card(seen, self._services.words), buttons_of(seen.stored, look)
        await _edit(shown.press, embed=embed, attachments=[file], view=view)


def words_to_vote_on(seen: Seen, page: int) -> tuple[str, ...]:
    """Return the words of a page: first those nearest to the border, in the end those that were voted on."""
    new = [each.word for each in seen.near][: NEW_WORDS * WORDS]
    ring = new + [each.word for each in seen.stored.tallies]
    pages = [tuple(ring[start : start + WORDS]) for start in range(0, len(ring), WORDS)]
    return pages[page % len(pages)] if pages else ()


def _rest_s(shown: _Shown) -> float:
    if shown.at is None:
        return 0.0
    return max(0.0, shown.at + PAUSE_S - asyncio.get_running_loop().time())


async def _edit(press: discord.Interaction[Any], **what: Any) -> None:
    """Edit the message that was pressed: through the press, which works wherever it could be made."""
    try:
        await press.edit_original_response(**what)
    except discord.HTTPException as error:  # the message, the channel or the server is gone
        log.info("the message of a concept could not be edited: %s %s", error.status, error.code)
