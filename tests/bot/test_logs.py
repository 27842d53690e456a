"""Logs: one line an event, ids hidden, in both styles."""

from __future__ import annotations

import json
import logging
import re

from bot import logs


def record(message: str, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.commands", logging.INFO, "file.py", 1, message, None, None)
    made.fields = fields
    return made


def test_a_user_has_the_same_name_within_a_run_and_it_is_not_the_id() -> None:
    assert logs.pseudonym(123456789) == logs.pseudonym(123456789)
    assert logs.pseudonym(123456789) != logs.pseudonym(987654321)
    assert "123456789" not in logs.pseudonym(123456789)


def test_the_text_style_quotes_what_has_spaces_or_line_breaks() -> None:
    line = logs.TextFormatter().format(record("command", command="neighbours", cause='a "b"\nc'))
    assert line.endswith(r'bot.commands: command command=neighbours cause="a \"b\"\nc"')
    assert "\n" not in line


def test_the_json_style_is_one_object_a_line() -> None:
    line = logs.JsonFormatter().format(record("command", ms=12, outcome="answered"))
    entry = json.loads(line)
    assert entry["message"] == "command"
    assert entry["ms"] == 12
    assert entry["outcome"] == "answered"


def test_a_traceback_comes_with_its_event() -> None:
    try:
        raise RuntimeError("inner")
    except RuntimeError as error:
        made = record("command")
        made.exc_info = (type(error), error, error.__traceback__)
    assert "RuntimeError: inner" in logs.TextFormatter().format(made)
    assert "RuntimeError: inner" in json.loads(logs.JsonFormatter().format(made))["traceback"]


def test_no_id_and_no_token_is_in_the_log_whoever_logged_it() -> None:
    token = "aW50ZXJhY3Rpb24:secret"
    address = f"https://discord.com/api/v10/webhooks/1101735312345678901/{token}/messages/@original"
    made = record(f"We are being rate limited. PATCH {address} responded with 429 for 80351110224678912.")
    try:
        raise RuntimeError(address)
    except RuntimeError as error:
        made.exc_info = (type(error), error, error.__traceback__)
    for style in (logs.TextFormatter(), logs.JsonFormatter()):
        line = style.format(made)
        assert token not in line
        assert not re.search(r"\d{17}", line)
        assert logs.pseudonym(80351110224678912) in line


def test_what_libraries_say_below_info_is_left_out() -> None:
    logs.configure("DEBUG", "text")
    assert not logging.getLogger("discord.gateway").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("aiosqlite").isEnabledFor(logging.DEBUG)
    assert logging.getLogger("bot.commands").isEnabledFor(logging.DEBUG)
    logs.configure("WARNING", "text")
    assert not logging.getLogger("discord.gateway").isEnabledFor(logging.INFO)
