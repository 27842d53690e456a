"""What remains of a talk: a zip of Markdown and pictures with which everything in it can be done again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from urllib.parse import quote

from bot.markup import code, plain
from bot.wording import WHOLE
from cogs.talk.fingerprints import Fingerprint
from cogs.talk.kept import KeptFile, KeptMessage
from cogs.talk.performance import Slide
from cogs.talk.script import Talk

PAGE = "handout.md"
IMAGES = "images"
HOW_TO = (
    "Type a command as it stands here, or pick it after `/`. With the models named at the end and the same "
    "seed the answer is the same."
)


@dataclass(slots=True)
class _Pages:
    """The Markdown so far, and the files it shows by their path."""

    lines: list[str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)

    def say(self, *paragraphs: str) -> None:
        for paragraph in filter(None, paragraphs):
            self.lines += [paragraph, ""]

    def show(self, file: KeptFile, number: int) -> None:
        path = f"{IMAGES}/{number:02}-{len(self.images) + 1:02}-{file.name}"
        self.images[path] = file.data
        shown = "!" if file.picture_type else ""
        self.say(f"{shown}[{plain(file.alt, WHOLE)}]({quote(path)})")

    def zipped(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(PAGE, "\n".join(self.lines))
            for path, data in self.images.items():
                archive.writestr(path, data, zipfile.ZIP_STORED)  # pictures are packed already
        return buffer.getvalue()


def write(talk: Talk, slides: Sequence[Slide], models: Sequence[Fingerprint], prefix: str) -> bytes:
    """Return the handout as a zip."""
    pages = _Pages()
    pages.say(f"# {plain(talk.title)}", talk.about, HOW_TO)
    for number, slide in enumerate(slides, start=1):
        pages.say(f"## {number}. {plain(slide.step.title)}", slide.step.text)
        for answer in slide.answers:
            pages.say(f"### {code(prefix + answer.query, WHOLE)}", answer.problem or "")
            for message in answer.messages:
                pages.say(*map(_markdown, texts_of(message)))
                for file in message.files:
                    pages.show(file, number)
    rows = [f"| {plain(each.name)} | `{each.sha256}` |" for each in models]
    pages.say("## Models", "\n".join(["| model | SHA-256 of its weights |", "|---|---|", *rows]))
    pages.say(f"Answered by Hyperplane {metadata.version('hyperplane')}.")
    return pages.zipped()


def texts_of(message: KeptMessage) -> Iterator[str]:
    """Return what there is to read in a message, paragraph by paragraph."""
    yield message.content or ""
    for embed in message.embeds:
        yield f"**{embed.title}**" if embed.title else ""
        yield embed.description or ""
        for part in embed.fields:
            yield f"**{part.name}**\n{part.value}"
        yield f"*{plain(embed.footer.text, WHOLE)}*" if embed.footer.text else ""


def _markdown(text: str) -> str:
    """Turn Discord's dialect into everybody's: there line breaks count and small print has a sign."""
    if "```" in text:
        return text
    return re.sub(r"^-# ", "", text, flags=re.MULTILINE).replace("\n", "  \n")
