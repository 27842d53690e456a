"""Pages cut out of a dump's bytes: nothing is parsed but where a page and its parts begin and end.

In an export file all text is escaped, so that `<page>` and `</page>` stand nowhere but around a page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE = b"<page>", b"</page>"
_HEAD = re.compile(rb"<title>(.*?)</title>\s*<ns>(-?\d+)</ns>(?:.*?<redirect title=\"([^\"]*)\")?", re.DOTALL)
_TEXT = re.compile(rb"<text(?: [^>]*)?>")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a dump.

    Attributes
    ----------
    title : str
    namespace : int
        0 for articles, 10 for templates, 14 for categories.
    redirect : str or None
        The page that it stands for.
    escaped : bytes
        Its wikitext as it lies in the dump: UTF-8, with `&lt;` for `<`.
    """

    title: str
    namespace: int
    redirect: str | None
    escaped: bytes

    @property
    def text(self) -> str:
        """The wikitext."""
        return html.unescape(self.escaped.decode("utf-8", errors="replace"))


def cut_pages(data: bytes) -> Iterator[Page]:
    """Yield the pages that lie whole in `data`, in their order."""
    at = 0
    while (begin := data.find(OPEN, at)) >= 0 and (end := data.find(CLOSE, begin)) >= 0:
        if page := _read(data[begin:end]):
            yield page
        at = end


def _read(body: bytes) -> Page | None:
    revision = body.find(b"<revision>")
    head = _HEAD.search(body, 0, revision if revision >= 0 else len(body))
    if head is None:
        return None
    text = b""
    if begin := _TEXT.search(body):
        end = body.rfind(b"</text>")
        text = body[begin.end() : end] if end >= begin.end() else b""
    redirect = html.unescape(head[3].decode("utf-8", errors="replace")) if head[3] else None
    return Page(html.unescape(head[1].decode("utf-8", errors="replace")), int(head[2]), redirect, text)
