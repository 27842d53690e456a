"""A command that is edited soon after it was sent is answered anew."""

from __future__ import annotations

from tests.room import Room


async def test_an_edited_command_is_answered_anew(room: Room) -> None:
    sent = await room.ada.send(room.channel, "!similarity tea qwxzy")
    assert room.newest().refused
    await room.ada.edit(sent, "!similarity tea coffee")
    answer = room.newest()
    assert "How alike are tea and coffee?" in answer.text

    await room.env.advance_time(121)
    await room.ada.edit(sent, "!similarity tea milk")
    assert room.newest().message.id == answer.message.id


async def test_what_is_edited_otherwise_is_no_command(room: Room) -> None:
    sent = await room.ada.send(room.channel, "tea")
    await room.ada.edit(sent, "coffee")
    assert room.last() is None
