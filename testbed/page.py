"""The playground's page as somebody at its keyboard uses it."""

from __future__ import annotations

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from bot.playground.opening import Playground

ANSWER_MS = 30_000
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1200, "height": 900}


async def visit(place: Playground, browser: Browser, size: ViewportSize, where: str = "") -> Page:
    """Open the page, at `#person/channel` if wanted, and wait until it shows the channel."""
    page = await browser.new_page(viewport=size)
    await page.goto(place.url + where)
    await ready(page)
    return page


async def ready(page: Page) -> None:
    """Wait until the page shows a channel."""
    await expect(page.locator("body[data-ready]")).to_be_visible(timeout=ANSWER_MS)


def messages(page: Page) -> Locator:
    """Return the messages of the channel, oldest first."""
    return page.locator(".message")


def answers(page: Page) -> Locator:
    """Return the bot's messages, oldest first."""
    return page.locator(".message.from-bot")


async def send(page: Page, text: str) -> Locator:
    """Type a message, send it and return the bot's answer."""
    before = await newest_id(page)
    box = page.get_by_label("Message", exact=True)
    await box.fill(text)
    await box.press("Enter")
    return await next_answer(page, before)


async def newest_id(page: Page) -> str:
    """Return the id of the bot's newest message, or nothing."""
    found = answers(page)
    return (await found.last.get_attribute("data-id") or "") if await found.count() else ""


async def next_answer(page: Page, before: str) -> Locator:
    """Wait for a message of the bot that is newer than the one with the id `before`."""
    newest = answers(page).last
    await expect(newest).not_to_have_attribute("data-id", before, timeout=ANSWER_MS)
    return page.locator(f'[data-id="{await newest.get_attribute("data-id")}"]')
