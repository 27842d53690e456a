"""What people do, each thing as often as they do it."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.soak.acts import ON_THE_BALLOT, WORDS, Hall
from models.movies.library import Library
from testbed.wire.answers import Interaction
from testbed.wire.people import Person

FILMS = 2000
"""So many films, the best known, are spoken of."""

Act = Callable[[Hall, Person], Interaction]


class Acts:
    """What people do."""

    def __init__(self, library: Library, seed: int = 1) -> None:
        self._library = library
        self._chance = random.Random(seed)

    def any(self, hall: Hall, person: Person) -> Interaction:
        """Do one of the things that people do, each as often as they do."""
        acts = (self._neighbours, self._analogy, self._like, self._recommend, self.press)
        (act,) = self._chance.choices(acts, (3, 1, 2, 2, 2))
        return act(hall, person)

    def press(self, hall: Hall, person: Person) -> Interaction:
        """Press a button of the server's vote."""
        return hall.press(person, self._chance.randint(1, ON_THE_BALLOT))

    def _neighbours(self, hall: Hall, person: Person) -> Interaction:
        return person.slash(hall.lab, "neighbours", word=self._chance.choice(WORDS))

    def _analogy(self, hall: Hall, person: Person) -> Interaction:
        return person.slash(hall.lab, "analogy", expression=" ".join(self._chance.sample(WORDS, 3)))

    def _like(self, hall: Hall, person: Person) -> Interaction:
        film = self._library.film(self._chance.randrange(FILMS))
        return person.slash(hall.lab, "like", title=film.name)

    def _recommend(self, hall: Hall, person: Person) -> Interaction:
        return person.slash(hall.lab, "recommend me")
