"""From coordinates to places on a picture: turned, evened out, and no two points on one spot."""

from __future__ import annotations

import numpy as np
from scipy.spatial import KDTree

from models.pictures.boxes import Floats

EVENNESS = 0.4  # how much of a coordinate is its rank
_TURNS = 36
_ROUNDS = 40
_STACKING_ROUNDS = 600  # a crowd at an edge has to move one by one
_WIDER = 1.3  # labels are wide: points side by side need more room than points above each other
_POINTLIKE = 1e-6  # an extent that is none
_SPOKE = 15  # degrees between the directions in which a free place is looked for


Frame = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def best_turn(points: Floats, frame: Frame) -> float:
    """Return the angle to turn points (n, 2) by, before `fit`, that parts neighbours best."""
    room = np.subtract(frame[2:], frame[:2])
    angles = [2 * np.pi * turn / _TURNS for turn in range(_TURNS)]
    return max(angles, key=lambda angle: _spacing(evened(points @ _rotation(angle)) * room))


def fit(points: Floats, frame: Frame, turn: float) -> Floats:
    """Turn points (n, 2) and spread them over a frame.

    A t-SNE map has no up, and the gaps between its groups mean little. So it is turned freely, and a part of
    each coordinate is replaced by its rank: that narrows gaps, gives room to crowds, and keeps the order.
    """
    return _into(frame, evened(points @ _rotation(turn)))


def fit_beside(points: Floats, others: Floats, frame: Frame, turn: float) -> Floats:
    """Return where `fit` puts `points` (n, 2), if `others` (m, 2) go between them and move none."""
    return _into(frame, evened_beside(points @ _rotation(turn), others @ _rotation(turn)))


def separate(points: Floats, frame: Frame, least: float) -> Floats:
    """Push points (n, 2) that are closer than `least` pixels apart, a little in each of some rounds."""
    # Points on one spot need a direction: the golden angle gives each its own.
    angles = np.arange(len(points)) * np.pi * (3 - np.sqrt(5))
    parted = points + 0.01 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    placed = np.clip(parted, frame[:2], frame[2:])
    for _ in range(_ROUNDS):
        near = KDTree(placed / (_WIDER, 1.0)).query_pairs(least, output_type="ndarray").T  # (2, pairs)
        if not near.size:
            break
        apart = placed[near[0]] - placed[near[1]]
        distance = np.hypot(apart[:, 0] / _WIDER, apart[:, 1])
        push = (0.4 * (least - distance) / np.maximum(distance, _POINTLIKE))[:, None] * apart
        pushed = placed.copy()
        np.add.at(pushed, near[0], push)
        np.subtract.at(pushed, near[1], push)
        placed = np.clip(pushed, frame[:2], frame[2:])
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


def evened_beside(points: Floats, others: Floats) -> Floats:
    """Return where `others` (m, d) stand among the evened `points` (n, d); ranks have fractions."""
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    if extent.max() < _POINTLIKE:
        return np.full_like(others, 0.5)
    share = np.clip((others - low) / np.maximum(extent, _POINTLIKE), 0.0, 1.0)
    ranks = np.linspace(0.0, 1.0, len(points))
    rank = [np.interp(axis, np.sort(own), ranks) for axis, own in zip(others.T, points.T, strict=True)]
    return np.asarray((1 - EVENNESS) * share + EVENNESS * np.stack(rank, axis=1))


def nearest_free(target: Floats, taken: Floats, frame: Frame, least: float) -> Floats:
    """Return the place nearest to `target` (2,) in a frame that is `least` pixels from all `taken` (n, 2).

    In a frame without such a place, it is the one that is furthest from what is taken.
    """
    angles = np.deg2rad(np.arange(0, 360, _SPOKE))
    reaches = np.arange(0.0, max(frame[2] - frame[0], frame[3] - frame[1]), least / 8)
    rings = reaches[:, None, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)  # nearest ring first
    places = np.clip(target + rings.reshape(-1, 2), frame[:2], frame[2:])
    room = np.hypot(*(places[:, None] - taken[None]).transpose(2, 0, 1)).min(axis=1)
    free = np.flatnonzero(room >= least)
    return np.asarray(places[free[0] if len(free) else room.argmax()])


def _into(frame: Frame, shares: Floats) -> Floats:
    """Return shares (n, 2) of a frame's width and height as places in it."""
    return np.asarray(np.array(frame[:2]) + shares * np.subtract(frame[2:], frame[:2]))


def _spacing(points: Floats) -> float:
    """Return the mean distance of the nearest point, in pixels."""
    apart = np.hypot(*(points[:, None] - points[None]).T)
    np.fill_diagonal(apart, np.inf)
    return float(apart.min(axis=1).mean())


def _rotation(angle: float) -> Floats:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
