"""Films collected from a multistream dump, beside two usual ways to read one.

The dump is made up: pages as long as Wikipedia's (15,000 characters, 60 links), one in forty of a film. The
peers find the same films: what else we do (fields by role, redirects, links to each film) they leave out.
"""

from __future__ import annotations

import bz2
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import mwxml
from distributed import LocalCluster
from gensim.corpora.wikicorpus import extract_pages

from benchmarks.table import Row
from benchmarks.timing import seconds
from models.movies.collect.collect import CollectConfig, collect
from testbed.dumps import Written, write_multistream

PAGES = 6_000
LINKS = 60
FILM_EVERY = 40
BOX = re.compile(r"\{\{\s*infobox[ _]film", re.IGNORECASE)
LINK = re.compile(r"\[\[([^\[\]|#]+)")


def measure(folder: Path) -> list[Row]:
    """Return the rows: two workers and one beside each peer, which has one process."""
    dump, _ = write_multistream(folder / "made-up-multistream.xml.bz2", made_up(PAGES))
    megabytes = sum(len(page.text) for page in made_up(PAGES)) / 1e6
    found: list[int] = []

    def ours(workers: int) -> float:
        out = folder / f"films-{workers}.ndjson.gz"
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as cluster:
            config = CollectConfig(str(dump), out, scheduler=cluster.scheduler_address, block_bytes=1 << 20)
            return seconds(lambda: found.append(collect(config).films))

    both, alone = ours(2), ours(1)
    peers = {"mwxml and a regex": by_mwxml, "gensim's WikiCorpus reader and a regex": by_gensim}
    rows = []
    for name, peer in peers.items():
        peer_s = seconds(lambda peer=peer: found.append(peer(dump)))  # type: ignore[misc]
        for workers, our_s in ((2, both), (1, alone)):
            what = f"films of {megabytes:.0f} MB, {workers} workers" if workers > 1 else "the same, 1 worker"
            ours_told, peer_told = (f"{megabytes / each:.1f} MB/s" for each in (our_s, peer_s))
            rows.append(
                Row(what, ours_told, peer_told, peer_s / our_s, f"peer: {name}; Dask is running already")
            )
    rows.append(Row("2 workers beside 1", f"{both:.1f} s", f"{alone:.1f} s", alone / both, "peer: ourselves"))
    assert len(set(found)) == 1, "all find the same films"
    return rows


def by_mwxml(path: Path) -> int:
    """Read revisions with mwxml, keep those with a film's infobox, and find their links."""
    films = 0
    with bz2.open(path) as file:
        for page in mwxml.Dump.from_file(file):
            for revision in page:
                if page.namespace == 0 and not page.redirect and BOX.search(revision.text or ""):
                    films += bool(set(LINK.findall(revision.text)))
    return films


def by_gensim(path: Path) -> int:
    """Read pages with gensim's reader of dumps, keep those with a film's infobox, and find their links."""
    with bz2.open(path) as file:
        texts = (text for _, text, _ in extract_pages(file, ("0",)) if text and BOX.search(text))
        return sum(bool(set(LINK.findall(text))) for text in texts)


def made_up(pages: int) -> Iterator[Written]:
    """Yield pages of made-up words, the frequent ones frequent as in a language."""
    chance = random.Random(1)
    words = [
        "".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 11))) for _ in range(30_000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    for number in range(pages):
        text = chance.choices(words, weights, k=2_000)
        for place in chance.sample(range(len(text)), LINKS):
            text[place] = f"[[Page {chance.randrange(pages)}|{text[place]}]]"
        if number % FILM_EVERY == 0:
            text.insert(
                0, f"{{{{Infobox film|director=[[Page {number + 1}]]|released=1990|starring=A, B, C}}}}\n"
            )
        yield Written(f"Page {number}", " ".join(text))


def main() -> None:
    """Print the table alone: `python -m benchmarks.collect`."""
    import tempfile

    from benchmarks.table import markdown

    with tempfile.TemporaryDirectory() as folder:
        print(f"{os.cpu_count()} cores\n\n{markdown(measure(Path(folder)))}")


if __name__ == "__main__":
    main()
