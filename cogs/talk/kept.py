"""Messages that were made beforehand and wait to be sent."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

PICTURES = frozenset({"image/png", "image/gif", "image/jpeg", "image/webp"})


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment's bytes: a `discord.File` can be sent only once."""

    name: str
    alt: str
    data: bytes

    @classmethod
    def of(cls, file: discord.File) -> KeptFile:
        """Take the bytes of a file that has not been sent."""
        return cls(file.filename, file.description or "", file.fp.read())

    @property
    def picture_type(self) -> str | None:
        """What kind of picture it is, such as `image/png`; None if it is something else."""
        kind = mimetypes.guess_type(self.name)[0]
        return kind if kind in PICTURES else None

    def file(self) -> discord.File:
        """Return it as an attachment."""
        return discord.File(io.BytesIO(self.data), self.name, description=self.alt or None)


@dataclass(slots=True, eq=False)
class KeptMessage:
    """A message to be sent later; an edit changes what will be sent or, after that, what was sent.

    `lacks` tells that it has come from an earlier run of the bot, and had buttons that ended with that.
    """

    content: str | None = None
    embeds: list[discord.Embed] = field(default_factory=list)
    files: list[KeptFile] = field(default_factory=list)
    view: discord.ui.View | None = None
    sent: discord.Message | None = None
    lacks: bool = False

    async def edit(self, **changes: Any) -> None:
        """Change what `discord.Message.edit` changes."""
        if self.sent is not None:
            await self.sent.edit(**changes)
        else:
            self.change(**changes)

    def change(
        self,
        *,
        embed: discord.Embed | None = None,
        file: discord.File | None = None,
        files: Sequence[discord.File] = (),
        **changes: Any,
    ) -> None:
        """Take what sending or editing a message takes; what is left out stays."""
        if "content" in changes:
            self.content = changes["content"]
        if "view" in changes:
            self.view = changes["view"]
        if embed is not None or "embeds" in changes:
            self.embeds = list(changes.get("embeds", ())) + ([embed] if embed is not None else [])
        attached = [*changes.get("attachments", ()), *files, *([file] if file is not None else [])]
        if attached or "attachments" in changes:
            self.files = [KeptFile.of(each) for each in attached]

    async def post(self, place: discord.abc.Messageable) -> None:
        """Send it."""
        view: Any = {"view": self.view} if self.view is not None else {}
        files = [each.file() for each in self.files]
        self.sent = await place.send(self.content, embeds=self.embeds, files=files, **view)
