"""One exception of every class that a package raises on purpose, made of samples of its data."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

SAMPLES: dict[type, object] = {
    int: 3,
    str: "tea",
    bool: True,
    float: 1.5,
    Path: Path("a", "file"),
    datetime: datetime(2026, 12, 4, 20, tzinfo=UTC),
}


def one_of_each(root: type[Exception]) -> Iterator[Exception]:
    """Yield an exception of every class below `root` that its packages define."""
    for kind in root.__subclasses__():
        hints = get_type_hints(kind)
        yield kind(**{field.name: _sample(hints[field.name]) for field in dataclasses.fields(kind)})  # type: ignore[arg-type]
        yield from one_of_each(kind)


def _sample(hint: Any) -> object:
    if get_origin(hint) in (Union, types.UnionType):
        hint = get_args(hint)[0]
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is tuple:
        return (_sample(get_args(hint)[0]),)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{field.name: _sample(hints[field.name]) for field in dataclasses.fields(hint)})
    return SAMPLES[hint]
