"""tsne, by prefix and by slash: a picture, what was changed on the way to it, and buttons to draw it anew."""

from __future__ import annotations

import io
import re

import pytest
import simcord
from PIL import Image

from bot.replies import APOLOGY_COLOUR
from tests.room import Answer, Room

PETS = "pets: cat, dog, hamster, rabbit | metals: iron, gold, silver, tin"


async def picture(answer: Answer, name: str = "map.png") -> bytes:
    (attachment,) = answer.message.attachments
    assert attachment.filename == name
    assert attachment.description
    return await attachment.read()


async def test_alone_it_draws_the_three_categories(room: Room, face: str) -> None:
    answer = await room.ask(face, "tsne")
    image = Image.open(io.BytesIO(await picture(answer)))
    assert image.width >= 1000
    assert all(f"**{name}**" in answer.text for name in ("countries", "drinks", "sports"))
    assert answer.deferred == (face == "slash")


async def test_categories_are_drawn_as_given(room: Room) -> None:
    answer = await room.ask("prefix", "tsne", "Pets: cat, dog, Hamster | metals: iron, gold, silver")
    await picture(answer)
    assert "**Pets**" in answer.text
    assert "6 words" in answer.text
    assert "hamster" in answer.text  # the form that was used


async def test_bare_words_grow_into_categories(room: Room) -> None:
    answer = await room.ask("prefix", "tsne", "france coffee football")
    assert all(f"**{name}**" in answer.text for name in ("france", "coffee", "football"))
    assert int(re.findall(r"(\d+) words", answer.text)[0]) > 20


async def test_the_same_seed_draws_the_same_bytes(room: Room) -> None:
    first, again, other = [
        await picture(await room.ask("prefix", "tsne", "cat dog horse", seed=seed)) for seed in (7, 7, 8)
    ]
    assert first == again
    assert first != other


async def test_a_perplexity_too_large_is_lowered_and_said_so(room: Room) -> None:
    answer = await room.ask("prefix", "tsne", "a: cat, dog, horse | b: iron, gold, silver", perplexity=50)
    assert "Perplexity 50 doesn't suit 6 words" in answer.text


async def test_the_light_theme_is_light(room: Room) -> None:
    for theme, light in (("light", True), ("dark", False)):
        png = await picture(await room.ask("prefix", "tsne", "cat dog horse", theme=theme))
        red, green, blue = Image.open(io.BytesIO(png)).convert("RGB").getpixel((2, 2))  # type: ignore[misc]
        assert (red + green + blue > 600) == light


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("animals: cat, dgo, horse | metals: iron, goldd, silver", "goldd"),
        ("animals: | metals: iron, gold, silver", "animals"),
        (" | ".join(f"c{i}: cat, dog" for i in range(13)), "12"),
        ("pets: cat", "4 to 300 words"),
        ("|", "!tsne france"),
        ("🙂 🙃 🫠 🤖", "🙂"),
        ("@everyone <@123> **bold** `code`", "don't know"),
    ],
)
async def test_what_cannot_be_drawn_is_told(room: Room, text: str, told: str) -> None:
    answer = await room.ask("prefix", "tsne", text)
    assert answer.embed.colour == APOLOGY_COLOUR
    assert told.removeprefix("!tsne ") in answer.text
    assert not answer.message.mentions
    assert not answer.message.mention_everyone


async def test_too_many_words_are_told_with_the_limit(room: Room, face: str) -> None:
    vocabulary = room.bot.services.words.vocabulary
    short = [word for row in range(5000) if (word := vocabulary.word(row)).isalpha() and len(word) <= 4]
    assert "300 words, not 301" in (await room.ask(face, "tsne", "many: " + " ".join(short[:301]))).text


async def test_a_seed_out_of_range_is_told(room: Room) -> None:
    assert "`seed` must be from 0" in (await room.say("!tsne seed=-1")).text
    assert "`theme` must be" in (await room.say("!tsne theme=pink")).text


async def test_the_buttons_draw_it_anew(room: Room) -> None:
    answer = await room.ask("prefix", "tsne", "cat dog horse", seed=1)
    first = await picture(answer)
    await room.ada.click(answer.message, label="Another seed")
    redrawn = room.last()
    assert redrawn is not None
    assert redrawn.message.id == answer.message.id
    assert await picture(redrawn) != first
    asked = await picture(await room.ask("prefix", "tsne", "cat dog horse", seed=2))
    assert await picture(redrawn) == asked
    await room.ada.click(answer.message, label="Light")
    assert "Dark" in Answer(room.channel.history()[-2], private=False).labels or room.last() is not None


async def shown(answer: Answer) -> Answer:
    """Return what the message shows now."""
    return Answer(await answer.message.fetch(), private=False)


async def drop(
    room: Room, person: simcord.MemberActor, answer: Answer, word: str
) -> simcord.InteractionResult:
    modal = await person.click(answer.message, label="Drop my word")
    return await person.submit_modal(modal, {"word": word})


async def test_a_map_can_be_seen_forming(room: Room, face: str) -> None:
    answer = await room.ask(face, "tsne", PETS, animate=True)
    image = Image.open(io.BytesIO(await picture(answer, "map.gif")))
    assert image.format == "GIF"
    assert image.n_frames > 40  # type: ignore[attr-defined]
    assert "8 words: **pets** and **metals**" in answer.text
    assert str(answer.message.attachments[0].description).startswith("Animated: ")
    assert answer.deferred == (face == "slash")


async def test_a_moving_map_has_another_theme_and_rests_when_a_word_is_dropped(room: Room) -> None:
    answer = await room.say(f"!tsne {PETS} animate=true")
    await room.ada.click(answer.message, label="Light")
    await picture(await shown(answer), "map.gif")
    await drop(room, room.alan, answer, "kitten")
    await picture(await shown(answer), "map.png")


async def test_another_method_stands_beside_tsne_through_all_buttons(room: Room, face: str) -> None:
    answer = await room.ask(face, "tsne", PETS, method="umap", page=True)
    assert answer.deferred == (face == "slash")
    await room.ada.click(answer.message, label="Another seed")
    await room.ada.click(answer.message, label="Light")
    await drop(room, room.alan, answer, "kitten")
    last = await shown(answer)
    assert [each.filename for each in last.message.attachments] == ["map.png", "map-umap.png", "map.html"]
    *pictures, page = last.message.attachments
    assert all("a star: kitten" in str(each.description) for each in pictures)
    assert b'"name":"kitten"' in await page.read()
    assert "Save map.html and open it in a browser" in last.text
    assert re.search(r"\*\*t-SNE\*\* \d+% and \*\*UMAP\*\* \d+% on average, by chance 43%", last.text)
    turned = await room.ask(face, "tsne", PETS, method="pca", animate=True)
    await picture(turned, "map.gif")
    assert "three directions of most variance" in turned.text
    refused = await room.ask(face, "tsne", PETS, method="umap", animate=True)
    assert "I have no moving picture of UMAP" in refused.text


async def test_the_caption_tells_what_the_rings_mean(room: Room) -> None:
    told = (await room.ask("prefix", "tsne")).text
    assert re.search(r"ring, the more of its 5 nearest words are nearest here too: \d\d% on average", told)


async def test_anybody_drops_a_word_on_a_map_and_it_stays(room: Room) -> None:
    answer = await room.ask("prefix", "tsne", PETS)
    before = await picture(answer)
    await drop(room, room.alan, answer, "Kitten")
    dropped = await shown(answer)
    assert "★ Dropped in: **kitten**. No other word moved." in dropped.text
    assert "a star: kitten, beside" in str(dropped.message.attachments[0].description)
    assert await picture(dropped) != before
    await drop(room, room.ada, answer, "copper")
    for label in ("Another seed", "Light"):
        assert "★ Dropped in: **kitten** and **copper**." in (await shown(answer)).text
        await room.ada.click(answer.message, label=label)
    assert "★ Dropped in: **kitten** and **copper**." in (await shown(answer)).text


async def test_a_word_that_cannot_be_dropped_is_told_in_private(room: Room) -> None:
    answer = await room.say(f"!tsne {PETS}")
    before = await picture(answer)
    refusals = {
        "coffeee": "coffee",
        "kitten puppyyy": "puppyyy",
        "Hamster": "**hamster** is on this map already",
        "  ": "There is no word in that",
        "@everyone": "don't know",
        "🙂": "don't know",
    }
    for word, told in refusals.items():
        refusal = room.answer_to(await drop(room, room.alan, answer, word))
        assert refusal.private
        assert told in refusal.text
    assert await picture(await shown(answer)) == before


async def test_a_word_is_dropped_once_and_ten_are_enough(room: Room) -> None:
    answer = await room.say(f"!tsne {PETS}")
    words = ["copper", "zinc", "nickel", "lead", "steel", "kitten", "puppy", "parrot", "goat", "pig"]
    for word in words:
        await drop(room, room.alan, answer, word)
    assert f"**{words[-1]}**. No other word moved." in (await shown(answer)).text
    for word, told in (("zinc", "**zinc** is on this map already"), ("cow", "has taken 10 dropped words")):
        refusal = room.answer_to(await drop(room, room.ada, answer, word))
        assert told in refusal.text
        assert refusal.private


async def test_a_word_that_comes_after_the_buttons_have_ended_is_told_so(room: Room) -> None:
    answer = await room.say(f"!tsne {PETS}")
    modal, other = [await who.click(answer.message, label="Drop my word") for who in (room.alan, room.ada)]
    await room.env.advance_time(601)
    late = room.answer_to(await room.alan.submit_modal(modal, {"word": "kitten"}))
    assert late.private
    assert "came too late" in late.text
    assert "kitten" not in (await shown(answer)).text
    await room.env.advance_time(901)
    expired = room.answer_to(await room.ada.submit_modal(other, {"word": "kitten"}))
    assert expired.private
    assert "That form had been open for too long" in expired.text


@pytest.mark.parametrize("text", ["a: cat", "a: cat, dog | b: cat, dog", "a: cat, cat, cat, cat"])
async def test_too_few_different_words_are_told_before_anything_moves(
    room: Room, face: str, text: str
) -> None:
    answer = await room.ask(face, "tsne", text, animate=True)
    assert answer.refused
    assert "I can take 4 to 300 words" in answer.text


async def test_a_map_too_large_to_move_is_told_before_anything_moves(room: Room) -> None:
    words = room.bot.services.words.vocabulary
    large = ", ".join(words.word(row) for row in range(2000, 2151))
    answer = await room.ask("slash", "tsne", f"many: {large}", animate=True)
    assert answer.refused
    assert not answer.deferred
    assert "can take 4 to 150 words, not 151. Name fewer, or leave `animate` out" in answer.text


async def test_only_the_asker_may_press(room: Room) -> None:
    answer = await room.say("!tsne cat dog horse")
    pressed = await room.alan.click(answer.message, label="Another seed")
    assert pressed.ephemeral
    assert "belong to whoever" in room.answer_to(pressed).text


async def test_the_buttons_end_after_a_while(room: Room) -> None:
    await room.say("!tsne cat dog horse")
    await room.env.advance_time(601)
    last = room.last()
    assert last is not None
    assert all(item.disabled for row in last.message.components for item in row.children)  # type: ignore[union-attr]
