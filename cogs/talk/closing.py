"""What is said after a talk: its handout, in as many messages as Discord takes it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.markup import plain
from bot.replies import plural
from cogs.talk import handout
from cogs.talk.fingerprints import Fingerprint
from cogs.talk.kept import KeptFile, KeptMessage
from cogs.talk.page import write_page
from cogs.talk.performance import Slide
from cogs.talk.script import Talk

AROUND_FILES_BYTES = 16 * 2**10
"""What a message has beside its files; Discord may count it all."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The messages after a talk, and a sentence for each part of its handout that is too large for them."""

    messages: tuple[KeptMessage, ...]
    notes: tuple[str, ...]

    @property
    def files(self) -> tuple[KeptFile, ...]:
        """The handout, as a page and as a zip, as far as it is small enough."""
        return tuple(file for message in self.messages for file in message.files)


def close(
    name: str,
    talk: Talk,
    slides: Sequence[Slide],
    models: Sequence[Fingerprint],
    prefix: str,
    *,
    limit_bytes: int,
) -> Closing:
    """Return what is said after a talk, where Discord takes so much in a message."""
    room_bytes = limit_bytes - AROUND_FILES_BYTES
    files, notes = [], []
    page = write_page(talk, slides, models, prefix, room_bytes)
    if page is None:
        notes.append("As one page the handout would be larger than Discord takes here.")
    else:
        files.append(KeptFile(f"{name}.html", f"The handout of {talk.title}, as one page", page.html))
        if page.left_out:
            notes.append(f"The page leaves out {plural(page.left_out, 'picture')}, or it would be too large.")
    archive = handout.write(talk, slides, models, prefix)
    if len(archive) <= room_bytes:
        files.append(KeptFile(f"{name}.zip", f"The handout of {talk.title}: text and pictures", archive))
    else:
        sizes = f"{as_size(len(archive))}, and Discord takes {as_size(limit_bytes)} here"
        notes.append(f"The handout has {sizes}: fewer pictures would make it fit.")
    thanks = f"That was **{plain(talk.title)}**. In here is all of it, to read and to do again."
    said = " ".join([thanks] * bool(files) + notes)
    if len(files) < 2 or sum(len(each.data) for each in files) <= room_bytes:
        return Closing((KeptMessage(said, files=files),), tuple(notes))
    first, second = files  # each fits by itself
    return Closing((KeptMessage(said, files=[first]), KeptMessage(files=[second])), tuple(notes))


def as_size(size_bytes: int) -> str:
    """Return a file's size as people say it."""
    return f"{size_bytes / 2**20:.1f} MB" if size_bytes >= 2**20 else f"{size_bytes / 2**10:.0f} KB"
