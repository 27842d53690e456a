"""Which of Discord's connections one process holds: all, or some shards of a bot of several processes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

MOST = 10_000
FIRST = 0
"""The shard that is told of direct messages."""

_RANGE = re.compile(r"(?P<first>\d{1,6})(?:\s*-\s*(?P<last>\d{1,6}))?\s*/\s*(?P<count>\d{1,6})")
_COUNT = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards that a process serves, of how many there are.

    Attributes
    ----------
    count : int or None
        How many there are in all processes; None: as many as Discord recommends, all of them here.
    served : range or None
        Those of this process, where it is not all of them.
    """

    count: int | None = None
    served: range | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `auto`, a number of shards, or the part of a process: `0-3/16`, or `2/16` for one shard.

        Raises
        ------
        ValueError
            Saying what to write in its place.
        """
        text = text.strip()
        if text.casefold() == "auto":
            return cls()
        if _COUNT.fullmatch(text):
            return cls(_checked_count(int(text)))
        found = _RANGE.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is neither auto, nor a number such as 4, nor a part such as 0-3/16")
        count = _checked_count(int(found["count"]))
        first, last = int(found["first"]), int(found["last"] or found["first"])
        if last < first:
            raise ValueError(f"{first}-{last} runs backwards; write {last}-{first}/{count}")
        if last >= count:
            raise ValueError(
                f"of {count} shards the first is 0 and the last {count - 1}, so there is no {last}"
            )
        return cls(count, None if (first, last) == (0, count - 1) else range(first, last + 1))

    @property
    def is_part(self) -> bool:
        """Whether other processes serve other shards."""
        return self.served is not None

    def serves(self, guild_id: int | None) -> bool:
        """Return whether this process is told what happens in a server, or in private (None)."""
        if self.served is None or self.count is None:
            return True
        return shard_of(guild_id, self.count) in self.served

    def __str__(self) -> str:
        """Return them in words."""
        if self.count is None:
            return "as many shards as Discord recommends"
        if self.served is None:
            return f"all {self.count} shards" if self.count > 1 else "one shard"
        first, last = self.served[0], self.served[-1]
        return f"shard {first} of {self.count}" if first == last else f"shards {first}-{last} of {self.count}"


def shard_of(guild_id: int | None, count: int) -> int:
    """Return which of `count` shards is told what happens in a server, or in private (None)."""
    return FIRST if guild_id is None else (guild_id >> 22) % count


def _checked_count(count: int) -> int:
    if not 1 <= count <= MOST:
        raise ValueError(f"there are 1 to {MOST:,} shards, not {count:,}")
    return count
