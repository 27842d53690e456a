"""Scripted failures and rate limits of the REST side."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

Predicate = Callable[[Any], bool]

_MESSAGES = {403: "Missing Permissions", 404: "Unknown Message"}
_CODES = {403: 50013, 404: 10008}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer given instead of doing what was asked."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass(slots=True)
class Fault:
    """Spoils the next `times` requests that match; `hits` counts those it has spoilt."""

    method: str
    path: str
    status: int | None
    times: int
    retry_after_s: float
    is_global: bool
    code: int | None
    delay_s: float
    predicate: Predicate | None
    hits: int = 0

    def takes(self, method: str, path: str, body: Any) -> bool:
        return (
            self.hits < self.times
            and self.method in ("*", method)
            and fnmatchcase(path, self.path)
            and (self.predicate is None or self.predicate(body))
        )

    def refusal(self) -> Refusal | None:
        """None for a fault that only delays."""
        if self.status is None:
            return None
        if self.status == 429:
            return too_many_requests(self.retry_after_s, is_global=self.is_global)
        code = _CODES.get(self.status, 0) if self.code is None else self.code
        body = {"message": _MESSAGES.get(self.status, f"{self.status}: scripted"), "code": code}
        return Refusal(self.status, body, {})


@dataclass(slots=True)
class Limit:
    """At most `requests` per `per_s` for each path that matches, announced in the headers as Discord does."""

    method: str
    path: str
    requests: int
    per_s: float
    windows: dict[str, tuple[float, int]] = field(default_factory=dict)  # path -> (began, used)

    def takes(self, method: str, path: str) -> bool:
        return self.method == method and fnmatchcase(path, self.path)

    def count(self, path: str) -> tuple[dict[str, str], Refusal | None]:
        """Count one request: the headers for its answer, and the 429 if it is one too many."""
        now = time.monotonic()
        began, used = self.windows.get(path, (now, 0))
        if now - began >= self.per_s:
            began, used = now, 0
        reset_after_s = began + self.per_s - now
        headers = {
            "X-RateLimit-Limit": str(self.requests),
            "X-RateLimit-Remaining": str(max(0, self.requests - used - 1)),
            "X-RateLimit-Reset": f"{time.time() + reset_after_s:.3f}",
            "X-RateLimit-Reset-After": f"{math.ceil(reset_after_s * 1000) / 1000:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash((self.method, self.path))):x}",
        }
        if used >= self.requests:
            refusal = too_many_requests(reset_after_s, is_global=False)
            return headers, Refusal(refusal.status, refusal.body, headers | refusal.headers)
        self.windows[path] = (began, used + 1)
        return headers, None


def too_many_requests(retry_after_s: float, *, is_global: bool) -> Refusal:
    """A 429 that discord.py waits for: without `Via` it takes it for a ban by Cloudflare and raises."""
    return Refusal(
        429,
        {"message": "You are being rate limited.", "retry_after": retry_after_s, "global": is_global},
        {"Via": "1.1 wire", "Retry-After": f"{retry_after_s:.3f}"},
    )
