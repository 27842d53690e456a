"""A playground and a browser for all tests of a module, and pages of it that must be without faults."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bot.playground.opening import Playground, playground
from bot.settings import Settings
from testbed.browser import QUIET, find
from testbed.page import DESK, visit

Visit = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory, vectors_dir: Path) -> AsyncIterator[Playground]:
    data_dir = tmp_path_factory.mktemp("playground")
    (data_dir / "vectors").symlink_to(vectors_dir)
    async with playground(Settings(data_dir=data_dir, workers=1, port=0)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visited(place: Playground, browser: Browser) -> AsyncIterator[Visit]:
    """Open pages; at the end none of them may have complained."""
    complaints: list[str] = []
    opened: list[Page] = []

    async def open_page(where: str = "", size: ViewportSize = DESK) -> Page:
        page = await visit(place, browser, size, where)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        await page.close()
    assert complaints == []


@pytest_asyncio.fixture(loop_scope="module")
async def page(visited: Visit) -> Page:
    return await visited()
