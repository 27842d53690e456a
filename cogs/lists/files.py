"""A list as files to take along: CSV for spreadsheets, Markdown for notes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from bot.markup import plain
from bot.wording import WHOLE
from storage.film_list import Entry

COLUMNS = ("title", "added", "watched", "wikipedia")
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
WIKIPEDIA = "https://en.wikipedia.org/wiki/"


def as_csv(entries: Sequence[Entry]) -> bytes:
    """Return a list as UTF-8, with the mark that Excel reads it by; no cell can be taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        cells = (entry.title, _day(entry.added_at), _day(entry.watched_at), _address(entry.page))
        writer.writerow([_harmless(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def as_markdown(name: str, entries: Sequence[Entry]) -> bytes:
    """Return a list as tasks, ticked where a film was watched."""
    lines = [f"# {plain(name, WHOLE)}", ""]
    for entry in entries:
        tick, day = ("x", f" ({_day(entry.watched_at)})") if entry.watched_at else (" ", "")
        lines.append(f"- [{tick}] [{plain(entry.title, WHOLE)}]({_address(entry.page)}){day}")
    return ("\n".join(lines) + "\n").encode()


def file_stem(name: str) -> str:
    """Return a list's name as part of a file's name on any system."""
    return re.sub(r"\W+", "-", name).strip("-_").lower() or "list"


def _harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows and does not run (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def _day(moment: datetime | None) -> str:
    return "" if moment is None else moment.date().isoformat()


def _address(page: str) -> str:
    return WIKIPEDIA + quote(page.replace(" ", "_"), safe="")
