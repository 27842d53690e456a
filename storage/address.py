"""Where a database is: in a file, with SQLite, or on a server, with PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SQLITE = ("sqlite", "sqlite+aiosqlite")
POSTGRESQL = ("postgresql+asyncpg", "postgresql", "postgres")
PORT = 5432
ENCRYPTION = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database of a PostgreSQL server; neither its text nor its `repr` has the password.

    Attributes
    ----------
    host : str
        A name, an address, or the folder of a socket.
    encryption : str or None
        One of `ENCRYPTION`, in libpq's words; None leaves it to the driver.
    """

    host: str
    name: str
    port: int = PORT
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    encryption: str | None = None

    def __str__(self) -> str:
        """Return what may be shown to anybody."""
        return f"{self.name} at {self.host}:{self.port}"


Where = Path | ServerAddress


def parse_address(text: str) -> Where:
    """Read `sqlite:///file` or `postgresql+asyncpg://user:password@host:port/name`.

    Raises
    ------
    ValueError
        Saying what is wrong, without a word of the address: it may have a password.
    """
    try:
        parts = urlsplit(text.strip())
        if parts.scheme in SQLITE:
            return _file(parts)
        if parts.scheme in POSTGRESQL:
            return _server(parts)
    except UnicodeError as error:
        raise ValueError("it has a character that no address has; write it as %XX") from error
    raise ValueError(
        "it must begin with postgresql+asyncpg:// or sqlite:///, as in "
        "postgresql+asyncpg://user:password@host:5432/hyperplane"
    )


def _file(parts: SplitResult) -> Path:
    path = unquote(parts.path.removeprefix("/"))
    if parts.netloc or not path or parts.query:
        raise ValueError("a file is written sqlite:///name or, from the root on, sqlite:////folder/name")
    return Path(path).expanduser()


def _server(parts: SplitResult) -> ServerAddress:
    try:
        port = parts.port
    except ValueError as error:
        raise ValueError(
            "its port is no number up to 65535; a sign such as / : @ # in the password is written as %XX"
        ) from error
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    encryption = options.pop("sslmode", None) or options.pop("ssl", None)
    name = unquote(parts.path.removeprefix("/"))
    if parts.fragment or "/" in name:
        raise ValueError("it has a sign such as / ? # in the password or the name: write it as %XX")
    if not host or not name:
        raise ValueError("it needs a host and the name of a database: postgresql+asyncpg://host/name")
    if options:
        raise ValueError("of options after ? it may have sslmode and host only")
    if encryption is not None and encryption not in ENCRYPTION:
        raise ValueError(f"sslmode is one of {', '.join(ENCRYPTION)}")
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return ServerAddress(host, name, port or PORT, user, password, encryption)
