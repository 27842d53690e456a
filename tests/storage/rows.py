"""A row of any table, made from what the schema says of its columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Integer, LargeBinary, Table

from storage import schema
from storage.ratings import Verdict
from storage.schema import HOLDS, PERSON
from tests.storage.examples import NOON, ROOM


def example(table: Table, person: int, number: int = 1) -> dict[str, Any]:
    """Return a row of any table in which every column that may hold a person holds this one."""
    return {column.name: _value(column, person, number) for column in table.columns}


def _value(column: Column[Any], person: int, number: int) -> Any:
    match column.type:
        case BigInteger() if column.info[HOLDS] == PERSON:
            return person
        case BigInteger():
            return None if column.name == "guild_id" and column.nullable else ROOM + number
        case Integer():
            return number
        case Boolean():
            return True
        case Date():
            return NOON.date()
        case DateTime() | schema.UtcDateTime():
            return NOON
        case LargeBinary():
            return b"\x00\xff" * number
    words = {
        "verdict": Verdict.LIKE,
        "state": "open",
        "tie": "order",
        "subject": "text",
        "scope": "group",
        "speakers": "everyone",
        "planners": "everyone",
    }
    written = words.get(column.name, f"{column.name} {number}")
    return written[: getattr(column.type, "length", None)]
