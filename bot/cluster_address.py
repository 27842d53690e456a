"""The address of a Dask scheduler, as the settings take it."""

from __future__ import annotations

import importlib.util
from urllib.parse import urlsplit

SCHEMES = ("tcp", "tls")
PORT = 8786


def parse_cluster(text: str) -> str:
    """Return the whole address of `tcp://scheduler` or `tls://scheduler:8786`.

    Raises
    ------
    ValueError
        Saying what is wrong, or what to install.
    """
    parts = urlsplit(text.strip())
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("its port is no number up to 65535") from None
    rest = parts.path.strip("/") + parts.query + parts.fragment + (parts.username or "")
    if parts.scheme not in SCHEMES or not host or rest:
        raise ValueError(f"it is written tcp://scheduler:{PORT}, or tls:// with certificates")
    if importlib.util.find_spec("distributed") is None:
        raise ValueError("it needs Dask: install the extra hyperplane[dask]")
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}:{port or PORT}"
