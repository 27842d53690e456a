"""Who and what there is: a server of a few people, with a channel for each thing that they do together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.model import Model

SERVER = "Vector study group"
FIRST_ID = 1_000_000_000_000_000_000
"""Ids stay the same from start to start, or nobody would find their ratings again."""
BOT_ID = FIRST_ID + 1
SERVER_ID = FIRST_ID + 2
MEMBERS = ("Ada", "Grace", "Alan")
"""The first of them owns the server, and so may do what a moderator may."""
CHANNELS = {
    "study-group": "Words, texts and everything else",
    "film-night": "What shall we watch?",
    "lecture-hall": "For a talk before an audience",
}


@dataclass(frozen=True, slots=True)
class World:
    """The playground's server."""

    model: Model
    members: dict[str, int]
    channels: dict[str, int]


def build_world() -> World:
    """Return a Discord with one server, its people and its channels."""
    model = Model(BOT_ID)
    members = {name: model.person(name, FIRST_ID + 10 + at).id for at, name in enumerate(MEMBERS)}
    model.create_guild(SERVER, id=SERVER_ID, owner_id=members[MEMBERS[0]])
    for user_id in members.values():
        if user_id not in model.get_guild(SERVER_ID).members:
            model.add_member(SERVER_ID, user_id, announce=False)
        model.get_dm_channel(user_id)
    channels = {
        name: model.channel(SERVER_ID, FIRST_ID + 100 + at, name, topic).id
        for at, (name, topic) in enumerate(CHANNELS.items())
    }
    return World(model, members, channels)
