"""Word vectors of the gensim-data collection, fetched over the network.

Not with `gensim.downloader`: it prints, has no timeout, keeps a copy in the home folder, reports no progress,
and runs the unchecked Python file that lies beside each data set. Here only the data are fetched, and their
checksum is compared. The addresses are gensim's own.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.publishing import check_room, failing_as_not_writable
from models.words.errors import DownloadFailed

Progress = Callable[[int, int | None], None]

_TIMEOUT_S = 30.0
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file to fetch, and the MD5 sum it must have."""

    url: str
    md5: str


class Collection:
    """The word vectors that gensim-data offers.

    Parameters
    ----------
    list_url, base_url : str or None
        Where the list and the data are; None means where gensim looks.
    """

    def __init__(self, list_url: str | None = None, base_url: str | None = None) -> None:
        if list_url is None or base_url is None:
            from gensim import downloader  # noqa: PLC0415 (a second to import)

            list_url = list_url or str(downloader.DATA_LIST_URL)
            base_url = base_url or str(downloader.DOWNLOAD_BASE_URL)
        self._list_url = list_url
        self._base_url = base_url

    def names(self) -> tuple[str, ...]:
        """Return the names of all word vectors on offer.

        Raises
        ------
        DownloadFailed
            If the list cannot be had.
        """
        return tuple(name for name in self._models if not name.startswith("__"))

    def page(self, name: str) -> str:
        """Return the address of the data themselves, for fetching by hand."""
        return f"{self._base_url}/{name}/{name}.gz"

    def fetch(self, name: str, path: Path, progress: Progress | None = None) -> None:
        """Write the data of `name` to the file `path`.

        Parameters
        ----------
        progress : function of an int and an int or None
            Called with the bytes fetched so far, and how many they will be if the server tells.

        Raises
        ------
        DownloadFailed
            If the network, the server or the checksum fails.
        NotWritable
            If the disk is full.
        """
        with failing_as_not_writable(path):
            file = path.open("wb")
        with file:
            for part in self._parts(name):
                digest = hashlib.md5(usedforsecurity=False)
                try:
                    with _open(part.url) as response:
                        total = int(response.headers["Content-Length"] or 0) or None
                        check_room(path.parent, total)
                        done = 0
                        while piece := response.read(_PIECE_BYTES):
                            digest.update(piece)
                            with failing_as_not_writable(path, total):
                                file.write(piece)
                            done += len(piece)
                            if progress is not None:
                                progress(done, total)
                except (OSError, http.client.HTTPException, ValueError) as error:
                    raise DownloadFailed(name, _reason(error), self.page(name)) from error
                if total is not None and done < total:
                    reason = f"the connection ended after {done:,} of {total:,} bytes"
                    raise DownloadFailed(name, reason, self.page(name))
                if digest.hexdigest() != part.md5:
                    raise DownloadFailed(name, "what came has the wrong checksum", self.page(name))

    def _parts(self, name: str) -> list[Part]:
        entry = self._models[name]
        count = int(str(entry.get("parts", 1)))
        if count == 1:
            return [Part(self.page(name), str(entry.get("checksum")))]
        return [Part(f"{self.page(name)}_0{n}", str(entry.get(f"checksum-{n}"))) for n in range(count)]

    @cached_property
    def _models(self) -> dict[str, dict[str, object]]:
        try:
            with _open(self._list_url) as response:
                models = json.load(response)["models"]
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            reason = f"the list of gensim-data cannot be had ({_reason(error)})"
            raise DownloadFailed("gensim-data", reason, self._list_url) from error
        if not isinstance(models, dict):
            raise DownloadFailed("gensim-data", "its list is not one of models", self._list_url)
        return models


def _open(url: str) -> http.client.HTTPResponse:
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url} is not on the web")
    try:
        response = urllib.request.urlopen(url, timeout=_TIMEOUT_S)  # noqa: S310 (the scheme was checked)
    except urllib.error.HTTPError as error:
        error.close()  # it holds the connection
        raise
    assert isinstance(response, http.client.HTTPResponse)  # noqa: S101 (what these schemes give)
    return response


def _reason(error: Exception) -> str:
    """Return in a few words why a request failed."""
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answers {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return f"the server cannot be reached ({error.reason})"
    if isinstance(error, TimeoutError):
        return "the server does not go on"
    return (
        f"the connection broke ({error})"
        if isinstance(error, OSError)
        else f"{type(error).__name__}: {error}"
    )
