"""The messages of concepts, redrawn after presses without a picture for each."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.compute import ComputeError, ShuttingDown
from bot.pacing import PacedEditor, remember
from bot.replies import card
from bot.services import Services
from cogs.concepts.buttons import WORDS, Layout, LayoutChange, buttons_of, layout_of
from cogs.concepts.cards import concept_card
from cogs.concepts.fitted import FittedConcept, draw, fit_stored
from models.errors import ModelError
from storage.errors import StorageError
from storage.refusals import UnknownConcept

log = logging.getLogger(__name__)

PAUSE_S = 2.0
MOST_REMEMBERED = 500
GONE = "This concept was deleted."
NEW_WORDS = 6  # pages of words that nobody voted on, before those come up again that somebody did


@dataclass(slots=True)
class _Shown:
    """What a message shows, or is to show, and the newest press on it: through that it is edited."""

    concept_id: int
    layout: Layout
    press: discord.Interaction[Any]


class ConceptMessages:
    """Redraws each concept's message at Discord's pace; in the end it shows the last state."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shown: dict[int, _Shown] = {}
        self._editor = PacedEditor(self._redraw, PAUSE_S)

    async def refresh(self, press: discord.Interaction[Any], concept_id: int, change: LayoutChange) -> None:
        """Show how a concept stands, now or after the pause.

        Parameters
        ----------
        press
            A press on a message's button, acknowledged.
        concept_id
            Whose message it is.
        change
            What the press changes of the message's layout.
        """
        if press.message is not None:
            shown = self._remembered(press.message, press, concept_id)
            shown.layout = change.applied_to(shown.layout)
            await self._editor.refresh(press.message.id)

    def _remembered(
        self, message: discord.Message, press: discord.Interaction[Any], concept_id: int
    ) -> _Shown:
        """Return what is known of a message: a press may have seen an earlier state of it."""
        shown = self._shown.get(message.id) or _Shown(concept_id, layout_of(message), press)
        shown.press = press
        remember(self._shown, message.id, shown, MOST_REMEMBERED)
        return shown

    async def _redraw(self, message_id: int) -> bool:
        if (shown := self._shown.get(message_id)) is None:
            return True
        try:
            await self._show(message_id, shown)
        except UnknownConcept:
            await _edit(shown.press, embed=card("", GONE), attachments=[], view=None)
        except ShuttingDown:
            return True
        except ComputeError as error:  # too much to do: the votes are kept, the picture comes later
            log.info("a concept could not be redrawn yet: %r", error)
            return False
        except (ModelError, StorageError) as error:
            log.info("a concept could not be redrawn: %r", error)
        return True

    async def _show(self, message_id: int, shown: _Shown) -> None:
        fitted = await fit_stored(self._services, await self._services.concepts.get(shown.concept_id))
        if not shown.layout.words:
            shown.layout = replace(shown.layout, words=words_to_vote_on(fitted, shown.layout.page))
        layout = shown.layout
        file = await draw(self._services, None, fitted, layout.theme, layout.words)
        embed, view = concept_card(fitted, self._services.words), buttons_of(fitted.stored, layout)
        await _edit(shown.press, embed=embed, attachments=[file], view=view)


def words_to_vote_on(fitted: FittedConcept, page: int) -> tuple[str, ...]:
    """Return the words of a page: first those nearest to the border, in the end those that were voted on."""
    new = [each.word for each in fitted.near][: NEW_WORDS * WORDS]
    ring = new + [each.word for each in fitted.stored.tallies]
    pages = [tuple(ring[start : start + WORDS]) for start in range(0, len(ring), WORDS)]
    return pages[page % len(pages)] if pages else ()


async def _edit(press: discord.Interaction[Any], **what: Any) -> None:
    """Edit the message that was pressed: through the press, which works wherever it could be made."""
    try:
        await press.edit_original_response(**what)
    except discord.HTTPException as error:  # the message, the channel or the server is gone
        log.info("the message of a concept could not be edited: %s %s", error.status, error.code)
