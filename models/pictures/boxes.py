"""Upright boxes and segments in the plane: which overlap or cross, and how far a point is from a box.

The first axis of an array is left, bottom, right, top of a box, or from x, from y, to x, to y of a segment;
the other axes broadcast.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def overlapping(boxes: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """Return whether boxes (4, ...) share area with others (4, ...)."""
    apart = (
        (boxes[0] >= others[2]) | (boxes[2] <= others[0]) | (boxes[1] >= others[3]) | (boxes[3] <= others[1])
    )
    return np.asarray(~apart)


def distance(boxes: Floats, points: Floats) -> Floats:
    """Return how far points (2, ...) lie from boxes (4, ...)."""
    return np.asarray(np.hypot(*(np.clip(points, boxes[:2], boxes[2:]) - points)))


def crossing(segments: Floats, boxes: Floats) -> npt.NDArray[np.bool_]:
    """Return which segments pass through which boxes: no axis parts them (separating axis theorem)."""
    between = segments[:2] + segments[2:] - boxes[:2] - boxes[2:]  # twice the way between the middles
    along, extent = segments[2:] - segments[:2], boxes[2:] - boxes[:2]
    length = np.abs(along)
    apart = (np.abs(between) >= extent + length).any(axis=0)
    across = np.abs(along[0] * between[1] - along[1] * between[0])
    return np.asarray(~(apart | (across >= extent[0] * length[1] + extent[1] * length[0])))


def meeting(segments: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """Return which segments meet which others: each has its ends on both sides of the other."""
    parted = _side(segments, others[:2]) * _side(segments, others[2:]) < 0
    return np.asarray(parted & (_side(others, segments[:2]) * _side(others, segments[2:]) < 0))


def _side(segments: Floats, points: Floats) -> Floats:
    along, towards = segments[2:] - segments[:2], points - segments[:2]
    return np.asarray(along[0] * towards[1] - along[1] * towards[0])
