"""Neighbours by the approximate index beside gensim's exact ones: time, and how many of them are found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import numpy as np
from gensim.models import KeyedVectors
from threadpoolctl import threadpool_limits

from benchmarks.table import Row
from benchmarks.timing import ROUNDS, faster
from models.words.space.vectors import WordVectors

COUNT = 10
ASKED = 500
TOGETHER = 16
RECALL = 0.98  # what we ask for


def by_index(
    words: WordVectors, peer: KeyedVectors, *, rounds: int = ROUNDS, repeats: int = ASKED
) -> list[Row]:
    """Return the rows for vectors that have their index; each call asks for another word."""
    rng = np.random.default_rng(0)
    rows = len(words.vocabulary)
    any_rows = rng.choice(rows, ASKED, replace=False)
    frequent_rows = (rows ** rng.random(ASKED)).astype(np.int64)  # as often as by Zipf's law
    names = {
        which: [words.vocabulary.word(row) for row in chosen.tolist()]
        for which, chosen in (("any word", any_rows), ("a word by frequency", frequent_rows))
    }
    return [
        *(
            _speed(which, words, peer, asked, rounds=rounds, repeats=repeats)
            for which, asked in names.items()
        ),
        _together(words, peer, names["any word"], rounds=rounds),
        *(_recall(which, words, asked) for which, asked in names.items()),
    ]


def _speed(
    which: str, words: WordVectors, peer: KeyedVectors, asked: list[str], *, rounds: int, repeats: int
) -> Row:
    terms, names = cycle(words.terms(asked)), cycle(asked)
    with threadpool_limits(1):
        return faster(
            f"neighbours by index, {which}",
            lambda: words.neighbours(next(terms), COUNT),
            lambda: peer.most_similar(next(names), topn=COUNT),
            "one thread on both sides; gensim is exact",
            rounds=rounds,
            repeats=repeats,
        )


def _together(words: WordVectors, peer: KeyedVectors, asked: list[str], *, rounds: int) -> Row:
    """Return the row for several people at once, each search in one of two threads, as in the bot."""
    terms = words.terms(asked[:TOGETHER])
    with threadpool_limits(1), ThreadPoolExecutor(2) as threads:

        def ours() -> object:
            return list(threads.map(lambda term: words.neighbours(term, COUNT), terms))

        def theirs() -> object:
            return list(threads.map(lambda word: peer.most_similar(word, topn=COUNT), asked[:TOGETHER]))

        what = f"neighbours by index, {TOGETHER} words"
        return faster(what, ours, theirs, "two threads on both sides", rounds=rounds, repeats=1)


def _recall(which: str, words: WordVectors, asked: list[str]) -> Row:
    terms = words.terms(asked)
    found = 0
    for term, exact in zip(terms, words.neighbours_many(terms, COUNT), strict=True):
        near = words.neighbours(term, COUNT)
        found += len({each.word for each in near.found} & {each.word for each in exact.found})
    recall = found / (len(terms) * COUNT)
    what = f"recall@{COUNT}, {which}"
    return Row(
        what, f"{recall:.4f}", f"{RECALL}", recall / RECALL, f"{ASKED} words; peer: the least that we ask"
    )
