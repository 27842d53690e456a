"""Presses: ids that buttons were sent with once are read for ever, and each is answered by one cog."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.presses.handlers import Presses
from bot.presses.pages import TurnPage
from bot.presses.press import Press
from cogs.concepts.buttons import OtherTheme, OtherWords, WordVote
from cogs.games.buttons import AskHint, GiveUp, GuessWord, StartAnother
from cogs.games.buttons import OtherTheme as OtherThemeOfRound
from cogs.groups.buttons import JoinGroup, SaveFilms, ShowRule, StartGroup, TurnGroupPage
from cogs.groups.match import AnswerMatch, Reply
from cogs.lists.add_remove import AddChosen
from cogs.lists.picks import PickFrom, Watched
from cogs.lists.vote_messages import Ballot
from cogs.movies.buttons import RateChosen, ShowFilm, ShowPage, ShowSimilar, ShowWhy, UnrateChosen
from cogs.movies.first_round import Answer, Answered
from cogs.movies.importing import UndoImport
from cogs.nights.buttons import (
    ChooseSlots,
    Come,
    ProposeTimes,
    RemindMe,
    SettleNight,
    SettleOn,
    ToggleSlot,
)
from cogs.shared.nights import PlanNight
from cogs.shared.verdicts import Rate
from cogs.talk.buttons import Move, TurnSlide
from cogs.text.choosing import NextToken
from cogs.training.buttons import StopTraining, TrainingTheme
from models.movies.rules import Rule
from storage.errors import DatabaseGone
from storage.ratings import Verdict
from tests.room import Room

PERSON, OTHER = 1101735312345678901, 80351110224678912
PACKED = "D0ombejeRDUBHXbotkAQAA"

# Literal ids, as they stand under messages that were sent years ago: change none of them.
SENT = {
    "page:help::0:1101735312345678901": TurnPage("help", "", 0, PERSON),
    "page:help:list add:2:1101735312345678901": TurnPage("help", "list add", 2, PERSON),
    "page:ratings:1101735312345678901:1:1101735312345678901": TurnPage("ratings", str(PERSON), 1, PERSON),
    "page:list:17:3:80351110224678912": TurnPage("list", "17", 3, OTHER),
    "page:history:17:0:80351110224678912": TurnPage("history", "17", 0, OTHER),
    "concept:5:in:apple": WordVote(5, "in", "apple"),
    "concept:5:out:new york: the city": WordVote(5, "out", "new york: the city"),
    "concept:12:in:in": WordVote(12, "in", "in"),
    "conceptwords:5:3": OtherWords(5, 3),
    "concepttheme:5:light": OtherTheme(5, "light"),
    "concepttheme:5:dark": OtherTheme(5, "dark"),
    "guess:7": GuessWord(7),
    "guesshint:7": AskHint(7),
    "guessgiveup:7": GiveUp(7),
    "guessnew:7": StartAnother(7),
    "guesstheme:7:12:light": OtherThemeOfRound(7, 12, "light"),
    "rate:like:0a1b2c3d": Rate(Verdict.LIKE, "0a1b2c3d"),
    "rate:dislike:ffff0000": Rate(Verdict.DISLIKE, "ffff0000"),
    "rate:seen:12345678": Rate(Verdict.SEEN, "12345678"),
    "pick:like:80351110224678912:0": RateChosen(Verdict.LIKE, OTHER, 0),
    "pick:seen:80351110224678912:4": RateChosen(Verdict.SEEN, OTHER, 4),
    "unrate:80351110224678912:3": UnrateChosen(OTHER, 3),
    "film:80351110224678912": ShowFilm(OTHER),
    "similar:80351110224678912": ShowSimilar(OTHER),
    "why:80351110224678912": ShowWhy(OTHER),
    "more:1101735312345678901:1:5:both:known::": ShowPage(PERSON, 1, 5, "both", "known", "", ""),
    "more:80351110224678912:9:10:best:all:since 2010:french rom-com": ShowPage(
        OTHER, 9, 10, "best", "all", "since 2010", "french rom-com"
    ),
    "undoimport:80351110224678912": UndoImport(OTHER),
    "round:80351110224678912:unseen:0a1b2cffff00": Answered(OTHER, Answer.UNSEEN, "0a1b2cffff00"),
    "pickfrom:17": PickFrom(17),
    "watched:17:0a1b2c3d": Watched(17, "0a1b2c3d"),
    "listed:17:80351110224678912:2": AddChosen(17, OTHER, 2),
    "ballot:9:10": Ballot(9, 10),
    "plannight:9": PlanNight(9),
    "nightslot:4:10": ToggleSlot(4, 10),
    "nightslots:4": ChooseSlots(4),
    "nightpropose:4": ProposeTimes(4),
    "nightsettle:4": SettleNight(4),
    "nighton:4": SettleOn(4),
    "nightcome:4:yes": Come(4, "yes"),
    "nightcome:4:no": Come(4, "no"),
    "nightremind:4": RemindMe(4),
    f"grp:average:{PACKED}": ShowRule(Rule.AVERAGE, (1101735312345678901, 80351110224678912)),
    f"grp:turns:{PACKED}": ShowRule(Rule.FAIR_TURNS, (1101735312345678901, 80351110224678912)),
    f"gm:3:nomisery:{PACKED}": TurnGroupPage(3, Rule.NO_MISERY, (PERSON, OTHER)),
    "joingroup:7": JoinGroup(7),
    "startgroup:7": StartGroup(7),
    "savefilms:0a1b2c3d": SaveFilms(("0a1b2c3d",)),
    "savefilms:0a1b2c3d.ffff0000.12345678": SaveFilms(("0a1b2c3d", "ffff0000", "12345678")),
    "match:accept:1101735312345678901:80351110224678912": AnswerMatch(Reply.ACCEPT, PERSON, OTHER),
    "match:decline:1101735312345678901:80351110224678912": AnswerMatch(Reply.DECLINE, PERSON, OTHER),
    "next:python:24:511": NextToken("python", 24, 511),
    "trainstop:12": StopTraining(12),
    "traintheme:12:light": TrainingTheme(12, "light"),
    "next:my-own_style.v2:0:0": NextToken("my-own_style.v2", 0, 0),
    "talk:next:0:80351110224678912:in-five-minutes": TurnSlide(Move.NEXT, 0, OTHER, "in-five-minutes"),
    "talk:end:12:80351110224678912:exploring": TurnSlide(Move.END, 12, OTHER, "exploring"),
}


@pytest.mark.parametrize(("custom_id", "press"), SENT.items(), ids=SENT)
def test_an_id_that_was_sent_once_is_read_and_written_as_ever(custom_id: str, press: Press) -> None:
    assert type(press).parse(custom_id) == press
    assert press.custom_id == custom_id
    assert {type(each) for each in SENT.values() if type(each).parse(custom_id)} == {type(press)}


@pytest.mark.parametrize(
    ("kind", "custom_id"),
    [
        (Ballot, "ballot:9"),
        (Ballot, "ballot:9:10:11"),
        (Ballot, "ballot:9:ten"),
        (Ballot, "ballots:9:10"),
        (WordVote, "concept:5:maybe:apple"),
        (WordVote, "concept:5:in:"),
        (Rate, "rate:love:0a1b2c3d"),
        (OtherTheme, "concepttheme:5:blue"),
    ],
)
def test_another_id_is_no_press_of_that_kind(kind: type[Press], custom_id: str) -> None:
    assert kind.parse(custom_id) is None


@pytest.mark.parametrize("press", SENT.values(), ids=SENT)
def test_a_number_that_no_database_has_is_no_press(press: Press) -> None:
    for each in fields(press):
        if isinstance(getattr(press, each.name), int):
            for number in (2**63, 10**25):
                assert type(press).parse(replace(press, **{each.name: number}).custom_id) is None
            assert type(press).parse(replace(press, **{each.name: 2**62}).custom_id) is not None


def test_a_field_that_no_id_can_carry_is_refused() -> None:
    @dataclass(frozen=True)
    class Broken(Press, kind="broken"):
        share: float

    with pytest.raises(TypeError, match="can't carry"):
        Broken.parse("broken:0.5")


async def test_each_kind_of_press_is_answered_and_in_the_table(room: Room) -> None:
    answered = room.bot.presses.kinds
    assert len({kind.kind for kind in answered}) == len(answered)
    assert set(answered) == set(map(type, SENT.values()))


async def test_a_press_is_acknowledged_before_anything_is_read_and_told_why_that_failed() -> None:
    done: list[str] = []

    async def defer(**_: Any) -> None:
        done.append("acknowledged")

    async def hear(_: Any) -> None:
        done.append("read")
        raise DatabaseGone(Path("gone.db"))

    async def send(embed: discord.Embed, **_: Any) -> None:
        done.append(str(embed.description))

    async def answer(_press: Press, _interaction: Any) -> None:
        done.append("answered")

    client = SimpleNamespace(add_dynamic_items=lambda _: None, hear=hear)
    pressed = SimpleNamespace(
        client=client,
        response=SimpleNamespace(defer=defer, is_done=lambda: True),
        followup=SimpleNamespace(send=send),
        user=SimpleNamespace(id=PERSON),
        type=discord.InteractionType.component,
    )
    presses = Presses(cast("discord.Client", client))
    presses.add(ShowFilm, answer)
    await presses.answer(ShowFilm(OTHER), cast("discord.Interaction[Any]", pressed))
    assert done[:2] == ["acknowledged", "read"]
    assert "taken away" in done[2]
    assert len(done) == 3
