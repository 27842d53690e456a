"""What happens, told to each open page: every page gets the newest state of what its person may see."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from simcord.backend.models import Message

from bot.playground import rendering
from bot.playground.model import Model
from bot.playground.person import Person

HEARTBEAT_S = 15.0
"""How often a quiet connection is tried; one whose page has gone is closed then."""
Change = Callable[[], dict[str, Any] | None]


class Listener:
    """One open page: what it has not been sent yet, each thing once, in its newest state."""

    def __init__(self, viewer: Person) -> None:
        self.viewer = viewer
        self._pending: dict[str, Change] = {}
        self._woken = asyncio.Event()
        self._closed = False

    def put(self, key: str, change: Change) -> None:
        """Let the page know; what is pending under the same key is out of date."""
        self._pending.pop(key, None)
        self._pending[key] = change
        self._woken.set()

    def close(self) -> None:
        """End the stream."""
        self._closed = True
        self._woken.set()

    async def stream(self) -> AsyncIterator[str]:
        """Yield server-sent events for ever: changes, and a comment when there are none."""
        while not self._closed:
            try:
                await asyncio.wait_for(self._woken.wait(), HEARTBEAT_S)
            except TimeoutError:
                yield ": still here\n\n"
            self._woken.clear()
            while self._pending:
                change = self._pending.pop(next(iter(self._pending)))()
                if change is not None:
                    yield f"data: {json.dumps(change)}\n\n"


class Feed:
    """Watches the model and tells the listeners."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._listeners: set[Listener] = set()
        model.on_message = self._on_message
        model.on_gone = self._on_gone
        model.on_places = self.places

    @contextmanager
    def listening(self, viewer: Person) -> Iterator[Listener]:
        """Tell a page what happens while this is open."""
        listener = Listener(viewer)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End all streams."""
        for listener in self._listeners:
            listener.close()

    def typing(self, channel_id: int) -> None:
        """Say that the bot is typing."""
        self._tell(channel_id, f"typing {channel_id}", lambda: {"typing": str(channel_id)})

    def places(self) -> None:
        """Say that there is another channel, or that the server is called by another prefix."""
        for listener in self._listeners:
            listener.put("places", lambda: {"places": True})

    def _on_message(self, message: Message) -> None:
        def change() -> dict[str, Any] | None:
            if message.id not in self._model.messages.get(message.channel_id, {}):
                return None
            return {"message": rendering.message(self._model, message)}

        for listener in self._listeners:
            if message.visible_to(listener.viewer.id) and listener.viewer.sees(message.channel_id):
                listener.put(f"message {message.id}", change)

    def _on_gone(self, channel_id: int, message_id: int) -> None:
        self._tell(channel_id, f"message {message_id}", lambda: {"gone": str(message_id)})

    def _tell(self, channel_id: int, key: str, change: Change) -> None:
        for listener in self._listeners:
            if listener.viewer.sees(channel_id):
                listener.put(key, change)
