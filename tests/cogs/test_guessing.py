"""guess: a secret word found together, by typed word, slash, button and form; a server's word of the day."""

from __future__ import annotations

import io
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import simcord
from PIL import Image

from bot.replies import APOLOGY_COLOUR
from storage.guess_round import GuessRound, NewRound, RoundState
from storage.guess_rounds import IDLE_FOR
from storage.places import Place
from tests.room import Answer, Room

COOLDOWN_S = 30.0
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BACKGROUNDS = {"dark": (30, 31, 34), "light": (255, 255, 255)}


@pytest.fixture(autouse=True)
def _penguin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(secrets, "choice", lambda words: "penguin")
    return iter(())


async def picture(answer: Answer) -> tuple[str, str]:
    """Return the theme of an answer's picture and its alternative text."""
    (attachment,) = answer.message.attachments
    assert attachment.filename == "guess.png"
    image = Image.open(io.BytesIO(await attachment.read())).convert("RGB")
    assert image.width == 1000
    pixel = image.getpixel((2, 2))
    return next(name for name, colour in BACKGROUNDS.items() if colour == pixel), attachment.description or ""


async def at_will(room: Room) -> GuessRound:
    found = await room.bot.services.rounds.open_in(Place.server(room.guild_id), room.channel.id)
    assert found is not None
    return found


async def in_form(room: Room, who: simcord.MemberActor, shown: Answer, word: str) -> Answer:
    """Let somebody guess by the button and its form, and return the newest answer."""
    modal = await who.click(shown.message, label="Guess")
    return room.answer_to(await who.submit_modal(modal, {"word": word}))


async def private(room: Room, content: str) -> Answer:
    """Let Ada write to the bot alone."""
    await room.ada.user.send_dm(content)
    return Answer(room.ada.user.dm_channel.history()[-1], private=True)


async def test_a_word_is_looked_for_and_found(room: Room, face: str) -> None:
    begun = await room.ask(face, "guess new")
    assert "**74,093** words are still possible" in begun.text
    assert begun.labels == ["Guess", "Hint", "Give up"]
    asked = f"{room.bot.user.mention} guess is it an animal?"  # type: ignore[union-attr]  # it is logged in
    first = await room.say(asked) if face == "prefix" else await room.ask(face, "guess", "is it an animal?")
    assert "guess 1" in first.text
    assert "**animal** · rank 546 · similarity 0.2 to 0.4" in first.text
    nearer = await room.ask(face, "guess", "Bird")
    assert "**The nearest so far.**" in nearer.text
    shown = room.newest()  # the picture is added to the message
    theme, alt = await picture(shown)
    assert theme == "dark"
    assert "penguin" not in alt
    assert "bird, rank 15, similarity 0.2 to 0.4" in alt
    board = await room.ask(face, "guess board", theme="light")
    assert (await picture(board))[0] == "light"
    assert board.text.index("**bird**") < board.text.index("**animal**")
    found = await room.ask(face, "guess", "penguins")
    assert "found **penguin** with 3 guesses: 5 points. **penguins** is a form of it" in found.text
    assert "**polar bear**" not in found.text  # nobody guessed it
    assert "polar bear 0.44" in found.text
    scores = await room.ask(face, "guess scores")
    assert f"1. <@{room.ada.id}> **6 points**, 1 word found and 3 guesses" in scores.text


async def test_what_is_no_guess_is_told_in_a_sentence(room: Room) -> None:
    await room.say("!guess new")
    await room.say("!guess dog")
    told = {
        "guess coffeee": "I don't know `coffeee`. Did you mean **coffee**",
        "guess ice cream cone": "`ice cream cone` is more than one word",
        "guess DOGS": "**dogs** · rank",  # another word than the guess before it
        "guess Dog": "**dog** was guess 1 already. Try another word: `!guess board`",
        "guess 🙂": "I don't know `🙂`: I have only words",
        "guess <@123456789012345678>": "There is no word in that",
        "guess " + "x" * 1500: "200",
        "guess word new": "**new** · rank",
        "guess hint": "Hint 1 of 5",
        "guess  HINT": "The next hint comes after 3 more guesses: three for each.",
        "guess new": "A round is on in this channel, with 3 guesses.",
    }
    for typed, sentence in told.items():
        await room.env.advance_time(COOLDOWN_S)
        answer = await room.say(f"!{typed}")
        assert sentence in answer.text, typed
        assert (answer.embed.colour == APOLOGY_COLOUR) == (
            not sentence.startswith(("**dogs", "**new", "Hint"))
        ), typed
    await room.alan.send(room.channel, "!guess give up")
    assert "Those who play decide" in room.newest().text
    assert "is more than one word" in (await room.ask("slash", "guess", "big dog")).text
    assert [each.word for each in (await at_will(room)).guesses] == ["dog", "dogs", "new"]


async def test_two_people_play_by_buttons_across_a_restart(room: Room) -> None:
    begun = await room.say("!guess new")
    for who, word in ((room.ada, "animal"), (room.alan, "dog"), (room.ada, "bird")):
        shown = await in_form(room, who, begun, word)
        assert f"**{word}** · rank" in shown.text
    refused = await in_form(room, room.alan, begun, "dog")
    assert refused.private
    assert "was guess 2 already" in refused.text
    await room.restart()
    hint = room.answer_to(await room.alan.click(begun.message, label="Hint"))
    assert not hint.private
    assert "It is more like **an animal** than like **a building or a tool**." in hint.text
    assert (
        "The next hint comes after 3 more guesses"
        in room.answer_to(await room.ada.click(begun.message, label="Hint")).text
    )
    await room.ada.click(shown.message, label="Light")
    assert (await picture(room.now(shown.message)))[0] == "light"
    assert (
        "1 of 2 who are needed" in room.answer_to(await room.ada.click(begun.message, label="Give up")).text
    )
    twice = room.answer_to(await room.ada.click(begun.message, label="Give up"))
    assert twice.private
    assert "You have said so already: 1 of the 2" in twice.text
    over = room.answer_to(await room.alan.click(begun.message, label="Give up"))
    assert "The word was penguin" in over.text
    assert "with 3 guesses and 1 hint" in over.text
    late = await in_form(room, room.ada, begun, "penguin")
    assert "That round is over: the word was **penguin**" in late.text
    another = room.answer_to(await room.ada.click(over.message, label="Another word"))
    assert another.labels == ["Guess", "Hint", "Give up"]


async def test_a_round_that_nobody_plays_any_more_is_told_and_replaced(room: Room) -> None:
    await room.say("!guess new")
    await room.env.advance_time(IDLE_FOR.total_seconds())
    assert "its word was **penguin**" in (await room.say("!guess new")).text


async def test_a_round_whose_word_other_vectors_lack_can_be_given_up(room: Room) -> None:
    place = Place.server(room.guild_id)
    await room.bot.services.rounds.start(NewRound(place, room.channel.id, "qwzx", LONG_AGO, room.ada.id))
    assert "My word vectors were changed" in (await room.say("!guess animal")).text
    assert "Nobody found **qwzx**" in (await room.say("!guess give up")).text


async def test_a_server_has_a_word_of_the_day_whatever_the_channel(room: Room) -> None:
    rounds, place = room.bot.services.rounds, Place.server(room.guild_id)

    async def today() -> GuessRound:
        shown = await room.say("!guess today")
        assert "Word of the day" in shown.text
        newest = await rounds.before(place, date.max)
        assert newest is not None
        return newest

    old, begun = await today(), room.newest()
    await room.say("!guess thing")
    await room.env.advance_time(24 * 3600)
    assert (
        f"That round is over: the word was **{old.word}**"
        in (await in_form(room, room.ada, begun, "person")).text
    )
    new = await today()
    assert f"The word before was **{old.word}**: nobody found it." in room.newest().text
    assert (new.word != old.word, (await rounds.get(old.id)).state) == (True, RoundState.OVER)
    await room.say("!guess thing")
    room.channel = room.guild.create_text_channel("elsewhere")
    assert "Word of the day · guess 2" in (await room.say("!guess person")).text
    assert "1 of 2 who are needed" in (await room.say("!guess give up")).text
    found = await room.say(f"!guess {new.word}")
    assert f"Found: {new.word}" in found.text
    assert "The next word of the day comes" in found.text
    assert f"Found: {new.word}" in (await room.say("!guess today")).text
    assert f"the word was **{new.word}**" in (await room.say("!guess moon")).text
    scores = (await room.say("!guess scores")).text
    assert "The word of the day was found 1 day in a row." in scores
    assert "You have looked for it 2 days in a row." in scores
    await room.bot.services.people.forget(room.ada.id)
    assert await rounds.days_played(place, room.ada.id) == frozenset()


async def test_in_direct_messages_a_round_is_one_s_own_and_the_server_s_word_stays_there(room: Room) -> None:
    begun = await room.say("!guess today")
    assert "No round is on here. Start one: `!guess new`." in (await private(room, "!guess dog")).text
    assert "belongs to a server" in (await private(room, "!guess today")).text
    assert "A secret word" in (await private(room, "!guess new")).text
    assert "**bird** · rank 15" in (await private(room, "!guess bird")).text
    kept = json.dumps(await room.bot.services.people.export(room.ada.id))
    assert "bird" in kept
    assert "penguin" not in kept
    assert "found **penguin**" in (await private(room, "!guess penguin")).text
    assert begun.labels == ["Guess", "Hint", "Give up"]  # and the server's round is as it was
