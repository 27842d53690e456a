"""What the bot made of an interaction, and when."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from simcord.backend.models import Interaction as Record
from simcord.backend.models import ResponseKind
from simcord.enums import CallbackType

from testbed.wire.model import Attachment, Post
from testbed.wire.pulse import PATIENCE_S

if TYPE_CHECKING:
    from testbed.wire.bed import Wire

DEFERRALS = (CallbackType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE, CallbackType.DEFERRED_UPDATE_MESSAGE)


class NotAcknowledgedError(AssertionError):
    """The bot took too long: people read "The application did not respond"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An interaction's answer so far; `states` are all that its message went through, "thinking ..." too."""

    kind: ResponseKind
    deferred: bool
    acknowledged_after_s: float
    answered_after_s: float
    states: tuple[Post, ...]
    followups: tuple[Post, ...]
    modal: dict[str, Any] | None
    choices: tuple[dict[str, Any], ...]

    @property
    def post(self) -> Post:
        """The message that answers, as it stands.

        A follow-up if the first answer is gone or never came, or is the pressed message, which others change.
        """
        told = list(self.followups[:1])
        shown = [state for state in self.states if not state.loading]
        if self.kind is ResponseKind.DEFERRED_UPDATE:
            shown, told = told, shown
        shown = shown or told
        assert shown, f"answered by {self.kind}, not by a message"
        return shown[-1]

    @property
    def content(self) -> str:
        return self.post.content

    @property
    def embeds(self) -> tuple[discord.Embed, ...]:
        return self.post.embeds

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return self.post.attachments

    @property
    def ephemeral(self) -> bool:
        return self.post.ephemeral


class Interaction:
    """Something a person did that the bot must acknowledge within seconds."""

    def __init__(self, wire: "Wire", record: Record) -> None:
        self._wire = wire
        self.record = record
        self.at = time.monotonic()

    async def acknowledged(self) -> float:
        """Seconds until the bot acknowledged; `NotAcknowledgedError` once that is no longer possible."""
        acknowledged = self._wire.rest.acknowledged
        within_s = self.at + self._wire.acknowledge_within_s - time.monotonic()
        try:
            _, when = await self._wire.until(lambda: acknowledged.get(self.record.id), timeout_s=within_s)
        except TimeoutError:
            raise NotAcknowledgedError("The application did not respond") from None
        return when - self.at

    async def answer(
        self, timeout_s: float = PATIENCE_S, *, where: Callable[[Answer], bool] = lambda _: True
    ) -> Answer:
        """Wait for a complete answer ("thinking ..." is none), or for one that satisfies `where`."""
        ends = time.monotonic() + timeout_s
        await self.acknowledged()

        def probe() -> Answer | None:
            answer = self._look()
            return answer if answer and where(answer) else None

        return await self._wire.until(probe, timeout_s=ends - time.monotonic(), what="the bot's answer")

    def _look(self) -> Answer | None:
        """The answer if there is one yet."""
        record, history = self.record, self._wire.backend.history
        callback, acknowledged_at = self._wire.rest.acknowledged[record.id]
        assert record.response_kind is not None
        original = tuple(
            state for state in history.get(record.message_id or 0, []) if state.at >= self.at
        )  # an update changes a message that was there before
        followups = tuple(history[each][-1] for each in record.followup_ids)
        complete = [state.at for state in (*original, *followups) if not state.loading]
        if record.response_kind in (ResponseKind.MODAL, ResponseKind.AUTOCOMPLETE, ResponseKind.PONG):
            complete = [acknowledged_at]
        if not complete:
            return None
        return Answer(
            record.response_kind,
            callback in DEFERRALS,
            acknowledged_at - self.at,
            min(complete) - self.at,
            original,
            followups,
            record.modal,
            tuple(record.autocomplete_choices or ()),
        )
