"""Texts under way are bounded: of one person, and of everybody."""

from __future__ import annotations

from typing import cast

import pytest

from bot.callers import work_for
from bot.compute import AlreadyRunning, Busy, Compute
from cogs.text import scribe
from cogs.text.scribe import MOST_WAITING_OF_PERSON, Scribe
from models.text.generate import Options, Writer


async def test_beyond_its_bounds_no_text_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    work_for(7, 1)
    compute, unasked = Compute(workers=1, queue=4, timeout_s=5.0), cast("Writer", None)
    with pytest.raises(AlreadyRunning):
        await Scribe(compute).write_several(unasked, "a", [Options()] * (MOST_WAITING_OF_PERSON + 1))
    monkeypatch.setattr(scribe, "MOST_WAITING", 3)
    with pytest.raises(Busy):
        await Scribe(compute).write_several(unasked, "a", [Options()] * 4)
    await compute.close()
