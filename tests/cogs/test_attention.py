"""attention, by prefix and by slash: a picture, its words, and buttons for other heads and tokens."""

from __future__ import annotations

import io

from PIL import Image

from tests.room import Answer, Room

CALL = "print(max(sizes), [1, 2])"


async def picture(answer: Answer) -> bytes:
    (attachment,) = answer.message.attachments
    assert attachment.filename == "text.png"
    assert attachment.description
    return await attachment.read()


async def test_attention_draws_where_the_bracket_head_looks(room: Room, face: str) -> None:
    answer = await room.ask(face, "attention", CALL, style="Python")
    assert Image.open(io.BytesIO(await picture(answer))).width >= 1000
    assert "is the bracket head" in answer.text
    assert "looked most at `(`" in answer.text
    assert "**python** expects" in answer.text
    assert answer.deferred == (face == "slash")


async def test_the_buttons_lead_to_other_heads_other_tokens_and_back(room: Room) -> None:
    answer = await room.ask("prefix", "attention", CALL, style="python")
    first = await picture(answer)
    for label, told in (
        ("previous", "is the previous-token head"),
        ("◀", "`)` looked most at"),
        ("◀", "`]` looked most at"),
        ("▶", "`)` looked most at"),
        ("▶", "`print` looked most at"),
        ("brackets", "is the bracket head"),
    ):
        await room.ada.click(answer.message, label=label)
        assert told in room.newest().text
    await room.ada.click(answer.message, label="All tokens")
    assert await picture(room.newest()) == first


async def test_what_cannot_be_shown_is_told_with_what_can(room: Room, face: str) -> None:
    for options, told in (
        ({"style": "klingon"}, "no attention model called `klingon`. Choose `python` or `shakespeare`"),
        ({"style": "shakespeare", "head": "brackets"}, "**line** and **previous**"),
        ({"style": "python", "layer": 9}, "4 layers of 4 heads"),
        ({"style": "python", "token": "banana"}, "no token `banana`; it has"),
    ):
        answer = await room.ask(face, "attention", CALL, **options)
        assert answer.refused
        assert told in answer.text
        if face == "slash":
            break
