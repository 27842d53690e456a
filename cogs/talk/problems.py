"""What is wrong with a talk's file, in words for whoever writes it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import yaml
from pydantic import ValidationError

from bot.markup import code
from cogs.talk.script import Step, Talk

Unreadable = OSError | UnicodeDecodeError | yaml.YAMLError | ValidationError


def problems_of(error: Unreadable) -> list[str]:
    """Return a sentence for each mistake that kept a file from being read as a talk."""
    match error:
        case ValidationError():
            return _sentences(error)
        case yaml.YAMLError():
            return [_syntax(error)]
        case UnicodeDecodeError():
            return ["its text is not UTF-8."]
    return [f"it can't be read: {error.strerror}."]


def _syntax(error: yaml.YAMLError) -> str:
    """Say where a file is no YAML."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return str(error)


def _sentences(error: ValidationError) -> list[str]:
    """Word pydantic's complaints; a step that it could not read does not count, which need not be told."""
    found = error.errors()
    unread = any(len(each["loc"]) > 1 and each["loc"][0] == "steps" for each in found)
    return [_sentence(each) for each in found if not (unread and each["loc"] == ("steps",))]


def _sentence(error: Any) -> str:
    """Word one of pydantic's complaints."""
    location = [part for part in error["loc"] if part not in (Talk.__name__, Step.__name__)]
    place = ", ".join(_place(location)) or "the file"
    match error["type"]:
        case "unexpected_keyword_argument":
            known = [each.name for each in fields(Step if location[:1] == ["steps"] else Talk)]
            close = difflib.get_close_matches(str(location[-1]), known, n=1)
            offer = f"Did you mean {code(close[0])}?" if close else f"There are: {', '.join(known)}."
            return f"{place} is no key of mine. {offer}"
        case "missing":
            return f"{place} is missing."
        case "dataclass_type":
            return f"{place} must hold keys such as {code('title:')}."
        case "string_type":
            return f"{place} must be text; put it in quotes."
        case "tuple_type":
            return f"{place} must be a list, with a dash before each item."
        case "int_type" | "int_parsing" | "int_from_float":
            return f"{place} must be a whole number."
        case "string_too_short" | "too_short":
            return f"{place} is empty."
        case "string_too_long":
            return f"{place} is longer than {error['ctx']['max_length']:,} characters."
        case "too_long":
            return f"{place}: more than {error['ctx']['max_length']} are too many."
    return f"{place}: {error['msg']}."


def _place(location: list[Any]) -> Iterator[str]:
    """Name the parts of a place: `steps`, 2, `commands`, 0 is step 3, command 1."""
    parts = iter(location)
    for part in parts:
        number = next(parts, None) if part in ("steps", "commands") else None
        yield code(str(part)) if number is None else f"{str(part).removesuffix('s')} {number + 1}"
