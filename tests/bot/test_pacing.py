"""What is kept of the moment is bounded, however many people and messages there are."""

from __future__ import annotations

import gc

import pytest

from bot import budget, pacing
from bot.budget import Budget
from bot.pacing import Lately, PacedEditor, Turns, remember


def test_the_newest_are_remembered_and_what_is_kept_again_is_the_newest() -> None:
    known: dict[int, str] = {}
    for key in range(10):
        remember(known, key, str(key), 3)
    remember(known, 7, "again", 3)
    remember(known, 10, "10", 3)
    assert known == {9: "9", 7: "again", 10: "10"}


async def test_a_memory_for_each_key_has_no_more_than_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    async def redraw(_: int) -> bool:
        return True

    for module in (budget, pacing):
        monkeypatch.setattr(module, "MOST_REMEMBERED", 5)
    reserve: Budget[int] = Budget(10.0, 1.0)
    lately: Lately[int] = Lately(60.0)
    editor: PacedEditor[int] = PacedEditor(redraw, 0.0)
    for key in range(20):
        reserve.spend(key, 20.0)
        assert lately.is_new(key)
        await editor.refresh(key)
    assert [len(each) for each in (reserve, lately, editor)] == [5, 5, 5]
    assert reserve.wait_s(19) > 0  # of the newest all is known
    assert not lately.is_new(19)


async def test_a_lock_is_kept_as_long_as_somebody_holds_it() -> None:
    turns: Turns[int] = Turns()
    async with turns.of(1):
        for key in range(100):
            async with turns.of(key + 2):
                pass
        assert turns.of(1).locked()
        gc.collect()
        assert len(turns) <= 2
    gc.collect()
    assert len(turns) <= 1
