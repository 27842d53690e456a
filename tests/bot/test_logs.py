"""Logs: one line an event, ids hidden, in both styles."""

from __future__ import annotations

import json
import logging

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
