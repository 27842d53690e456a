"""Writes dumps as Wikimedia does: bz2 streams of a hundred pages and an index, one long stream, or plain XML.

`python -m testbed.dumps FILE.xml OUT.xml.bz2 --megabytes 200` makes a long one of the pages of a short one.
"""

from __future__ import annotations

import argparse
import bz2
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

PAGES_A_STREAM = 100
NAMESPACES = {0: "", 6: "File", 10: "Template", 14: "Category"}


@dataclass(frozen=True, slots=True)
class Written:
    """A page to put into a dump."""

    title: str
    text: str = ""
    redirect: str | None = None
    namespace: int = 0


def header(language: str = "en", namespaces: dict[int, str] | None = None) -> str:
    """Return what stands before the first page."""
    spaces = "".join(
        f'<namespace key="{key}">{name}</namespace>\n' for key, name in (namespaces or NAMESPACES).items()
    )
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" '
        f'xml:lang="{language}">\n'
        f"<siteinfo><dbname>{language}wiki</dbname>\n<namespaces>\n{spaces}</namespaces></siteinfo>\n"
    )


def page_xml(number: int, page: Written) -> str:
    """Return a page as an export writes it."""
    redirect = f'<redirect title="{html.escape(page.redirect)}" />\n' if page.redirect is not None else ""
    text = f"#REDIRECT [[{page.redirect}]]" if page.redirect is not None else page.text
    return (
        f"<page>\n<title>{html.escape(page.title, quote=False)}</title>\n<ns>{page.namespace}</ns>\n"
        f"<id>{number}</id>\n{redirect}<revision>\n<id>{number}</id>\n"
        f'<text bytes="{len(text.encode())}" xml:space="preserve">{html.escape(text)}</text>\n'
        "</revision>\n</page>\n"
    )


def write_plain(path: Path, pages: Sequence[Written], language: str = "en") -> Path:
    """Write plain XML."""
    body = "".join(page_xml(number, page) for number, page in enumerate(pages, start=1))
    path.write_text(f"{header(language)}{body}</mediawiki>\n", encoding="utf-8")
    return path


def write_stream(path: Path, pages: Sequence[Written], language: str = "en") -> Path:
    """Write one single bz2 stream."""
    plain = write_plain(path.with_suffix(".tmp"), pages, language)
    path.write_bytes(bz2.compress(plain.read_bytes(), 1))
    plain.unlink()
    return path


def write_multistream(
    path: Path, pages: Iterable[Written], language: str = "en", pages_a_stream: int = PAGES_A_STREAM
) -> tuple[Path, Path]:
    """Write a multistream dump and its packed index; return both paths."""
    index = path.with_name(path.name.replace(".xml.bz2", "-index.txt.bz2"))
    numbered = enumerate(pages, start=1)
    with path.open("wb") as file, bz2.open(index, "wt", encoding="utf-8") as lines:
        file.write(bz2.compress(header(language).encode()))
        while batch := list(islice(numbered, pages_a_stream)):
            offset = file.tell()
            lines.writelines(f"{offset}:{number}:{page.title}\n" for number, page in batch)
            file.write(bz2.compress("".join(page_xml(n, page) for n, page in batch).encode()))
        file.write(bz2.compress(b"</mediawiki>\n"))
    return path, index


def read_export(path: Path) -> list[Written]:
    """Read the pages of a short plain export."""
    text = path.read_text(encoding="utf-8")
    return list(_pages_of(text))


def repeated(pages: Sequence[Written], megabytes: float) -> Iterator[Written]:
    """Yield the pages again and again, under new names from the second time on, up to so much text."""
    left = megabytes * 1e6
    for turn in count():
        for page in pages:
            if left <= 0:
                return
            left -= len(page.text.encode()) + 500
            yield (
                page
                if turn == 0
                else Written(f"{page.title} {turn}", page.text, page.redirect, page.namespace)
            )


def _pages_of(text: str) -> Iterator[Written]:
    for body in re.findall(r"<page>.*?</page>", text, re.DOTALL):
        title, space = re.search(r"<title>(.*?)</title>", body), re.search(r"<ns>(-?\d+)</ns>", body)
        redirect, written = (
            re.search(r'<redirect title="(.*?)"', body),
            re.search(r"<text[^>]*>(.*)</text>", body, re.DOTALL),
        )
        if title and space:
            yield Written(
                html.unescape(title[1]),
                html.unescape(written[1]) if written else "",
                html.unescape(redirect[1]) if redirect else None,
                int(space[1]),
            )


def main() -> None:
    """Make a long multistream dump of the pages of a short export."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--megabytes", type=float, default=200.0)
    asked = parser.parse_args()
    dump, index = write_multistream(asked.out, repeated(read_export(asked.source), asked.megabytes))
    print(f"{dump} ({dump.stat().st_size / 1e6:.0f} MB packed) and {index.name}")


if __name__ == "__main__":
    main()
