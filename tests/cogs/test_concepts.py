"""concept: a border around examples, moved by a room's votes, kept by its name; by prefix and by slash."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
import simcord
from PIL import Image

from bot.pacing import PacedEditor
from models.words.space.word_list import words_in
from models.words.space.written import Written
from storage.concept import NewConcept, StoredConcept, Tally
from storage.places import Place
from tests.room import Answer, Room

FRUIT = "fruit: apple, pear, plum, banana, cherry, grape not: carrot, bread"
COOLDOWN_S = 30.0
LONG_AGO, IN_A_WHILE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
BACKGROUNDS = {"dark": (30, 31, 34), "light": (255, 255, 255)}


@pytest.fixture(autouse=True)
def _no_pause(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PacedEditor, "rest_s", lambda editor, key: 0.0)


async def keep(room: Room, at: datetime = LONG_AGO) -> None:
    """Keep Ada's concept of fruit, without the picture that a command would draw."""
    new = NewConcept("fruit", tuple(FRUIT[7:47].split(", ")), ("carrot", "bread"))
    await room.bot.services.concepts.create(Place.server(room.guild_id), new, room.ada.id, at)


async def theme(answer: Answer) -> str:
    (attachment,) = answer.message.attachments
    assert attachment.filename == "concept.png"
    assert attachment.description
    assert attachment.description.startswith("The concept ")
    pixel = Image.open(io.BytesIO(await attachment.read())).convert("RGB").getpixel((2, 2))
    return next(name for name, colour in BACKGROUNDS.items() if colour == pixel)


async def kept(room: Room, place: Place | None = None) -> tuple[StoredConcept, ...]:
    return await room.bot.services.concepts.of(place or Place.server(room.guild_id))


def field(answer: Answer, name: str) -> str:
    return next(str(each.value) for each in answer.embed.fields if each.name == name)


def words(answer: Answer) -> list[str]:
    """Return the words on the buttons, from top to bottom."""
    return [each.split(":")[3] for each in answer.custom_ids if ":in:" in each]


async def press(room: Room, who: simcord.MemberActor, shown: Answer, side: str, word: str) -> Answer:
    """Let somebody vote on a word, and return the message as it is then."""
    (custom_id,) = [each for each in shown.custom_ids if each.endswith(f":{side}:{word}")]
    await who.click(shown.message, custom_id=custom_id)
    return room.now(shown.message)


@pytest.mark.parametrize("command", ["concept", "concept make"])
async def test_a_concept_is_made_drawn_and_kept(room: Room, face: str, command: str) -> None:
    if (face, command) == ("slash", "concept"):
        command = "concept make"  # Discord lets nobody call a group
    made = await room.ask(face, command, FRUIT)
    assert await theme(made) == "dark"
    assert made.deferred == (face == "slash")
    assert "6 examples (apple, pear" in made.text
    assert "2 words that are none (carrot, bread) · 500 other words drawn by lot" in made.text
    assert "**peach**" in field(made, "Deepest inside")
    assert "**apple**" not in field(made, "Deepest inside")
    assert "3 of 6 examples came to lie inside" in field(made, "On words kept out")
    assert len(words(made)) == 4
    assert made.labels[-2:] == ["Other words", "Light"]
    (stored,) = await kept(room)
    assert (stored.name, stored.creator_id, stored.outside) == ("fruit", room.ada.id, ("carrot", "bread"))


async def test_the_preset_is_there_without_being_made(room: Room, face: str) -> None:
    shown = await room.ask(face, "concept show", "Country", theme="light")
    assert "Concept: country" in shown.text
    assert "40 examples · 42 words that are none" in shown.text
    assert await theme(shown) == "light"
    assert "**zambia**" in field(shown, "Deepest inside")


async def test_words_are_tested_against_the_named_or_the_last_concept(room: Room, face: str) -> None:
    await keep(room)
    lines = (
        await room.ask(face, "concept test", "country: Scotland, Atlantis, EU, New Zealand, Turkey")
    ).text
    assert "✅ `+0.28` **scotland** inside, in the margin" in lines
    assert "✅ `+0.63` **new zealand** inside" in lines
    assert "**turkey** inside, given" in lines
    assert lines.index("scotland") < lines.index("**eu**") < lines.index("atlantis")
    assert "❌ `−1.07` **atlantis** outside" in lines
    await room.env.advance_time(COOLDOWN_S)
    last = await room.ask(face, "concept test", "Scotland")
    assert "Concept: country" in last.text
    named = await room.ask(face, "concept test", "mango", name="FRUIT")
    assert "Concept: fruit" in named.text
    assert await theme(named) == "dark"


async def test_without_a_name_the_last_or_the_only_one_is_meant(room: Room) -> None:
    assert "Concept: country" in (await room.ask("prefix", "concept test", "Scotland")).text
    await keep(room, IN_A_WHILE)
    assert "Concept: fruit" in (await room.ask("prefix", "concept show")).text


async def test_the_concepts_of_a_place_are_listed(room: Room, face: str) -> None:
    assert "**country** · comes with me" in (await room.ask(face, "concept list")).text
    await keep(room)
    listed = (await room.ask(face, "concept list")).text
    assert "**fruit** · 6 examples" in listed
    assert "concept fruit: apple, pear, plum`" in listed
    assert "**fruit** · 6 examples" in (await room.say("!concept")).text


async def test_a_concept_of_the_preset_s_name_takes_its_place_until_it_is_deleted(room: Room) -> None:
    await room.say("!concept show country")
    assert (
        "3 examples (france, kenya, japan)" in (await room.say("!concept country: france, kenya, japan")).text
    )
    assert "3 examples" in (await room.say("!concept country")).text
    question = await room.say("!concept delete country")
    await room.ada.click(question.message, label="Delete it")
    assert "40 examples" in (await room.say("!concept country")).text


async def test_a_few_examples_are_not_tested(room: Room) -> None:
    made = await room.ask("prefix", "concept make", "drink: tea, coffee")
    assert "Too few examples to keep some out" in field(made, "On words kept out")


async def test_stop_words_are_a_concept_like_any_other(room: Room) -> None:
    made = await room.ask("prefix", "concept make", "filler: the, of, and")
    assert {"which", "in", "as"} <= set(
        words_in(Written.read(field(made, "Deepest inside").replace("*", "").replace("+", ",")))
    )


async def test_another_seed_draws_other_words(room: Room) -> None:
    one = await room.ask("prefix", "concept make", "fruit: apple, pear, plum")
    other = await room.ask("prefix", "concept make", "fruits: apple, pear, plum", seed=1, theme="light")
    assert field(one, "Just outside") != field(other, "Just outside")
    assert await theme(other) == "light"


NO_CONCEPT = [
    ("fruit", "I can't read `fruit` as a concept. Try `fruit: apple, pear, plum`"),
    ("fruit:", "as a concept"),
    (": apple, pear", "as a concept"),
    ("fruit: not: apple, pear", "as a concept"),
    ("fruit: a: b", "as a concept"),
    ("fruit: apple", "2 to 300 examples of a concept, not 1"),
    ("fruit: " + "apple " * 301, "2 to 300 words, not 301"),
    ("fruit: appple, pear", "I don't know `appple`. Did you mean **apple**"),
    ("fruit: apple, pear, Apple", "**apple** is in there twice"),
    ("fruit: apple, pear not: bread, Bread", "**bread** is in there twice"),
    ("fruit: apple, pear not: Pear", "**pear** can't be both in and out"),
    ("fruit: apple, pear not: apple, pear", "**apple** can't be both in and out"),
    ("x" * 41 + ": apple, pear", "name has 1 to 40 characters"),
    ("🙂: <@1234567890>, @here, @everyone", "I don't know `"),
    ("\u202e: apple, pear", "as a concept"),
]

NOT_TO_ASK = [
    ("concept show", "frut", "There is no concept called `frut` here. Did you mean **fruit**?"),
    ("concept delete", "zzz", "There is no concept called `zzz` here."),
    ("concept test", "frut: mango", "There is no concept called `frut` here. Did you mean **fruit**?"),
    ("concept test", "fruit:", "1 to 20 words to test, not 0"),
    ("concept test", "fruit: " + "mango " * 21, "1 to 20 words to test, not 21"),
    ("concept test", "mangoo", "I don't know `mangoo`. Did you mean **"),
    (
        "concept make",
        "Fruit: tea, coffee",
        "There is a concept called **fruit** here already:",
    ),
]


async def test_what_is_no_concept_is_told(room: Room, face: str) -> None:
    for text, told in NO_CONCEPT:
        answer = await room.ask(face, "concept make", text)
        assert answer.refused, text
        assert told in answer.text
        assert answer.private == (face == "slash")
        assert not answer.message.mentions
        assert not answer.message.mention_everyone
        await room.env.advance_time(COOLDOWN_S)
    assert await kept(room) == ()


async def test_what_cannot_be_asked_of_a_concept_is_told(room: Room, face: str) -> None:
    await keep(room)
    for command, text, told in NOT_TO_ASK:
        answer = await room.ask(face, command, text)
        assert answer.refused, text
        assert told in answer.text
        assert answer.private == (face == "slash")
        await room.env.advance_time(COOLDOWN_S)


async def test_names_and_words_are_completed(room: Room) -> None:
    await keep(room)
    for command in ("concept show", "concept delete", "concept test"):
        offered = await room.ada.autocomplete(room.channel, command, "name", "")
        assert [each["value"] for each in offered] == ["fruit", "country"], command
    offered = await room.ada.autocomplete(room.channel, "concept make", "words", "drink: tea, coffe")
    assert "drink: tea, coffee" in [each["value"] for each in offered]


async def test_a_room_votes_a_word_in_and_the_border_moves(room: Room, face: str) -> None:
    shown = await room.ask(face, "concept make", FRUIT)
    word = words(shown)[1]
    assert f"**{word}** −" in field(shown, "Just outside")
    before = await shown.message.attachments[0].read()
    for who in (room.ada, room.alan):
        shown = await press(room, who, shown, "in", word)
    assert f"✅ **{word}** 2 : 0" in field(shown, "Voted on")
    assert f"{word} · 2" in shown.labels
    assert "7 examples" in shown.text
    assert f"Before the vote on **{word}** it was " in shown.text
    assert word not in field(shown, "Just outside")
    assert await shown.message.attachments[0].read() != before
    tested = await room.say(f"!concept test {word}")
    assert f"✅ `+1.00` **{word}** inside, given" in tested.text


async def test_a_vote_is_replaced_by_the_other_and_taken_back_by_the_same(room: Room) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    word = words(shown)[0]
    for side, tally in (("in", Tally(word, 1, 0)), ("out", Tally(word, 0, 1)), ("out", Tally(word, 0, 0))):
        shown = await press(room, room.ada, shown, side, word)
        (stored,) = await kept(room)
        assert stored.tally(word) == tally
        assert word in words(shown)  # the words stay under the fingers


async def test_other_words_come_up_and_the_voted_ones_again_in_the_end(room: Room) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    first = words(shown)
    shown = await press(room, room.ada, shown, "out", first[0])
    seen: list[str] = []
    for _ in range(7):
        await room.ada.click(shown.message, label="Other words")
        shown = room.now(shown.message)
        seen += words(shown)
    assert first[0] in seen
    assert len(set(seen)) >= 24


async def test_the_other_theme_keeps_the_words(room: Room) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    await room.alan.click(shown.message, label="Light")
    redrawn = room.now(shown.message)
    assert await theme(redrawn) == "light"
    assert (words(redrawn), redrawn.labels[-1]) == (words(shown), "Dark")


async def test_the_buttons_outlive_a_restart(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    await room.ada.click(shown.message, label="Light")
    await room.ada.click(shown.message, label="Other words")
    shown = room.now(shown.message)
    await room.restart()
    monkeypatch.setattr(PacedEditor, "rest_s", lambda editor, key: 0.0)
    again = await press(room, room.alan, shown, "in", words(shown)[2])
    assert f"{words(shown)[2]} · 1" in again.labels
    assert words(again) == words(shown)
    assert await theme(again) == "light"


async def test_a_press_on_a_deleted_concept_is_answered(room: Room) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    await room.bot.services.concepts.delete((await kept(room))[0].id)
    pressed = await room.alan.click(shown.message, custom_id=shown.custom_ids[0])
    assert "That concept is gone." in room.answer_to(pressed).text


async def test_only_its_creator_or_a_moderator_deletes_a_concept(room: Room) -> None:
    await keep(room)
    await room.alan.send(room.channel, "!concept delete fruit")
    refused = room.newest()
    assert refused.refused
    assert f"Only <@{room.ada.id}> or somebody who may manage messages may delete it" in refused.text
    mod = room.moderator("grace")
    await mod.send(room.channel, "!concept delete fruit")
    await mod.click(room.newest().message, label="Delete it")
    assert "**fruit** is gone" in room.newest().text
    assert await kept(room) == ()


async def test_whoever_thinks_again_keeps_the_concept(room: Room) -> None:
    await keep(room)
    question = await room.ask("prefix", "concept delete", "Fruit")
    assert "with all its votes" in question.text
    await room.ada.click(question.message, label="Keep it")
    assert len(await kept(room)) == 1


async def test_in_direct_messages_concepts_are_one_s_own(room: Room) -> None:
    await room.ada.user.send_dm(f"!concept {FRUIT}")
    assert "Concept: fruit" in room.direct()[-1]
    (stored,) = await kept(room, Place.private(room.ada.id))
    assert stored.name == "fruit"
    assert await kept(room) == ()
    assert "There is no concept called `fruit`" in (await room.say("!concept fruit")).text


async def test_forgetme_takes_the_votes_and_the_name_and_leaves_the_words(room: Room) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    word = words(shown)[0]
    await press(room, room.ada, shown, "in", word)
    question = await room.say("!forgetme")
    await room.ada.click(question.message, label="Forget everything")
    (stored,) = await kept(room)
    assert (stored.creator_id, stored.tallies, len(stored.inside)) == (None, (), 6)


async def test_a_server_s_concepts_go_thirty_days_after_the_bot(room: Room) -> None:
    await room.say("!concept show country")
    room.env.backend.emit("GUILD_DELETE", {"id": str(room.guild_id)})
    await room.env.settle()
    await room.env.advance_time(31 * 24 * 3600.0)
    assert await kept(room) == ()


async def test_votes_are_kept_though_the_picture_cannot_be_drawn(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await room.say(f"!concept {FRUIT}")
    word = words(shown)[0]

    async def busy(*_: Any) -> None:
        raise sys.modules["bot.compute"].Busy

    with monkeypatch.context() as patched:
        patched.setattr(room.bot.services.compute, "long", busy)
        shown = await press(room, room.ada, shown, "in", word)
    (stored,) = await kept(room)
    assert stored.tally(word) == Tally(word, 1, 0)
    shown = await press(room, room.alan, shown, "in", word)
    assert f"{word} · 2" in shown.labels
