"""What a restart breaks off is settled: its best is kept, or the message says that there is none."""

from __future__ import annotations

import pytest

from bot.training import TrainingForgotten
from models.live.kept import read_report
from models.live.lesson import Subject
from models.live.text import TextLesson
from models.publishing import SCRATCH_PREFIX
from models.text.endings import Kind
from tests.cogs.taught import KEPT, ask, begun, taught, write
from tests.models.live.watching import rhyme
from tests.room import Room

pytestmark = pytest.mark.own_bot


async def test_a_restart_keeps_what_was_kept_and_says_what_became_of_the_rest(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = {}
    for subject in Subject:
        for name in ("lost", "gone", "best"):
            messages[name, subject] = (await room.say("!ping")).message
            if name == "lost" or subject in KEPT:
                made = await begun(room, f"{name}-{subject}", subject, message=messages[name, subject])
            if name != "lost" and subject in KEPT:
                write(room.bot.services.trainings.folder / made.token, subject)
            if name == "gone" and subject in KEPT:
                next((room.bot.services.trainings.folder / made.token).glob("[mw]*.[ns]*")).unlink()
        if subject in KEPT:
            await taught(room, f"kept-{subject}", subject)
    await room.ada.send(room.channel, "!train text new", attachments=[("a.txt", rhyme(150).encode())])
    question = room.newest()
    stranger = room.bot.services.trainings.folder / "nobodys"
    stranger.mkdir()
    monkeypatch.setattr("bot.views.RUN", "another1")
    await room.restart()
    assert not stranger.exists()
    pressed = room.answer_to(await room.ada.click(question.message, label="Train on it"))
    assert "from before my last restart" in pressed.text
    for subject in Subject:
        told = room.now(messages["lost", subject]).text
        assert f"restarted before **lost-{subject}** had learned anything" in told
        for name in ("best", "gone", "kept") if subject in KEPT else ():
            if name != "kept":
                told = room.now(messages[name, subject]).text
                assert "broke off, and its best until then was kept" in told
            answer = await ask(room, subject, f"{name}-{subject}")
            assert f"{name}-{subject}" in answer.text
            assert ("files of" in answer.text) == (name == "gone")
    exported = await room.bot.services.people.export(room.ada.id)
    assert len(exported["lessons"]) == 6, "what came to nothing through no fault of theirs counts"


async def test_forgetting_a_person_takes_what_they_had_trained_and_ends_what_is_learned(room: Room) -> None:
    trainings = room.bot.services.trainings
    made = await begun(room, "left", Subject.TEXT)
    learning = await begun(room, "learning", Subject.TEXT)
    lesson = TextLesson(rhyme(150), False, trainings.folder / learning.token, 3600.0, Kind.VERSE)
    training = await trainings.begin(lesson, learning.token)
    while read_report(lesson.folder) is None:
        await training.news()
    for folder in (trainings.folder / made.token, trainings.folder / f"{SCRATCH_PREFIX}killed"):
        folder.mkdir()
    question = await room.say("!forgetme")
    await room.ada.click(question.message, label="Forget everything")
    assert "I know nothing about you any more" in room.newest().text
    assert isinstance(training.error, TrainingForgotten)
    assert list(trainings.folder.iterdir()) == []
