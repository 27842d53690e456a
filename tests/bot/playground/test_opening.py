"""The playground from outside its page: who may ask it for what, and what is kept from start to start."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.playground.opening import Playground, PlaygroundError, playground
from bot.playground.person import Person, RefusedError, with_mentions
from bot.settings import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")

PEOPLE = {"Ada": 1, "Alan": 2, "Hyperplane": 3}
MENTIONS = [
    ("!match @Alan", "!match <@2>"),
    ("@ada, @ALAN!", "<@1>, <@2>!"),
    ("@Hyperplane help", "<@3> help"),
    ("mail ada@alan.org", "mail ada@alan.org"),
    ("@Alanis and <@Ada>", "@Alanis and <@Ada>"),
    ("`@Ada` and ```\n@Ada\n``` and @Ada", "`@Ada` and ```\n@Ada\n``` and <@1>"),
]


@pytest_asyncio.fixture(loop_scope="module")
async def browser(place: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    """What a page of the playground would ask with."""
    headers = {"Origin": place.url.removesuffix(f"/{place.gate.secret}/")}
    async with aiohttp.ClientSession(headers=headers) as session:
        yield session


@pytest.mark.parametrize(("typed", "sent"), MENTIONS)
async def test_a_name_after_an_at_is_a_mention_outside_of_code(typed: str, sent: str) -> None:
    assert with_mentions(typed, PEOPLE) == sent


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("{secret}/", {}, 200),
        ("{secret}/page/page.js", {}, 200),
        ("{secret}/page/..%2fserver.py", {}, 404),
        ("{secret}/page/../server.py", {}, 404),
        ("guessed/", {}, 404),
        ("guessed/world", {}, 404),
        ("{secret}/", {"Host": "elsewhere.example"}, 421),
        ("{secret}/world", {"Origin": "http://elsewhere.example"}, 403),
        ("open/guessed", {}, 410),
        ("{secret}/messages?as=Ada&channel=x", {}, 400),
        ("{secret}/messages?as=Nobody&channel=1", {}, 400),
        ("{secret}/files/1/2/none.png", {}, 404),
    ],
)
async def test_only_who_has_the_address_is_served(
    place: Playground, path: str, headers: dict[str, str], status: int
) -> None:
    root = place.url.removesuffix(f"{place.gate.secret}/")
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(root + path.format(secret=place.gate.secret), allow_redirects=False) as answer,
    ):
        assert answer.status == status
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_other_sites_can_do_nothing(place: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {"Origin": "null"}, {"Origin": "http://elsewhere.example"}):
            async with session.post(place.url + "do/send?as=Ada", json={}, headers=headers) as answer:
                assert answer.status == 403


@pytest.mark.parametrize("body", ["", "[]", "{", '{"channel": "x"}', '{"channel": 1}', '{"channel": []}'])
async def test_an_odd_request_is_refused_and_nothing_breaks(
    place: Playground, browser: aiohttp.ClientSession, body: str
) -> None:
    for act in ("send", "press", "choose", "slash", "complete", "submit"):
        async with browser.post(place.url + f"do/{act}?as=Ada", data=body) as answer:
            assert answer.status == 400


async def test_an_address_for_a_browsers_command_line_leads_to_the_page_once(place: Playground) -> None:
    address = place.gate.url_for_once()
    assert place.gate.secret not in address
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as first:
            assert str(first.url) == place.url
        async with session.get(address) as second:
            assert second.status == 410


async def test_files_are_only_ever_saved_but_for_pictures(
    place: Playground, browser: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData()
    channel = place.world.channels["study-group"]
    form.add_field("body", f'{{"channel": "{channel}", "content": "look"}}')
    form.add_field("file-0", b"<script>alert(1)</script>", filename="page.html")
    async with browser.post(place.url + "do/send?as=Ada", data=form) as answer:
        sent = (await answer.json())["sent"]
    async with browser.get(place.url + f"messages?as=Ada&channel={channel}") as answer:
        messages = (await answer.json())["messages"]
    (file,) = next(each for each in messages if each["id"] == sent)["files"]
    async with browser.get(place.url + file["address"]) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.content_type == "application/octet-stream"


async def test_what_discord_would_not_allow_is_refused_in_words(place: Playground) -> None:
    ada, channels = Person(place.world.model, place.world.members["Ada"]), place.world.channels
    here = channels["study-group"]
    private = place.world.model.get_dm_channel(place.world.members["Alan"]).id
    for act, told in (
        (lambda: ada.send(here, " "), "Write something first"),
        (lambda: ada.send(here, "x" * 2001), "at most 2,000 characters"),
        (lambda: ada.send(here, "", [("big", b"x" * (10 * 2**20 + 1))]), "up to 10 MB"),
        (lambda: ada.send(private, "hello"), "not for you"),
        (lambda: ada.press(here, 1, "x"), "That message is gone"),
        (lambda: ada.slash(here, "nonsense", {}), "There is no command /nonsense"),
        (lambda: ada.slash(here, "neighbours", {}), "/neighbours needs word"),
        (lambda: ada.slash(here, "neighbours", {"word": "tea", "count": "many"}), "count is a number"),
        (lambda: ada.slash(here, "neighbours", {"word": "tea", "count": 5000}), "count is a number from"),
        (lambda: ada.slash(here, "match", {"person": "4"}), "Nobody here is called so"),
    ):
        with pytest.raises(RefusedError, match=told):
            act()


async def test_what_people_rate_is_kept_until_a_fresh_start(tmp_path: Path, vectors_dir: Path) -> None:
    (tmp_path / "vectors").symlink_to(vectors_dir)
    settings = Settings(data_dir=tmp_path, workers=1, port=0)
    async with playground(settings) as place:
        Person(place.world.model, place.world.members["Ada"]).send(
            place.world.channels["film-night"], "!like Alien; Heat 1995"
        )
        async with asyncio.timeout(30):
            while len(await rated(place)) < 2:
                await asyncio.sleep(0.02)
        with pytest.raises(PlaygroundError, match="is in use"):
            async with playground(settings.model_copy(update={"port": place.gate.port})):
                pass
    assert not settings.database_file.exists(), "what real people leave lies elsewhere"
    async with playground(settings) as place:
        assert len(await rated(place)) == 2
    async with playground(settings, fresh=True) as place:
        assert not await rated(place)


async def rated(place: Playground) -> tuple[object, ...]:
    return await place.bot.services.ratings.of(place.world.members["Ada"])
