"""The playground's page as somebody at its keyboard uses it."""

from __future__ import annotations

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from bot.playground import Playground

ANSWER_MS = 30_000
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1200, "height": 900}


async def visit(place: Playground, browser: Browser, size: ViewportSize) -> Page:
    """Open the page and wait until it shows the channel."""
    page = await browser.new_page(viewport=size)
    await page.goto(place.url)
    await ready(page)
    return page


async def ready(page: Page) -> None:
    """Wait until the page shows the channel and the bot is at rest: before that a press is refused."""
    await expect(page.locator("#preview-app")).to_have_attribute("aria-busy", "false", timeout=ANSWER_MS)
    await expect(messages(page).first).to_be_visible(timeout=ANSWER_MS)


def messages(page: Page) -> Locator:
    """Return the messages of the channel, oldest first."""
    return page.locator(".channel-message")


async def send(page: Page, text: str) -> Locator:
    """Type a message, send it and return the bot's answer."""
    before = await messages(page).last.get_attribute("data-message-id")
    box = page.get_by_label("Message", exact=True)
    await box.fill(text)
    await box.press("Enter")
    return await next_answer(page, before)


async def next_answer(page: Page, before: str | None) -> Locator:
    """Wait for a message of the bot that comes after the one with the id `before`."""
    newest = messages(page).last
    await expect(newest).not_to_have_attribute("data-message-id", before or "", timeout=ANSWER_MS)
    await expect(newest.locator(".message-author")).to_have_text("Hyperplane", timeout=ANSWER_MS)
    return newest
