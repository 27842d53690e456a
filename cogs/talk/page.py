"""The handout as one page: a file that opens by itself, on a phone too, and asks the network for nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import metadata
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cogs.talk.fingerprints import Fingerprint
from cogs.talk.handout import HOW_TO, texts_of
from cogs.talk.kept import KeptFile
from cogs.talk.performance import Slide
from cogs.talk.rehearsal import Rehearsed
from cogs.talk.script import Talk

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What the page may load: nothing but what is in it, and no script at all."""

AROUND_PICTURE_BYTES = 300
_DISCORD = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
_DISCORD.disable(["image", "lheading", "hr", "code", "reference", "entity", "html_block", "html_inline"])
_DISCORD.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Page:
    """A handout as HTML, and how many of its pictures were too large for it."""

    html: bytes
    left_out: int


def write_page(
    talk: Talk, slides: Sequence[Slide], models: Sequence[Fingerprint], prefix: str, limit_bytes: int
) -> Page | None:
    """Return the handout as a page, without its largest pictures where it would be too large.

    None where not even its text is small enough.
    """
    writer = _Writer(talk, slides, models, prefix)
    bare = len(writer.page(frozenset()))
    pictures = sorted((each for each in _files(slides) if each.picture_type), key=lambda each: len(each.data))
    shown: set[int] = set()
    left_bytes = limit_bytes - bare
    for each in pictures:  # the smallest first: so as many as can be
        left_bytes -= len(_encoded(each.data)) + AROUND_PICTURE_BYTES
        if left_bytes >= 0:
            shown.add(id(each))
    html = writer.page(shown)
    return Page(html, len(pictures) - len(shown)) if len(html) <= limit_bytes else None


def as_html(text: str) -> str:
    """Return what Discord would show of a text, as HTML; whatever else is in it shows as it was typed."""
    tokens = _DISCORD.parse(re.sub(r"^-# ", "", text, flags=re.MULTILINE))
    for token in _all(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h4"  # below the page's own
        if token.type == "link_open":
            token.attrSet("rel", "noreferrer")
    html = str(_DISCORD.renderer.render(tokens, _DISCORD.options, {}))
    return html.replace("<pre>", '<pre tabindex="0">')  # a long line is scrolled to, by keyboard too


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the page of one talk."""

    talk: Talk
    slides: Sequence[Slide]
    models: Sequence[Fingerprint]
    prefix: str

    def page(self, shown: Collection[int]) -> bytes:
        """Return the page with those pictures whose identities are in `shown`."""
        title = escape(self.talk.title)
        parts = [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>",
            f"<h1>{title}</h1>\n{as_html(self.talk.about)}{as_html(HOW_TO)}",
            self._contents(),
        ]
        for number, slide in enumerate(self.slides, start=1):
            parts += [
                f'<section aria-labelledby="step-{number}">',
                f'<h2 id="step-{number}">{number}. {escape(slide.step.title)}</h2>',
                as_html(slide.step.text),
                *(part for answer in slide.answers for part in self._answer(answer, shown)),
                "</section>",
            ]
        parts += [self._models(), "</main>\n</body>\n</html>\n"]
        return "\n".join(filter(None, parts)).encode()

    def _contents(self) -> str:
        steps = "\n".join(
            f'<li><a href="#step-{number}">{escape(slide.step.title)}</a></li>'
            for number, slide in enumerate(self.slides, start=1)
        )
        return f'<nav aria-label="Steps">\n<ol>\n{steps}\n</ol>\n</nav>'

    def _answer(self, answer: Rehearsed, shown: Collection[int]) -> Iterator[str]:
        yield f"<h3><code>{escape(self.prefix + answer.query)}</code></h3>"
        yield as_html(answer.problem or "")
        for message in answer.messages:
            yield '<div class="answer">'
            yield from map(as_html, filter(None, texts_of(message)))
            yield from (_file(each, is_shown=id(each) in shown) for each in message.files)
            yield "</div>"

    def _models(self) -> str:
        rows = "\n".join(
            f"<dt>{escape(each.name)}</dt>\n<dd>{escape(each.sha256)}</dd>" for each in self.models
        )
        version = escape(metadata.version("hyperplane"))
        return (
            '<section aria-labelledby="models">\n<h2 id="models">Models</h2>\n'
            f"<p>By name, and the SHA-256 of their weights.</p>\n<dl>\n{rows}\n</dl>\n"
            f"<footer>Answered by Hyperplane {version}.</footer>\n</section>"
        )


def _file(file: KeptFile, *, is_shown: bool) -> str:
    alt = escape(file.alt)
    if is_shown:
        source = f"data:{file.picture_type};base64,{_encoded(file.data)}"
        return f'<figure><img alt="{alt}" src="{source}"></figure>'
    if file.picture_type:
        why = "This picture would make the page too large, and is left out. It is among the talk's messages."
        return f'<figure class="left-out"><p>{why}</p><p>{alt}</p></figure>'
    if file.name.endswith(".txt"):
        text = escape(file.data.decode("utf-8", "replace"))
        return f'<details><summary>{alt or "The text"}</summary><pre class="whole">{text}</pre></details>'
    return f'<p class="left-out">A file, {escape(file.name)}, is among the talk\'s messages. {alt}</p>'


def _files(slides: Sequence[Slide]) -> Iterator[KeptFile]:
    for slide in slides:
        for answer in slide.answers:
            for message in answer.messages:
                yield from message.files


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())
