"""The page of a map is one file: what is in it stays text, and a browser reads it without a network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.async_api import async_playwright, expect

from models.words.maps.categories import Category, WordMap
from models.words.maps.guests import Guest
from models.words.maps.methods import laid_out
from models.words.maps.offline_page import offline_page
from testbed.browser import QUIET, find
from testbed.page import PHONE

ACTING = "</script><script>document.title = 'bad'</script><img src=x onerror=alert(1)>"


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    rows = np.random.default_rng(1).normal(size=(9, 20))
    unit = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    animals = ("cat", "dog", "cow", "catfish")
    word_map = WordMap(
        (Category("animals", animals), Category(ACTING, (ACTING, "&amp;", "日本", "tea"))), unit[:8]
    )
    places = [laid_out(word_map.vectors, 2.0, 1, method) for method in ("tsne", "pca", "umap")]
    file = tmp_path / "map.html"
    file.write_text(
        offline_page(word_map, places, "dark", "made <b>", [Guest("$guest", unit[8])]), encoding="utf-8"
    )
    return file


async def test_it_is_zoomed_searched_and_relit_by_hand_and_by_keyboard(page_file: Path) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        page = await browser.new_page(viewport=PHONE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(page_file.as_uri())
        assert await page.title() == "Map of 9 words"
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await expect(page.locator("#map .mark")).to_have_count(9)
        await expect(page.locator("#legend")).to_contain_text(ACTING)
        await expect(page.locator("#kept")).to_contain_text("t-SNE: of each word's 3 nearest words")

        await page.get_by_label("Find a word").fill("CAT")
        await expect(page.locator("#found")).to_have_text("2 found")
        await expect(page.locator("#map .mark.faint")).to_have_count(7)
        await page.keyboard.press("Enter")
        await expect(page.locator("#about strong")).to_have_text("cat")
        await page.keyboard.press("Enter")
        await expect(page.locator("#about strong")).to_have_text("catfish")
        await page.locator("#about button").first.click()
        await expect(page.locator("#map .mark.chosen")).to_have_count(1)

        first = page.locator("#map .mark").first
        await page.get_by_role("button", name="Whole map").click()
        home = await first.get_attribute("transform")
        await page.locator("#map").focus()
        for key, goes_home in (("+", False), ("0", True), ("ArrowLeft", False), ("0", True)):
            await page.keyboard.press(key)
            assert (await first.get_attribute("transform") == home) == goes_home, key
        await page.get_by_role("radio", name="PCA").click()
        await expect(page.locator("#kept")).to_contain_text("PCA: ")
        assert await first.get_attribute("transform") != home

        ground = "getComputedStyle(document.body).backgroundColor"
        dark = await page.evaluate(ground)
        await page.get_by_role("button", name="Theme").click()
        assert await page.evaluate(ground) != dark
        await browser.close()
    assert complaints == []
    assert asked == [page_file.as_uri()]
