"""match by prefix and by slash: asked, agreed or declined, taken back, and who is left in peace."""

from __future__ import annotations

import pytest

from storage.consents import Scope
from tests.cogs.tastes import TASTES, give_tastes
from tests.room import Answer, Room


@pytest.fixture
async def two(room: Room) -> Room:
    await give_tastes(room, (room.ada, room.alan))
    return room


async def match(room: Room, face: str) -> Answer:
    """Let Ada ask to be compared with Alan."""
    if face == "prefix":
        return await room.say(f"!match {room.alan.mention}")
    return room.answer_to(await room.ada.slash(room.channel, "match", person=room.alan))


async def test_who_is_asked_accepts_and_both_are_compared(two: Room, face: str) -> None:
    asked = await match(two, face)
    assert "**alan**, do you agree?" in asked.text
    assert asked.labels == ["Accept", "Decline"]
    assert [each.id for each in asked.message.mentions] == [two.alan.id]
    await two.alan.click(asked.message, label="Accept")
    answer = two.newest()
    assert answer.message.id == asked.message.id
    assert "ada and alan: " in answer.text
    assert "of pairs of strangers are less alike" in answer.text
    assert "You would both love" in answer.text
    assert "You would argue about" in answer.text
    assert not answer.labels


async def test_no_film_that_somebody_rated_is_named(two: Room) -> None:
    asked = await match(two, "prefix")
    await two.alan.click(asked.message, label="Accept")
    for rated in "; ".join(likes + "; " + dislikes for likes, dislikes in TASTES[:2]).split("; "):
        assert f"**{rated} (" not in two.newest().text


async def test_opposite_tastes_are_called_so(two: Room) -> None:
    asked = await match(two, "prefix")
    await two.alan.click(asked.message, label="Accept")
    assert "opposites" in two.newest().text or "rather different" in two.newest().text


async def test_the_same_taste_is_a_kindred_spirit(room: Room) -> None:
    likes, dislikes = TASTES[0]
    for person in (room.ada, room.alan):
        await person.send(room.channel, f"!like {likes}")
        await person.send(room.channel, f"!dislike {dislikes}")
    asked = await match(room, "prefix")
    await room.alan.click(asked.message, label="Accept")
    assert "ada and alan: kindred spirits" in room.newest().text
    assert "`+1.00`" in room.newest().text


async def test_once_agreed_it_is_answered_at_once_for_both(two: Room, face: str) -> None:
    asked = await match(two, "prefix")
    await two.alan.click(asked.message, label="Accept")
    assert "of pairs of strangers" in (await match(two, face)).text
    await two.alan.send(two.channel, f"!match {two.ada.mention}")
    assert "alan and ada: " in two.newest().text


async def test_asking_each_other_is_agreeing(two: Room) -> None:
    await match(two, "prefix")
    await two.alan.send(two.channel, f"!match {two.ada.mention}")
    assert "of pairs of strangers" in two.newest().text


async def test_declining_is_told_kindly_and_forgets_the_question(two: Room) -> None:
    asked = await match(two, "prefix")
    await two.alan.click(asked.message, label="Decline")
    assert "would rather not, and that is fine" in two.newest().text
    assert await two.bot.services.consents.agreed_with(two.ada.id) == frozenset()


async def test_only_who_was_asked_may_answer(two: Room) -> None:
    (grace,) = two.join("grace")
    asked = await match(two, "prefix")
    for person in (two.ada, grace):
        pressed = await person.click(asked.message, label="Accept")
        told = two.answer_to(pressed)
        assert told.private
        assert f"Only <@{two.alan.id}> can answer" in told.text


async def test_the_question_outlives_a_restart(two: Room) -> None:
    asked = await match(two, "prefix")
    await two.restart()
    await two.alan.click(asked.message, label="Accept")
    assert "of pairs of strangers" in two.newest().text


@pytest.mark.parametrize("scope", Scope)
async def test_opting_out_is_respected_and_named_without_blame(two: Room, scope: Scope) -> None:
    await two.alan.send(two.channel, f"!privacy {scope} off")
    answer = await match(two, "prefix")
    assert answer.refused
    assert "**alan** takes no part in matches." in answer.text


async def test_who_opted_out_is_told_how_to_come_back(two: Room, face: str) -> None:
    await two.say("!privacy match off")
    answer = await match(two, face)
    assert answer.refused
    assert "privacy match on`" in answer.text


async def test_what_was_taken_back_in_the_meantime_is_not_compared(two: Room) -> None:
    asked = await match(two, "prefix")
    await two.say("!privacy match off")
    await two.say("!privacy match on")
    pressed = await two.alan.click(asked.message, label="Accept")
    assert "taken back in the meantime" in two.answer_to(pressed).text
    assert await two.bot.services.consents.agreed_with(two.alan.id) == frozenset()


async def test_taking_back_means_being_asked_again(two: Room) -> None:
    asked = await match(two, "prefix")
    await two.alan.click(asked.message, label="Accept")
    await two.alan.send(two.channel, "!privacy match off")
    await two.alan.send(two.channel, "!privacy match on")
    assert "do you agree?" in (await match(two, "prefix")).text


async def test_the_asker_may_have_left(two: Room) -> None:
    asked = await match(two, "prefix")
    two.guild.remove_member(two.ada)
    await two.env.settle()
    pressed = await two.alan.click(asked.message, label="Accept")
    assert "has left this server" in two.answer_to(pressed).text


async def test_too_few_ratings_are_told_for_either(room: Room, face: str) -> None:
    await room.say("!like Alien; Grease")
    assert "That takes 5 ratings, and you have 2." in (await match(room, face)).text
    await room.say("!like The Matrix; Blade Runner; Pretty Woman")
    answer = await match(room, face)
    assert answer.refused
    assert "**alan** has rated too few films" in answer.text


async def test_oneself_and_a_bot_are_no_match(two: Room, face: str) -> None:
    robot = two.guild.add_member(two.env.create_user("robot", bot=True))
    for person, told in ((two.ada, "You and yourself"), (robot, "is a bot")):
        if face == "prefix":
            answer = await two.say(f"!match {person.mention}")
        else:
            answer = two.answer_to(await two.ada.slash(two.channel, "match", person=person))
        assert answer.refused
        assert told in answer.text


@pytest.mark.parametrize("text", ["nobody", "<@1>", "@everyone"])
async def test_who_is_nobody_gets_a_sentence(two: Room, text: str) -> None:
    answer = await two.say(f"!match {text}")
    assert answer.refused
    assert "I find nobody called" in answer.text


async def test_whoever_is_missing_is_asked_for(two: Room) -> None:
    assert "I need to know the person." in (await two.say("!match")).text


async def test_in_direct_messages_there_is_no_match(two: Room) -> None:
    await two.ada.send_dm("!match someone")
    assert "only in a server" in two.direct()[-1]


# ---- privacy


async def test_privacy_shows_and_sets(room: Room, face: str) -> None:
    answer = await room.ask(face, "privacy")
    assert answer.text.count("✅") == 2
    noted = await room.ask(face, "privacy group", "off")
    assert "no longer count your ratings" in noted.text
    assert "⛔ **Groups:**" in (await room.ask(face, "privacy")).text
    await room.ask(face, "privacy match", "off")
    assert (await room.ask(face, "privacy")).text.count("⛔") == 2
    for scope in Scope:
        await room.ask(face, f"privacy {scope}", "on")
    assert (await room.ask(face, "privacy")).text.count("✅") == 2
    assert answer.private == (face == "slash")


async def test_privacy_in_direct_messages(room: Room) -> None:
    await room.ada.send_dm("!privacy group off")
    assert await room.bot.services.consents.opted_out([room.ada.id]) == {room.ada.id}


async def test_a_state_that_is_none_gets_a_sentence(room: Room) -> None:
    answer = await room.say("!privacy group maybe")
    assert answer.refused
    assert "`on` or `off`" in answer.text


async def test_forgetting_forgets_choices_and_agreements(two: Room) -> None:
    await match(two, "prefix")
    await two.say("!privacy group off")
    question = await two.say("!forgetme")
    await two.ada.click(question.message, label="Forget everything")
    consents = two.bot.services.consents
    assert await consents.opted_out([two.ada.id]) == frozenset()
    assert await consents.agreed_with(two.ada.id) == frozenset()
