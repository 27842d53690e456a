"""Talks on stage are bounded, and nobody ends a talk of somebody else in another server."""

from __future__ import annotations

import pytest

from bot.refusals import StagesFull
from cogs.talk.performance import Performance
from cogs.talk.script import Step, Talk
from cogs.talk.stages import MOST, MOST_OF_SERVER, MOST_OF_SPEAKER, Stages

TALK = Talk("A talk", (Step("One"),))
LECTURER, HALL = 1, 100


def given(speaker: int, server: int) -> Performance:
    return Performance("talk", TALK, speaker, server, (), ())


@pytest.fixture
def stages() -> Stages:
    stages = Stages()
    stages.enter(HALL, given(LECTURER, 10))
    return stages


def test_one_person_s_many_talks_end_only_their_own(stages: Stages) -> None:
    for channel in range(MOST):
        stages.enter(1000 + channel, given(2, 20 + channel))
    assert stages.at(HALL) is not None
    assert len(stages) == 1 + MOST_OF_SPEAKER


def test_one_server_s_many_speakers_end_only_its_own(stages: Stages) -> None:
    for person in range(MOST):
        stages.enter(1000 + person, given(2000 + person, 20))
    assert stages.at(HALL) is not None
    assert len(stages) == 1 + MOST_OF_SERVER


def test_when_all_stages_are_taken_a_talk_is_refused_before_it_is_prepared(stages: Stages) -> None:
    for number in range(1, MOST):
        stages.enter(1000 + number, given(2000 + number, 3000 + number))
    stages.check_room(LECTURER, 10)  # who has one may give another in its place
    with pytest.raises(StagesFull):
        stages.check_room(2, 20)
    with pytest.raises(StagesFull):
        stages.enter(5000, given(2, 20))
    assert stages.at(HALL) is not None
    assert stages.at(5000) is None
    assert len(stages) == MOST
