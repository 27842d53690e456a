"""Buttons that die with this run: what a press does whose button is no longer there."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.compute import AlreadyRunning
from bot.views import AnsweredModal, OwnedButton, OwnedView, ThemeSwitch
from bot.waiting import WAITING, Waiting

OWNER = 7


class Counted(OwnedButton[OwnedView]):
    """Puts another button into its place, as a look at a text does, and counts."""

    def __init__(self) -> None:
        super().__init__(label="count")
        self.presses = 0

    async def pressed(self, view: OwnedView, _: discord.Interaction[Any]) -> None:
        self.presses += 1
        view.clear_items()
        view.add_item(Counted())


class Press:
    """An interaction while whose acknowledgement is on its way something may happen."""

    def __init__(self, meanwhile: Any = None) -> None:
        self.user = SimpleNamespace(id=OWNER)
        self.response = self
        self.acknowledged = 0
        self._meanwhile = meanwhile

    async def defer(self) -> None:
        self.acknowledged += 1
        if self._meanwhile is not None:
            await self._meanwhile()


async def press(button: OwnedButton[Any], meanwhile: Any = None) -> int:
    """Press a button; return how often that was acknowledged."""
    made = Press(meanwhile)
    await button.callback(cast("discord.Interaction[Any]", made))
    return made.acknowledged


async def test_a_press_on_a_button_that_was_replaced_is_acknowledged_and_does_nothing() -> None:
    drawn: list[str] = []

    async def redraw(_: discord.Interaction[Any], theme: str) -> None:
        drawn.append(theme)

    view = OwnedView(OWNER)
    counted, switch = Counted(), ThemeSwitch("dark", redraw)
    view.add_item(switch).add_item(counted)
    assert await press(switch) == 1
    assert drawn == ["light"]
    assert await press(counted) == 1  # it puts another in the place of both
    assert [await press(each) for each in (counted, switch)] == [1, 1]
    assert (counted.presses, drawn) == (1, ["light"])


async def test_a_press_whose_button_is_replaced_while_it_is_acknowledged_is_answered() -> None:
    view, counted = OwnedView(OWNER), Counted()
    view.add_item(counted)

    async def replace() -> None:
        view.clear_items()

    assert await press(counted, replace) == 1
    assert counted.presses == 1


async def test_one_press_of_a_person_is_answered_at_a_time() -> None:
    view, counted = OwnedView(OWNER), Counted()
    view.add_item(counted)
    with view.one_press_of(OWNER), pytest.raises(AlreadyRunning):
        await press(counted)
    assert await press(counted) == 1
    assert counted.presses == 1


class Kept:
    """Something that waits."""

    def __init__(self) -> None:
        self.over = False

    def is_finished(self) -> bool:
        return self.over

    def retire(self) -> None:
        self.over = True


def test_only_so_many_wait_and_those_that_were_used_longest_ago_end_first() -> None:
    waiting, kept = Waiting(most=3), [Kept() for _ in range(3)]
    for each in (*kept, kept[0]):  # the first is pressed again
        waiting.take(each)
    kept[2].over = True  # makes room
    newer = [Kept(), Kept()]
    for each in newer:
        waiting.take(each)
    assert [each.over for each in kept] == [False, True, True]
    assert waiting.now == [kept[0], *newer]
    del newer, each
    assert len(waiting.now) == 1  # what nobody else keeps is not kept here


async def test_a_view_that_makes_room_switches_its_buttons_off() -> None:
    edited: list[OwnedView] = []

    class Message:
        async def edit(self, view: OwnedView) -> None:
            edited.append(view)

    view, counted = OwnedView(OWNER), Counted()
    view.add_item(counted)
    view.message = cast("discord.Message", Message())
    view.retire()
    assert view.is_finished()
    await asyncio.sleep(0)
    assert edited == [view]
    assert counted.disabled


class Form(AnsweredModal, title="A form"):
    """Asks for nothing."""


async def test_a_form_that_nobody_sends_is_forgotten_in_the_end() -> None:
    form = Form()
    assert form.timeout
    assert form in WAITING.now
    form.retire()
    assert form not in WAITING.now
