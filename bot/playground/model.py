"""SimCord's model of Discord on a real clock, telling whoever watches of each change."""

from __future__ import annotations

import io
import mimetypes
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PIL import Image, UnidentifiedImageError
from simcord._clock import Clock
from simcord.backend import Backend
from simcord.backend.cdn import CDN_BASE, CdnStore
from simcord.backend.models import Channel, Interaction, Message, User
from simcord.enums import ChannelType

ATTACHMENTS = f"{CDN_BASE}/attachments/"
KEPT_BYTES = 512 * 2**20
"""How much of all files is kept; the oldest go first."""
KEPT_MESSAGES = 2_000
"""How many messages of each channel are kept."""
KEPT_INTERACTIONS = 1_000
PLACES = frozenset({"THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "CHANNEL_CREATE", "CHANNEL_UPDATE"})


class RealClock(Clock):
    """SimCord's own clock stands still unless it is told to advance."""

    def now(self) -> datetime:
        """Return the time of day."""
        return datetime.now(UTC)


class Files(CdnStore):
    """The newest files, with the sizes of pictures, so that a page can leave room for them.

    Attributes
    ----------
    root : what the address of each file begins with
    """

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        super().__init__()
        self.root = ATTACHMENTS
        self.kept_bytes = kept_bytes
        self._bytes = 0

    def store_attachment(
        self, attachment_id: int, channel_id: int, filename: str, data: bytes, description: str | None
    ) -> dict[str, Any]:
        """Keep a file and return what Discord says of it."""
        name = re.sub(r"[^\w.\-]", "_", filename, flags=re.ASCII)  # as Discord does
        url = f"{self.root}{channel_id}/{attachment_id}/{name}"
        self._blobs[url] = bytes(data)
        self._bytes += len(data)
        while self._bytes > self.kept_bytes and len(self._blobs) > 1:
            self._bytes -= len(self._blobs.pop(next(iter(self._blobs))))
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return {
            "id": str(attachment_id),
            "filename": name,
            "description": description,
            "size": len(data),
            "url": url,
            "proxy_url": url,
            "content_type": kind,
            **(_measured(data) if kind.startswith("image/") else {}),
        }


class Model(Backend):
    """The playground's Discord.

    Attributes
    ----------
    on_message : called with a message that is new or has changed, those for one person's eyes too
    on_gone : called with the channel and the message that is no more
    on_places : called when channels or threads have changed
    """

    def __init__(self, bot_id: int) -> None:
        super().__init__(clock=RealClock())
        self.cdn = Files()
        del self.users[self.bot_user.id]
        self.application_id = bot_id
        self.bot_user = self.person("Hyperplane", bot_id, bot=True)
        self.on_message: Callable[[Message], None] = lambda _message: None
        self.on_gone: Callable[[int, int], None] = lambda _channel_id, _message_id: None
        self.on_places: Callable[[], None] = lambda: None

    def person(self, name: str, user_id: int, *, bot: bool = False) -> User:
        """Return somebody new whose id is the same at each start: what they rate is kept under it."""
        self.users[user_id] = User(id=self.reserve_id(user_id), name=name, bot=bot)
        return self.users[user_id]

    def channel(self, guild_id: int, channel_id: int, name: str, topic: str) -> Channel:
        """Return a new text channel whose id is the same at each start."""
        place = Channel(
            self.reserve_id(channel_id), ChannelType.TEXT, name=name, guild_id=guild_id, topic=topic
        )
        guild = self.get_guild(guild_id)
        place.position = len(guild.channel_ids)
        self.channels[channel_id] = place
        self.messages[channel_id] = {}
        guild.channel_ids.append(channel_id)
        return place

    def emit(self, event: str, payload: Any) -> None:
        """Pass an event on; the logs of a test bed would grow for as long as the playground is open."""
        self.transcript.clear()
        self.http_requests.clear()
        super().emit(event, payload)
        if event in PLACES:
            self.on_places()

    def commit_message(self, message: Message, *, broadcast: bool = True) -> Message:
        """Add a message."""
        committed = super().commit_message(message, broadcast=broadcast)
        said = self.messages[message.channel_id]
        while len(said) > KEPT_MESSAGES:
            del said[next(iter(said))]
        self.on_message(committed)
        return committed

    def new_interaction(self, type: int, channel_id: int, user_id: int, guild_id: int | None) -> Interaction:  # noqa: A002  the base class's name
        """Keep what somebody does with a command or a button; the oldest go first."""
        while len(self.interactions) >= KEPT_INTERACTIONS:
            oldest = self.interactions.pop(next(iter(self.interactions)))
            self.interaction_tokens.pop(oldest.token, None)
        return super().new_interaction(type, channel_id, user_id, guild_id)

    def edit_message(self, channel_id: int, message_id: int, fields: dict[str, Any]) -> Message:
        """Change a message."""
        message = super().edit_message(channel_id, message_id, fields)
        self.on_message(message)
        return message

    def delete_message(self, channel_id: int, message_id: int) -> None:
        """Take a message away."""
        super().delete_message(channel_id, message_id)
        self.on_gone(channel_id, message_id)


def _measured(picture: bytes) -> dict[str, int]:
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            return {"width": opened.width, "height": opened.height}
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return {}
