"""Structured logs: one line an event, with named fields, as text or JSON, and nobody's id in the clear."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import sys
from datetime import UTC, datetime
from typing import Literal

import discord

# Made anew at every start: ids can be followed within one run of the bot, and not beyond it.
_KEY = secrets.token_bytes(16)

OURS = ("bot", "cogs", "models", "storage")
_ID = re.compile(r"(?<![\w.])\d{17,20}(?!\w)")
_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?\"'\\]+")


def pseudonym(user_id: int) -> str:
    """Return a short name for a user that only this run of the bot can make."""
    return hashlib.blake2s(str(user_id).encode(), key=_KEY, digest_size=5).hexdigest()


def event(
    log: logging.Logger, level: int, message: str, *, traceback: BaseException | None = None, **fields: object
) -> None:
    """Log `message` with named fields."""
    log.log(level, message, extra={"fields": fields}, exc_info=traceback)


def configure(level: str, style: Literal["text", "json"]) -> None:
    """Send everything from `level` up to the standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if style == "json" else TextFormatter())
    # Below INFO, libraries log what people typed: Discord's events, and the values of SQL statements.
    others = max(logging.INFO, logging.getLevelNamesMapping()[level])
    logging.basicConfig(level=others, handlers=[handler], force=True)
    for ours in OURS:
        logging.getLogger(ours).setLevel(level)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we have no voice to warn of


class TextFormatter(logging.Formatter):
    """`time level logger: message name=value ...`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line, and its traceback below."""
        fields = "".join(f" {name}={_quoted(value)}" for name, value in _fields(record).items())
        line = f"{_time(record)} {record.levelname:<7} {record.name}: {record.getMessage()}{fields}"
        return discreet(f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line)


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a JSON object."""
        entry: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return discreet(json.dumps(entry, ensure_ascii=False, default=str))


def discreet(line: str) -> str:
    """Return a line of the log with a name in place of every id, and without tokens, whoever logged it."""
    return _ID.sub(lambda found: pseudonym(int(found[0])), _TOKEN.sub(r"\g<1>…", line))


def _fields(record: logging.LogRecord) -> dict[str, object]:
    fields = getattr(record, "fields", {})
    return fields if isinstance(fields, dict) else {}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _quoted(value: object) -> str:
    text = str(value)
    return (
        json.dumps(text, ensure_ascii=False)
        if not text or any(c.isspace() or c in '"=' for c in text)
        else text
    )
