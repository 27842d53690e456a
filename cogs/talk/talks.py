"""The talks there are, by name."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import ValidationError

from bot.refusals import TalkUnreadable, UnknownTalk
from cogs.talk.problems import problems_of
from cogs.talk.script import Talk, parse

SHIPPED = Path(__file__).parent / "scripts"
DEFAULT = "exploring-vector-embeddings"
SUFFIX = ".yaml"
NAME = re.compile(r"[a-z0-9-]{1,40}")
PROBLEMS_TOLD = 5


class Talks:
    """The talks in some folders, by name; of namesakes, that of the first folder.

    Files are read when they are asked for: a speaker may still be writing them.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders

    @property
    def names(self) -> tuple[str, ...]:
        """What the talks are called."""
        return tuple(self._paths())

    def open(self, name: str) -> Talk:
        """Return the talk called `name`.

        Raises
        ------
        UnknownTalk, TalkUnreadable
            When there is none, or its file says something else than a talk.
        """
        paths = self._paths()
        path = paths.get(name.strip().casefold())
        if path is None:
            raise UnknownTalk(name, tuple(paths))
        try:
            return parse(path)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
            problems = problems_of(error)
        told = tuple(problems[:PROBLEMS_TOLD])
        raise TalkUnreadable(path.name, told, len(problems) - len(told))

    def _paths(self) -> dict[str, Path]:
        paths: dict[str, Path] = {}
        for folder in self._folders:
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                if NAME.fullmatch(path.stem):
                    paths.setdefault(path.stem, path)
        return paths
