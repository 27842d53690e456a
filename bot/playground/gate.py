"""Who may use the page: whoever has its address, from this machine and from no other site."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

SECRET_BYTES = 16
READ_ONLY = frozenset({"GET", "HEAD"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """A secret in the page's address, and an address that works once, for a browser that is opened."""

    def __init__(self) -> None:
        self.secret = secrets.token_urlsafe(SECRET_BYTES)
        self._once: str | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self.port}/{self.secret}/"

    def url_for_once(self) -> str:
        """Return an address that leads to the page one time.

        A browser is given its first address on its command line, which everybody on this machine can read.
        """
        self._once = secrets.token_urlsafe(SECRET_BYTES)
        return f"http://127.0.0.1:{self.port}/open/{self._once}"

    async def open_once(self, request: web.Request) -> web.StreamResponse:
        """Lead to the page, if nobody was led there by this address before."""
        given, self._once = self._once, None
        if given is None or not hmac.compare_digest(given.encode(), request.match_info["once"].encode()):
            raise web.HTTPGone(text="This address has been used. Open the one that `hyperplane run` printed.")
        raise web.HTTPFound(self.url)

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse who does not know the secret, other sites, and names that only lead to this machine."""
        here = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if request.host not in here:
            raise web.HTTPMisdirectedRequest(text="Open the page by the address that was printed.")
        origin = request.headers.get("Origin")
        strange = origin is not None and origin.removeprefix("http://") not in here
        if strange or (request.method not in READ_ONLY and origin is None):
            raise web.HTTPForbidden(text="Only the page itself may ask for this.")
        secret = request.match_info.get("secret")
        if secret is not None and not hmac.compare_digest(secret.encode(), self.secret.encode()):
            raise web.HTTPNotFound(text="Open the page by the address that was printed.")
        return await handler(request)


async def put_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Add the headers that keep the page to itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
