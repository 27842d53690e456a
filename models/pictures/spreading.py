"""From coordinates to places on a picture: turned, evened out, and no two points on one spot."""

from __future__ import annotations

import numpy as np

from models.pictures.boxes import Floats

EVENNESS = 0.4  # how much of a coordinate is its rank
_TURNS = 36
_ROUNDS = 40
_STACKING_ROUNDS = 600  # a crowd at an edge has to move one by one
_WIDER = 1.3  # labels are wide: points side by side need more room than points above each other
_POINTLIKE = 1e-6  # an extent that is none


def fit(points: Floats, frame: tuple[float, float, float, float]) -> Floats:
    """Turn points (n, 2) and spread them over a frame, in the direction that parts neighbours best.

    A t-SNE map has no up, and the gaps between its groups mean little. So it is turned freely, and a part of
    each coordinate is replaced by its rank: that narrows gaps, gives room to crowds, and keeps the order.
    """
    left, bottom, right, top = frame
    room = np.array([right - left, top - bottom])
    spread = [evened(points @ _rotation(2 * np.pi * turn / _TURNS)) * room for turn in range(_TURNS)]
    best = max(range(_TURNS), key=lambda turn: _spacing(spread[turn]))
    return np.asarray(spread[best] + np.array([left, bottom]))


def separate(points: Floats, frame: tuple[float, float, float, float], least: float) -> Floats:
    """Push points (n, 2) that are closer than `least` pixels apart, a little in each of some rounds."""
    # Points on one spot need a direction: the golden angle gives each its own.
    angles = np.arange(len(points)) * np.pi * (3 - np.sqrt(5))
    placed = points + 0.01 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    for _ in range(_ROUNDS):
        apart = placed[:, None] - placed[None]  # (n, n, 2)
        distance = np.hypot(apart[..., 0] / _WIDER, apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        lack = np.maximum(least - distance, 0.0) / distance
        placed = np.clip(placed + 0.4 * np.einsum("ij,ijc->ic", lack, apart), frame[:2], frame[2:])
    return placed


def stack(points: Floats, heights: tuple[float, float], wide: float, tall: float) -> Floats:
    """Push points (n, 2) apart up and down only, where sideways has a meaning.

    Points closer than `wide` pixels sideways come to lie `tall` pixels apart in height, as far as there is
    room between the two `heights`.
    """
    placed = points.copy()
    rank = points[:, 1].argsort(kind="stable").argsort(kind="stable")  # parts points of one height, too
    above = np.sign(rank[:, None] - rank[None])  # (n, n)
    beside = np.abs(points[:, None, 0] - points[None, :, 0]) < wide
    for _ in range(_STACKING_ROUNDS):
        gaps = above * (placed[:, None, 1] - placed[None, :, 1])
        lack = np.maximum(tall - gaps, 0.0) * (beside & (above != 0))
        pushes = (lack * above).sum(axis=1) / np.maximum((lack > 0).sum(axis=1), 1)
        placed[:, 1] = np.clip(placed[:, 1] + 0.5 * pushes, *heights)
    return placed


def evened(points: Floats) -> Floats:
    """Return points (n, d) between 0 and 1, coordinates partly place, partly rank; 0.5 where all are one."""
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    if extent.max() < _POINTLIKE:
        return np.full_like(points, 0.5)
    share = (points - low) / np.maximum(extent, _POINTLIKE)
    rank = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(points) - 1)
    return np.asarray((1 - EVENNESS) * share + EVENNESS * rank)


def _spacing(points: Floats) -> float:
    """Return the mean distance of the nearest point, in pixels."""
    apart = np.hypot(*(points[:, None] - points[None]).T)
    np.fill_diagonal(apart, np.inf)
    return float(apart.min(axis=1).mean())


def _rotation(angle: float) -> Floats:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
