"""The bot's connections to Discord, one a shard: which are there, and how often one was begun anew."""

from __future__ import annotations


class Connections:
    """What is known of the connections, by their shards."""

    def __init__(self) -> None:
        self._there: dict[int, bool] = {}
        self.renewed = 0
        """How often one was begun anew or taken up again."""

    def begun(self, shard: int) -> None:
        """Take note of a new connection."""
        self.renewed += shard in self._there
        self._there[shard] = True

    def resumed(self, shard: int) -> None:
        """Take note of a connection that was lost and is taken up again."""
        self.renewed += 1
        self._there[shard] = True

    def lost(self, shard: int) -> None:
        """Take note that Discord is out of reach."""
        self._there[shard] = False

    @property
    def state(self) -> dict[int, bool]:
        """Which are there, by shard."""
        return dict(sorted(self._there.items()))

    @property
    def all_there(self) -> bool:
        """Whether there is any, and none is lost."""
        return bool(self._there) and all(self._there.values())
