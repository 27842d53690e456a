"""The HTTP side: discord.py's requests translated into calls of SimCord's router."""

import asyncio
import io
import json
import time
import traceback
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web
from simcord.backend import serializers
from simcord.backend.errors import BackendError
from simcord.http import (
    FakeHTTPClient,  # noqa: F401  (importing the package registers every route)
    router,
)

from bot.playground.events import UPLOAD_LIMIT_BYTES
from testbed.wire.faults import Fault, Limit, Refusal
from testbed.wire.model import WireBackend
from testbed.wire.pulse import Pulse

API = "/api/v10"
UNAUTHENTICATED = ("/interactions/", "/webhooks/")  # their paths carry a token of their own
INTENT_FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}  # of the application


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request of the bot and what became of it; `at` in monotonic seconds."""

    at: float
    method: str
    path: str
    status: int
    body: Any


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request, in the shape of `discord.File` that SimCord expects."""

    filename: str
    fp: io.BytesIO
    description: str | None


@dataclass(slots=True)
class Rest:
    """Answers `/api/v10/...`; what it cannot answer truthfully lands in `gaps` and fails the test."""

    backend: WireBackend
    pulse: Pulse
    token: str
    shards: int
    address: str = ""
    owner_id: int | None = None
    refused_intents: set[str] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    acknowledged: dict[int, tuple[int, float]] = field(default_factory=dict)  # id -> (callback type, when)

    @property
    def application_flags(self) -> int:
        return sum(flag for name, flag in INTENT_FLAGS.items() if name not in self.refused_intents)

    async def handle(self, request: web.Request) -> web.Response:
        """Take one request through log-in, scripted faults, rate limits and the model, and log it."""
        began = time.monotonic()
        path = request.rel_url.raw_path.removeprefix(API)
        body, files = await _read(request)
        headers, refusal = await self._refuse(request, path, body)
        status, answer = (
            (refusal.status, refusal.body) if refusal else self._answer(request, path, body, files)
        )
        self.requests.append(Request(began, request.method, path, status, body))
        self.pulse.beat()
        if answer is None:
            return web.Response(status=HTTPStatus.NO_CONTENT, headers=headers)
        # bytes, not text: with a charset behind the content type discord.py takes the body for a string
        return web.Response(
            status=status, body=json.dumps(answer).encode(), content_type="application/json", headers=headers
        )

    async def _refuse(
        self, request: web.Request, path: str, body: Any
    ) -> tuple[dict[str, str], Refusal | None]:
        authorization = request.headers.get("Authorization")
        anonymous = authorization is None and path.startswith(UNAUTHENTICATED)
        if not anonymous and authorization != f"Bot {self.token}":
            return {}, Refusal(401, {"message": "401: Unauthorized", "code": 0}, {})
        for fault in self.faults:
            if fault.takes(request.method, path, body):
                fault.hits += 1
                await asyncio.sleep(fault.delay_s)
                if refusal := fault.refusal():
                    return refusal.headers, refusal
        for limit in self.limits:
            if limit.takes(request.method, path):
                headers, refusal = limit.count(path)
                return (refusal.headers, refusal) if refusal else (headers, None)
        return {}, None

    def _answer(self, request: web.Request, path: str, body: Any, files: list[Upload]) -> tuple[int, Any]:
        if path in ("/gateway", "/gateway/bot"):
            return 200, self._gateway()
        try:
            if any(len(file.fp.getbuffer()) > UPLOAD_LIMIT_BYTES for file in files):
                raise BackendError(413, 40005, "Request entity too large")
            answer = router.dispatch(
                self.backend,
                request.method,
                path,
                json=body,
                params=dict(request.query),
                files=files,
                reason=unquote(request.headers.get("X-Audit-Log-Reason", "")) or None,
                message_content_access="message_content" not in self.refused_intents,
            )
        except (router.RouteNotImplemented, router.UnsupportedField) as gap:
            self.gaps.append(str(gap))
            return 501, {"message": str(gap), "code": 0}
        except BackendError as error:
            return error.status, error.to_json()
        except Exception as error:
            self.gaps.append(f"{request.method} {path}\n{traceback.format_exc()}")
            return 501, {"message": repr(error), "code": 0}
        if path.startswith("/interactions/"):
            self.acknowledged[int(path.split("/")[2])] = (int(body["type"]), time.monotonic())
        if path == "/oauth2/applications/@me":
            answer["flags"] = self.application_flags
            if self.owner_id is not None:
                answer["owner"] = serializers.user_payload(self.backend.get_user(self.owner_id))
        return 200, answer

    def _gateway(self) -> dict[str, Any]:
        start_limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": self.shards}
        url = f"{self.address.replace('http', 'ws', 1)}/gateway"
        return {"url": url, "shards": self.shards, "session_start_limit": start_limit}


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return (json.loads(text) if text else None), []
    form: list[dict[str, Any]] = []
    parts: dict[str, tuple[str, bytes]] = {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader), "discord.py never nests multiparts"
        name = part.name or ""
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            form.append({"name": name, "value": content.decode()})
        else:
            parts[name] = (part.filename, content)
    body, _ = router.parse_form(form, [])
    described = _descriptions(body)
    return body, [
        Upload(filename, io.BytesIO(content), described.get(name.removeprefix("files[").removesuffix("]")))
        for name, (filename, content) in parts.items()
    ]


def _descriptions(body: Any) -> dict[str, str | None]:
    """Alt texts by number of the upload; a callback has them in `data`, a forum post in `message`."""
    if not isinstance(body, dict):
        return {}
    inner = body.get("data") or body.get("message") or body
    return {str(each["id"]): each.get("description") for each in inner.get("attachments") or []}
