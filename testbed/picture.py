"""Takes the README's picture of the playground anew: `python -m testbed.picture`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from playwright.async_api import ViewportSize, async_playwright, expect

from bot.playground.opening import playground
from bot.settings import Settings
from testbed.browser import QUIET, find
from testbed.page import ANSWER_MS, send, visit

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "playground.png"
FRAME: ViewportSize = {"width": 1000, "height": 1180}


async def take() -> None:
    """Ask one question of a playground that has just been opened, and take a picture of the answer."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            playground(Settings(data_dir=Path(folder), workers=1, port=0)) as place,
            async_playwright() as started,
        ):
            browser = await started.chromium.launch(executable_path=find(), args=list(QUIET))
            page = await visit(place, browser, FRAME)
            answer = await send(page, "!analogy man king woman")
            drawn = answer.get_by_role("button", name=re.compile("Enlarge"))
            await expect(drawn).to_be_in_viewport(timeout=ANSWER_MS)
            await expect(drawn.locator("img")).to_have_js_property("complete", True)
            await page.screenshot(path=PICTURE)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(take())
