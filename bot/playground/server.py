"""The page's server: what it shows and what people do on it, over HTTP on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import json
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web
from simcord.backend.models import Interaction

from bot.playground import rendering
from bot.playground.feed import Feed
from bot.playground.gate import Gate, put_headers
from bot.playground.model import ATTACHMENTS, Model
from bot.playground.person import ANSWER_WITHIN_S, File, Person, RefusedError

PAGE = Path(__file__).parent / "page"
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
BODY_LIMIT_BYTES = 110 * 2**20  # ten files
BACKLOG = 40
PICTURES = frozenset({"image/png", "image/gif", "image/jpeg", "image/webp"})
LATE = "Hyperplane did not answer in time. Try once more."


class Server:
    """Serves the page and what it asks for."""

    def __init__(self, model: Model, feed: Feed, prefix: Callable[[], Awaitable[str]]) -> None:
        self._model = model
        self._feed = feed
        self._prefix = prefix
        self._everybody = [Person(model, user.id) for user in model.users.values() if not user.bot]
        self._parts = frozenset(part.name for part in PAGE.iterdir())
        self._acknowledged = asyncio.Event()
        self.gate = Gate()

    @asynccontextmanager
    async def open(self, port: int) -> AsyncIterator[None]:
        """Serve on a port of this machine while this is open; `OSError` when it is in use."""
        app = web.Application(client_max_size=BODY_LIMIT_BYTES, middlewares=[self.gate.check])
        app.on_response_prepare.append(put_headers)
        app.add_routes(
            [
                web.get("/open/{once}", self.gate.open_once),
                web.get("/{secret}/", self._index),
                web.get("/{secret}/world", self._world),
                web.get("/{secret}/messages", self._messages),
                web.get("/{secret}/commands", self._commands),
                web.get("/{secret}/stream", self._stream),
                web.get("/{secret}/files/{path:.+}", self._file),
                web.post("/{secret}/do/{act}", self._act),
                web.get("/{secret}/page/{name}", self._part),
            ]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            self.gate.port = runner.addresses[0][1]
            yield
        finally:
            self._feed.close()
            await runner.cleanup()

    def acknowledged(self) -> None:
        """Look whether an interaction that somebody waits for is answered."""
        self._acknowledged.set()
        self._acknowledged = asyncio.Event()

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Content-Type": "text/html; charset=utf-8"})

    async def _part(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        kind = KINDS.get(Path(name).suffix)
        if kind is None or name not in self._parts:
            raise web.HTTPNotFound
        return web.FileResponse(PAGE / name, headers={"Content-Type": kind})

    async def _world(self, request: web.Request) -> web.StreamResponse:
        viewer = self._called(request.query.get("as", "")) or self._everybody[0]
        world = rendering.world(self._model, viewer, await self._prefix())
        return web.json_response(world)

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        viewer, channel_id = self._viewer(request), _number(request, "channel")
        if not viewer.sees(channel_id):
            return web.json_response({"messages": [], "earlier": False})
        before = _number(request, "before") if "before" in request.query else None
        return web.json_response(rendering.newest(self._model, viewer, channel_id, before, BACKLOG))

    async def _commands(self, request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(rendering.commands(self._viewer(request), _number(request, "channel")))
        except RefusedError:
            return web.json_response([])

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self._feed.listening(self._viewer(request)) as listener:
            await response.prepare(request)
            with contextlib.suppress(ConnectionError):  # the page has been closed
                await response.write(b": hello\n\n")
                async for event in listener.stream():
                    await response.write(event.encode())
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        data = self._model.cdn.get(ATTACHMENTS + request.match_info["path"])
        if data is None:
            raise web.HTTPNotFound(text="This file is no longer kept.")
        return web.Response(body=data, headers=_file_headers(request.match_info["path"]))

    async def _act(self, request: web.Request) -> web.StreamResponse:
        """Do what somebody does; what Discord would not let them do is answered in words."""
        body, files = await _read(request)
        acts: dict[str, Callable[[Person, dict[str, Any], dict[str, File]], Any]] = {
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "press": self._press,
            "choose": self._choose,
            "slash": self._slash,
            "complete": self._complete,
            "submit": self._submit,
        }
        act = acts.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        try:
            outcome = act(self._viewer(request), body, files)
        except RefusedError as refusal:
            return web.json_response({"refused": str(refusal)})
        except (KeyError, ValueError, TypeError) as error:
            raise web.HTTPBadRequest(text="The page has asked for something odd.") from error
        return web.json_response(
            await self._outcome(outcome) if isinstance(outcome, Interaction) else {"sent": str(outcome.id)}
        )

    def _send(self, who: Person, body: dict[str, Any], files: dict[str, File]) -> Any:
        reply_to = int(body["reply_to"]) if body.get("reply_to") else None
        return who.send(int(body["channel"]), str(body["content"]), list(files.values()), reply_to)

    def _edit(self, who: Person, body: dict[str, Any], _files: dict[str, File]) -> Any:
        return who.edit(int(body["channel"]), int(body["message"]), str(body["content"]))

    def _delete(self, who: Person, body: dict[str, Any], _files: dict[str, File]) -> Any:
        return who.delete(int(body["channel"]), int(body["message"]))

    def _press(self, who: Person, body: dict[str, Any], _files: dict[str, File]) -> Any:
        return who.press(int(body["channel"]), int(body["message"]), str(body["id"]))

    def _choose(self, who: Person, body: dict[str, Any], _files: dict[str, File]) -> Any:
        values = [str(each) for each in body["values"]]
        return who.choose(int(body["channel"]), int(body["message"]), str(body["id"]), values)

    def _slash(self, who: Person, body: dict[str, Any], files: dict[str, File]) -> Any:
        return who.slash(int(body["channel"]), str(body["command"]), dict(body["options"]) | files)

    def _complete(self, who: Person, body: dict[str, Any], _files: dict[str, File]) -> Any:
        return who.autocomplete(
            int(body["channel"]),
            str(body["command"]),
            str(body["option"]),
            str(body["value"]),
            dict(body["options"]),
        )

    def _submit(self, who: Person, body: dict[str, Any], _files: dict[str, File]) -> Any:
        shown = self._model.interactions.get(int(body["interaction"]))
        if shown is None:
            raise RefusedError("This form is no longer open.")
        return who.submit(shown, dict(body["values"]))

    async def _outcome(self, interaction: Interaction) -> dict[str, Any]:
        """Wait until the bot has acknowledged, and return what the page has to show at once."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                while not interaction.responded:
                    await self._acknowledged.wait()
        except TimeoutError:
            return {"refused": LATE}
        if interaction.modal is not None:
            return {"form": interaction.modal, "interaction": str(interaction.id)}
        return {"choices": interaction.autocomplete_choices or []}

    def _viewer(self, request: web.Request) -> Person:
        viewer = self._called(request.query.get("as", ""))
        if viewer is None:
            raise web.HTTPBadRequest(text="Nobody here is called so.")
        return viewer

    def _called(self, name: str) -> Person | None:
        return next((each for each in self._everybody if each.name.lower() == name.lower()), None)


def _number(request: web.Request, name: str) -> int:
    try:
        return int(request.query[name])
    except (KeyError, ValueError) as error:
        raise web.HTTPBadRequest(text="The page has asked for something odd.") from error


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, File]]:
    """Return the body, and the files by the names of their fields."""
    if not request.content_type.startswith("multipart/"):
        return _object(await request.text()), {}
    body: dict[str, Any] = {}
    files: dict[str, File] = {}
    left = BODY_LIMIT_BYTES
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest(text="The page has sent something odd.")
        data = bytearray()
        while chunk := await part.read_chunk():
            left -= len(chunk)
            if left < 0:
                raise web.HTTPRequestEntityTooLarge(BODY_LIMIT_BYTES, BODY_LIMIT_BYTES - left)
            data += chunk
        if part.filename is None:
            body = _object(data.decode())
        else:
            files[part.name or part.filename] = (part.filename, bytes(data))
    return body, files


def _object(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError as error:
        raise web.HTTPBadRequest(text="The page has sent something odd.") from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="The page has sent something odd.")
    return body


def _file_headers(path: str) -> dict[str, str]:
    """Return the headers of a file: pictures are shown, all else is only ever saved."""
    kind = mimetypes.guess_type(path)[0] or ""
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, max-age=86400",
    }
    if kind in PICTURES:
        return headers | {"Content-Type": kind}
    return headers | {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
