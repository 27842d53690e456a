"""A map in words, for those who cannot see it: its categories, and which words lie apart from their own."""

from __future__ import annotations

import numpy as np

from models.pictures.picture import alt_text
from models.words.maps.categories import WordMap
from models.words.maps.layout import Layout
from models.words.maps.methods import METHOD_NAMES
from models.words.maps.projection import Projection
from models.words.maps.quality import nearest_points, own_shares_of_possible

_STRAYS = 8
_NEAREST = 5
_TOGETHER, _MOSTLY = 0.9, 0.5  # share of its words' neighbours that are its own, on average
_STRAY = 0.5  # the same of one word
_BESIDE = 2  # words named beside which a guest lies
_WORD = 40


def describe(
    word_map: WordMap, projection: Projection, source: str, layout: Layout | None = None, before: str = ""
) -> str:
    """Return the alternative text of a map, at most 1024 characters.

    Parameters
    ----------
    word_map, projection
        What is shown, and where it lies.
    source
        What people call the vectors.
    layout
        Of the picture; with it, the text tells of rings and guests.
    before
        A sentence to begin with.
    """
    words = [_cut(word) for word in word_map.words]
    method = METHOD_NAMES[projection.method]
    sentences = [before] if before else []
    sentences += layout.numbered.sentences if layout is not None else ()
    sentences += [
        f"Map ({method}) of {len(words)} words from {_cut(source)}, similar ones close together.",
        "Categories: " + ", ".join(f"{_cut(c.name)} ({len(c.words)})" for c in word_map.categories) + ".",
    ]
    if len(word_map.categories) > 1:
        sentences += _togetherness(word_map, projection, words)
    if layout is not None:
        sentences += _guests(layout, words) + _rings(layout, len(words))
    sentences += _members(word_map)
    return alt_text(sentences)


def _togetherness(word_map: WordMap, projection: Projection, words: list[str]) -> list[str]:
    """Say which categories keep together in the plane and which mix, and name words that lie among others."""
    labels, names = word_map.labels, [_cut(category.name) for category in word_map.categories]
    shares = own_shares_of_possible(projection.points, labels, _NEAREST)
    near = nearest_points(projection.points, _NEAREST)
    of_category = {
        number: float(shares[labels == number].mean())
        for number in range(len(names))
        if np.isfinite(shares[labels == number]).all()
    }
    together = [names[number] for number, share in of_category.items() if share >= _TOGETHER]
    mostly = [names[number] for number, share in of_category.items() if _MOSTLY <= share < _TOGETHER]
    mixed = [number for number, share in of_category.items() if share < _MOSTLY]
    sentences = []
    if len(together) == len(names):
        sentences.append("Each category lies together, apart from the others.")
    else:
        told = (("Lying together", together), ("Mostly together", mostly))
        sentences += [f"{how}: {', '.join(which)}." for how, which in told if which]
    for number in mixed:
        around = labels[near[labels == number]].ravel()
        other = int(np.bincount(around[around != number], minlength=len(names)).argmax())
        sentences.append(f"{names[number]} mixes with {names[other]}.")
    strays: dict[int, list[str]] = {}
    for i in np.flatnonzero(shares < _STRAY):
        if labels[i] not in mixed:
            among = int(np.bincount(labels[near[i]], minlength=len(names)).argmax())
            strays.setdefault(among, []).append(words[i])
    for among, lost in strays.items():
        more = f" and {len(lost) - _STRAYS} more" if len(lost) > _STRAYS else ""
        sentences.append(f"Among {names[among]}: {', '.join(lost[:_STRAYS])}{more}.")
    return sentences


def _guests(layout: Layout, words: list[str]) -> list[str]:
    """Say beside which words each guest was put."""
    n = len(words)
    sentences = []
    for name, point in zip(layout.texts[n:], layout.points[n:], strict=True):
        near = np.hypot(*(layout.points[:n] - point).T).argsort(kind="stable")[:_BESIDE]
        sentences.append(f"Dropped in, as a star: {name}, beside {' and '.join(words[i] for i in near)}.")
    return sentences


def _rings(layout: Layout, n: int) -> list[str]:
    share, k = layout.kept[:n].mean(), layout.neighbours
    kept = f"of its {k} nearest words" if k > 1 else "of its nearest word"
    return [f"A ring around each word tells what share {kept} is nearest here too: {share:.0%} on average."]


def _members(word_map: WordMap) -> list[str]:
    return [f"{_cut(c.name)}: {', '.join(map(_cut, c.words))}." for c in word_map.categories]


def _cut(text: str) -> str:
    return text if len(text) <= _WORD else text[: _WORD - 1] + "…"
