"""The WebSocket side: sessions that survive their connection, identify, resume, member chunks, drops."""

import asyncio
import contextlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Literal

import discord
from aiohttp import WSMsgType, web
from simcord.backend import serializers
from simcord.gateway import FakeGateway, FakeWebSocket
from simcord.intents import missing_privileged_intents

from testbed.wire.model import WireBackend
from testbed.wire.pulse import Pulse
from testbed.wire.rest import Rest

Drop = Literal["close", "cut", "reconnect", "invalidate"]

HEARTBEAT_INTERVAL_MS = 41_250
SESSION_ENDING_CODES = (1000, 1001)  # after these Discord forgets the session


class Session:
    """What one identified shard is to be told; all frames are kept, so that a resume can replay them."""

    def __init__(
        self,
        backend: WireBackend,
        intents: discord.Intents,
        shard: tuple[int, int],
        told: dict[int, float],
    ) -> None:
        self.id = secrets.token_hex(8)
        self.shard = shard
        self.frames: list[str] = []
        self._told = told
        self._interactions: dict[int, int] = {}  # frame -> interaction
        self.grown = asyncio.Event()
        # SimCord's gateway filters by intent, blanks contents and chunks members; it expects a
        # discord.py state, of which it uses the intents and the parsers.
        self._gate = FakeGateway(backend, SimpleNamespace(intents=intents, parsers=_Parsers(self.append)))
        self._commands = FakeWebSocket(backend, self._gate, shard_id=shard[0])

    def append(self, event: str, data: Mapping[str, Any]) -> None:
        """Queue an event as it is."""
        if event == "INTERACTION_CREATE":
            self._interactions[len(self.frames)] = int(data["id"])
        self.frames.append(json.dumps({"op": 0, "s": len(self.frames) + 1, "t": event, "d": data}))
        self.grown.set()

    def feed(self, event: str, data: Mapping[str, Any]) -> None:
        """Queue an event if it is this shard's, as far as its intents allow."""
        if _shard_of(event, data, self.shard[1]) == self.shard[0]:
            self._gate.feed(event, data)

    async def request_members(self, data: dict[str, Any]) -> None:
        await self._commands.request_chunks(
            int(data["guild_id"]),
            data.get("query"),
            limit=data.get("limit", 0),
            user_ids=data.get("user_ids"),
            presences=bool(data.get("presences")),
            nonce=data.get("nonce"),
        )

    async def pump(self, socket: web.WebSocketResponse, sent: int) -> None:
        """Send the frames after the first `sent`, and those to come, until the connection ends."""
        with contextlib.suppress(ConnectionError):
            while not socket.closed:
                self.grown.clear()
                while sent < len(self.frames):
                    await socket.send_str(self.frames[sent])
                    if sent in self._interactions:
                        self._told[self._interactions[sent]] = time.monotonic()
                    sent += 1
                await self.grown.wait()


class Gateway:
    """Accepts connections; can be held shut, dropped, or made to forget its sessions."""

    def __init__(self, backend: WireBackend, rest: Rest, pulse: Pulse) -> None:
        self._backend = backend
        self._rest = rest
        self._pulse = pulse
        self.open = asyncio.Event()
        self.open.set()
        self.sessions: dict[str, Session] = {}
        self.connections: dict[web.WebSocketResponse, web.Request] = {}
        self.identified = 0
        self.resumed = 0
        self.told: dict[int, float] = {}
        """When the bot was sent each interaction, the last time if it was sent again after a resume."""
        self.forgotten: list[float] = []
        """When sessions were lost."""
        backend.subscribers.append(self._emit)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection from HELLO to close."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self.connections[socket] = request
        session: Session | None = None
        pump: asyncio.Task[None] | None = None
        try:
            await self.open.wait()
            await socket.send_json({"op": 10, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}})
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
                frame = json.loads(message.data)
                if frame["op"] == 1:
                    await socket.send_json({"op": 11})
                elif frame["op"] in (2, 6):
                    begin = self._identify if frame["op"] == 2 else self._resume
                    if started := await begin(socket, frame["d"]):
                        session, sent = started
                        pump = asyncio.create_task(session.pump(socket, sent))
                        self._pulse.beat()
                elif frame["op"] == 8 and session:
                    await session.request_members(frame["d"])
        except ConnectionError:
            pass  # the bot went away in the middle of a frame
        finally:
            by_the_bot = self.connections.pop(socket, None) is not None
            if pump:
                pump.cancel()
            if session and by_the_bot and socket.close_code in SESSION_ENDING_CODES:
                self.sessions.pop(session.id, None)
            self._pulse.beat()
        return socket

    async def drop(self, *, resume: bool, by: Drop) -> None:
        """End every connection in one of Discord's ways; without `resume` the sessions are forgotten too."""
        if not resume:
            self.sessions.clear()
            self.forgotten.append(time.monotonic())
        for socket, request in list(self.connections.items()):  # the bot may be back before the last has gone
            if by in ("close", "cut"):
                self.connections.pop(socket, None)  # the close code to come will be an echo of ours
            if by == "close":
                await socket.close(code=4000)
            elif by == "cut" and request.transport:
                request.transport.abort()
            elif by == "reconnect":
                await socket.send_json({"op": 7, "d": None})
            elif by == "invalidate":
                await socket.send_json({"op": 9, "d": resume})

    def _emit(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in self.sessions.values():
            session.feed(event, payload)
        self._pulse.beat()

    async def _identify(
        self, socket: web.WebSocketResponse, data: dict[str, Any]
    ) -> tuple[Session, int] | None:
        intents = discord.Intents._from_value(data["intents"])
        approved = discord.Intents.all()
        for name in self._rest.refused_intents:
            setattr(approved, name, False)
        if data["token"] != self._rest.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if missing_privileged_intents(intents, approved):
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        index, count = data.get("shard") or (0, 1)
        session = Session(self._backend, intents, (index, count), self.told)
        guilds = [guild for guild in self._backend.guilds.values() if (guild.id >> 22) % count == index]
        session.append(
            "READY",
            {
                "v": 10,
                "user": serializers.user_payload(self._backend.bot_user),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": f"{self._rest.address.replace('http', 'ws', 1)}/gateway",
                "shard": [index, count],
                "application": {
                    "id": str(self._backend.application_id),
                    "flags": self._rest.application_flags,
                },
            },
        )
        for guild in guilds:
            session.feed("GUILD_CREATE", serializers.guild_create_payload(self._backend, guild))
        self.sessions[session.id] = session
        self.identified += 1
        return session, 0

    async def _resume(
        self, socket: web.WebSocketResponse, data: dict[str, Any]
    ) -> tuple[Session, int] | None:
        session = self.sessions.get(data["session_id"] or "")
        if session is None or data["token"] != self._rest.token:
            await socket.send_json({"op": 9, "d": False})
            return None
        session.append("RESUMED", {})
        self.resumed += 1
        return session, data["seq"] or 0


class _Parsers(dict[str, Callable[[Mapping[str, Any]], None]]):
    """discord.py's table of parsers by event, with one entry for every event there could be."""

    def __init__(self, append: Callable[[str, Mapping[str, Any]], None]) -> None:
        super().__init__()
        self._append = append

    def __missing__(self, event: str) -> Callable[[Mapping[str, Any]], None]:
        return lambda data: self._append(event, data)

    def get(self, event: str, default: Any = None) -> Any:  # dict.get does not ask __missing__
        return self[event]


def _shard_of(event: str, data: Mapping[str, Any], count: int) -> int:
    guild_id = data.get("guild_id") or (
        data["id"] if event in ("GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE") else 0
    )
    return (int(guild_id) >> 22) % count  # direct messages belong to shard 0
