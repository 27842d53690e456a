"""The talks that are being given, each in its channel or thread: bounded, and nobody ends another's."""

from __future__ import annotations

from bot.refusals import StagesFull
from cogs.talk.performance import Performance

MOST_OF_SPEAKER = 2
MOST_OF_SERVER = 4
"""Talks at the same time; beyond, the first of the same speaker, or of the same server, makes room."""

MOST = 64
"""Talks in all servers, each some megabytes of pictures; beyond, none begins until one ends."""


class Stages:
    """What is being given, by the channel or thread, in the order in which it began."""

    def __init__(self) -> None:
        self._given: dict[int, Performance] = {}

    def __len__(self) -> int:
        """Return how many talks are being given."""
        return len(self._given)

    def at(self, channel_id: int) -> Performance | None:
        """Return the talk that is given in a channel."""
        return self._given.get(channel_id)

    def check_room(self, speaker: int, server: int) -> None:
        """Let a talk be prepared that can be given then.

        Raises
        ------
        StagesFull
        """
        if len(self) >= MOST and not self._of_speaker(speaker) and not self._of_server(server):
            raise StagesFull(MOST)

    def enter(self, channel_id: int, performance: Performance) -> None:
        """Take a talk on stage; only its speaker's and its server's own make room for it.

        Raises
        ------
        StagesFull
        """
        self.leave(channel_id)
        for place in self._of_speaker(performance.speaker)[: 1 - MOST_OF_SPEAKER]:
            self.leave(place)
        for place in self._of_server(performance.server)[: 1 - MOST_OF_SERVER]:
            self.leave(place)
        if len(self) >= MOST:  # several were prepared while there was room for one
            raise StagesFull(MOST)
        self._given[channel_id] = performance

    def leave(self, channel_id: int) -> None:
        """End what is given in a channel, if anything is."""
        self._given.pop(channel_id, None)

    def _of_speaker(self, speaker: int) -> list[int]:
        return [place for place, each in self._given.items() if each.speaker == speaker]

    def _of_server(self, server: int) -> list[int]:
        return [place for place, each in self._given.items() if each.server == server]
