"""neurons and surprise, by prefix and by slash: a picture, its words, and buttons for the next look."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bot.replies import APOLOGY_COLOUR
from bot.settings import Settings
from cogs.text.facts import least_surprised
from cogs.text.looks import SurpriseLook
from models.artifacts import MANIFEST_FILE
from models.errors import ArtifactDamaged
from models.text.endings import Kind
from models.text.library import TextLibrary
from tests.handmade import CELLS, save_model
from tests.room import Answer, Room

CODE = "print(max(sizes), [1, 2])"
ODD = [
    ("🙂🙃🫠🤖", "🙂"),
    ("שלום עולם", "ש"),
    ("@everyone @here <@1> **bold** `code`", ""),
    ("```py\nf(x)\n```", ""),
    ("```f(x)", ""),
    ("a" * 1500, "the first"),
    ("one\n" * 100, "the first"),
]


@pytest.fixture(scope="module", autouse=True)
def _models(shared_settings: Settings) -> None:
    """Let models made by hand stand in for those that ship."""
    for seed, (name, kind) in enumerate((("python", Kind.CODE), ("shakespeare", Kind.VERSE))):
        save_model(shared_settings.texts_dir / name, kind, seed)


async def picture(answer: Answer) -> bytes:
    attachment = answer.message.attachments[0]
    assert attachment.filename == "text.png"
    assert attachment.description
    return await attachment.read()


async def test_neurons_colours_the_text_by_the_bracket_cell(room: Room, face: str) -> None:
    answer = await room.ask(face, "neurons", CODE)
    assert Image.open(io.BytesIO(await picture(answer))).width >= 1000
    assert "Cell **0**" in answer.text
    assert "inside brackets" in answer.text
    assert "r = 0.97" in answer.text
    assert "(max(sizes), [1, 2]" in answer.message.attachments[0].description  # type: ignore[operator]
    assert answer.deferred == (face == "slash")


async def test_another_property_has_another_cell(room: Room) -> None:
    answer = await room.ask("prefix", "neurons", CODE, property="line")
    assert "Cell **1**" in answer.text
    assert "turned round" in answer.text


async def test_any_cell_can_be_asked_for(room: Room) -> None:
    assert "not known to follow" in (await room.ask("prefix", "neurons", CODE, cell=CELLS - 1)).text
    refused = await room.ask("prefix", "neurons", CODE, cell=CELLS)
    assert f"from 0 to {CELLS - 1}" in refused.text


async def test_a_style_without_a_bracket_cell_shows_its_best(room: Room) -> None:
    answer = await room.ask("prefix", "neurons", CODE, style="shakespeare")
    assert "how long the line" in answer.text
    assert "No cell follows that well" in answer.text


async def test_a_property_no_cell_follows_is_refused_with_what_there_is(room: Room, face: str) -> None:
    answer = await room.ask(face, "neurons", CODE, style="shakespeare", property="brackets")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert "**line**" in answer.text


@pytest.mark.parametrize("command", ["neurons", "surprise"])
async def test_an_unknown_style_is_told_with_those_there_are(room: Room, face: str, command: str) -> None:
    answer = await room.ask(face, command, CODE, style="klingon")
    assert answer.embed.colour == APOLOGY_COLOUR
    assert "`python` or `shakespeare`" in answer.text


async def test_surprise_tells_the_bits_beside_the_other_model(room: Room, face: str) -> None:
    answer = await room.ask(face, "surprise", CODE, style="python")
    await picture(answer)
    assert "This costs **python**" in answer.text
    assert "**shakespeare**: " in answer.text
    assert "Most surprising: `" in answer.text


async def test_surprise_is_read_by_whom_it_surprises_least(room: Room) -> None:
    texts = room.bot.services.texts
    least = min(texts.names, key=lambda name: texts.open(name).surprise(CODE).total)
    assert f"This costs **{least}**" in (await room.ask("prefix", "surprise", CODE)).text


@pytest.mark.parametrize(("text", "told"), ODD)
async def test_odd_texts_are_drawn(room: Room, text: str, told: str) -> None:
    for command in ("neurons", "surprise"):
        answer = await room.ask("prefix", command, text)
        await picture(answer)
        assert told in answer.text
        assert not answer.message.mentions
        assert not answer.message.mention_everyone


@pytest.mark.parametrize("command", ["neurons", "surprise"])
async def test_a_fence_is_taken_off_and_breaks_can_be_written(room: Room, command: str) -> None:
    plain = await picture(await room.ask("prefix", command, "f(\n  x)"))
    assert await picture(await room.ask("prefix", command, "```python\nf(\n  x)\n```")) == plain
    assert await picture(await room.ask("prefix", command, "f(\\n  x)")) == plain


@pytest.mark.parametrize("command", ["neurons", "surprise"])
async def test_no_text_is_told(room: Room, face: str, command: str) -> None:
    assert "1 to 600 characters, not 0" in (await room.ask(face, command, "```\n```")).text
    if face == "prefix":
        assert "I need to know the text." in (await room.say(f"!{command}")).text


@pytest.mark.parametrize("command", ["neurons", "surprise"])
async def test_far_too_much_text_is_refused(room: Room, command: str) -> None:
    answer = await room.ask("slash", command, "a" * 5000)
    assert answer.embed.colour == APOLOGY_COLOUR
    assert "not 5,000" in answer.text


async def test_the_buttons_show_other_cells(room: Room) -> None:
    answer = await room.ask("prefix", "neurons", CODE)
    assert answer.labels == ["brackets", "line", "Random cell", "Light"]
    first = await picture(answer)
    await room.ada.click(answer.message, label="line")
    shown = room.last()
    assert shown is not None
    assert shown.message.id == answer.message.id
    assert "Cell **1**" in shown.text
    assert await picture(shown) != first
    await room.ada.click(answer.message, label="Light")
    lit = room.last()
    assert lit is not None
    assert "Cell **1**" in lit.text
    assert lit.labels[-1] == "Dark"
    red, green, blue = Image.open(io.BytesIO(await picture(lit))).convert("RGB").getpixel((2, 2))  # type: ignore[misc]
    assert red + green + blue > 600


async def test_the_buttons_let_the_other_model_read(room: Room) -> None:
    answer = await room.ask("prefix", "surprise", CODE, style="python")
    assert answer.labels == ["python", "shakespeare", "Light"]
    await room.ada.click(answer.message, label="shakespeare")
    shown = room.last()
    assert shown is not None
    assert "This costs **shakespeare**" in shown.text


async def test_only_the_asker_may_press(room: Room) -> None:
    answer = await room.say(f"!neurons {CODE}")
    pressed = await room.alan.click(answer.message, label="line")
    assert pressed.ephemeral
    assert "belong to whoever" in room.answer_to(pressed).text


async def test_the_models_names_are_offered(room: Room) -> None:
    for command in ("neurons", "surprise"):
        offered = await room.ada.autocomplete(room.channel, command, "style", "shak")
        assert [choice["value"] for choice in offered] == ["shakespeare"]


@pytest.mark.parametrize(
    "asked",
    [
        lambda texts: SurpriseLook("dark", texts, CODE, "").report(),
        lambda texts: least_surprised(texts, CODE),
    ],
)
def test_where_no_model_is_whole_it_is_told_that_one_is_damaged(
    tmp_path: Path, asked: Callable[[TextLibrary], object]
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / MANIFEST_FILE).write_text("?")
    with pytest.raises(ArtifactDamaged):
        asked(TextLibrary(tmp_path))
