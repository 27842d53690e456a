"""The playground: how soon it answers after a start, and how soon its page shows an answer."""

from __future__ import annotations

import asyncio
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import discord
from PIL import Image
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from benchmarks.table import Row, markdown
from bot.playground.opening import Playground, playground
from bot.settings import Settings, variable
from testbed.browser import QUIET, find
from testbed.page import ANSWER_MS, DESK, PHONE, send, visit

STARTS = 3
ANSWERS = 10
PICTURES = 30
LENGTH = 200
TEXTS = 5


async def measure(folder: Path) -> list[Row]:
    """Return all rows; `folder` keeps the prepared vectors."""
    rows = [measure_start(folder / "started")]
    async with (
        playground(Settings(data_dir=folder / "page", workers=1, port=0)) as place,
        async_playwright() as started,
    ):
        browser = await started.chromium.launch(executable_path=find(), args=list(QUIET))
        rows += [await measure_answers(place, browser, size) for size in (DESK, PHONE)]
        rows.append(await measure_writing(place, browser))
        await browser.close()
    return rows


def measure_start(data_dir: Path) -> Row:
    """Return how long a start takes until the page answers; the peer is the first one of all."""
    first_s = start(data_dir)
    again_s = statistics.median(start(data_dir) for _ in range(STARTS))
    return Row(
        "start, until the page answers",
        f"{again_s:.1f} s",
        f"{first_s:.1f} s",
        first_s / again_s,
        "peer: the first start, which prepares the word vectors",
    )


def start(data_dir: Path) -> float:
    """Return the seconds from the command to the page."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--port", "0"],
        env={**os.environ, variable("data_dir"): str(data_dir), variable("token"): ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        with urllib.request.urlopen(address) as page:
            assert b"Hyperplane" in page.read()
        return time.perf_counter() - begun
    finally:
        process.terminate()
        process.communicate()


async def measure_answers(place: Playground, browser: Browser, size: ViewportSize) -> Row:
    """Return how long an answer takes until it is in view, below many messages and in an empty channel."""
    full, empty = place.world.channels["lecture-hall"], place.world.channels["film-night"]
    channel = place.bot.get_channel(full)
    assert isinstance(channel, discord.TextChannel)
    for number in range(PICTURES):
        await channel.send(f"Message {number}")
        await channel.send(file=_drawing(number))
    times = {}
    for each, name in ((full, "lecture-hall"), (empty, "film-night")):
        page = await visit(place, browser, size, f"#ada/{name}")
        taken = []
        for _ in range(ANSWERS):
            begun = time.perf_counter()
            answer = await send(page, "!ping")
            await expect(answer).to_be_in_viewport(ratio=1, timeout=ANSWER_MS)
            taken.append(time.perf_counter() - begun)
        times[each] = statistics.median(taken)
        await page.close()
    return Row(
        f"an answer in view at {size['width']} px, below {PICTURES * 2} messages with {PICTURES} pictures",
        f"{times[full] * 1e3:.0f} ms",
        f"{times[empty] * 1e3:.0f} ms",
        times[empty] / times[full],
        "from the key to the browser; peer: in an empty channel",
    )


async def measure_writing(place: Playground, browser: Browser) -> Row:
    """Return how long a text takes to its first words on the page, beside its end."""
    first, whole = [], []
    page = await visit(place, browser, DESK)
    for seed in range(TEXTS):
        begun = time.perf_counter()
        answer = await send(page, f"!complete style=shakespeare seed={seed} length={LENGTH} My lord,")
        first.append(time.perf_counter() - begun)
        await expect(answer.locator(".embed")).to_be_visible(timeout=ANSWER_MS)
        whole.append(time.perf_counter() - begun)
    await page.close()
    until_first, until_whole = statistics.median(first), statistics.median(whole)
    return Row(
        f"complete, {LENGTH} characters on the page: to the first words",
        f"{until_first * 1e3:.0f} ms",
        f"{until_whole * 1e3:.0f} ms",
        until_whole / until_first,
        "peer: to its end",
    )


def _drawing(number: int) -> discord.File:
    picture = io.BytesIO()
    Image.linear_gradient("L").rotate(number).resize((1200, 900)).save(picture, "PNG")
    picture.seek(0)
    return discord.File(picture, f"drawing-{number}.png", description=f"Drawing {number}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(markdown(asyncio.run(measure(Path(scratch)))))
