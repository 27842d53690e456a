"""A map in words, for those who cannot see it: its categories, and which words lie apart from their own."""

from __future__ import annotations

import numpy as np

from models.pictures.picture import alt_text
from models.words.maps.categories import WordMap
from models.words.maps.projection import Projection
from models.words.maps.quality import nearest_points, own_shares

_STRAYS = 8
_NEAREST = 5
_WORD = 40


def describe(word_map: WordMap, projection: Projection, source: str) -> str:
    """Return the alternative text of a map, at most 1024 characters."""
    words = [_cut(word) for word in word_map.words]
    sentences = [
        f"Map (t-SNE) of {len(words)} words from {_cut(source)}, similar ones close together.",
        "Categories: " + ", ".join(f"{_cut(c.name)} ({len(c.words)})" for c in word_map.categories) + ".",
    ]
    if len(word_map.categories) > 1:
        sentences += _togetherness(word_map, projection, words)
    sentences += _members(word_map)
    return alt_text(sentences)


def _togetherness(word_map: WordMap, projection: Projection, words: list[str]) -> list[str]:
    """Say how well categories keep together in the plane, and name the words that lie among others."""
    labels = word_map.labels
    shares = own_shares(projection.points, labels, _NEAREST)
    near = nearest_points(projection.points, _NEAREST)
    strays: dict[int, list[str]] = {}
    sizes = np.bincount(labels)
    for i in np.flatnonzero((shares < 0.5) & (sizes[labels] > _NEAREST)):
        among = int(np.bincount(labels[near[i]], minlength=len(sizes)).argmax())
        strays.setdefault(among, []).append(words[i])
    together = [
        _cut(category.name)
        for number, category in enumerate(word_map.categories)
        if shares[labels == number].mean() >= 0.9
    ]
    sentences = []
    if len(together) == len(word_map.categories):
        sentences.append("Each category lies together, apart from the others.")
    elif together:
        sentences.append(f"Lying together: {', '.join(together)}; the others mix.")
    else:
        sentences.append("The categories mix.")
    for among, lost in strays.items():
        more = f" and {len(lost) - _STRAYS} more" if len(lost) > _STRAYS else ""
        sentences.append(f"Among {_cut(word_map.categories[among].name)}: {', '.join(lost[:_STRAYS])}{more}.")
    return sentences


def _members(word_map: WordMap) -> list[str]:
    return [f"{_cut(c.name)}: {', '.join(map(_cut, c.words))}." for c in word_map.categories]


def _cut(text: str) -> str:
    return text if len(text) <= _WORD else text[: _WORD - 1] + "…"
