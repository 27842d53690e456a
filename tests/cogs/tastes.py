"""Three tastes that have little in common, for whoever takes part."""

from __future__ import annotations

from collections.abc import Sequence

import simcord

from tests.room import Room

TASTES = (
    ("Toy Story; The Matrix; Star Wars; Alien; Blade Runner", "Pretty Woman; Notting Hill; Grease"),
    ("Pretty Woman; Notting Hill; Casablanca; Sleepless in Seattle", "Alien; The Exorcist; Saw"),
    ("The Godfather; Goodfellas; Taxi Driver; Chinatown", "Grease; Toy Story; Shrek"),
)


async def give_tastes(room: Room, people: Sequence[simcord.MemberActor]) -> None:
    for person, (likes, dislikes) in zip(people, TASTES, strict=False):
        await person.send(room.channel, f"!like {likes}")
        await person.send(room.channel, f"!dislike {dislikes}")
