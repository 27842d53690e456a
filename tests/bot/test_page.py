"""The playground's page, in a real browser: what a stranger does first must work."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.playground import MEMBERS, Playground, playground
from bot.settings import Settings
from testbed.browser import QUIET, find
from testbed.page import ANSWER_MS, DESK, PHONE, messages, next_answer, ready, send, visit

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one playground and one browser for all of these


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
async def page(place: Playground, browser: Browser) -> AsyncIterator[Page]:
    opened = await visit(place, browser, DESK)
    yield opened
    await opened.close()


async def test_the_first_message_says_what_to_try(page: Page) -> None:
    await expect(messages(page).first).to_contain_text("!analogy man king woman")
    await expect(messages(page).first.locator(".message-author")).to_have_text("Hyperplane")


async def test_it_fits_a_phone(place: Playground, browser: Browser) -> None:
    page = await visit(place, browser, PHONE)
    answer = await send(page, "!analogy man king woman")
    box = await answer.locator(".embed-card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    await page.close()


async def test_an_analogy_is_answered_with_queen(page: Page) -> None:
    answer = await send(page, "!analogy man king woman")
    await expect(answer.locator(".embed-card strong").first).to_have_text("queen")


async def test_tsne_is_answered_with_a_picture(page: Page) -> None:
    answer = await send(page, "!tsne")
    image = answer.get_by_alt_text("countries")
    await expect(image).to_be_visible(timeout=ANSWER_MS)
    async with asyncio.timeout(ANSWER_MS / 1000):
        while await image.evaluate("image => image.naturalWidth") < 1000:
            await asyncio.sleep(0.05)
    await expect(answer.get_by_role("button", name=re.compile("Another seed"))).to_be_visible()


async def test_neighbours_are_picked_from_the_slash_picker(page: Page) -> None:
    before = await messages(page).last.get_attribute("data-message-id")
    box = page.get_by_label("Message", exact=True)
    await box.press_sequentially("/neigh")
    await page.get_by_role("option").filter(has_text="/neighbours").click()
    await page.keyboard.type("coffee")
    await page.get_by_role("option", name="coffee", exact=True).click(timeout=ANSWER_MS)
    await page.locator("#send-message").click()
    await expect(await next_answer(page, before)).to_contain_text("tea")


async def test_a_talk_is_given_on_the_page(page: Page) -> None:
    await send(page, "!talk start in-five-minutes")
    for press in ("Begin", "Next", "Next", "Next", "Next"):
        newest = messages(page).last
        await expect(newest.get_by_role("button", name=press)).to_be_visible(timeout=ANSWER_MS)
        await ready(page)  # while the bot is at work, a press is refused
        before = await newest.get_attribute("data-message-id")
        await newest.get_by_role("button", name=press).click(timeout=ANSWER_MS)
        await expect(newest).not_to_have_attribute("data-message-id", before or "", timeout=ANSWER_MS)
    await expect(messages(page).filter(has_text="The odd one out: car").last).to_be_visible()
    await expect(messages(page).last).to_contain_text("in-five-minutes.zip")


async def test_a_refusal_is_no_alarm(page: Page) -> None:
    answer = await send(page, "!neighbours cofffee")
    await expect(answer).to_contain_text("Did you mean coffee")
    await expect(page.locator("#inspector-count")).to_be_hidden()
    await expect(page.get_by_label("Message", exact=True)).to_have_value("")


async def test_one_can_switch_between_the_members(page: Page) -> None:
    picker = page.get_by_label("Viewing as")
    assert await picker.locator("option").all_inner_texts() == list(MEMBERS)
    await picker.select_option(label=MEMBERS[1])
    await ready(page)
    await send(page, "!ping")
    await expect(messages(page).locator(".message-author").nth(-2)).to_have_text(MEMBERS[1])


async def test_the_clock_goes_on_while_nobody_does_anything(place: Playground) -> None:
    before = place.env.now()
    async with asyncio.timeout(ANSWER_MS / 1000):
        while place.env.now() == before:
            await asyncio.sleep(0.05)


async def test_what_the_bot_does_on_its_own_shows_on_the_page(place: Playground, page: Page) -> None:
    channel = place.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("by the way")
    await expect(messages(page).last).to_contain_text("by the way", timeout=ANSWER_MS)
