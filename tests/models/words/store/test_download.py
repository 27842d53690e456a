"""Fetching from gensim-data ends with the vectors on the shelf, or with nothing and the way by hand."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from models.words.errors import DownloadFailed, UnknownVectors
from models.words.store.bundled import BUNDLED
from models.words.store.download import Collection
from models.words.store.shelf import Shelf

DATA = gzip.compress(b"2 3\ncat 1 2 3\ndog 4 5 6\n")


@dataclass
class Site:
    """What stands in for gensim-data: files by path, and how many bytes of each are really sent."""

    address: str
    files: dict[str, bytes] = field(default_factory=dict)
    sent_bytes: int | None = None

    def offer(self, name: str, data: bytes, checksum: str | None = None) -> None:
        entry: dict[str, Any] = {"parts": 1, "checksum": checksum or hashlib.md5(data).hexdigest()}
        models = json.loads(self.files.get("/list.json", b'{"models": {}}'))["models"] | {name: entry}
        self.files["/list.json"] = json.dumps({"corpora": {"text8": {}}, "models": models}).encode()
        self.files[f"/data/{name}/{name}.gz"] = data


@pytest.fixture(name="site")
def _site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = site.files.get(self.path)
            self.send_response(200 if content is not None else 404)
            content = content or b""
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            cut = site.sent_bytes if self.path.startswith("/data") else None
            self.wfile.write(content[:cut])

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def shelf(tmp_path: Path, site: Site) -> Shelf:
    site.offer("word2vec-pets-3", DATA)
    site.offer("glove-pets-3", DATA)
    site.offer("__testing", DATA)
    return Shelf(tmp_path, lambda: Collection(f"{site.address}/list.json", f"{site.address}/data"))


def test_vectors_can_be_fetched_by_name(shelf: Shelf) -> None:
    steps: list[tuple[int, int | None]] = []
    entry = shelf.add("word2vec-pets-3", progress=lambda done, total: steps.append((done, total)))
    assert (entry.name, entry.rows, entry.source) == ("word2vec-pets-3", 2, "word2vec-pets-3")
    assert shelf.open("word2vec-pets-3").vocabulary.word(0) == "cat"
    assert steps[0] == (len(DATA), len(DATA))


def test_the_download_is_deleted_once_it_is_converted(shelf: Shelf) -> None:
    shelf.add("word2vec-pets-3", "pets")
    assert [path.name for path in shelf.folder.iterdir()] == ["pets"]


def test_an_unknown_name_brings_the_closest_ones(shelf: Shelf) -> None:
    with pytest.raises(UnknownVectors) as caught:
        shelf.add("word2vec-pets")
    assert caught.value.available[0] == "word2vec-pets-3"
    assert set(caught.value.available) == {
        "word2vec-pets-3",
        "glove-pets-3",
        *(each.name for each in BUNDLED),
    }


def refused(shelf: Shelf, site: Site) -> DownloadFailed:
    with pytest.raises(DownloadFailed) as caught:
        shelf.add("word2vec-pets-3")
    assert list(shelf.folder.glob("*")) == []
    assert caught.value.name == "word2vec-pets-3"
    assert caught.value.url == f"{site.address}/data/word2vec-pets-3/word2vec-pets-3.gz"
    return caught.value


def test_a_connection_that_breaks_leaves_nothing(shelf: Shelf, site: Site) -> None:
    site.sent_bytes = 20
    assert "20 of" in refused(shelf, site).reason


def test_a_wrong_checksum_leaves_nothing(shelf: Shelf, site: Site) -> None:
    site.offer("word2vec-pets-3", DATA, checksum="0" * 32)
    assert "checksum" in refused(shelf, site).reason


def test_a_file_that_is_gone_leaves_nothing(shelf: Shelf, site: Site) -> None:
    del site.files["/data/word2vec-pets-3/word2vec-pets-3.gz"]
    assert "404" in refused(shelf, site).reason


def test_a_download_that_is_no_vectors_leaves_nothing(shelf: Shelf, site: Site) -> None:
    site.offer("word2vec-pets-3", gzip.compress(b"<html>"))
    assert "a web page" in refused(shelf, site).reason


def test_a_pickle_is_never_opened_from_a_download(shelf: Shelf, site: Site) -> None:
    site.offer("word2vec-pets-3", gzip.compress(pickle.dumps({"no": "vectors"})))
    assert "--trust-pickle" in refused(shelf, site).reason


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"{}", b'{"models": 3}'])
def test_a_list_of_nonsense_is_told(shelf: Shelf, site: Site, content: bytes) -> None:
    site.files["/list.json"] = content
    assert "list" in refused(shelf, site).reason


def test_a_server_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9"  # the discard port: nothing listens
    site = Site(nobody)
    shelf = Shelf(tmp_path, lambda: Collection(f"{nobody}/list.json", f"{nobody}/data"))
    assert "cannot be reached" in refused(shelf, site).reason


def test_an_address_must_be_on_the_web(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('{"models": {}}')
    with pytest.raises(DownloadFailed):
        Collection(f"file://{tmp_path}/list.json", "file:///").names()


def test_the_addresses_are_those_of_gensim() -> None:
    assert (
        Collection()
        .page("word2vec-google-news-300")
        .endswith("gensim-data/releases/download/word2vec-google-news-300/word2vec-google-news-300.gz")
    )
