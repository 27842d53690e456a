"""Somebody who looks on while a lesson goes on, and may have it stopped."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from models.live.lesson import Look, Told

WORDS = ["arr", "me", "ship", "sails", "on", "the", "sea", "a", "parrot", "sings", "of", "rum", "and", "gold"]


@dataclass
class Onlooker:
    """Remembers what it is told; wants the lesson stopped after so many looks."""

    stops_after: int = 1000
    told: list[Told] = field(default_factory=list)

    @property
    def looks(self) -> list[Look]:
        return [each for each in self.told if isinstance(each, Look)]

    def tell(self, told: Told) -> None:
        self.told.append(told)

    def stopped(self) -> bool:
        return len(self.looks) >= self.stops_after


def rhyme(lines: int, seed: int = 0) -> str:
    """Return lines of a few words by chance: letters can be learned, what comes next cannot."""
    drawn = random.Random(seed)
    return "\n".join(" ".join(drawn.choices(WORDS, k=6)) for _ in range(lines))
